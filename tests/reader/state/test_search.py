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


APART = Pair(
    article("a", ("The mayor of Harrow closed the old bridge.", "Harrow slept.")),
    article("b", ("A bridge, says Harrow, is old.",)),
)


def words_of(query: str) -> list[list[str]]:
    texts = APART.map(lambda made: made.text)
    hits = search(APART, query, near=False).hits
    return [[span.of(texts[hit.side]) for span in (hit.span, *hit.others)] for hit in hits]


def test_words_that_stand_apart_in_a_passage_are_a_hit() -> None:
    assert words_of("bridge harrow") == [["Harrow", "bridge"], ["bridge", "Harrow"]]
    assert not search(APART, "bridge harrow").exact
    assert words_of("old bridge") == [["old bridge"]]  # the exact hit alone
    assert words_of("bridge slept") == []


def test_a_word_of_a_query_begins_a_word_of_the_passage() -> None:
    assert words_of("arrow bridge") == []
    assert words_of("harr bri") == [["Harr", "bri"], ["bri", "Harr"]]


def test_one_word_of_the_text_does_not_stand_for_two() -> None:
    assert words_of("harrow harr") == []


def test_all_words_of_a_hit_are_marked_in_order() -> None:
    spans = search(APART, "bridge harrow").spans
    assert spans.left == tuple(sorted(spans.left))
    assert len(spans.left) == len(spans.right) == 2


def test_words_apart_are_found_without_similar_text_too() -> None:
    assert len(search(APART, "bridge harrow", near=False).hits) == 2
    assert search(bridge().articles, "inspektion", near=False).hits == ()


def test_words_of_a_script_without_blanks_may_stand_within_text() -> None:
    articles = Pair(article("a", ("市長は古い橋を閉鎖した。",)), article("b", ("x",)))
    [hit] = search(articles, "閉鎖 橋").hits
    assert [span.of(articles.left.text) for span in (hit.span, *hit.others)] == ["橋", "閉鎖"]
