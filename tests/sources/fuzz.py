"""Read hostile inputs of every format and count what goes wrong.

    python tests/sources/fuzz.py --inputs 5000 --seed 1            # of each format
    python tests/sources/fuzz.py --atheris 60                      # seconds for each, guided by coverage

Each format is read by a worker process that tells of every input how long it took and how much memory it
holds; one that hangs or dies is replaced.  For formats that diptych itself reads in a process of its own, an
input that is too much for a worker is read once more as diptych does it, and must be refused in time.

A failure is: an error that is no `SourceError`, more than 10 seconds, more than 1 GB, a crash, an article
whose offsets do not fit its text, or text that is not harmless.
"""

from __future__ import annotations

import argparse
import queue
import resource
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1]))

from diptych.errors import SourceError
from diptych.sources.parse import parse
from diptych.sources.sandbox import run as sandbox
from diptych.sources.sanitize import sanitize
from sources.mutation import SEEDS, hostile
from support.read_here import read_here

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.article.model import Article

SECONDS = 10.0
MEMORY = 1_000
"""Megabytes."""


def complaint(article: Article) -> str:
    """What is wrong with an article; empty if nothing is."""
    if sanitize(article.text) != article.text or any(sanitize(said) != said for said in article.dropped):
        return "text that is not harmless"
    if any(
        sign in article.title + (article.publisher or "") + (article.date or "") for sign in "\x1b\n\u202e"
    ):
        return "a title that is not harmless"
    end = 0
    for block in article.blocks:
        if not end <= block.span.start < block.span.end <= len(article.text):
            return "blocks that overlap"
        end = block.span.end
    end = 0
    for passage in article.passages:
        if not end <= passage.span.start < passage.span.end <= len(article.text):
            return "passages that overlap"
        end = passage.span.end
    if not article.title or not article.text:
        return "an empty article"
    return ""


def outcome(ending: str, data: bytes) -> str:
    """The result of reading an input in this process: "article", "refused", or what is wrong."""
    try:
        return complaint(parse(data, f"x.{ending}")) or "article"
    except SourceError as error:
        said = str(error)
        return (
            "refused"
            if "\n" not in said and said.isprintable()
            else f"a refusal that is not harmless: {said!r}"
        )
    except Exception as error:  # that is what is looked for
        return f"{type(error).__name__}: {error}".replace("\n", " ")[:300]


def work(ending: str, seed: int, start: int, count: int) -> None:
    """Read inputs and report each result."""
    sandbox.read_in_sandbox = read_here  # type: ignore[assignment]
    for number in range(start, start + count):
        data = hostile(ending, seed, number)
        print(f"begin {number}", flush=True)
        began = time.perf_counter()
        said = outcome(ending, data)
        seconds = time.perf_counter() - began
        held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"end {number} {seconds:.3f} {held} {said}", flush=True)


def run(ending: str, seed: int, count: int) -> tuple[int, Counter[str], float, int]:
    """Read `count` inputs.

    Returns:
        Failures, how often each outcome came, the longest time in seconds, the most memory in MB.
    """
    outcomes: Counter[str] = Counter()
    slowest, most, failures, start = 0.0, 0, 0, 0
    while start < count:
        for number, seconds, held, said in _told(ending, seed, start, count - start):
            start = number + 1
            slowest, most = max(slowest, seconds), max(most, held)
            bad = said not in ("article", "refused") or seconds > SECONDS or held > MEMORY
            guarded = ending not in ("txt", "md")
            if bad and guarded:  # as diptych reads it, it must be an article or refused, in time
                began = time.perf_counter()
                again = outcome(ending, hostile(ending, seed, number))
                seconds = time.perf_counter() - began
                slowest = max(slowest, seconds)
                outcomes[f"left to the sandbox: {said[:60]}"] += 1
                print(f"  left to the sandbox: {ending} seed {seed} number {number}: {said}", flush=True)
                bad = again not in ("article", "refused") or seconds > SECONDS
                said = f"{said}; guarded: {again} in {seconds:.1f} s"
            else:
                outcomes[said[:60]] += 1
            if bad:
                failures += 1
                print(
                    f"  FAILURE {ending} seed {seed} number {number}: {seconds:.2f} s, {held} MB, {said}",
                    flush=True,
                )
    return failures, outcomes, slowest, most


def _told(ending: str, seed: int, start: int, count: int) -> Iterator[tuple[int, float, int, str]]:
    """The reports of a worker, until it is done, hangs or dies."""
    command = [sys.executable, __file__, "--worker", ending, str(seed), str(start), str(count)]
    worker = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    lines: queue.Queue[str | None] = queue.Queue()

    def collect() -> None:
        assert worker.stdout is not None
        for line in worker.stdout:
            lines.put(line)
        lines.put(None)

    threading.Thread(target=collect, daemon=True).start()
    number = start
    while True:
        try:
            line = lines.get(timeout=SECONDS + 20)
        except queue.Empty:
            worker.kill()
            worker.wait()
            yield number, SECONDS + 20, 0, "hangs"
            return
        if line is None:
            status = worker.wait()
            if status:
                yield number, 0.0, 0, f"dies with status {status}"
            return
        word, at, *rest = line.split(" ", 4)
        number = int(at)
        if word == "end":
            yield number, float(rest[0]), int(rest[1]), rest[2].rstrip("\n")


def guided(ending: str, seconds: int) -> None:
    """Let atheris search for inputs in this process; it never returns."""
    import atheris  # type: ignore[import-not-found, import-untyped, unused-ignore]

    sandbox.read_in_sandbox = read_here  # type: ignore[assignment]

    def once(data: bytes) -> None:
        said = outcome(ending, data)
        if said not in ("article", "refused"):
            raise RuntimeError(said)

    folder = Path(f"/tmp/diptych-fuzz-{ending}")  # noqa: S108 - a person's own run
    folder.mkdir(exist_ok=True)
    for at, data in enumerate(SEEDS[ending]):
        (folder / f"seed{at}").write_bytes(data)
    atheris.instrument_all()
    options = [
        f"-max_total_time={seconds}",
        "-timeout=10",
        "-rss_limit_mb=1000",
        "-max_len=20000",
        "-print_final_stats=1",
    ]
    atheris.Setup([sys.argv[0], *options, str(folder)], once)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=1000, help="of each format (default: 1000)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--formats", nargs="+", choices=sorted(SEEDS), default=sorted(SEEDS))
    parser.add_argument(
        "--atheris", type=int, metavar="SECONDS", help="look with atheris, for each format so long"
    )
    parser.add_argument("--guided", nargs=2, help=argparse.SUPPRESS)
    parser.add_argument("--worker", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.worker:
        ending, *numbers = options.worker
        work(ending, *map(int, numbers))
        return 0
    if options.guided:
        guided(options.guided[0], int(options.guided[1]))
        return 0
    failed = 0
    for ending in options.formats:
        if options.atheris:
            command = [sys.executable, __file__, "--guided", ending, str(options.atheris)]
            run_ = subprocess.run(command, check=False, capture_output=True, text=True, errors="replace")
            print(f"{ending}: atheris ends with status {run_.returncode}\n{run_.stderr[-1500:]}", flush=True)
            failed += run_.returncode != 0
            continue
        failures, outcomes, slowest, most = run(ending, options.seed, options.inputs)
        failed += failures
        print(
            f"{ending}: {options.inputs} inputs, {failures} failures;"
            f" longest {slowest:.2f} s, most {most} MB",
            flush=True,
        )
        for said, times in outcomes.most_common():
            print(f"    {times:6} {said}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
