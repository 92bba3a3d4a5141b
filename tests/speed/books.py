"""Cost of comparing two whole Bibles: time, its growth, memory, and the delay of visible links.

    python tests/speed/books.py [--share X]

Each size runs in a process of its own, so that its peak memory can be measured.  Times are CPU times.  F1
counts verses, except in the books of poetry, where the number of a line does not give its verse.
"""

from __future__ import annotations

import argparse
import gc
import json
import resource
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.comparison import compare, compare_part
from diptych.sides import Pair
from quality.books import CORPORA, book, figures, is_prose

SHARES = (0.125, 0.25, 0.5, 1.0)
IN_VIEW = 30
"""Passages of each side that fit on a screen."""


def headings() -> list[str]:
    """The headings of all chapters, in order."""
    text = (CORPORA / "kjv.txt").read_text(encoding="utf-8")
    return text.strip().split("\n\n")[::2]


def measure(share: float) -> dict[str, float]:
    """The figures of one size, measured in this process."""
    gc.disable()  # as `diptych compare` does
    every = headings()
    wanted = set(every[: round(len(every) * share)])
    books = Pair("kjv", "web").map(lambda name: book(name, wanted.__contains__))
    articles = books.map(lambda one: one.article)

    started = time.process_time()
    view = range(IN_VIEW)
    compare_part(articles, Pair(view, view))
    first = time.process_time() - started

    reports = [time.process_time()]
    comparison = compare(articles, on_progress=lambda _share: reports.append(time.process_time()))
    prose = Pair("kjv", "web").map(
        lambda name: book(name, lambda heading: heading in wanted and is_prose(heading))
    )
    found = figures(books, comparison, prose.left.verses)
    return {
        "words": sum(len(article.text.split()) for article in articles) / 2,
        "passages": sum(len(article.passages) for article in articles) / 2,
        "first": first,
        "seconds": reports[-1] - reports[0],
        "silence": max(later - earlier for earlier, later in pairwise(reports)),
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "links": len(comparison.alignment.links),
        "f1": found.f1,
    }


def main() -> None:
    """Print the figures for growing shares of both Bibles."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--share", type=float, help="print the figures of this share alone, as JSON")
    options = parser.parse_args()
    if options.share:
        print(json.dumps(measure(options.share)))
        return
    before = 0.0
    for share in SHARES:
        run = subprocess.run(
            [sys.executable, __file__, "--share", str(share)], capture_output=True, text=True, check=True
        )
        one = json.loads(run.stdout)
        growth = f" ({one['seconds'] / before:.2f} x)" if before else ""
        before = one["seconds"]
        print(
            f"{one['words']:,.0f} words a side, {one['passages']:,.0f} passages:"
            f" {one['seconds']:.1f} s{growth}, {one['megabytes']:,.0f} MB;"
            f" visible passages after {one['first']:.2f} s; silent for {one['silence'] * 1e3:.0f} ms;"
            f" {one['links']:,} links, F1 {one['f1']:.3f}"
        )


if __name__ == "__main__":
    main()
