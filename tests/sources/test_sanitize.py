"""Harmless text: nothing for a terminal to obey, nothing unseen, nothing readable lost."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from diptych.sources.sanitize import MARKS_PER_LETTER, sanitize


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "␛[31mred␛[0m"),
        ("[red]stays[/red]", "[red]stays[/red]"),
        ("a\x00b\x07\x7f\x08", "a␀b␇␡␈"),
        ("csi \x9b2J \x81", "csi ›2J \ufffd"),
        ("don\x92t\x85", "don’t…"),
        ("a\r\nb\rc\u2028d\x0be\x0cf", "a\nb\nc\nd\ne\nf"),
        ("tab\tstays", "tab\tstays"),
        ("over\u202eride\u202c \u2066isolate\u2069", "over\ufffdride isolate"),
        ("zero\u200bwidth\ufeff soft\u00adhyphen\u2060", "zerowidth softhyphen"),
        ("tag\U000e0041\U000e007fs", "tags"),
        ("\ue000 \U000f0000 \u0378 \ud800 \U0001ffff", "\ufffd \ufffd \ufffd \ufffd \ufffd"),
        ("newer than our tables: \U0001fadf", "newer than our tables: \U0001fadf"),
        ("blank\u3164 \u115f\u034fletters", "blank letters"),
        ("cafe\u0301", "café"),
        (" \u0301x", " ◌\u0301x"),
        ("a\u200db \u200c", "ab "),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क्\u200dष", "क्\u200dष"),
        ("👩\u200d👧 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥", "👩\u200d👧 👩🏽\u200d🚀 ❤\ufe0f\u200d🔥"),
        ("x\ufe0f\ufe0f\ufe0f \ufe0f", "x\ufe0f "),
        ("עברית\u200f, ok \u200e\u200e", "עברית\u200f, ok "),
    ],
)
def test_signs(text: str, expected: str) -> None:
    assert sanitize(text) == expected


def test_marks_are_capped() -> None:
    piled = sanitize("a" + "\u0316" * 10_000 + "b")
    assert piled == "a" + "\u0316" * MARKS_PER_LETTER + "b"


NASTY = st.sampled_from(
    [*"\x1b\x00\u200d\u200c\u202e\u0301\ufe0f\u200e\u1161\u3164\r\n\t aक्ا👩é", "\U000e0041", "\ud800"]
)


@given(st.one_of(st.text(), st.lists(NASTY).map("".join)))
@example("\u200d\u0301")
@example("\ufe00\u200e")
def test_nothing_harmful_remains_and_sanitizing_is_idempotent(text: str) -> None:
    clean = sanitize(text)
    assert sanitize(clean) == clean
    for char in clean:
        assert char in "\n\t" or unicodedata.category(char) not in {"Cc", "Cs", "Co"}
        assert unicodedata.bidirectional(char) not in {
            "LRE",
            "RLE",
            "LRO",
            "RLO",
            "PDF",
            "LRI",
            "RLI",
            "FSI",
            "PDI",
        }
    clean.encode("utf-8")


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_ascii_is_untouched(text: str) -> None:
    assert sanitize(text) == text


@pytest.mark.parametrize("unit", ["\u0301", "a\u200d", "\u200e", "\ufe0f", "\x1b", "\u1161", "é\u0316\u0301"])
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(repeats: int) -> float:
        text = "x" + unit * repeats
        started = time.thread_time()  # of this thread alone, whatever else the machine does
        sanitize(text)
        return time.thread_time() - started

    seconds(100)
    # Sixteen times the text: a quadratic step would take 256 times as long.
    assert min(seconds(320_000) for _ in range(2)) < 100 * max(seconds(20_000), 0.0005)
