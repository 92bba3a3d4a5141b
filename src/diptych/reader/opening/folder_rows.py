"""What the list of a folder says of each pair, and which of them fit what was typed.  Knows no screens."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from diptych.reader.opening.recent_labels import recent_names
from diptych.reader.state.search import fold
from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.text.excerpts import clipped
from diptych.sides import Pair
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.folder.survey import ListedArticle, Match
    from diptych.history.recent import RecentPair

_MUTED = "$foreground 65%"
_INDENT = 6
"""Cells before what is said of a pair, in which its score stands."""


class FolderRow(NamedTuple):
    """A pair that can be opened, or an article that is alone."""

    sources: Pair[str]
    """The second is "" for an article that is alone."""
    match: Match | None
    """None for a pair of the recent ones."""
    titles: Pair[str]
    """Of a recent pair what it is called, as `recent_names` has it."""

    @property
    def words(self) -> str:
        """What can be looked for in it."""
        said = [*self.titles, *map(os.path.basename, self.sources)]
        if self.match is not None:
            said += [*self.match.shared] if self.match.likely else []
            for article in (self.match.left, self.match.right):
                said += [] if article is None else [article.publisher or "", article.date or ""]
        return fold(" ".join(said))


def rows_of(matches: Sequence[Match], recent: Sequence[RecentPair], width: int) -> list[FolderRow]:
    """Recent pairs, then what goes together, then what is alone.

    Args:
        matches: the latter two.
        recent: the former.
        width: cells of a line.
    """
    names = recent_names(recent, max(5, (width - _INDENT - 5) // 2))
    rows = [FolderRow(pair.sources, None, its) for pair, its in zip(recent, names, strict=True)]
    for match in matches:
        other = match.right if match.likely else None
        sources = Pair(str(match.left.path), "" if other is None else str(other.path))
        rows.append(FolderRow(sources, match, Pair(match.left.title, "" if other is None else other.title)))
    return rows


def fitting(rows: Sequence[FolderRow], typed: str) -> list[FolderRow]:
    """The rows that have every word that was typed."""
    words = fold(typed).split()
    return [row for row in rows if all(word in row.words for word in words)] if words else [*rows]


def summary_of(row: FolderRow, folder: str, width: int, *, plain: bool = False) -> Content:
    """What a row says, on one line or on three.

    Args:
        row: which one.
        folder: that of the list; paths are named from there.
        width: cells of a line.
        plain: whether to say marks in words.
    """
    between = ", " if plain else " · "
    room = max(10, width - _INDENT)
    if row.match is None:
        return Content.assemble(("again ", _MUTED), (" and " if plain else "  ⟷  ").join(row.titles))
    match = row.match
    if match.likely and match.right is not None:
        why = f"both: {between.join(match.shared)}" if match.shared else ""
        return Content("\n").join(
            [
                Content.assemble(
                    (f"{match.score:4.2f}  ", "$text-success bold"), _about(match.left, folder, room, between)
                ),
                Content.assemble(" " * _INDENT, _about(match.right, folder, room, between)),
                Content.styled(" " * _INDENT + _one_line(why, room), _MUTED),
            ]
        )
    if match.left.problem is not None:
        why, style = match.left.problem, "$text-error"
    elif match.right is not None:
        why, style = f"alone here; nearest, {match.score:.2f}: {match.right.title}", _MUTED
    else:
        why, style = "alone here", _MUTED
    return Content("\n").join(
        [
            Content.assemble(
                ("one   " if plain else "  ○   ", "$text-warning"), _about(match.left, folder, room, between)
            ),
            Content.styled(" " * _INDENT + _one_line(why, room), style),
        ]
    )


def _about(article: ListedArticle, folder: str, room: int, between: str) -> Content:
    """Title in bold, then what else is known, as much as there is room for."""
    name = os.path.relpath(article.path, folder)
    known = [article.publisher, article.date, f"{article.words} words" if article.words else None, name]
    title = _one_line(article.title, room)
    rest = between.join(_one_line(each, room) for each in known if each and each != article.title)
    left = room - Content(title).cell_length - 3
    if left < 8 or not rest:
        return Content.styled(kept_apart(title), "bold")
    return Content.assemble((kept_apart(title), "bold"), (f"   {kept_apart(clipped(rest, left))}", _MUTED))


def _one_line(text: str, room: int) -> str:
    return clipped(" ".join(sanitize(text).split()), room)
