"""From bytes to an article, whatever their format.

    bytes → text → sanitised text → parsed document → sanitised document → Article
          ↘ a PDF, a Word document, a book ↗

Text is sanitised before it is parsed, so that no invisible character hides a header or a heading, and once
more afterwards, because HTML and Markdown can write any character as an entity.  Formats that need a library
are parsed in a child process (`sandbox`).
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.article.assemble import MOST_PASSAGES, assemble
from diptych.article.identity import source_label
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapter_choice import split_choice
from diptych.sources.formats import HTML, MARKDOWN, TEXT, binary_format, text_format, unsupported_format
from diptych.sources.read_bytes import CLIPBOARD, STANDARD_INPUT, check_length, shown_name
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode
from diptych.sources.web.address import host_of, is_address, path_of

if TYPE_CHECKING:
    from diptych.article.model import Article

_BEGINNING = 10_000
"""Code points from which the format of a text is recognised."""
_LONG_MARKDOWN = 500_000
"""Code points from which Markdown is parsed in a child process, for a megabyte takes a second."""
_SECONDS_OF_MARKDOWN = 4.0
"""After them, long Markdown is parsed as plain text, which takes time too."""
_STOP = re.compile(r"[.!?…؟۔।॥։።៕][^\w\s]{0,3}(?:\s|$)|[。！？｡]")
"""A full stop, which may end a sentence."""
_MOST_STOPS = 600_000
"""Full stops of one text: each is tested for whether it ends a sentence.  A Bible has 60,000."""
_FEW_STOPS = 1_000_000
"""Code points of a text whose stops need not be counted."""


class NoTextError(SourceError):
    """The source could be read, but holds no text that could be shown."""


def parse(data: bytes, source: str, ending: str | None = None) -> Article:
    """The article that `data` holds.

    Args:
        data: the whole source.
        source: where it came from, as for `load`: its name stands in for a missing title.
        ending: such as ".html", to tell text formats apart; that of `source` when None.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    path, chapters = split_choice(source)
    name = shown_name(path)
    document = read_document(data, ending_of(path) if ending is None else ending, name)
    if chapters:
        from diptych.sources.chapters import choose

        document = choose(document, chapters, name)
    article = assemble(document, source=sanitize(source), name=_fallback_title(path))
    if not article.text:
        raise NoTextError(f"{name} holds no text that could be shown; name a file that holds an article.")
    if len(article.passages) > MOST_PASSAGES:
        raise _too_many_sentences(name, MOST_PASSAGES)
    return article


def ending_of(path: str) -> str:
    """The ending of a file's name in lower case, with its dot; empty where it has none."""
    return PurePath(path).suffix.lower()


def _too_many_sentences(name: str, most: int) -> SourceError:
    return SourceError(f"{name} holds more than {most:,} sentences; save the article alone in a file.")


def read_document(data: bytes, ending: str, name: str) -> ParsedDocument:
    """The document that `data` holds, sanitised.

    Args:
        data: the whole source.
        ending: of its name, to tell text formats apart.
        name: what messages call it.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    if not data:
        raise SourceError(f"{name} is empty; name a file that holds an article.")
    binary = binary_format(data, ending)
    if binary is not None:
        from diptych.sources.sandbox.run import read_in_sandbox

        document = read_in_sandbox(binary, data, name)
    elif (what := unsupported_format(data)) is not None:
        raise SourceError(f"{name} is {what}, not text; save the article as plain text, Markdown or HTML.")
    else:
        document = _read_text(decode(data, name), ending, name)
    lengths = [len(block.text) for block in document.blocks]
    check_length(lengths, name)
    if sum(lengths) > _FEW_STOPS:
        stops = sum(sum(1 for _ in _STOP.finditer(block.text)) for block in document.blocks)
        if stops > _MOST_STOPS:
            raise _too_many_sentences(name, _MOST_STOPS)
    return _sanitized(document)


def _read_text(text: str, ending: str, name: str) -> ParsedDocument:
    """The document that `text` holds, in the format that its beginning or `ending` shows."""
    source_format = text_format(sanitize(text[:_BEGINNING]), ending)
    if source_format is HTML:
        from diptych.sources.sandbox.run import read_in_sandbox

        # Sanitised in the sandbox: pictures and scripts can make a page long, and time is limited there.
        return read_in_sandbox(HTML, text.encode("utf-8", "replace"), name)
    check_length([len(text)], name, lines=text.count("\n") + text.count("\r"))
    data = sanitize(text).encode("utf-8", "replace")
    if source_format is MARKDOWN:
        document = _read_markdown(data, len(text), name)
        if any(block.text.strip() for block in document.blocks):
            return document
        # Nothing but markup: it is better shown as it is than not at all.
    return TEXT.read(data, name)


def _read_markdown(data: bytes, length: int, name: str) -> ParsedDocument:
    """The document of a Markdown text of `length` code points; empty where parsing takes too long."""
    if length <= _LONG_MARKDOWN:
        return MARKDOWN.read(data, name)
    from diptych.sources.sandbox.run import read_in_sandbox

    try:
        return read_in_sandbox(MARKDOWN, data, name, _SECONDS_OF_MARKDOWN)
    except SourceError:
        return ParsedDocument(())


def _sanitized(document: ParsedDocument) -> ParsedDocument:
    return ParsedDocument(
        _sanitized_blocks(document.blocks),
        sanitize(document.title or ""),
        sanitize(document.publisher or ""),
        sanitize(document.date or ""),
        _sanitized_blocks(document.dropped),
        tuple(TocEntry(sanitize(entry.title), entry.level, entry.start) for entry in document.contents),
    )


def _sanitized_blocks(blocks: tuple[ParsedBlock, ...]) -> tuple[ParsedBlock, ...]:
    return tuple(ParsedBlock(block.kind, sanitize(block.text)) for block in blocks)


def _fallback_title(source: str) -> str:
    """The title of an article that has none: made of the name of its source."""
    if source in (STANDARD_INPUT, CLIPBOARD):
        return source_label(source)
    if is_address(source):
        words = sanitize(PurePath(path_of(source)).stem).replace("-", " ")
        return " ".join(words.split()) or sanitize(host_of(source))
    return " ".join(sanitize(PurePath(source).stem).split()) or "untitled"
