from __future__ import annotations

import pytest

from diptych.alignment.pipeline.partial import align_part, merge_parts
from diptych.alignment.settings import AlignmentSettings
from diptych.errors import Cancelled
from diptych.sides import Pair, Side
from support.long_articles import told_twice

PASSAGES, SHIFT = 400, 150
TEXTS = told_twice(PASSAGES, SHIFT)
IN_VIEW = Pair(range(10, 20), range(30, 40))


def test_what_is_in_view_finds_its_counterparts_wherever_they_are() -> None:
    found = align_part(TEXTS, IN_VIEW, AlignmentSettings())
    assert found.sizes == Pair(PASSAGES, PASSAGES)
    for passage in IN_VIEW.left:
        assert found.links_of(Side.LEFT, passage)[0].right == passage + SHIFT
    for passage in IN_VIEW.right:
        assert found.links_of(Side.RIGHT, passage)[0].left == passage - SHIFT + PASSAGES


def test_it_says_nothing_of_other_passages() -> None:
    found = align_part(TEXTS, IN_VIEW, AlignmentSettings())
    assert found.compared == IN_VIEW.map(frozenset)
    assert not found.known(Side.LEFT, 20)
    assert set(found.unique(Side.LEFT)) <= set(IN_VIEW.left)
    assert all(link.left in IN_VIEW.left or link.right in IN_VIEW.right for link in found.candidates)


def test_swapping_the_sides_swaps_the_answer() -> None:
    one = align_part(TEXTS, IN_VIEW, AlignmentSettings())
    two = align_part(TEXTS.swapped, IN_VIEW.swapped, AlignmentSettings())
    assert {(link.left, link.right, link.score) for link in one.candidates} == {
        (link.right, link.left, link.score) for link in two.candidates
    }


def test_parts_are_joined() -> None:
    one = align_part(TEXTS, IN_VIEW, AlignmentSettings())
    two = align_part(TEXTS, Pair(range(15, 30), range(0)), AlignmentSettings())
    both = merge_parts(one, two)
    assert both.compared == Pair(frozenset(range(10, 30)), frozenset(range(30, 40)))
    pairs = [(link.left, link.right) for link in both.candidates]
    assert pairs == sorted(set(pairs))
    assert all(both.links_of(Side.LEFT, passage) for passage in range(10, 30))


def test_it_can_be_cancelled_while_it_looks_things_up() -> None:
    def give_up(_share: float) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        align_part(TEXTS, IN_VIEW, AlignmentSettings(), give_up)
