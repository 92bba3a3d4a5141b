"""Compare all pairs of articles of a folder in parallel, and write a page for each pair on one event.

    python tests/examples/folder.py FOLDER PAGES

The arguments and results of `compare` can be pickled, so a process pool is enough.
"""

from __future__ import annotations

import sys
from concurrent.futures import ProcessPoolExecutor
from itertools import combinations
from multiprocessing import get_context
from pathlib import Path

from diptych import Comparison, DiptychError, Pair, compare, load, write


def compare_files(files: Pair[Path]) -> Comparison:
    """Compare two files; runs in another process."""
    return compare(files.map(load))


def compare_folder(folder: Path, pages: Path, processes: int | None = None) -> list[Path]:
    """Write a page for each pair of articles that seem to cover the same event.

    Args:
        folder: the folder of the articles.
        pages: the folder to write pages to.
        processes: number of processes; None for one per CPU.

    Returns:
        The pages.
    """
    pages.mkdir(exist_ok=True)
    pairs = [Pair(*two) for two in combinations(sorted(folder.glob("*.txt")), 2)]
    written = []
    # Spawned processes work on all systems and do not inherit locks that threads hold.
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for files, comparison in zip(pairs, pool.map(compare_files, pairs), strict=True):
            if comparison.alignment.same_event:
                page = pages / f"{files.left.stem}-{files.right.stem}.html"
                write(comparison, page)
                written.append(page)
    return written


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        for page in compare_folder(Path(sys.argv[1]), Path(sys.argv[2])):
            print(page)
    except DiptychError as error:
        sys.exit(str(error))
