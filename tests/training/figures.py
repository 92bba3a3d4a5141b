"""The figures that fit.py prints of scores out of fold."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from training.fit import Table

FLAT = 0.005
"""Difference in F1 within which two thresholds count as equally good; two annotators differ by far more.

The lowest of them is taken, since the one annotator of the train pairs has missed some links."""
GRID = (0.16, 0.18, 0.2, 0.22, 0.24, 0.26, 0.28, 0.3)
"""Thresholds whose F1 is printed."""


def report(name: str, tables: Sequence[Table], scores: Sequence[np.ndarray]) -> float:
    """Print the figures of out-of-fold scores, and return the best threshold."""
    true = [(table, score) for table, score in zip(tables, scores, strict=True) if table.related]
    grades = np.concatenate([table.grades for table, _ in true])
    ranked = np.concatenate([score for _, score in true])
    order = np.argsort(-ranked, kind="stable")
    hits = np.cumsum(grades[order] > 0)
    total = sum(table.gold for table, _ in true)
    precision, recall = hits / np.arange(1, len(order) + 1), hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    # F1 is flat around its maximum, and the exact peak is chance: take a fixed position on the plateau.
    plateau = ranked[order[np.flatnonzero(f1 >= f1.max() - FLAT)]]
    cut = float(plateau[-1])
    best = int((ranked >= cut).sum()) - 1
    main = float(((grades == 2) & (ranked >= cut)).sum() / (grades == 2).sum())
    average = float((precision * (grades[order] > 0)).sum() / total)
    false = [
        int((score >= cut).sum()) for table, score in zip(tables, scores, strict=True) if not table.related
    ]
    print(
        f"{name}: AP {average:.3f}  best F1 {f1[best]:.3f} at {cut:.3f}"
        f" (precision {precision[best]:.3f}, recall {recall[best]:.3f}, main {main:.3f});"
        f" unrelated pairs: {np.mean(false):.2f} links each, {np.mean(np.array(false) > 0):.2f} with any"
    )
    print(
        "  F1 at", ", ".join(f"{low:.2f}: {f1[max(0, int((ranked >= low).sum()) - 1)]:.4f}" for low in GRID)
    )
    return round(cut, 2)


def same_event_rates(tables: Sequence[Table], scores: Sequence[np.ndarray]) -> None:
    """Print for some cuts how many pairs on one event and on two are told as such; see `same_event`."""
    shares = [
        math.fsum(score[score >= 0.05]) / min(10, max(1, min(table.sizes.left, table.sizes.right)))
        for table, score in zip(tables, scores, strict=True)
    ]
    for cut in (0.1, 0.15, 0.2, 0.25, 0.3):
        one = [share >= cut for table, share in zip(tables, shares, strict=True) if table.related]
        two = [share < cut for table, share in zip(tables, shares, strict=True) if not table.related]
        print(
            f"  same event from {cut}: {np.mean(one):.3f} of the pairs, {np.mean(two):.3f} of unrelated told"
        )


def reliability(tables: Sequence[Table], scores: Sequence[np.ndarray]) -> None:
    """Print the share of right pairs for each band of scores."""
    true = [(table, score) for table, score in zip(tables, scores, strict=True) if table.related]
    right = np.concatenate([table.grades > 0 for table, _ in true])
    shown = np.concatenate([score for _, score in true])
    for low in np.arange(0.0, 1.0, 0.1):
        within = (shown >= low) & (shown < low + 0.1)
        if within.any():
            mean, share = shown[within].mean(), right[within].mean()
            print(
                f"  {low:.1f} to {low + 0.1:.1f}: {within.sum():6} pairs, mean {mean:.2f}, right {share:.2f}"
            )
