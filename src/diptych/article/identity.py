"""The identity of an article: where it comes from, which stays when its text changes."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.article.model import Article

_LABELS = {"-": "standard input", "clipboard:": "clipboard"}
_NO_FILES = ("", *_LABELS)
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")


def identity_of(article: Article) -> str:
    """The article's URL or absolute path; a digest of its text if it has neither, as from standard input."""
    source = article.source
    if _URL.match(source):
        return source
    if (path := file_of(article)) is not None:
        return path
    return f"text:{digest_of(article)}"


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
    """The absolute path of the article's file; None if it was not read from a lasting file."""
    source = article.source
    if source in _NO_FILES or source.startswith(("/dev/", "/proc/")) or _URL.match(source):
        return None
    return os.path.abspath(source)  # noqa: PTH100 - Path.resolve follows links, which may be moved
