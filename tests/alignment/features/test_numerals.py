"""Numbers in the ways that languages write them."""

from __future__ import annotations

import pytest

from diptych.alignment.features.tokens import Token, Tokenizer
from diptych.article.model import Span
from diptych.languages.registry import language_by_code


def tokens(text: str, code: str) -> tuple[Token, ...]:
    return Tokenizer(text, language_by_code(code)).tokens(Span(0, len(text)))


def values(text: str, code: str) -> list[float]:
    return [token.value for token in tokens(text, code) if token.value is not None]


@pytest.mark.parametrize(
    ("code", "text", "value"),
    [
        ("en", "two thousand three hundred", 2_300),
        ("en", "two hundred two", 202),
        ("de", "1.000.000", 1_000_000),
        ("de", "1.234,5", 1_234.5),
        ("de", "3,5 Mio.", 3_500_000),
        ("de", "zweiundzwanzig", 22),
        ("de", "hundertvierzig", 140),
        ("de", "dreihunderttausend", 300_000),
        ("de", "zwei Millionen dreihunderttausend", 2_300_000),
        ("de", "eine Million", 1_000_000),
        ("fr", "1 200 000", 1_200_000),
        ("fr", "22 000", 22_000),
        ("fr", "1,2 million", 1_200_000),
        ("fr", "soixante-dix", 70),
        ("fr", "soixante et onze", 71),
        ("fr", "quatre-vingt-dix-sept", 97),
        ("fr", "trois cent vingt", 320),
        ("fr", "mille cinq cents", 1_500),
        ("fr", "mille cent vingt", 1_120),
        ("fr", "cent mille", 100_000),
        ("fr", "une centaine", 100),
        ("es", "45.000", 45_000),
        ("es", "treinta y cinco", 35),
        ("es", "veintidós", 22),
        ("es", "dos mil quinientos", 2_500),
        ("es", "dos mil millones", 2_000_000_000),
        ("ar", "٢٢", 22),
        ("ar", "٣٫٥", 3.5),
        ("ar", "٢٢ ألف", 22_000),
        ("ar", "ثلاثة ملايين", 3_000_000),
        ("ar", "اثنان وعشرون", 22),
        ("he", "שני מיליון", 2_000_000),
        ("zh", "二十二万", 220_000),
        ("zh", "22万", 220_000),
        ("zh", "3.5亿", 350_000_000),
        ("zh", "三亿五千万", 350_000_000),
        ("zh", "一九九八", 1998),
        ("ja", "8000万", 80_000_000),
        ("ja", "八千万", 80_000_000),
        ("th", "๔๕", 45),
        ("th", "สองล้าน", None),
    ],
)
def test_a_number_is_its_value_however_it_is_written(code: str, text: str, value: float | None) -> None:
    assert values(text, code) == ([] if value is None else [value])


@pytest.mark.parametrize(
    ("code", "text"),
    [("de", "ein Haus"), ("fr", "une maison"), ("es", "una casa"), ("zh", "一个"), ("zh", "万一")],
)
def test_one_alone_is_no_number(code: str, text: str) -> None:
    assert values(text, code) == []


@pytest.mark.parametrize(
    ("code", "text", "expected"),
    [
        ("de", "am Dienstagabend, 3. Oktober", ["@w2", "#3", "@m10"]),
        ("fr", "le lundi 14 juillet", ["@w1", "#14", "@m7"]),
        ("es", "el 3 de octubre", ["#3", "@m10"]),
        ("ar", "يوم الأحد 3 أكتوبر", ["@w7", "#3", "@m10"]),
        ("zh", "10月3日星期天", ["@m10", "#3", "@w7"]),
        ("ja", "十月三日火曜日", ["@m10", "#3", "@w2"]),
    ],
)
def test_months_and_weekdays_are_known(code: str, text: str, expected: list[str]) -> None:
    assert [token.term for token in tokens(text, code) if token.content] == expected
