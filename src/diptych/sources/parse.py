"""From bytes to an article, whatever their format.

    bytes → text → sanitised text → manuscript → sanitised manuscript → Article
          ↘ a PDF, a Word document, a book ↗

Text is sanitised before it is read, so that no invisible sign hides a header or a heading, and once more
after, because HTML and Markdown write any character as an entity.  What takes a library is read in a process
of its own (`sandbox`).
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from diptych.article.assemble import MOST_PASSAGES, assemble
from diptych.article.identity import in_words
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.chapter_choice import split_choice
from diptych.sources.formats import SourceFormat, format_of
from diptych.sources.read_bytes import CLIPBOARD, STANDARD_INPUT, check_length, shown_name
from diptych.sources.sanitize import sanitize
from diptych.sources.text.encoding import decode
from diptych.sources.text.plain_text import read_plain_text
from diptych.sources.web.address import host_of, is_address, path_of

if TYPE_CHECKING:
    from diptych.article.model import Article


_MARKDOWN = {".md", ".markdown", ".mdown", ".mkd"}


_HTML = {".html", ".htm", ".xhtml", ".xht"}


_BEGINNING = 10_000
"""Code points that tell what a text is."""


_LONG_MARKDOWN = 500_000
"""Code points beyond which Markdown is read in a process that can be ended; a megabyte takes a second."""


_SECONDS_OF_MARKDOWN = 4.0
"""After them the text is read as it stands, which takes time too."""


_STOP = re.compile(r"[.!?…؟۔।॥։።៕][^\w\s]{0,3}(?:\s|$)|[。！？｡]")


_MOST_STOPS = 600_000
"""Full stops of a text: each is weighed for whether it ends a sentence.  A Bible has 60,000."""


_FEW_STOPS = 1_000_000
"""Code points of a text that need not be counted."""


_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*\?>\s*|<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)


# Asked only where no ending tells: front matter, or a heading as the first line.
_LOOKS_LIKE_MARKDOWN = re.compile(r"\s*(?:---[^\S\n]*\n[\w-]+[^\S\n]*:|#{1,6}[^\S\n]+\S)")


_TEXT = {".txt", ".text"}


# Asked of these: front matter with an end, or a heading that stands alone, for many a line begins with a #.
_IS_MARKDOWN = re.compile(
    r"\s*+(?:---[^\S\n]*\n(?:[\w-]+[^\S\n]*:.*\n(?:[^\S\n]+\S.*\n|-[^\S\n].*\n)*)+---[^\S\n]*(?:\n|\Z)"
    r"|#{1,6}[^\S\n]++(?=[^\n]*[^\W\d_])[^\n]{1,200}(?<![.;,:])[^\S\n]*\n[^\S\n]*(?:\n|\Z))"
)


class NoTextError(SourceError):
    """It could be read, and nothing that could be shown was in it."""


def parse(data: bytes, source: str, ending: str | None = None) -> Article:
    """The article that `data` holds.

    Args:
        data: the whole of it.
        source: where it came from, as for `load`: its ending tells between formats of text, and its name
            stands in for a title.
        ending: stands in for that of the source, as ".html" does for an address.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    path, chapters = split_choice(source)
    name = shown_name(path)
    document = read_document(data, path if ending is None else f"page{ending}", name)
    if chapters:
        from diptych.sources.chapters import choose

        document = choose(document, chapters, name)
    article = assemble(document, source=sanitize(source), name=_stem(path))
    if not article.text:
        raise NoTextError(f"{name} holds no text that could be shown; name a file that holds an article.")
    if len(article.passages) > MOST_PASSAGES:
        raise _too_many_sentences(name, MOST_PASSAGES)
    return article


def _too_many_sentences(name: str, most: int) -> SourceError:
    return SourceError(f"{name} holds more than {most:,} sentences; save the article alone in a file.")


def read_document(data: bytes, path: str, name: str = "") -> ParsedDocument:
    """What `data` says, sanitised.

    Args:
        data: the whole of it.
        path: where it came from; its ending tells between formats of text.
        name: what to call it in a message; the path when empty.

    Raises:
        SourceError: it is empty, or cannot be read.
    """
    name = name or shown_name(path)
    if not data:
        raise SourceError(f"{name} is empty; name a file that holds an article.")
    kind = format_of(data, path)
    if kind is None:
        document = _read(decode(data, name), path, name)
    else:
        from diptych.sources.sandbox.run import read_in_sandbox

        document = read_in_sandbox(kind, data, name)
    lengths = [len(block.text) for block in document.blocks]
    check_length(lengths, name)
    if sum(lengths) > _FEW_STOPS:
        stops = sum(sum(1 for _ in _STOP.finditer(block.text)) for block in document.blocks)
        if stops > _MOST_STOPS:
            raise _too_many_sentences(name, _MOST_STOPS)
    return _sanitized(document)


def _read(text: str, path: str, name: str) -> ParsedDocument:
    """What `text` says, by the format that its name or its beginning tells."""
    ending = PurePath(path).suffix.lower()
    beginning = sanitize(text[:_BEGINNING])
    if ending in _HTML or (ending not in _MARKDOWN and _LOOKS_LIKE_HTML.match(beginning)):
        from diptych.sources.sandbox.run import read_in_sandbox

        # Sanitised there: a page may be long for its pictures and scripts, and is read within a time.
        return read_in_sandbox(SourceFormat.HTML, text.encode("utf-8", "replace"), name)
    check_length([len(text)], name, lines=text.count("\n") + text.count("\r"))
    text = sanitize(text)
    looks = _IS_MARKDOWN if ending in _TEXT else None if ending else _LOOKS_LIKE_MARKDOWN
    if ending in _MARKDOWN or (looks and looks.match(beginning)):
        document = _read_markdown(text, name)
        if any(block.text.strip() for block in document.blocks):
            return document
    return read_plain_text(text)  # also of Markdown that is marks and nothing else: better seen than not


def _read_markdown(text: str, name: str) -> ParsedDocument:
    """What a Markdown text says; nothing, where finding out would take too long."""
    if len(text) <= _LONG_MARKDOWN:
        from diptych.sources.text.markdown import read_markdown

        return read_markdown(text)
    from diptych.sources.sandbox.run import read_in_sandbox

    try:
        return read_in_sandbox(
            SourceFormat.MARKDOWN, text.encode("utf-8", "replace"), name, _SECONDS_OF_MARKDOWN
        )
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


def _stem(source: str) -> str:
    """The title of a text that has none."""
    if source in (STANDARD_INPUT, CLIPBOARD):
        return in_words(source)
    if is_address(source):
        words = sanitize(PurePath(path_of(source)).stem).replace("-", " ")
        return " ".join(words.split()) or sanitize(host_of(source))
    return " ".join(sanitize(PurePath(source).stem).split()) or "untitled"
