"""Compare many pairs of articles with Dask and gather how they differ in one table.

    python tests/examples/many_pairs.py FOLDER

Here the pairs are compared on the processors of this machine; with a `dask.distributed.Client`, the same
lines run on a cluster, for what `compare` takes and gives back can be pickled.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import dask.bag

from diptych import DiptychError, Pair, compare, load


def differences(pair: Pair[Path]) -> list[dict[str, object]]:
    """A row for each detail that two articles give differently."""
    comparison = compare(pair.map(load))
    return [
        {
            "left": pair.left.name,
            "right": pair.right.name,
            "score": link.score,
            "detail": difference.subject,
            "left says": difference.readings.left,
            "right says": difference.readings.right,
        }
        for link in comparison.alignment.links
        for difference in link.differences
    ]


def all_differences(folder: Path, scheduler: str = "processes") -> list[dict[str, object]]:
    """How any two articles of a folder differ, the surest links first.

    Args:
        folder: with the articles.
        scheduler: of Dask: "processes", "threads" or "synchronous".
    """
    pairs = [Pair(*two) for two in combinations(sorted(folder.glob("*.txt")), 2)]
    rows = dask.bag.from_sequence(pairs, npartitions=max(1, len(pairs) // 100)).map(differences).flatten()
    return sorted(rows.compute(scheduler=scheduler), key=lambda row: -float(str(row["score"])))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        for found in all_differences(Path(sys.argv[1])):
            print(*found.values(), sep="\t")
    except DiptychError as error:
        sys.exit(str(error).splitlines()[0])  # Dask adds where it was in the other process
