"""Markdown: front matter, then headings, paragraphs, list items and quotations by CommonMark.

Markup that only styles words is dropped.  A list item keeps a bullet or its number; a row of a table is a
paragraph.  Notes come after the text, and their marks are left out, as in other formats.
"""

from __future__ import annotations

import html
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.sources.markup.blocks import BULLET, CELLS
from diptych.sources.text.header import Header, read_front_matter

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.token import Token

DEEPEST = 100
"""Nested quotations; deeper ones are dropped, because the parser is recursive."""
MOST_BRACKETS = 10_000
"""Brackets up to which links are parsed; unpaired brackets take time quadratic in their number."""

_FRONT_MATTER = re.compile(r"\s*---[^\S\n]*\n(?P<lines>(?:.*\n)*?)(?:---|\.\.\.)[^\S\n]*(?:\n|$)")
_FRONT_MATTER_LINE = re.compile(r"(?:[\w-]+[^\S\n]*:.*|\s+\S.*|-\s.*|#.*|\s*)")
_HIDDEN_HTML = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def read_markdown(text: str) -> ParsedDocument:
    """The document of a Markdown text, which is sanitised."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    header, body = _split_front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": DEEPEST}).enable(["table", "strikethrough"])
    parser.use(footnote_plugin, inline=False)  # notes within a sentence would make the parser recursive
    if body.count("[") > MOST_BRACKETS:
        parser.disable(["link", "image"])
    tokens = parser.parse(body)
    blocks = tuple(_blocks(tokens))
    title = header.title or _first_title(tokens)
    return ParsedDocument(blocks, title, header.publisher, header.date, tuple(_marks(tokens)))


def _marks(tokens: Iterable[Token]) -> Iterator[ParsedBlock]:
    """The marks of the notes, as one block."""
    inline = (child for token in tokens for child in token.children or () if child.type == "footnote_ref")
    if labels := [child.meta["label"] for child in inline]:
        yield ParsedBlock(BlockKind.PARAGRAPH, " ".join(labels))


def _split_front_matter(text: str) -> tuple[Header, str]:
    found = _FRONT_MATTER.match(text)
    if found is None:
        return Header(), text
    lines = found["lines"].splitlines()
    # A paragraph between two horizontal rules looks similar.
    if not all(map(_FRONT_MATTER_LINE.fullmatch, lines)) or not any(":" in line for line in lines):
        return Header(), text
    return read_front_matter(lines), text[found.end() :]


def _first_title(tokens: Sequence[Token]) -> str | None:
    """The first heading of level 1."""
    for token, inline in pairwise(tokens):
        if token.type == "heading_open" and token.tag == "h1":
            return _plain(inline) or None
    return None


def _blocks(tokens: Iterable[Token]) -> Iterator[ParsedBlock]:
    kinds = [BlockKind.PARAGRAPH]  # the open containers, outermost first
    marker = ""
    row: list[str] | None = None
    for token in tokens:
        match token.type:
            case "blockquote_open":
                kinds.append(BlockKind.QUOTATION)
            case "list_item_open":
                kinds.append(BlockKind.LIST_ITEM)
                marker = f"{token.info}{token.markup} " if token.info else BULLET
            case "heading_open":
                kinds.append(BlockKind.HEADING)
            case "blockquote_close" | "list_item_close" | "heading_close":
                kinds.pop()
                marker = ""
            case "tr_open":
                row = []
            case "tr_close":
                yield ParsedBlock(kinds[-1], CELLS.join(filter(None, row or ())))
                row = None
            case "inline" if row is not None:
                row.append(_plain(token).strip())
            case "inline":
                yield ParsedBlock(kinds[-1], marker + _plain(token))
                marker = ""
            case "fence" | "code_block" | "html_block":
                text = _without_tags(token.content) if token.type == "html_block" else token.content
                yield from (ParsedBlock(kinds[-1], line) for line in text.splitlines())


def _plain(inline: Token) -> str:
    """The text of a paragraph without its markup."""
    return "".join(
        " " if token.type.endswith("break") else token.content
        for token in inline.children or ()
        if token.type in {"text", "code_inline", "softbreak", "hardbreak"}
    )


def _without_tags(content: str) -> str:
    return html.unescape(_TAG.sub("", _HIDDEN_HTML.sub("", content)))
