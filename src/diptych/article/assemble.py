"""From a parsed document to an `Article`: one text, blocks, furniture and passages.

The parsed blocks are already sanitised.  Here their white space is normalised and they are joined with an
empty line between them.  Every span is counted on that final text, so offsets are exact by construction.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from diptych.article.furniture import mark_furniture, mark_repeated_title
from diptych.article.model import Article, Block, BlockKind, Span
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, normalize_spaces
from diptych.article.passages import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterable

BETWEEN_BLOCKS = "\n\n"
"""The empty line between blocks in `Article.text`."""

MOST_PASSAGES = 400_000
"""Most passages that an article may have; `assemble` makes at most one more.  A Bible has some 36,000."""


def join_blocks(parsed: Iterable[ParsedBlock]) -> tuple[str, list[Block]]:
    """The text of all parsed blocks, and each block with its span in that text, without empty blocks."""
    texts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for block in parsed:
        text = normalize_spaces(block.text)
        if not text:
            continue
        texts.append(text)
        blocks.append(Block(block.kind, Span(at, at + len(text))))
        at += len(text) + len(BETWEEN_BLOCKS)
    return BETWEEN_BLOCKS.join(texts), blocks


def assemble(document: ParsedDocument, *, source: str, name: str) -> Article:
    """The article that `document` describes.

    Args:
        document: the parsed source, sanitised.
        source: where the document comes from, as the user named it.
        name: the title if the document has none and does not begin with a heading.
    """
    text, plain_blocks = join_blocks(document.blocks)
    blocks = mark_furniture(text, plain_blocks)
    title = normalize_spaces(document.title or "")
    if not title:
        first = next((block for block in blocks if block.furniture is None), None)
        if first and first.kind is BlockKind.HEADING:  # it also stays in the text, so that it can be linked
            title = first.span.of(text)
    blocks = mark_repeated_title(text, blocks, title, known=bool(document.title))
    return Article(
        title=title or name,
        text=text,
        blocks=tuple(blocks),
        passages=tuple(islice(find_passages(text, blocks), MOST_PASSAGES + 1)),
        source=source,
        dropped=tuple(filter(None, (normalize_spaces(block.text) for block in document.dropped))),
        publisher=normalize_spaces(document.publisher or "") or None,
        date=normalize_spaces(document.date or "") or None,
    )
