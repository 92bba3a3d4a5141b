"""Text → word pieces with their spans, as BERT's uncased tokenizer cuts them.

The rules are those of WordPiece (Devlin et al. 2019, BERT): lower case, no accents, each punctuation mark and
each Chinese character by itself, then greedily the longest known piece.  A test compares the result with the
package `tokenizers`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category, normalize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

PADDING, UNKNOWN, START, END = "[PAD]", "[UNK]", "[CLS]", "[SEP]"
_LONGEST = 100
"""Code points of a word; a longer one is unknown, as in BERT."""


class Piece(NamedTuple):
    """A word piece."""

    number: int
    """Its row in the vocabulary."""
    start: int
    """Where it begins, in code points of the text."""
    end: int


class WordPieces:
    """A vocabulary of word pieces."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self.numbers = {piece: number for number, piece in enumerate(pieces)}
        """The row of each piece."""
        self._cut = lru_cache(maxsize=1 << 14)(self._cut_word)

    def encode(self, text: str) -> list[Piece]:
        """The pieces of a text, in order.  An unknown word is one piece."""
        found: list[Piece] = []
        for word, origin in _words(text):
            for number, start, end in self._cut(word):
                found.append(Piece(number, origin[start], origin[end - 1] + 1))
        return found

    def _cut_word(self, word: str) -> tuple[tuple[int, int, int], ...]:
        """The pieces of a normalized word: rows and the spans in the word."""
        unknown = ((self.numbers[UNKNOWN], 0, len(word)),)
        if len(word) > _LONGEST:
            return unknown
        found, start = [], 0
        while start < len(word):
            mark = "##" if start else ""
            for end in range(len(word), start, -1):
                if (number := self.numbers.get(mark + word[start:end])) is not None:
                    break
            else:
                return unknown
            found.append((number, start, end))
            start = end
        return tuple(found)


def _words(text: str) -> Iterator[tuple[str, Sequence[int]]]:
    """The normalized words of a text, each with the offset in the text, in code points, of each character."""
    word: list[str] = []
    origin: list[int] = []
    for at, char in enumerate(text):
        kind = _kind(char)
        if kind == "letter":
            for piece in _normalized(char):
                word.append(piece)
                origin.append(at)
        elif kind != "nothing":
            if word:
                yield "".join(word), origin
                word, origin = [], []
            if kind == "alone":
                normalized = _normalized(char)
                if normalized:
                    yield normalized, [at] * len(normalized)
    if word:
        yield "".join(word), origin


@lru_cache(maxsize=1 << 12)
def _normalized(char: str) -> str:
    """A character in lower case without accents."""
    return "".join(part for part in normalize("NFD", char.lower()) if category(part) != "Mn")


@lru_cache(maxsize=1 << 12)
def _kind(char: str) -> str:
    """What a character does: part of a word ("letter"), a word by itself ("alone"), "space" or "nothing"."""
    if char in "\t\n\r" or category(char)[0] == "Z":
        return "space"
    if char in "\0\ufffd" or category(char)[0] == "C":
        return "nothing"
    code = ord(char)
    if category(char)[0] == "P" or (code < 128 and not char.isalnum()) or _is_chinese(code):
        return "alone"
    return "letter"


def _is_chinese(code: int) -> bool:
    """Whether a code point is in the blocks of Chinese characters that BERT separates."""
    return any(
        low <= code <= high
        for low, high in (
            (0x4E00, 0x9FFF), (0x3400, 0x4DBF), (0x20000, 0x2A6DF), (0x2A700, 0x2B73F), (0x2B740, 0x2B81F),
            (0x2B820, 0x2CEAF), (0xF900, 0xFAFF), (0x2F800, 0x2FA1F),
        )
    )  # fmt: skip
