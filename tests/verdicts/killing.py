"""Kills a reader that writes verdicts at random moments, and checks the file; lets two write at once.

    python tests/verdicts/killing.py 200        kills 200 times, then lets two write 200 verdicts each

A killed writer had said how far it was after each verdict; what it had said must be on the disk.  Ends with
status 1 and a sentence where anything is lost.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.kinds import Verdict
from diptych.sides import Pair
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import article
from support.verdicts import judge

SIZE = 40
"""Passages of each article."""
ARTICLES = Pair(
    article("One", tuple(f"Ship number {n} left the harbour with {3 * n} men." for n in range(SIZE))),
    article("Two", tuple(f"On day {n} a ship went out, {3 * n} on board." for n in range(SIZE))),
)
LONGEST_LIFE = 0.03
"""Seconds that a writer lives after its first verdict, at most."""


def store_in(folder: Path) -> VerdictStore:
    store = VerdictStore(ARTICLES, in_folder(folder, ARTICLES))
    warning = store.load()
    assert warning is None, warning
    return store


def subject(number: int) -> Subject:
    """The subject of statement `number`: a verdict and a note alternately."""
    return Subject(number % SIZE, number * 7 % SIZE, bool(number % 2))


def value(number: int) -> Verdict | str:
    return f"note {number}" if number % 2 else list(Verdict)[number // 2 % 3]


def write_for_ever(folder: Path, first: int, progress: int) -> None:
    """Write one statement after the other, and print the number of each."""
    store = store_in(folder)
    number = first
    while True:
        _, warning = judge(store, subject(number), value(number))
        assert warning is None, warning
        os.write(progress, f"{number}\n".encode())
        number += 1


def child(work: object) -> int:
    process = os.fork()
    if process == 0:
        try:
            work()  # type: ignore[operator]
            os._exit(0)
        except BaseException as error:
            print(f"a writer failed: {error!r}", file=sys.stderr, flush=True)
            os._exit(1)
    return process


def kill_once(folder: Path, first: int, chance: random.Random) -> int:
    """Let a writer live for a while; returns the number of its last statement."""
    reads, writes = os.pipe()
    process = child(lambda: write_for_ever(folder, first, writes))
    os.close(writes)
    progress = os.read(reads, 64)
    time.sleep(chance.uniform(0, LONGEST_LIFE))
    os.kill(process, signal.SIGKILL)
    assert os.waitpid(process, 0)[1] == signal.SIGKILL, "the writer had ended by itself"
    while more := os.read(reads, 65536):
        progress += more
    os.close(reads)
    return int(progress.split(b"\n")[-2])


def look(folder: Path, last: int) -> None:
    """Check that the file has all statements up to number `last`, and at most the next one."""
    json.loads(in_folder(folder, ARTICLES).path.read_bytes())
    store = store_in(folder)
    newest = {subject(number): value(number) for number in range(max(0, last - 4 * SIZE), last + 1)}
    after = subject(last + 1)
    for what, wanted in newest.items():
        found = store.value_of(what)
        assert found == wanted or (what == after and found == value(last + 1)), (what, wanted, found)


def kill(times: int, folder: Path) -> int:
    """Kill a writer some times; returns the number of statements that all have written."""
    chance = random.Random(5)  # noqa: S311 - a repeatable choice, not a secret
    last = -1
    for _ in range(times):
        last = kill_once(folder, last + 1, chance)
        look(folder, last)
    return last + 1


def write_some(folder: Path, count: int, kinds: tuple[bool, ...]) -> None:
    store, took = store_in(folder), []
    for number in range(count):
        for is_note in kinds:
            begun = time.perf_counter()
            judge(
                store,
                Subject(number % SIZE, number // SIZE, is_note),
                f"seen {number}" if is_note else Verdict.ACCEPTED,
            )
            took.append(time.perf_counter() - begun)
    while store.flush() is not None:  # the other one did not let go of the file for long
        time.sleep(0.01)
    took.sort()
    print(f"  half of {len(took)} took less than {1e3 * took[len(took) // 2]:.1f} ms, the slowest", end=" ")
    print(f"{1e3 * took[-1]:.1f} ms", flush=True)


def write_at_once(count: int, folder: Path) -> int:
    """Let two writers write at once about the same links; returns the number of statements after that."""
    writers = [child(lambda kind=kind: write_some(folder, count, (kind,))) for kind in (False, True)]
    for writer in writers:
        assert os.waitpid(writer, 0)[1] == 0, "a writer failed"
    judged = store_in(folder).judgements.links
    assert len(judged) == count, f"{count - len(judged)} links are lost"
    for number in range(count):
        link = next(one for one in judged if (one.left, one.right) == (number % SIZE, number // SIZE))
        assert link.verdict is Verdict.ACCEPTED, f"verdict {number} is lost"
        assert link.note == f"seen {number}", f"note {number} is lost"
    return 2 * count


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        written = kill(times, Path(folder))
        print(f"killed {times} times in {time.perf_counter() - begun:.1f} s: {written} statements, none lost")
        left = [path.name for path in Path(folder).iterdir() if path.name.endswith(".tmp")]
        assert len(left) <= 1, left
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        kept = write_at_once(times, Path(folder))
        print(f"two at once in {time.perf_counter() - begun:.1f} s: {kept} statements, none lost")


if __name__ == "__main__":
    main(int(sys.argv[1]))
