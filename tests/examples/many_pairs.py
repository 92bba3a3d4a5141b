"""Compare many pairs of articles with Dask, and print their differences as one table.

    python tests/examples/many_pairs.py FOLDER

The pairs are compared on the CPUs of this machine.  With a `dask.distributed.Client`, the same code runs on a
cluster, since the arguments and results of `compare` can be pickled.
"""

from __future__ import annotations

import sys
from itertools import combinations
from pathlib import Path

import dask.bag

from diptych import DiptychError, Pair, compare, load


def differences(pair: Pair[Path]) -> list[dict[str, object]]:
    """A row for each difference between two articles."""
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
    """The differences between all pairs of articles of a folder, best links first.

    Args:
        folder: the folder of the articles.
        scheduler: the scheduler of Dask: "processes", "threads" or "synchronous".
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
        sys.exit(str(error).splitlines()[0])  # Dask appends the traceback of the other process
