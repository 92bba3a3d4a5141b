"""Any text, compared as any language: the spans of its words are in order and in their passages."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.features.article_features import features_of
from diptych.article.sentences import sentence_spans
from diptych.languages.registry import known_codes, language_by_code
from languages.pairs import CODES, read_pair
from support.small_articles import article

TRAPS = (
    "der neuen|mil |millones de |cien |treinta y |quatre-|vingt |dix|l’|d'eau|3|12,|1.000|%|€|Mai|octubre"
    '|10月|三|十|亿|万|周二|水曜|円|元|「|」|。|”|„|«|»|‹|و|وال|مليون|٢٢|٫|ٱ|ד"ר|כ-|. | |\u00a0|\u202f|-|’'
    "|ไฟไหม้| สอง|ร้อย|ๆ"
)
PIECES = st.lists(st.sampled_from(TRAPS.split("|")), max_size=40).map("".join)
CODES_TO_TRY = (*CODES, "en", "it", "ko", "hi", "sv")


@pytest.mark.parametrize("code", CODES_TO_TRY)
@given(st.one_of(st.text(max_size=60), PIECES))
@settings(max_examples=40, deadline=None)
def test_tokens_are_in_order_and_in_their_passage(code: str, text: str) -> None:
    sentences = tuple(text[start:end] for start, end in sentence_spans(text)) or ("x",)
    made = article("Any", sentences)
    for passage, features in zip(
        made.passages, features_of(made, language_by_code(code)).passages, strict=True
    ):
        before = passage.span.start
        for token in features.tokens:
            assert before <= token.span.start < token.span.end <= passage.span.end
            before = token.span.start
            assert token.term
        for name in features.names:
            assert passage.span.start <= name.span.start < name.span.end <= passage.span.end
        for quantity in features.quantities:
            assert passage.span.start <= quantity.span.start < quantity.span.end <= passage.span.end


@pytest.mark.parametrize("code", ["de", "es", "fr", "zh"])
def test_a_number_that_is_too_large_is_not_a_number(code: str) -> None:
    made = article("Any", ("9" * 400 + " mai Mai mayo 月", "mil millones " * 200 + "万亿" * 90))
    for features in features_of(made, language_by_code(code)).passages:
        assert all(token.value is None or token.value < 1e300 for token in features.tokens)


def test_every_language_can_be_named_for_any_article() -> None:
    made = read_pair("zh").articles.left
    for code in known_codes():
        assert len(features_of(made, language_by_code(code)).passages) == len(made.passages)
