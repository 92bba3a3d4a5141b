"""The chapters of a book.

    for chapter in list_chapters("book.epub"):
        print(chapter.number, chapter.title, chapter.words)
    article = load(name_chapters("book.epub", [3]))

A chapter includes the entries that the table of contents indents below it, so a part of a book includes its
chapters.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.article.parsed_document import TocEntry
from diptych.article.word_count import count_words
from diptych.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from diptych.article.parsed_document import ParsedDocument

_FRONT_MATTER = "Front matter"
"""Title of the chapter before the first entry of the table of contents."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a book, or a part of it that has chapters."""

    number: int
    """Its position in the table of contents, from 1."""
    title: str
    level: int
    """Depth of its indentation in the table of contents, from 0."""
    words: int
    """Its approximate length."""


def in_text_order(entries: Iterable[TocEntry]) -> tuple[TocEntry, ...]:
    """A table of contents in the order of the text, with one more entry for the text before the first."""
    ordered = sorted(entries, key=lambda entry: entry.start)
    has_front_matter = bool(ordered) and ordered[0].start > 0
    return (*([TocEntry(_FRONT_MATTER, 0, 0)] if has_front_matter else []), *ordered)


def chapters_of(document: ParsedDocument) -> tuple[Chapter, ...]:
    """The chapters that the table of contents of `document` lists."""
    words = document.lengths or [count_words(block.text) for block in document.blocks]
    return tuple(
        Chapter(number, entry.title, entry.level, sum(words[entry.start : end_of(document.contents, number)]))
        for number, entry in enumerate(document.contents, 1)
    )


def choose(document: ParsedDocument, numbers: frozenset[int], name: str) -> ParsedDocument:
    """Some chapters of a document.

    Args:
        document: the whole book.
        numbers: of the chapters, from 1.
        name: the name of the book in messages.

    Raises:
        SourceError: the book has no chapter with one of the numbers, or no chapters at all.
    """
    entries = document.contents
    if not entries:
        raise SourceError(f"{name} has no chapters to choose from; name it without #.")
    unknown = sorted(number for number in numbers if not 1 <= number <= len(entries))
    if unknown:
        raise SourceError(
            f"{name} has chapters 1 to {len(entries)}, and no chapter {unknown[0]};"
            " diptych text --chapters FILE lists them."
        )
    kept = {
        at
        for number in numbers
        for at in range(entries[number - 1].start, end_of(entries, number) or len(document.blocks))
    }
    titles = [entries[number - 1].title for number in sorted(numbers)]
    chosen = titles[0] if len(titles) == 1 else f"{titles[0]} … {titles[-1]}"
    return document._replace(
        blocks=tuple(document.blocks[at] for at in sorted(kept)),
        title=f"{document.title}: {chosen}" if document.title and chosen else document.title or chosen,
        dropped=(),
        contents=(),
    )


def end_of(entries: Sequence[TocEntry], number: int) -> int | None:
    """Where the chapter `number` ends, in the unit of the entries; None at the end of the book."""
    own = entries[number - 1]
    following = (
        entry.start for entry in entries[number:] if entry.level <= own.level and entry.start > own.start
    )
    return next(following, None)
