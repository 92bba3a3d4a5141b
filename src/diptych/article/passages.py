"""Blocks to passages: the units that are linked and jumped to, with offsets into the article's text.

Passages are in order and do not overlap.  Those of a block cover all of it but white space and have none at
their ends; a heading is one passage, furniture has none, and every other block has at least one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.article.model import BlockKind, Passage, Span
from diptych.article.sentences import sentence_spans, shorten

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.article.model import Block


def find_passages(text: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of `blocks`, in order."""
    index = 0
    for number, block in enumerate(blocks):
        if block.furniture is not None:
            continue
        said = block.span.of(text)
        heading = block.kind is BlockKind.HEADING
        for start, end in shorten(said, 0, len(said)) if heading else sentence_spans(said):
            yield Passage(index, number, Span(block.span.start + start, block.span.start + end))
            index += 1
