"""Time, memory and quality of `diptych list` on an archive: 5,000 news articles and the gold pairs of news.

    python tests/speed/archive.py [--sizes 1680 3360 6720] [--engine dask]

Each size is listed cold (without a cache), then warm, as text files and in processes of their own.  The
memory is the highest sum over all processes, each page that they share counted once.  Recall is the share of
the gold pairs in the archive whose articles are in one story.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.gold import SHARED

SEED = 17


def archive() -> list[tuple[str, dict[str, Any]]]:
    """All articles with their names, in an order drawn by a seed; gold pairs stay together."""
    groups = []
    for folder in ("news", "news-dev"):
        for path in sorted((SHARED / "gold" / folder).glob("*.json")):
            pair = json.loads(path.read_text())
            groups.append(
                [(f"{folder}-{path.stem}-{side}", _record(pair[side])) for side in ("left", "right")]
            )
    with gzip.open(SHARED / "corpora" / "news-5000.jsonl.gz", "rt") as lines:
        groups += [[(f"corpus-{number:04}", json.loads(line))] for number, line in enumerate(lines)]
    Random(SEED).shuffle(groups)  # noqa: S311 - a repeatable choice, not a secret
    return [each for group in groups for each in group]


def _record(article: dict[str, Any]) -> dict[str, Any]:
    text = "\n\n".join(" ".join(sentences) for sentences in article["paragraphs"])
    return {key: article[key] for key in ("title", "publisher", "date")} | {"text": text}


def write_articles(folder: Path, articles: list[tuple[str, dict[str, Any]]]) -> None:
    """Write each article into a text file with a header."""
    folder.mkdir()
    for name, article in articles:
        header = {
            key.title(): " ".join((article[key] or "").split()) for key in ("title", "publisher", "date")
        }
        lines = "".join(f"{key}: {value}\n" for key, value in header.items() if value)
        (folder / f"{name}.txt").write_text(f"{lines}\n{article['text']}\n")


def memory_of(process: int) -> int:
    """Bytes of a process and all below it; a page that they share counts once (the PSS of Linux)."""
    found = 0
    for path in (f"/proc/{process}/smaps_rollup",):
        try:
            lines = Path(path).read_text().splitlines()
        except OSError:
            return 0
        found += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    try:
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    except OSError:
        children = []
    return found + sum(memory_of(int(child)) for child in children)


def listed(folder: Path, *options: str) -> tuple[float, int, bytes]:
    """Seconds, bytes of all processes at the highest, and output of `diptych list --format json`."""
    command = [sys.executable, "-m", "diptych", "list", str(folder), "--format", "json", *options]
    started, most = time.perf_counter(), 0
    with TemporaryDirectory() as place:
        output = Path(place) / "out.json"
        with output.open("wb") as stream, subprocess.Popen(command, stdout=stream) as process:
            while process.poll() is None:
                most = max(most, memory_of(process.pid))
                time.sleep(0.1)
        return time.perf_counter() - started, most, output.read_bytes()


def recall(found: dict[str, Any]) -> tuple[float, int]:
    """The share of gold pairs in one story, and their number."""
    story = {at: number for number, each in enumerate(found["stories"]) for at in each["accounts"]}
    place = {Path(article["path"]).stem: at for at, article in enumerate(found["articles"])}
    lefts = [name for name in place if name.endswith("-left") and name.replace("-left", "-right") in place]
    together = [
        story.get(place[name], -1) == story.get(place[name.replace("-left", "-right")], -2) for name in lefts
    ]
    return sum(together) / max(1, len(together)), len(together)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Time and memory of listing an archive.")
    parser.add_argument("--sizes", type=int, nargs="+", default=[1680, 3360, 6720])
    parser.add_argument("--dask", action="store_true", help="also list with two workers of Dask")
    options = parser.parse_args()
    articles = archive()
    before = 0.0
    with TemporaryDirectory() as scratch:
        os.environ["XDG_CACHE_HOME"] = str(Path(scratch) / "cache")
        for size in options.sizes:
            folder = Path(scratch) / str(size)
            write_articles(folder, articles[:size])
            cold, most, output = listed(folder)
            warm, _, again = listed(folder)
            assert output == again
            found = json.loads(output)
            share, pairs = recall(found)
            sizes = Counter(len(story["accounts"]) for story in found["stories"])
            growth = f"{cold / before:4.2f} times" if before else ""
            print(f"{size:6,} articles  cold {cold:6.1f} s {growth:10}  warm {warm:5.1f} s", end="  ")
            print(f"{most / 1e6:5.0f} MB")
            print(
                f"{'':16}{len(found['stories']):,} stories, largest {max(sizes)}, median"
                f" {median(sizes.elements()):.0f}; {share:.3f} of {pairs} gold pairs in one"
            )
            before = cold
            if options.dask:
                with_dask(folder)


def with_dask(folder: Path) -> None:
    """Print how long two workers of Dask take, and whether the list is the same to the byte."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0") as cluster:
        pool, _, output = listed(folder, "--no-cache")
        dask, _, other = listed(folder, "--no-cache", "--engine", f"dask:{cluster.scheduler_address}")
        same = "the same bytes" if output == other else "OTHER BYTES"
        print(f"{'':16}dask {dask:.1f} s, {dask / pool:.2f} times the pool, {same}")


if __name__ == "__main__":
    main()
