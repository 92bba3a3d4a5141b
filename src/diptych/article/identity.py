"""The identity of an article: its source, which stays the same when its text changes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.article.model import Article

STANDARD_INPUT = "-"
"""The source that is standard input."""
CLIPBOARD = "clipboard:"
"""The source that is the clipboard."""

_LABELS = {STANDARD_INPUT: "standard input", CLIPBOARD: "clipboard"}
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def identity_of(article: Article) -> str:
    """The article's URL or absolute path; a digest of its text if it has neither, as from standard input."""
    if _URL.match(article.source):
        return article.source
    return file_of(article) or f"text:{digest_of(article)}"


def digest_of(article: Article) -> str:
    """SHA-256 of the article's text, in hex."""
    return _sha256(article.text)


PAIR_DIGITS = 16
"""Hex digits of a pair's digest."""


def pair_digest(first: str, second: str) -> str:
    """Digest of two identities in this order, for the names of a pair's files."""
    return _sha256(f"{first}\0{second}")[:PAIR_DIGITS]


def _sha256(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def source_label(source: str) -> str:
    """The name of a source for the user: "standard input" for "-"."""
    return _LABELS.get(source, source)


def file_of(article: Article) -> str | None:
    """The absolute path of the article's file; None as for `file_path`."""
    return file_path(article.source)


def is_lasting_file(source: str) -> bool:
    """Whether a source is a file that can be read again later.

    An address, standard input, the clipboard, a pipe and a device are not such files.
    """
    return not (source in ("", *_LABELS) or source.startswith(("/dev/", "/proc/")) or _URL.match(source))


def file_path(source: str) -> str | None:
    """The absolute path of a source; None if it is no lasting file."""
    if not is_lasting_file(source):
        return None
    return os.path.abspath(source)  # noqa: PTH100 - Path.resolve follows links, which may be moved
