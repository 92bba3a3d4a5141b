"""Plain text: an optional header, then paragraphs however the file lays them out."""

from __future__ import annotations

import re

from diptych.article.assemble import Manuscript, Piece
from diptych.article.model import BlockKind

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")


def read_plain_text(text: str) -> Manuscript:
    """What a plain text says; `text` is sanitised."""
    chunks = _BLANK_LINES.split(text.strip())
    return Manuscript(
        tuple(Piece(BlockKind.PARAGRAPH, line) for chunk in chunks for line in chunk.splitlines())
    )
