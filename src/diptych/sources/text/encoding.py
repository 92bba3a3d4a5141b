"""From bytes to text, whatever the encoding, or the reason why they are none.

A byte order mark decides.  Else what is valid UTF-8 is UTF-8: text in another encoding hardly ever is by
chance.  Only then are the pattern of UTF-16, a page's own word and at last a library asked; importing that
takes longer than reading most articles.
"""

from __future__ import annotations

import codecs
import re

from diptych.errors import SourceError

_MARKS = (  # UTF-32 first: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,30})""", re.I
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\ufffd]")
_COMMON = "cp1252"
_SAMPLE = 65_536
_BEYOND_ASCII = bytes(range(128, 256))
_FEW = 0.01
"""Share of letters beyond ASCII below which a library can but guess; languages that Windows-1252 does not
write have several times as many."""


def decode(data: bytes, name: str) -> str:
    """The text that `data` holds.

    Args:
        data: all of the source.
        name: what to call it in a message.

    Raises:
        SourceError: it is no text, or in an encoding that cannot be told.
    """
    text = _decoded(data)
    if text is None:
        raise SourceError(f"{name} is in an encoding that cannot be told; save it as UTF-8.")
    sample = text[:_SAMPLE]
    # Escape sequences and a few stray bytes are shown as signs; a third of the text is no stray any more.
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
    if "\x1b$" in utf8[:_SAMPLE] and utf8.isascii():  # so Japanese begins in the encoding of its mails
        try:
            return data.decode("iso2022_jp_3")
        except UnicodeDecodeError:
            pass
    # ASCII letters in UTF-16 are valid UTF-8 too, with a NUL beside each.
    return _decoded_as_utf16(data) or utf8 if "\0" in utf8[:_SAMPLE] else utf8


def _decoded_otherwise(data: bytes) -> str | None:
    """What is not valid UTF-8."""
    sample = data[:_SAMPLE]
    if b"\0" in sample:
        return _decoded_as_utf16(data) or data.decode("utf-8", "replace")
    damaged = data.decode("utf-8", "replace")
    broken = damaged.count("\ufffd")
    whole = sum(not char.isascii() for char in damaged) - broken
    if broken * 4 <= whole:  # mostly UTF-8: cut off, or with a few bytes of something else
        return damaged
    declared = _DECLARED.search(sample[:2048])
    if declared:
        encoding = declared[1].decode("ascii").lower()
        # As browsers do: pages that claim Latin-1 hold the quotation marks of Windows-1252.
        encoding = (
            _COMMON if encoding in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"} else encoding
        )
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    return _decoded_by_guess(data)


def _decoded_as_utf16(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of European text is NUL."""
    sample = data[:_SAMPLE]
    pairs = max(1, len(sample) // 2)
    for order, zeros, others in (
        ("utf-16-le", sample[1::2], sample[0::2]),
        ("utf-16-be", sample[0::2], sample[1::2]),
    ):
        if zeros.count(0) > 0.4 * pairs and others.count(0) < 0.05 * pairs:
            try:
                return data.decode(order)
            except UnicodeDecodeError:
                return None
    return None


def _decoded_by_guess(data: bytes) -> str | None:
    """Windows-1252 where that is as likely as anything else, or what the library finds more likely."""
    sample = data[:_SAMPLE]
    if len(sample) - len(sample.translate(None, _BEYOND_ASCII)) < _FEW * len(sample):
        try:
            return data.decode(_COMMON)
        except UnicodeDecodeError:  # signs that it does not have
            pass
    from charset_normalizer import from_bytes

    matches = from_bytes(sample)
    best = matches.best()
    if best is None:
        return None
    # Encodings of one family often read alike or score alike, and then the common one is the likely one.
    alike = (match for match in matches if (match.chaos, -match.coherence) <= (best.chaos, -best.coherence))
    common = any(_COMMON in {match.encoding, *match.could_be_from_charset} for match in alike)
    return data.decode(_COMMON if common else best.encoding, "replace")
