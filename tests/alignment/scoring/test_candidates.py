from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.features.article_features import features_of
from diptych.alignment.scoring import candidates as module
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.alignment.scoring.candidates import Candidates, candidates_of
from diptych.alignment.settings import AlignmentSettings
from diptych.comparison import compare
from diptych.sides import Pair
from support.growth import MOST, growth
from support.long_articles import told_twice
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article


def found(articles: Pair[Article]) -> Candidates:
    features = articles.map(features_of)
    return candidates_of(features, lexical_model().vocabulary)


def test_a_report_is_looked_up_in_full() -> None:
    candidates = found(told_twice(100))
    vectors = candidates.words.vectors
    sharing = {
        (left, right)
        for left, one in enumerate(vectors.left)
        for right, two in enumerate(vectors.right)
        if one.keys() & two.keys()
    }
    assert {(left, right) for left, row in candidates.words.cosines.items() for right in row} == sharing


@pytest.mark.parametrize("bounds", [(3, 2), (40, 5), (1_000, 3)])
def test_swapping_the_sides_swaps_what_a_book_remembers(
    monkeypatch: pytest.MonkeyPatch, bounds: tuple[int, int]
) -> None:
    walked, remembered = bounds
    monkeypatch.setattr(module, "_WALKED", (0, walked))
    monkeypatch.setattr(module, "_REMEMBERED", (0, remembered))
    articles = told_twice(80, 30)
    one, two = found(articles), found(articles.swapped)
    assert one.pairs == tuple(sorted((right, left) for left, right in two.pairs))
    for first, second in ((one.words.cosines, two.words.cosines), (one.runs, two.runs)):
        assert {(left, right): value for left, row in first.items() for right, value in row.items()} == {
            (right, left): value for left, row in second.items() for right, value in row.items()
        }


def test_order_proposes_what_common_words_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_WALKED", (0, 4))
    common = "They said to the people of the land what they said."
    texts = told_twice(60).map(
        lambda one: article(
            one.title,
            *((common if k % 10 == 5 else one.passage_text(k),) for k in range(60)),
        )
    )
    pairs = set(found(texts).pairs)
    assert all((k, k) in pairs for k in range(5, 60, 10))


def refrain(times: int) -> Pair[Article]:
    one = article("Refrain", *(("Sing again of the river and the ferry.",) for _ in range(times)))
    return Pair(one, one)


def test_a_refrain_is_not_linked() -> None:
    assert compare(refrain(1_500), AlignmentSettings(floor=0.0)).alignment.links == ()


def test_the_time_of_a_refrain_grows_with_its_length_and_no_faster() -> None:
    def prepare(times: int) -> Callable[[], object]:
        return partial(compare, refrain(times), AlignmentSettings(floor=0.0))

    assert growth(prepare, 100) < MOST
