"""Blocks → passages, the units that are linked and jumped to.

Passages are in order and do not overlap.  Those of a block cover all of it but white space, and neither begin
nor end with white space.  A heading is one passage, furniture has none, any other block has at least one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.article.full_stops import words_of
from diptych.article.model import BlockKind, Passage, Span
from diptych.article.sentences import sentence_spans, split_long

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.article.model import Block


def find_passages(text: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of `blocks`, in order."""
    index = 0
    words = words_of(text)
    for number, block in enumerate(blocks):
        if block.furniture is not None:
            continue
        content = block.span.of(text)
        heading = block.kind is BlockKind.HEADING
        for start, end in split_long(content, 0, len(content)) if heading else sentence_spans(content, words):
            yield Passage(index, number, Span(block.span.start + start, block.span.start + end))
            index += 1
