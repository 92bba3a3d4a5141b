"""Which language a text is in."""

from __future__ import annotations

import pytest

from diptych.alignment.features.tokens import normalize_word, raw_words
from diptych.languages.detection import detect
from diptych.languages.registry import (
    NEUTRAL,
    UnknownLanguageError,
    known_codes,
    language_by_code,
    language_of,
)
from languages.pairs import CODES, read_pair, texts


def words(text: str) -> list[str]:
    return [normalize_word(word) for word, _, _ in raw_words(text, 0, len(text))]


@pytest.mark.parametrize(("code", "text"), texts().items())
def test_a_few_sentences_are_enough(code: str, text: str) -> None:
    assert detect(words(text)) == code


@pytest.mark.parametrize("code", CODES)
def test_articles_are_detected(code: str) -> None:
    pair = read_pair(code)
    for article in (*pair.articles, pair.other):
        assert language_of(words(article.text)).code == code


@pytest.mark.parametrize("text", ["", "12 345", "Xyzzy plugh qwrt", "ᚠᚢᚦᚨᚱᚲ ᚠᚢᚦᚨᚱᚲ"])
def test_text_in_no_known_language_is_neutral(text: str) -> None:
    assert language_of(words(text)) is NEUTRAL


def test_a_borrowed_name_in_another_script_changes_nothing() -> None:
    assert detect(words(texts()["en"] + " 東京新聞")) == "en"
    assert detect(words(texts()["zh"] + " Diptych Times")) == "zh"


@pytest.mark.parametrize("code", known_codes())
def test_every_known_language_can_be_used(code: str) -> None:
    language = language_by_code(code)
    assert language.code == code
    assert language.stop_words
    assert language.longest_numeral == max((key.count(" ") + 1 for key in language.numerals), default=1)


@pytest.mark.parametrize(
    ("code", "expected"), [("en", "English"), ("EN", "English"), ("de-AT", "German"), ("pt_BR", "Portuguese")]
)
def test_a_code_may_have_a_region(code: str, expected: str) -> None:
    assert language_by_code(code).name == expected


def test_the_message_for_an_unknown_code_lists_the_known_ones() -> None:
    with pytest.raises(
        UnknownLanguageError, match=r"^There is no language 'xx' among those known: ar, .*zh\.$"
    ):
        language_by_code("xx")
