"""Blocks to passages: sentences, with exact offsets into the article's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.article.model import BlockKind, Passage, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.article.model import Block


def find_passages(text: str, blocks: Iterable[Block]) -> Iterator[Passage]:
    """The passages of `blocks` in order; a heading is one, furniture has none."""
    from nupunkt import sent_spans

    index = 0
    for number, block in enumerate(blocks):
        if block.furniture is not None:
            continue
        said = block.span.of(text)
        spans = [(0, len(said))] if block.kind is BlockKind.HEADING else sent_spans(said)
        for start, end in spans:
            sentence = said[start:end]
            first = block.span.start + start + len(sentence) - len(sentence.lstrip())
            last = block.span.start + start + len(sentence.rstrip())
            if last > first:
                yield Passage(index, number, Span(first, last))
                index += 1
