"""Recognise encodings of one byte per character, by the language that they make of a text.

Each encoding is tried.  Common words speak for it.  Letters that no word of the language has, unusual signs
and impossible words speak against it: "pondìlí", "mog±", "itŐs".  A sentence is enough.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING
from unicodedata import combining

from diptych.languages.spelling import languages_by_letter, languages_by_word

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODINGS = (
    "cp1252", "cp1250", "iso8859_2", "cp1254", "cp1257", "iso8859_15", "iso8859_13", "cp1255", "cp1251",
    "koi8_u", "iso8859_5", "cp1253", "iso8859_7", "cp1256", "mac_roman", "cp850", "cp852", "cp866",
    "mac_cyrillic",
)  # fmt: skip
"""The encodings that are tried, the likelier ones first.

Others, such as iso8859_14 and mac_latin2, have been used so seldom that they would only win by chance.
Hebrew comes before the other scripts, for which its letters could be taken, but not theirs for it.
"""

_BEFORE, _AFTER = 1_024, 16_384
"""Bytes that are read before and after the first byte beyond ASCII."""
_LOOKED_UP = 1_500
"""Bytes of words beyond ASCII that are looked up in each encoding; letters are counted in all of them."""
_WORST = -0.2
"""Points of the language for each byte beyond ASCII from which a reading is doubtful."""
_LONG_RUN = 1.3
"""Bytes of a run beyond ASCII, on average, from which a doubtful reading is wrong; below, the text may have
foreign names."""
_LONG_PIECE = 40
"""Bytes between two spaces, on average, from which a text beyond ASCII has no words: Chinese, Japanese."""

_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = "”“„‚‘’«»‹›–—…€£¥§©®™°ªº²³¹½¼¾±·•†‡¿¡×‰´\u00a0\u00ad"
"""Signs of ordinary texts."""
_INSIDE = "’–—…\u00a0\u00ad"
"""Signs between two letters."""
_VOWEL = "[\u05b0-\u05c2\u064b-\u0652]"
"""A vowel sign of Hebrew or Arabic."""
_VOWELS = re.compile(rf"(?<=[\u05d0-\u05ea\u0621-\u06d3]){_VOWEL}{{1,2}}")
"""Vowel signs in their place; the lists of common words have none."""
_CASED = [char for char in map(chr, range(0x80, 0x530)) if char.lower() != char.upper()]
_CAPITALS = "".join(char for char in _CASED if char.isupper())
_SMALL = "".join(char for char in _CASED if char.islower())
_LATIN, _OTHER_SCRIPT = "A-Za-z\u00c0-\u024f", "\u0370-\u0fff"
_LETTER = r"[^\W\d_]"
_IMPOSSIBLE = re.compile(
    rf"(?<={_LETTER})(?!(?<=l)·l)[^\x00-\x7f\w{_INSIDE}](?={_LETTER})"  # a sign in a word
    rf"|[ªº²³¹½¼¾±®](?={_LETTER})|(?<={_LETTER})[¹½¼¾±¡¿]"  # a sign of a number beside a word
    rf"|(?<=[a-z])[{_CAPITALS}]|(?<=[{_SMALL}])[A-Z{_CAPITALS}]"  # a capital after a small letter
    rf"|(?<=[{_LATIN}])[{_OTHER_SCRIPT}]|(?<=[{_OTHER_SCRIPT}])[{_LATIN}]"  # a word in two scripts
    rf"|{_VOWEL}"  # not in its place
)


def single_byte_encoding(data: bytes) -> str | None:
    """The encoding of a text that has bytes beyond ASCII; None if it reads badly in all of `ENCODINGS`."""
    # Letters are counted in the whole sample, words looked up in a part of it, which stands for all.
    first = _BEYOND_ASCII.search(data)
    start = 0 if first is None else first.start()
    pieces = data[max(0, start - _BEFORE) : start + _AFTER].split()
    beyond = [piece for piece in pieces if not piece.isascii()]
    joined = b" ".join(beyond)
    words = joined[:_LOOKED_UP]
    each = len(joined) / max(1, len(words))
    runs = _BEYOND_ASCII.findall(joined)
    counts = Counter(b"".join(runs))
    total = counts.total()
    has_long_runs = total > _LONG_RUN * len(runs)
    if has_long_runs and len(joined) > _LONG_PIECE * len(beyond):
        return None
    in_ascii = _common_words(b" ".join(piece for piece in pieces if piece.isascii()).decode("ascii"))
    highest, found, gained = float("-inf"), None, 0.0
    readings = set()
    for encoding in ENCODINGS:
        signs = bytes(counts).decode(encoding, "replace")
        if signs in readings:
            continue
        readings.add(signs)
        points, against = _letters(zip(signs, counts.values(), strict=True))
        for code, gain in in_ascii.items():
            points[code] += gain
        if max(points.values(), default=0.0) - against + len(beyond) <= highest:
            continue  # even if each word were a common one
        text = _VOWELS.sub("", words.decode(encoding, "replace"))
        for code, gain in _common_words(text).items():
            points[code] += gain * each
        against += 2 * each * len(_IMPOSSIBLE.findall(text))
        language = max(points, key=points.__getitem__, default="")
        reached = round(points[language] - against, 6)  # sums of the same parts in another order are equal
        if reached > highest:
            highest, found, gained = reached, encoding, reached - in_ascii.get(language, 0.0)
    return None if has_long_runs and gained < _WORST * total else found


def _letters(counts: Iterable[tuple[str, int]]) -> tuple[dict[str, float], float]:
    """The points of each language for its letters, and those against all: letters and unusual signs."""
    points: defaultdict[str, float] = defaultdict(float)
    against = 0.0
    by_letter = languages_by_letter()
    for sign, count in counts:
        if sign.isalpha():
            for code in by_letter.get(sign, ()):
                points[code] += count
        if sign.isalpha() or (sign not in _SIGNS and not combining(sign)):
            against += count
    return points, against


def _common_words(text: str) -> dict[str, float]:
    """Points of each language for its common words; a word counts less if more languages have it."""
    points: defaultdict[str, float] = defaultdict(float)
    by_word = languages_by_word()
    for word, count in Counter(_WORD.findall(text.lower())).items():
        codes = by_word.get(word, ())
        for code in codes:
            points[code] += count / len(codes)
    return points
