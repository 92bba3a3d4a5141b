"""Open an article, whatever its format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.article.assemble import assemble
from diptych.errors import SourceError
from diptych.sources.plain_text import read_plain_text
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from diptych.article.model import Article


def load(source: str) -> Article:
    """Open one article.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it is missing, empty, binary, unreadable, a directory or too large.
    """
    try:
        data = sys.stdin.buffer.read() if source == "-" else Path(source).read_bytes()
    except OSError as error:
        raise SourceError(f"{source!r} could not be read: {error.strerror}.") from error
    text = sanitize(data.decode("utf-8-sig", "replace"))
    article = assemble(
        read_plain_text(text),
        source=source,
        name="standard input" if source == "-" else Path(source).stem,
    )
    if not article.text:
        raise SourceError(f"{source!r} holds no text.")
    return article
