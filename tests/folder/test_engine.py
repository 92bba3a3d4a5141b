"""The pool of processes: results in order, whatever happens to its processes."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from diptych.folder.engine import FEW, ProcessEngine
from support.for_processes import doubled, ends_at_40, process_of

if TYPE_CHECKING:
    from collections.abc import Iterator


def test_results_come_in_order_from_other_processes() -> None:
    numbers = range(FEW + 30)
    assert list(ProcessEngine(2).map(doubled, numbers)) == [(number, 2 * number) for number in numbers]
    assert os.getpid() not in {found for _, found in ProcessEngine(2).map(process_of, numbers)}


def test_few_values_need_no_process() -> None:
    assert {found for _, found in ProcessEngine(2).map(process_of, range(FEW))} == {os.getpid()}


def test_a_value_that_ends_its_process_loses_no_other() -> None:
    numbers = range(FEW + 20)
    found = list(ProcessEngine(2).map(ends_at_40, numbers))
    assert found == [(number, None if number == 40 else number) for number in numbers]


def test_a_process_that_ends_early_while_results_are_used_slowly() -> None:
    found = []
    for pair in ProcessEngine(2).map(ends_at_40, range(200)):
        found.append(pair)
        time.sleep(0.002)
    assert found == [(number, None if number == 40 else number) for number in range(200)]


def test_values_are_taken_only_a_little_ahead_and_work_can_be_cancelled() -> None:
    taken: list[int] = []

    def values() -> Iterator[int]:
        for number in range(10_000):
            taken.append(number)
            yield number

    found: list[int | None] = []
    for _, result in ProcessEngine(2).map(doubled, values(), cancelled=lambda: len(found) >= 50):
        found.append(result)
    assert found == [2 * number for number in range(len(found))]
    assert 50 <= len(found) < 100
    assert len(taken) < 500


def test_nothing_to_do() -> None:
    assert list(ProcessEngine(2).map(doubled, [])) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_the_processes_end_when_the_one_that_uses_them_is_killed() -> None:
    script = (
        "import itertools, sys\n"
        "from diptych.folder.engine import ProcessEngine\n"
        "from support.for_processes import process_of\n"
        "if __name__ == '__main__':\n"
        "    for _, process in ProcessEngine(1).map(process_of, itertools.count()):\n"
        "        print(process, flush=True)\n"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    with subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, text=True, env=environment
    ) as child:
        assert child.stdout is not None
        worker = int(child.stdout.readline())
        child.kill()
    deadline = time.monotonic() + 60
    while _runs(worker):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat") as status:  # noqa: PTH123 - short
        return status.read().rpartition(")")[2].split()[0] != "Z"
