from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Grade
from diptych.alignment.model import Link
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring.propagation import propagated_links
from diptych.alignment.settings import AlignmentSettings
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article

TOLD = (
    "The harbour at Velm closed on Friday.",
    "That’s not all.",
    "So it is.",
    "Forty boats were moved to the quay at Ostrow.",
    "But why not?",
)


def along(left: Article, right: Article, *links: Link, may: bool = True) -> list[tuple[int, int]]:
    found = propagated_links(Pair(left, right), links, lambda _left, _right: may)
    return [(link.left, link.right) for link in found]


def verbatim(left: int, right: int, score: float = 0.9) -> Link:
    return Link(left, right, score, Grade.VERBATIM)


def test_of_a_text_held_against_itself_nothing_is_unique() -> None:
    one = article("Harbour", TOLD)
    found = align(Pair(one, one), AlignmentSettings())
    assert [(link.left, link.right) for link in found.links] == [(n, n) for n in range(5)]
    assert all(link.evidence and link.grade is Grade.VERBATIM for link in found.links)


def test_the_same_words_elsewhere_are_not_linked() -> None:
    one = article("A", ("The harbour at Velm closed on Friday.", "That’s not all."))
    two = article("B", ("That’s not all.", "Trains to Brask stood still.", "Nobody was hurt."))
    assert not align(Pair(one, two), AlignmentSettings()).links


def test_words_are_told_along_beside_a_verbatim_link_however_many_in_a_row() -> None:
    one, two = article("A", TOLD), article("B", ("A new line.", *TOLD))
    assert along(one, two, verbatim(0, 1)) == [(1, 2), (2, 3), (3, 4), (4, 5)]
    assert along(one, two, Link(0, 1, 0.9, Grade.RESTATED)) == []
    assert along(one, two, verbatim(0, 1), may=False) == []


def test_a_passage_that_is_linked_already_is_left_alone() -> None:
    one = article("A", TOLD)
    assert along(one, one, verbatim(0, 0), Link(1, 4, 0.3, Grade.RELATED)) == []


def test_signs_without_words_are_not_told() -> None:
    one = article("A", ("The harbour closed.", "* * *", "Boats were moved."))
    assert along(one, one, verbatim(0, 0)) == []


def test_exchanging_the_sides_exchanges_the_links() -> None:
    one, two = article("A", TOLD), article("B", ("A new line.", *TOLD))
    there = align(Pair(one, two), AlignmentSettings()).candidates
    back = align(Pair(two, one), AlignmentSettings()).candidates
    assert {(link.left, link.right) for link in there} == {(link.right, link.left) for link in back}
