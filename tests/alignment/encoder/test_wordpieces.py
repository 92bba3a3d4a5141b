from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.encoder.windows import CONTEXT, windows_of
from diptych.alignment.encoder.wordpieces import UNKNOWN, WordPieces

PIECES = WordPieces([UNKNOWN, "ferry", "##man", "ran", "a", "##ground", ".", "$", "5", "日", "cafe", "'"])


def pieces(text: str) -> list[tuple[str, str]]:
    """Each piece and the part of the text that it stands for."""
    names = list(PIECES.numbers)
    return [(names[number], text[start:end]) for number, start, end in PIECES.encode(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ferryman", [("ferry", "Ferry"), ("##man", "man")]),
        ("ran aground.", [("ran", "ran"), ("a", "a"), ("##ground", "ground"), (".", ".")]),
        ("$5", [("$", "$"), ("5", "5")]),
        ("Café", [("cafe", "Café")]),
        ("Cafe\u0301", [("cafe", "Cafe")]),
        ("日日", [("日", "日"), ("日", "日")]),
        ("ran\u200bran", [(UNKNOWN, "ran\u200bran")]),
        ("quay a", [(UNKNOWN, "quay"), ("a", "a")]),
        ("a" * 101, [(UNKNOWN, "a" * 101)]),
        (" \t\n", []),
    ],
)
def test_text_is_cut_into_the_longest_pieces(text: str, expected: list[tuple[str, str]]) -> None:
    assert pieces(text) == expected


@given(st.text())
def test_spans_follow_each_other_within_the_text(text: str) -> None:
    end = 0
    for piece in PIECES.encode(text):
        assert piece.start < piece.end <= len(text)
        assert piece.start >= end or piece.start == end - 1  # pieces of one character, such as ½
        end = max(end, piece.end)


@given(
    st.lists(st.lists(st.integers(0, 9), max_size=30), max_size=20),
    st.integers(1, 40),
    st.integers(0, CONTEXT),
)
def test_windows_have_each_passage_once_and_whole_up_to_their_size(
    passages: list[list[int]], most: int, context: int
) -> None:
    windows = windows_of(passages, most, context)
    parts = [part for window in windows for part in window.parts]
    assert [part.passage for part in parts] == list(range(len(passages)))
    for window in windows:
        assert len(window.pieces) <= most + context
        for part in window.parts:
            assert window.pieces[part.start : part.end] == passages[part.passage][:most]
