"""Open an article, whatever its format."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.article.model import Article


def load(source: str) -> Article:
    """Open one article.

    Args:
        source: a path, or "-" for standard input.

    Raises:
        SourceError: it is missing, empty, binary, unreadable, a directory or too large.
    """
    raise NotImplementedError
