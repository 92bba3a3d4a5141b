"""What the open dialog offers below its lines.  Knows no widgets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.opening.recent_labels import recent_names
from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.text.excerpts import clipped
from diptych.sources.chapter_choice import name_chapters
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.history.recent import RecentPair
    from diptych.reader.opening.path_completion import Completions
    from diptych.reader.opening.resolve import Book
    from diptych.sides import Pair


_BETWEEN = "  ⟷  "
_LEAST = 10
"""Cells that a chapter's title has in any case."""


class Suggestion(NamedTuple):
    """One of them."""

    said: str
    """What it is, on one line."""
    value: str = ""
    """What the line says once it is taken."""
    pair: Pair[str] | None = None
    """What both lines say then."""
    whole: bool = False
    """Whether a whole book is meant."""


class Suggestions(NamedTuple):
    """All of them."""

    heading: str
    entries: tuple[Suggestion, ...]


def path_suggestions(found: Completions) -> Suggestions:
    """Files and folders; one that is there already is none."""
    names = [Suggestion(_line(_last(suggestion)), suggestion) for suggestion in found.suggestions]
    return Suggestions("", tuple(names))


def _last(path: str) -> str:
    """The last part of a path, with the slash of a folder."""
    above, name = os.path.split(path.removesuffix("/"))
    return path[len(above) :].lstrip("/") if above else path or name


def recent_suggestions(recent: Sequence[RecentPair], width: int) -> Suggestions:
    """The pairs that were opened last, each in `width` cells."""
    half = (width - len(_BETWEEN)) // 2
    entries = tuple(
        Suggestion(_BETWEEN.join(names), pair=pair.sources)
        for pair, names in zip(recent, recent_names(recent, half), strict=True)
    )
    return Suggestions("Recent pairs", entries) if entries else Suggestions("", ())


def chapter_suggestions(book: Book, width: int) -> Suggestions:
    """A book's chapters, each in `width` cells, and the whole of it."""
    chapters = []
    for chapter in book.chapters:
        number = f"{chapter.number:>4}  {'  ' * chapter.level}"
        words = f", {chapter.words} words"
        title = clipped(_line(chapter.title), max(_LEAST, width - len(number) - len(words)))
        value = name_chapters(book.source, [chapter.number])
        chapters.append(Suggestion(f"{number}{kept_apart(title)}{words}", value))
    return Suggestions("Chapters", (Suggestion("The whole book", book.source, whole=True), *chapters))


def _line(text: str) -> str:
    return " ".join(sanitize(text).split())
