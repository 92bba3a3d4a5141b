"""The suggestions of the open dialog.  No widgets."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from diptych.comparison_wording import counted, one_line
from diptych.reader.opening.recent_labels import recent_names
from diptych.reader.opening.wording import CHAPTERS, RECENT_PAIRS, WHOLE_BOOK
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.excerpts import beginning
from diptych.sources.chapter_choice import name_chapters
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.history.recent import RecentPair
    from diptych.reader.opening.path_completion import Completions
    from diptych.reader.opening.resolve import Book
    from diptych.sides import Pair


_BETWEEN = "  ⟷  "
_LEAST_TITLE = 10
"""Minimum width of a chapter's title in cells."""


class Suggestion(NamedTuple):
    """One suggestion."""

    label: str
    """What the list shows, on one line."""
    value: str = ""
    """The source that it puts into the input."""
    pair: Pair[str] | None = None
    """The sources that it puts into both inputs."""
    whole: bool = False
    """Whether it means a whole book."""


class Suggestions(NamedTuple):
    """Suggestions under a heading, which may be empty."""

    heading: str
    entries: tuple[Suggestion, ...]


def path_suggestions(found: Completions) -> Suggestions:
    """Files and folders."""
    entries = [Suggestion(one_line(sanitize(_last(path))), path) for path in found.suggestions]
    return Suggestions("", tuple(entries))


def _last(path: str) -> str:
    """The last part of a path, with the slash of a folder."""
    above = os.path.dirname(path.removesuffix("/"))  # noqa: PTH120 - a Path has no slash at its end
    return path[len(above) :].lstrip("/") if above else path


def recent_suggestions(recent: Sequence[RecentPair], width: int) -> Suggestions:
    """The recent pairs, each on a line of `width` cells."""
    half = (width - len(_BETWEEN)) // 2
    entries = tuple(
        Suggestion(_BETWEEN.join(names), pair=pair.sources)
        for pair, names in zip(recent, recent_names(recent, half), strict=True)
    )
    return Suggestions(RECENT_PAIRS, entries) if entries else Suggestions("", ())


def chapter_suggestions(book: Book, width: int) -> Suggestions:
    """The whole book and its chapters, each on a line of `width` cells."""
    chapters = []
    for chapter in book.chapters:
        number = f"{chapter.number:>4}  {'  ' * chapter.level}"
        words = f", {counted(chapter.words, 'word')}"
        room = max(_LEAST_TITLE, width - len(number) - len(words))
        title = beginning(sanitize(chapter.title), room)
        value = name_chapters(book.source, [chapter.number])
        chapters.append(Suggestion(f"{number}{isolate_rtl(title)}{words}", value))
    return Suggestions(CHAPTERS, (Suggestion(WHOLE_BOOK, book.source, whole=True), *chapters))
