"""The workers of a Dask scheduler: results as from the processes of this machine, whatever happens to one."""

from __future__ import annotations

import json
import logging
import socket
from typing import TYPE_CHECKING

import pytest

import diptych.folder.dask_engine
from diptych.cli import main
from diptych.folder.dask_engine import DaskEngine, EngineError
from support.for_processes import doubled, ends_at_40, ends_once

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

distributed = pytest.importorskip("distributed")

QUAY = (
    "The quay at Harrow was closed on July 11 after a crane fell, the mayor Olive Brandt said.",
    "Olive Brandt, who is mayor of Harrow, had the quay closed. The crane had not been checked since 1998.",
    "A choir sang in Oxley. Nobody had heard the songs for forty years.",
)


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The address of a scheduler with two workers, which are processes of their own."""
    for name in ("distributed", "distributed.nanny", "distributed.worker", "distributed.scheduler"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", silence_logs=logging.CRITICAL
    ) as cluster:
        yield cluster.scheduler_address


@pytest.fixture
def engine(address: str) -> Iterator[DaskEngine]:
    engine = DaskEngine(address)
    yield engine
    engine.close()


def test_results_come_in_order(engine: DaskEngine) -> None:
    assert list(engine.map(doubled, range(100))) == [(number, 2 * number) for number in range(100)]
    assert list(engine.map(doubled, [])) == []
    assert len(list(engine.map(doubled, range(1000), cancelled=lambda: True))) <= 16


def test_a_lost_worker_loses_no_result(engine: DaskEngine, tmp_path: Path) -> None:
    values = [(number, str(tmp_path / "ended")) for number in range(60)]
    found = list(engine.map(ends_once, values, batch=4))
    assert (tmp_path / "ended").exists()
    assert [result for _, result in found] == list(range(60))


def test_a_value_that_ends_every_worker_loses_no_other(engine: DaskEngine) -> None:
    found = list(engine.map(ends_at_40, range(36, 48), batch=4))
    assert found == [(number, None if number == 40 else number) for number in range(36, 48)]


def test_a_worker_of_another_version_is_refused(engine: DaskEngine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.folder.dask_engine, "comparison_version", lambda: "another")
    with pytest.raises(EngineError, match="has another version of diptych, of its weights"):
        list(engine.map(doubled, range(3)))


@pytest.mark.parametrize("more", [(), ("--compare", "--model", "lexical")])
def test_the_list_is_the_same_to_the_byte(
    address: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], more: tuple[str, ...]
) -> None:
    for at, text in enumerate(QUAY):
        (tmp_path / f"{at}.txt").write_text(text)
    written = []
    for engine in ("processes", f"dask:{address}"):
        arguments = ["list", str(tmp_path), "--format", "json", "--no-cache", "--engine", engine, *more]
        assert main(arguments) == 0
        written.append(capsys.readouterr().out)
    assert written[0] == written[1]
    assert bool(more) == ("comparisons" in json.loads(written[0]))


def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.folder.dask_engine, "_TO_CONNECT", 0.5)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EngineError, match=r"cannot be used .* check its address and its workers"):
        DaskEngine(f"tcp://127.0.0.1:{port}")
    with pytest.raises(EngineError, match="cannot be used"):
        DaskEngine("tcp://nonsense:-1")
