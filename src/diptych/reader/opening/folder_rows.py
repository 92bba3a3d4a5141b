"""The rows of the folder list: their text, and which of them a filter leaves.  No screens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from diptych.comparison_wording import counted
from diptych.reader.opening.recent_labels import recent_names
from diptych.reader.opening.wording import ALONE, NOT_ALL_READ, nearest
from diptych.reader.state.search import fold
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.excerpts import beginning, clipped
from diptych.sides import Pair
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.folder.survey import ListedArticle, Match
    from diptych.history.recent import RecentPair

_MUTED = "$foreground 65%"
_INDENT = 6
"""Cells of the first column, which holds the score."""


class FolderRow(NamedTuple):
    """A pair that can be opened, or an article that is alone."""

    sources: Pair[str]
    """The right one is "" for an article that is alone."""
    match: Match | None
    """None for a recent pair."""
    titles: Pair[str]
    """For a recent pair, its names from `recent_names`."""

    @property
    def words(self) -> str:
        """The text that a filter searches."""
        words = [*self.titles, *map(os.path.basename, self.sources)]
        if self.match is not None:
            words += self.match.shared if self.match.likely else ()
            for article in (self.match.left, self.match.right):
                words += () if article is None else (article.publisher or "", article.date or "")
        return fold(" ".join(words))


def rows_of(matches: Sequence[Match], recent: Sequence[RecentPair], width: int) -> list[FolderRow]:
    """Recent pairs, then likely pairs, then articles that are alone.

    Args:
        matches: the likely pairs and the articles that are alone.
        recent: the recent pairs.
        width: cells of a line.
    """
    names = recent_names(recent, max(5, (width - _INDENT - 5) // 2))
    rows = [FolderRow(pair.sources, None, titles) for pair, titles in zip(recent, names, strict=True)]
    for match in matches:
        other = match.right if match.likely else None
        sources = Pair(str(match.left.path), "" if other is None else str(other.path))
        rows.append(FolderRow(sources, match, Pair(match.left.title, "" if other is None else other.title)))
    return rows


def filtered(rows: Sequence[FolderRow], query: str) -> list[FolderRow]:
    """The rows that contain every word of `query`."""
    words = fold(query).split()
    return [row for row in rows if all(word in row.words for word in words)] if words else [*rows]


def row_text(
    row: FolderRow, folder: str, width: int, *, plain: bool = False, complete: bool = True
) -> Content:
    """The text of a row: one line for a recent pair, two or three for articles of the folder.

    Args:
        row: the row.
        folder: the folder of the list; paths are shown relative to it.
        width: cells of a line.
        plain: whether to write words instead of signs.
        complete: whether all articles have been read; until then none is called alone.
    """
    between = ", " if plain else " · "
    room = max(10, width - _INDENT)
    match = row.match
    if match is None:
        return Content.assemble(("again ", _MUTED), (" and " if plain else "  ⟷  ").join(row.titles))
    mark, articles, style = ("one   " if plain else "  ○   ", "$text-warning"), [match.left], _MUTED
    if match.likely and match.right is not None:
        mark, articles = (f"{match.score:4.2f}  ", "$text-success bold"), [match.left, match.right]
        why = f"both: {between.join(match.shared)}" if match.shared else ""
    elif match.left.problem is not None:
        why, style = match.left.problem, "$text-error"
    elif not complete:
        mark, why = ("…     " if plain else "  …   ", _MUTED), NOT_ALL_READ
    else:
        why = ALONE if match.right is None else nearest(match.score, match.right.title)
    indent = " " * _INDENT
    abouts = [_about(article, folder, room, between) for article in articles]
    lines = [Content.assemble(mark, abouts[0]), *(Content.assemble(indent, about) for about in abouts[1:])]
    return Content("\n").join([*lines, Content.styled(indent + beginning(sanitize(why), room), style)])


def _about(article: ListedArticle, folder: str, room: int, between: str) -> Content:
    """The title in bold, then publisher, date, length and path, as far as there is room."""
    name = os.path.relpath(article.path, folder)
    known = [article.publisher, article.date, counted(article.words, "word") if article.words else None, name]
    title = beginning(sanitize(article.title), room)
    rest = between.join(beginning(sanitize(each), room) for each in known if each and each != article.title)
    left = room - Content(title).cell_length - 3
    if left < 8 or not rest:
        return Content.styled(isolate_rtl(title), "bold")
    return Content.assemble((isolate_rtl(title), "bold"), (f"   {isolate_rtl(clipped(rest, left))}", _MUTED))
