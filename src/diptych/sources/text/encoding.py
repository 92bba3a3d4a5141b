"""Decode text whose encoding is unknown.

A byte order mark decides.  Without one, valid UTF-8 is UTF-8: text in another encoding is almost never valid
by chance.  Then come the pattern of UTF-16, the encoding that a page declares, those of one byte per
character and, last, a library, whose import takes longer than reading most articles.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

from diptych.errors import SourceError

_MARKS = (  # UTF-32 first: its mark begins with the mark of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*(?!utf-?(?:16|32))([\w.:-]{2,30})""",
    re.I,
)
"""The encoding that a page declares; not one of several bytes per letter, which would not show here."""
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_COMMON = "cp1252"
"""The commonest encoding of Western texts that is not UTF-8."""
_WIDER = {
    "ascii": _COMMON,
    "iso8859-1": _COMMON,
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "cp950",
    "euc_kr": "cp949",
}
"""Encodings, by Python's names, and the wider ones that pages mean by them in browsers: Windows-1252 has
more quotation marks than ISO-8859-1, and GB 18030 has the dash of Chinese texts."""
_OTHER_NAMES = {"sjis": "cp932", "windows-31j": "cp932", "windows-874": "cp874", "iso-8859-8-i": "iso-8859-8"}
"""Names of encodings that pages use and Python does not have, without the "x-" at their beginning."""
_SHIFTED = ("iso2022_jp_ext", "iso2022_jp_3", "iso2022_kr")
"""Encodings of mails in ASCII, with escape sequences before the letters of other scripts."""
_SAMPLE = 65_536
"""Bytes or code points from which an encoding is recognised."""


def decode(data: bytes, name: str) -> str:
    """The text in `data`.

    Args:
        data: the whole source.
        name: its name in messages.

    Raises:
        SourceError: it is not a text, or its encoding cannot be recognised.
    """
    text = _decoded(data)
    if text is None:
        raise SourceError(f"{name} is in an encoding that diptych does not recognise; save it as UTF-8.")
    sample = text[:_SAMPLE]
    # Escape sequences and a few stray bytes are shown; if they are a third, it is not a text.
    if len(_CONTROLS.findall(sample)) * 3 > len(sample):
        raise SourceError(f"{name} is binary, not text; save the article as plain text, Markdown or HTML.")
    return text


def _decoded(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        utf8 = data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded_otherwise(data)
    if "\x1b$" in utf8[:_SAMPLE] and utf8.isascii():
        for encoding in _SHIFTED:
            with suppress(UnicodeDecodeError):
                return data.decode(encoding)
    # ASCII letters in UTF-16 are valid UTF-8 too, with a NUL beside each.
    return _decoded_with_nul(data) or utf8 if "\0" in utf8[:_SAMPLE] else utf8


def _decoded_otherwise(data: bytes) -> str | None:
    """The text of bytes that are not valid UTF-8."""
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _decoded_with_nul(data) or data.decode("utf-8", "replace")
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    whole = len(damaged) - len(damaged.encode("ascii", "ignore")) - broken
    if broken * 4 <= whole:  # mostly UTF-8: cut off, or with a few bytes of something else
        return damaged
    declared = _DECLARED.search(sample[:2048])
    if declared:
        with suppress(LookupError, UnicodeError):
            return decode_as(data, declared[1].decode("ascii"))
    return _decoded_by_guess(data)


def decode_as(data: bytes, encoding: str) -> str:
    """The text of `data` in the encoding that a page or its server names.

    Raises:
        LookupError: there is no such encoding.
        UnicodeError: the data is not in it.
    """
    name = encoding.lower().removeprefix("x-")
    codec = codecs.lookup(_OTHER_NAMES.get(name, name)).name
    return data.decode(_WIDER.get(codec, codec))


def _decoded_with_nul(data: bytes) -> str | None:
    """The text of UTF-32 or UTF-16 without a byte order mark; None if it is neither.

    Hardly anything else is valid UTF-32.  In UTF-16 every other byte is NUL, as in Latin text.
    """
    for order in ("utf-32-le", "utf-32-be"):
        with suppress(UnicodeDecodeError):
            return data.decode(order)
    sample = data[:_SAMPLE]
    pairs = max(1, len(sample) // 2)
    for order, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.4 * pairs and others.count(0) < 0.05 * pairs:
            with suppress(UnicodeDecodeError):
                return data.decode(order)
    return None


def _decoded_by_guess(data: bytes) -> str | None:
    """Text in an encoding of one byte per character, or in one that a library finds; None without one."""
    from diptych.sources.text.single_byte import single_byte_encoding  # its patterns take 10 ms to compile

    encoding = single_byte_encoding(data)
    if encoding is None:
        from charset_normalizer import from_bytes

        best = from_bytes(data[:_SAMPLE]).best()
        if best is None:
            return None
        encoding = _WIDER.get(codecs.lookup(best.encoding).name, best.encoding)
    return data.decode(encoding, "replace")
