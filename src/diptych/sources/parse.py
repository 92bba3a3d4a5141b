"""From bytes in any format to an article.

    bytes → text → sanitised text → parsed document → sanitised document → Article
          ↘ a PDF, a Word document, a book ↗

Text is sanitised before it is parsed, so that no invisible character hides a header or a heading, and again
afterwards, because HTML and Markdown can write any character as an entity.  Formats that need a library are
parsed in a child process (`sandbox`).
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.article.assemble import MOST_PASSAGES, assemble
from diptych.article.identity import CLIPBOARD, STANDARD_INPUT, source_label
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapter_choice import is_archive, split_choice
from diptych.sources.failures import ALONE
from diptych.sources.formats import (
    HTML,
    MARKDOWN,
    TEXT,
    advice_for,
    binary_format,
    text_format,
    unsupported_format,
)
from diptych.sources.read_bytes import check_length, shown_name
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode
from diptych.sources.web.address import host_of, is_address, path_of

if TYPE_CHECKING:
    from diptych.article.model import Article

_BEGINNING = 10_000
"""Code points from which the format of a text is recognised."""
_LONG_MARKDOWN = 500_000
"""Code points from which Markdown is parsed in a child process: a megabyte takes a second."""
_SECONDS_OF_MARKDOWN = 4.0
"""Processor time after which long Markdown is parsed as plain text instead, which takes time too."""
_STOP = r"[.!?…؟۔।॥։።៕][^\w\s]{0,3}(?:\s|$)|[。！？｡]"
"""A full stop, which may end a sentence; only in long texts are they counted."""
_MOST_STOPS = 600_000
"""Most full stops of a text: each is tested for whether it ends a sentence.  A Bible has 60,000."""
_FEW_STOPS = 1_000_000
"""Most code points of a text whose stops need not be counted."""


class NoTextError(SourceError):
    """The source could be read, but has no text to show."""


def parse(data: bytes, source: str, ending: str | None = None) -> Article:
    """The article in `data`.

    Args:
        data: the whole source; of an archive, the line that `source` names.
        source: as for `load`; its name replaces a missing title.
        ending: such as ".html", to tell text formats apart; None for the ending of `source`.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    path, chapters = split_choice(source)
    name = shown_name(path)
    if ending is None and is_archive(path):
        name = shown_name(source)
        document = _read_line(data, name)
    else:
        document = read_document(data, ending_of(path) if ending is None else ending, name, chapters or None)
        if chapters:
            from diptych.sources.chapters import choose

            document = choose(document, chapters, name)
    article = assemble(document, source=sanitize(source), name=fallback_title(source))
    if not article.text:
        raise NoTextError(f"{name} has no text to show; name a file that contains an article.")
    if len(article.passages) > MOST_PASSAGES:
        raise _too_many_sentences(name, MOST_PASSAGES)
    return article


def _read_line(data: bytes, name: str) -> ParsedDocument:
    """The document on a line of an archive, sanitised."""
    from diptych.sources.json_lines import document_of

    document = document_of(data, name)
    _check_size(document, name)
    return _sanitized(document)


def parse_pasted(text: str) -> Article:
    """The article in a text from the clipboard; raises as `parse` does."""
    return parse(text.encode("utf-8", "surrogatepass"), CLIPBOARD)


def ending_of(path: str) -> str:
    """The ending of a file's name in lower case, with its dot; empty if it has none."""
    return PurePath(path).suffix.lower()


def _too_many_sentences(name: str, most: int, advice: str = ALONE) -> SourceError:
    return SourceError(f"{name} has more than {most:,} sentences; {advice}.")


def read_document(
    data: bytes, ending: str, name: str, chapters: frozenset[int] | None = None
) -> ParsedDocument:
    """The document in `data`, sanitised.

    Args:
        data: the whole source.
        ending: of its name, to tell text formats apart.
        name: its name in messages.
        chapters: the numbers of those that are needed, or none for the table of contents alone; None for the
            whole source.  A format whose chapters cannot be read alone is read as a whole.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    if not data:
        raise SourceError(f"{name} is empty; name a file that contains an article.")
    binary = binary_format(data, ending)
    if binary is not None:
        from diptych.sources.sandbox.run import read_in_sandbox

        document = read_in_sandbox(binary, data, name, chapters=chapters)
    elif (what := unsupported_format(data)) is not None:
        raise SourceError(f"{name} is {what}, not text; save the article as plain text, Markdown or HTML.")
    else:
        document = _read_text(decode(data, name), ending, name)
    _check_size(document, name, advice_for(binary, chapters) if binary else ALONE)
    return _sanitized(document)


def _check_size(document: ParsedDocument, name: str, advice: str = ALONE) -> None:
    """Refuse a document that is longer than any article."""
    lengths = [len(block.text) for block in document.blocks]
    check_length(lengths, name, advice=advice)
    if sum(lengths) > _FEW_STOPS:
        stops = sum(sum(1 for _ in re.finditer(_STOP, block.text)) for block in document.blocks)
        if stops > _MOST_STOPS:
            raise _too_many_sentences(name, _MOST_STOPS, advice)


def _read_text(text: str, ending: str, name: str) -> ParsedDocument:
    """The document in `text`, whose format its beginning or `ending` shows."""
    source_format = text_format(sanitize(text[:_BEGINNING]), ending)
    if source_format is HTML:
        from diptych.sources.sandbox.run import read_in_sandbox

        # Sanitised in the sandbox, where time is limited: pictures and scripts can make a page long.
        return read_in_sandbox(HTML, text.encode("utf-8", "replace"), name)
    check_length([len(text)], name, lines=text.count("\n") + text.count("\r"))
    data = sanitize(text).encode("utf-8", "replace")
    if source_format is MARKDOWN:
        document = _read_markdown(data, len(text), name)
        if any(block.text.strip() for block in document.blocks):
            return document
        # A text of nothing but markup is shown unparsed rather than not at all.
    return TEXT.read(data, name)


def _read_markdown(data: bytes, length: int, name: str) -> ParsedDocument:
    """The document of a Markdown text of `length` code points; empty if parsing takes too long."""
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
        document.lengths,
    )


def _sanitized_blocks(blocks: tuple[ParsedBlock, ...]) -> tuple[ParsedBlock, ...]:
    return tuple(ParsedBlock(block.kind, sanitize(block.text)) for block in blocks)


def fallback_title(source: str) -> str:
    """The title of an article without one, from the name of its source."""
    if source in (STANDARD_INPUT, CLIPBOARD):
        return source_label(source)
    if is_address(source):
        words = sanitize(PurePath(path_of(source)).stem).replace("-", " ")
        return " ".join(words.split()) or sanitize(host_of(source))
    path, numbers = split_choice(source)
    line = map(str, numbers) if is_archive(path) else ()
    return " ".join([*sanitize(PurePath(path).stem).split(), *line]) or "untitled"
