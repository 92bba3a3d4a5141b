"""Signals that end the program leave nothing behind: neither in the terminal nor unsaved."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from typing import TYPE_CHECKING

import pytest

from diptych.cli.exit_status import ERROR, LINKS_FOUND, status_of_reader
from diptych.reader.terminal import end_signals
from support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

ENDS = {"SIGTERM": 143, "SIGHUP": 129}


@pytest.mark.skipif(sys.platform == "win32", reason="no signals")
@pytest.mark.parametrize("options", [(), ("--plain",)], ids=["usual", "plain"])
@pytest.mark.parametrize("name", ENDS)
def test_the_terminal_is_as_before_and_all_is_saved(
    name: str, options: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state, data = tmp_path / "state", tmp_path / "data"
    monkeypatch.setenv("XDG_STATE_HOME", str(state))
    monkeypatch.setenv("XDG_DATA_HOME", str(data))
    for side, said in (("left", "told reporters"), ("right", "said")):
        text = f"The quay at Harrow was closed on July 11, Olive Brandt {said}. Nobody was hurt."
        (tmp_path / f"{side}.txt").write_text(text)
    articles = [str(tmp_path / "left.txt"), str(tmp_path / "right.txt")]
    with Terminal([sys.executable, "-m", "diptych", *options, *articles]) as terminal:
        terminal.wait_for("threshold")
        terminal.press("a")
        terminal.wait_for("ccepted")
        terminal.send(getattr(signal, name))
        status, _ = terminal.leave()
    assert status == ENDS[name]
    for switched_off in ("\x1b[?1049l", "\x1b[?1000l", "\x1b[?25h"):  # other screen, mouse, hidden cursor
        on = switched_off.translate({ord("l"): "h", ord("h"): "l"}).encode()
        assert terminal.seen.rfind(switched_off.encode()) > terminal.seen.rfind(on)
    (verdicts,) = data.rglob("verdicts/*.json")
    assert "accept" in verdicts.read_text()
    (place,) = state.rglob("pairs/*.json")
    assert json.loads(place.read_text())


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_a_terminal_that_is_gone_ends_the_process(tmp_path: Path) -> None:
    for name in ("left.txt", "right.txt"):
        (tmp_path / name).write_text("The quay at Harrow was closed on July 11. Nobody was hurt.")
    articles = [str(tmp_path / "left.txt"), str(tmp_path / "right.txt")]
    with Terminal([sys.executable, "-m", "diptych", *articles]) as terminal:
        terminal.wait_for("threshold")
        assert terminal.vanish() == ENDS["SIGHUP"]


async def test_the_process_ends_although_the_terminal_does_not_answer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ended: asyncio.Queue[int] = asyncio.Queue()
    left: list[int] = []
    loop = asyncio.get_running_loop()
    monkeypatch.setattr(end_signals, "_LONGEST", 0.01)
    monkeypatch.setattr(os, "_exit", lambda status: loop.call_soon_threadsafe(ended.put_nowait, status))
    end_signals.exit_on_signals(left.append)
    try:
        os.kill(os.getpid(), signal.SIGTERM)
        assert await ended.get() == 143
        assert left == [143]
    finally:
        for name in ENDS:
            loop.remove_signal_handler(getattr(signal, name))


@pytest.mark.parametrize(("code", "status"), [(None, LINKS_FOUND), (0, LINKS_FOUND), (1, ERROR), (143, 143)])
def test_the_exit_status_of_the_reader(code: int | None, status: int) -> None:
    assert status_of_reader(code) == status
