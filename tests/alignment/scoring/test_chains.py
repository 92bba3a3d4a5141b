from __future__ import annotations

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.scoring.chains import Chain, ChainAnchor, anchors_of, chain_of
from diptych.alignment.scoring.order_rescoring import rescore_by_order
from diptych.alignment.scoring.scorer import Scored
from diptych.sides import Pair

SIZES = Pair(60, 60)


def tick() -> None:
    pass


def line(left: int, right: int, length: int) -> list[ChainAnchor]:
    """Anchors that advance together."""
    return [ChainAnchor(left + k, right + k, 1.0) for k in range(length)]


def order(anchors: list[ChainAnchor]) -> Chain:
    return chain_of(sorted(anchors, key=lambda anchor: anchor.left), tick)


def mirrored(anchors: list[ChainAnchor]) -> list[ChainAnchor]:
    return [ChainAnchor(anchor.right, anchor.left, anchor.worth) for anchor in anchors]


def test_a_long_line_of_anchors_is_an_order() -> None:
    strengths = order(line(5, 9, 30)).strengths(SIZES)
    assert [k for k, strength in enumerate(strengths.left) if strength == 1.0] == list(range(5, 35))
    assert [k for k, strength in enumerate(strengths.right) if strength == 1.0] == list(range(9, 39))


def test_a_short_line_and_scattered_anchors_are_none() -> None:
    shuffled = Random(3).sample(range(60), 60)  # noqa: S311 - a repeatable order, not a secret
    assert order(line(5, 9, 4)).stretches == ()
    assert order([ChainAnchor(left, right, 1.0) for left, right in enumerate(shuffled)]).stretches == ()


def test_anchors_worth_little_need_more_of_each_other() -> None:
    faint = [ChainAnchor(anchor.left, anchor.right, 0.1) for anchor in line(0, 0, 40)]
    assert order(faint).stretches == ()


def test_parts_that_changed_places_are_each_in_order() -> None:
    strengths = order(line(0, 30, 30) + line(30, 0, 30)).strengths(SIZES)
    assert min(strengths.left) == min(strengths.right) == 1.0


def test_what_lies_between_two_anchors_is_placed_together() -> None:
    found = order(line(0, 0, 20) + line(21, 23, 20)).placed()
    assert found[20].keys() == {19, 20, 21, 22, 23}
    assert found[5].keys() == {4, 5, 6}


def test_an_anchor_across_a_line_does_not_break_it() -> None:
    anchors = [*line(0, 0, 20), ChainAnchor(20, 24, 1.0), *line(21, 21, 3), *line(24, 25, 20)]
    assert 21 in order(anchors).placed()[20]


@given(st.permutations(range(40)), st.lists(st.floats(0, 1), min_size=40, max_size=40))
def test_swapping_the_sides_swaps_the_order(rights: list[int], worths: list[float]) -> None:
    # Half of the anchors in line, or there would hardly be anything to see.
    rights = [*range(20), *(20 + right for right in rights)]
    anchors = [
        ChainAnchor(left, right, worth)
        for left, (right, worth) in enumerate(zip(rights, [1.0] * 20 + worths, strict=True))
    ]
    one, two = order(anchors), order(mirrored(anchors))
    assert sorted((s.left, s.right, s.left_end, s.right_end, s.strength) for s in one.stretches) == sorted(
        (s.right, s.left, s.right_end, s.left_end, s.strength) for s in two.stretches
    )


def test_anchors_are_the_single_best_of_both() -> None:
    table = {0: {0: 0.9, 1: 0.5}, 1: {1: 0.4, 2: 0.4}, 2: {0: 0.8}, 3: {3: 0.2}}
    assert anchors_of(table, 0.5, tick) == [ChainAnchor(0, 0, 1.0), ChainAnchor(3, 3, 0.4)]


def scored(left: int, right: int, score: float) -> Scored:
    return Scored(left, right, score, main=0.5, probability=score, by_words=score)


def told_in_order() -> list[Scored]:
    """Two texts of 30 passages in one order, each also like its next one."""
    pairs = [scored(k, k, 0.9) for k in range(30)]
    pairs += [scored(k, k + 1, 0.7) for k in range(29)]
    pairs += [scored(3, 29, 0.8)]
    return sorted(pairs, key=lambda pair: (pair.left, pair.right))


def test_repeats_give_way_to_what_stands_in_order() -> None:
    found = {
        (pair.left, pair.right): pair.score for pair in rescore_by_order(told_in_order(), Pair(30, 30), tick)
    }
    assert all(found[k, k] >= 0.9 for k in range(30))
    assert all(found[k, k + 1] < 0.5 for k in range(29))
    assert found[3, 29] < 0.1


def test_without_an_order_no_score_changes() -> None:
    shuffled = Random(3).sample(range(30), 30)  # noqa: S311 - a repeatable order, not a secret
    pairs = [scored(left, right, 0.9) for left, right in enumerate(shuffled)]
    pairs += [scored(left, (right + 1) % 30, 0.7) for left, right in enumerate(shuffled)]
    pairs.sort(key=lambda pair: (pair.left, pair.right))
    assert rescore_by_order(pairs, Pair(30, 30), tick) == pairs
