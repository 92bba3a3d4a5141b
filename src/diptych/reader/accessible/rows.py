"""Rows for a screen reader: every passage begins a new row, with its status in words.

Widths are in cells.  No widgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.article.model import BlockKind, Span
from diptych.reader.text.highlights import PassageStatus
from diptych.reader.text.row_index import PassageRows
from diptych.reader.text.rows import MIN_WIDTH, Row, RowKind, RowLayout, lay_out, one_sided, wrap

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from diptych.article.model import Article
    from diptych.sides import Pair, Side

WORDS = {
    PassageStatus.UNKNOWN: "",
    PassageStatus.LINKED: "linked:",
    PassageStatus.NEAR: "near:",
    PassageStatus.RELATED: "related:",
    PassageStatus.UNIQUE: "unique:",
    PassageStatus.DIFFERS: "differs:",
    PassageStatus.MAY_DIFFER: "may differ:",
}
"""The marks in words, padded to one width: a change of links does not change the layout."""

_KINDS = {BlockKind.HEADING: "heading, ", BlockKind.QUOTATION: "quotation, ", BlockKind.LIST_ITEM: "item, "}

FURNITURE = "furniture: "

_ROOM = max(map(len, WORDS.values())) + 1
"""Cells for the longest mark and a space."""


def status_prefix(article: Article, block: int, status: PassageStatus | None) -> str:
    """The words before a passage: the kind of its block and its status.

    Args:
        article: the article.
        block: index of the passage's block.
        status: the status; None for furniture, which has no passages.
    """
    if status is None:
        return FURNITURE
    return _KINDS.get(article.blocks[block].kind, "") + WORDS[status].ljust(_ROOM)


def lay_out_accessible(
    articles: Pair[Article], side: Side, width: int, shown: Collection[int] | None = None
) -> RowLayout:
    """Wrap an article as `lay_out` does, but begin a new row with a status prefix for each passage."""
    width = max(width, MIN_WIDTH)
    article = articles[side]
    flowing = lay_out(article, side, width, shown)
    rows: list[Row] = []
    passage_rows = PassageRows(len(article.passages))
    for index, row in enumerate(flowing.rows):
        if row.kind is not RowKind.TEXT:
            rows.append(row)
            continue
        if article.blocks[row.block].furniture is not None:
            if row.span.start == article.blocks[row.block].span.start:
                rows.extend(
                    _passage_rows(article, side, row.block, article.blocks[row.block].span, None, width)
                )
            continue
        for passage in flowing.passages_in(articles, index):
            span, start = article.passages[passage].span, len(rows)
            if span.start < row.span.start:
                continue  # it begins in an earlier row
            rows.extend(_passage_rows(article, side, row.block, span, PassageStatus.UNKNOWN, width))
            passage_rows.starts[passage], passage_rows.stops[passage] = start, len(rows)
    return RowLayout(rows, one_sided(passage_rows, side))


def _passage_rows(
    article: Article, side: Side, block: int, span: Span, status: PassageStatus | None, width: int
) -> Iterator[Row]:
    """The rows of a passage; the first one leaves room for the status prefix."""
    indent = len(status_prefix(article, block, status))
    first = next(wrap(article.text, max(MIN_WIDTH, width - indent), start=span.start, end=span.end), span)
    yield Row(RowKind.TEXT, side, block, first, indent)
    start = first.end
    while start < span.end and article.text[start].isspace():
        start += 1
    for rest in wrap(article.text, width, start=start, end=span.end):
        yield Row(RowKind.TEXT, side, block, rest)
