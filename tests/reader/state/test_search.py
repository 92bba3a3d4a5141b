from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.reader.state.search import fold, search
from diptych.sides import Pair, Side
from support.small_articles import article, bridge


def found(query: str) -> list[tuple[Side, str]]:
    articles = bridge().articles
    return [(hit.side, hit.span.of(articles[hit.side].text)) for hit in search(articles, query).hits]


def test_hits_come_from_both_articles_in_order() -> None:
    assert found("ferries") == [(Side.LEFT, "Ferries"), (Side.RIGHT, "Ferries")]


def test_a_hit_knows_its_passage() -> None:
    result = search(bridge().articles, "1998")
    assert [(hit.side, hit.passage) for hit in result.hits] == [(Side.LEFT, 3), (Side.RIGHT, 4)]
    assert result.exact


def test_a_hit_in_furniture_has_no_passage() -> None:
    [hit] = search(bridge().articles, "newsletter").hits
    assert (hit.side, hit.passage) == (Side.RIGHT, None)


@pytest.mark.parametrize("query", ["“we heard", '"we heard', "'we heard", " WE  HEARD "])
def test_search_ignores_case_spaces_and_kind_of_quotation_mark(query: str) -> None:
    if query.startswith("'"):
        assert search(bridge().articles, query).exact is False
    else:
        assert [side for side, _ in found(query)] == [Side.LEFT]


def test_search_ignores_accents() -> None:
    articles = Pair(article("a", ("Señor Núñez came.",)), article("b", ("Nobody came.",)))
    assert [hit.span.of(articles.left.text) for hit in search(articles, "nunez").hits] == ["Núñez"]


def test_without_an_exact_hit_near_ones_are_found() -> None:
    result = search(bridge().articles, "inspektion")
    assert not result.exact
    assert [hit.passage for hit in result.hits] == [4]


def test_short_and_empty_queries_have_no_near_hits() -> None:
    assert found("zq") == []
    assert found("   ") == []


def test_a_query_is_no_pattern() -> None:
    assert found(".*") == []


@given(st.text())
def test_folding_keeps_every_code_point_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@given(st.text(max_size=40))
def test_any_query_is_answered_within_the_texts(query: str) -> None:
    articles = bridge().articles
    for hit in search(articles, query).hits:
        assert 0 <= hit.span.start < hit.span.end <= len(articles[hit.side].text)


def test_decomposed_accents_are_found() -> None:
    articles = Pair(article("a", ("Señor Núñez came.",)), article("b", ("Nobody came.",)))
    assert search(articles, "Nu\u0301n\u0303ez").exact


def test_hits_are_counted_up_to_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("diptych.reader.state.search.MOST_HITS", 5)
    result = search(bridge().articles, "e")
    assert len(result.hits) == 5
    assert result.more
    assert len(result.spans.left) + len(result.spans.right) == 5
    assert not search(bridge().articles, "Ferries").more
