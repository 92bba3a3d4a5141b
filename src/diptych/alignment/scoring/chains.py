"""Where two texts tell things in the same order: chains of counterparts that advance together.

Two editions of a book follow each other for thousands of passages, two reports of one event hardly for
three.  The pairs that are each other's best show how far they do: such an anchor is worth as much as the
chain of anchors that it stands in.  Chains are local, may cross and need not cover anything, as in the
comparison of genomes, where this way of chaining is from (W. J. Wilbur and D. J. Lipman, "Rapid similarity
searches of nucleic acid and protein data banks", 1983; H. Li, "Minimap2", 2018), here with the same window in
both texts.  What lies between two anchors of a chain belongs together whatever its words are, as with the
anchors of W. A. Gale and K. W. Church, "A program for aligning sentences in bilingual corpora" (1993).

No sum or maximum here depends on which side is which, so exchanging the sides exchanges the answer.  Work
grows with the number of anchors.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_REACH = 8
"""Passages from one anchor to the next of its chain, at most, in both texts: what lies between may be told by
one text alone, or in words that find no counterpart."""
_WIDEST = 2 * _REACH
"""The same where weak anchors between the two have been put away."""
_DRIFT = 0.3
"""What each passage by which one text advances more than the other takes from a chain, in anchors."""
_CHANCE = 7.0
"""Worth of a chain that says nothing yet: the best chain of 15 to 1,000 shuffled passages is worth less in 19
of 20 shufflings."""
_CERTAIN = 18.0
"""Worth of a chain from which it is certain that both texts keep one order there."""


class ChainAnchor(NamedTuple):
    """A pair that is the best of both of its passages."""

    left: int
    right: int
    worth: float
    """How sure it is by itself, 0..1."""


class ChainSegment(NamedTuple):
    """What lies between one anchor of a chain and the next, both included."""

    left: int
    right: int
    """The passages of the first anchor."""
    left_end: int
    right_end: int
    """The passages of the second anchor."""
    strength: float
    """How sure it is that the order holds here, 0..1."""


class Chain(NamedTuple):
    """The stretches over which two texts keep the same order."""

    stretches: tuple[ChainSegment, ...]
    """Rising in the left text; one may begin where another ends."""

    def strengths(self, sizes: Pair[int]) -> Pair[list[float]]:
        """For each passage of texts of these sizes how sure it is, 0..1, that the order tells its place."""
        left, right = [0.0] * sizes.left, [0.0] * sizes.right
        for one in self.stretches:
            for index in range(one.left, one.left_end + 1):
                left[index] = max(left[index], one.strength)
            for index in range(one.right, one.right_end + 1):
                right[index] = max(right[index], one.strength)
        return Pair(left, right)

    def placed(self) -> dict[int, dict[int, float]]:
        """Left passage → right passages that stand in a stretch with it → the strength of that stretch."""
        found: dict[int, dict[int, float]] = {}
        for one in self.stretches:
            for left in range(one.left, one.left_end + 1):
                row = found.setdefault(left, {})
                for right in range(one.right, one.right_end + 1):
                    row[right] = max(row.get(right, 0.0), one.strength)
        return found


def anchors_of(
    table: Mapping[int, Mapping[int, float]], certain: float, tick: Callable[[], None]
) -> list[ChainAnchor]:
    """The pairs that are the single best of their left and of their right passage, by left passage.

    Args:
        table: left passage → right passage → how good the pair is.
        certain: how good a pair is that is worth as much as can be.
        tick: called after each row.
    """
    rows: dict[int, int | None] = {}
    columns: dict[int, tuple[float, int | None]] = {}
    for left, row in table.items():
        best, rows[left] = 0.0, None
        for right, value in row.items():
            if value > best:
                best, rows[left] = value, right
            elif value == best:
                rows[left] = None
            top = columns.get(right, (0.0, None))[0]
            if value > top:
                columns[right] = value, left
            elif value == top:
                columns[right] = top, None
        tick()
    return [
        ChainAnchor(left, right, min(1.0, table[left][right] / certain))
        for left, right in sorted((left, right) for left, right in rows.items() if right is not None)
        if columns[right][1] == left
    ]


def chain_of(anchors: Sequence[ChainAnchor], tick: Callable[[], None]) -> Chain:
    """The order that anchors show, each passage being in one of them at most."""
    ahead = _chained(anchors, tick)
    # Seen from the end of both texts, what comes after an anchor comes before it.
    turned = [ChainAnchor(-anchor.left, -anchor.right, anchor.worth) for anchor in reversed(anchors)]
    support = {
        anchor.left: before + after - anchor.worth
        for anchor, before, after in zip(anchors, ahead, reversed(_chained(turned, tick)), strict=True)
    }
    firm = [anchor for anchor in anchors if support[anchor.left] > _CHANCE]
    rights = {anchor.left: anchor.right for anchor in firm}
    firm = [anchor for anchor in firm if not _crossed(anchor, rights, support)]
    place = {anchor.right: k for k, anchor in enumerate(sorted(firm, key=lambda anchor: anchor.right))}
    stretches = []
    for one, two in pairwise(firm):
        # Next to each other in both texts, or something else is told between.
        if place[two.right] == place[one.right] + 1 and (
            two.left - one.left <= _WIDEST and two.right - one.right <= _WIDEST
        ):
            worth = min(support[one.left], support[two.left])
            strength = min(1.0, (worth - _CHANCE) / (_CERTAIN - _CHANCE))
            stretches.append(ChainSegment(one.left, one.right, two.left, two.right, strength))
        tick()
    return Chain(tuple(stretches))


def _chained(anchors: Sequence[ChainAnchor], tick: Callable[[], None]) -> list[float]:
    """For each anchor the worth of the best chain that ends in it."""
    ends: dict[int, tuple[int, float]] = {}
    for anchor in anchors:
        best = 0.0
        for left in range(anchor.left - _REACH, anchor.left):
            if left in ends:
                right, worth = ends[left]
                step = anchor.right - right
                if 0 < step <= _REACH:
                    best = max(best, worth - _DRIFT * abs(anchor.left - left - step))
        ends[anchor.left] = anchor.right, anchor.worth + best
        tick()
    return [ends[anchor.left][1] for anchor in anchors]


def _crossed(anchor: ChainAnchor, rights: Mapping[int, int], support: Mapping[int, float]) -> bool:
    """Whether an anchor crosses a near one that stands in as good a chain or a better one."""
    for left in range(anchor.left - _REACH, anchor.left + _REACH + 1):
        right = rights.get(left)
        if right is not None and 0 < abs(right - anchor.right) <= _REACH:
            crossing = (left < anchor.left) != (right < anchor.right)
            if crossing and support[left] >= support[anchor.left]:
                return True
    return False
