"""The entries of the folder list as rows of the screen at a given width.  No screens."""

from __future__ import annotations

import os
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from diptych.comparison_wording import counted
from diptych.reader.lists.rows import StyledText
from diptych.reader.opening.folder_entries import EntryKind
from diptych.reader.opening.wording import (
    NOT_ALL_READ,
    SHARE,
    UNDATED,
    accounts_and_copies,
    alone,
    copy_of,
    plain_account,
    plain_story,
)
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.excerpts import beginning
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from diptych.folder.survey import ListedArticle
    from diptych.reader.lists.rows import StyledRow
    from diptych.reader.opening.folder_entries import FolderEntry, ListedStory

_INDENT = 7
"""Cells of the first column, which has the score of a story and the number of an account."""
_DATE = 10
"""Cells of a date."""
_LEAST_PUBLISHER = 8
_LEAST_TITLE = 12
"""Cells below which a column is left out."""
_GAP = "  "
_LEAST_REST = 8
"""Cells below which the length and the path of an article are left out."""
_HEIGHTS = dict.fromkeys(EntryKind, 1) | {EntryKind.ALONE: 2, EntryKind.UNREAD: 2}


class FolderLook(NamedTuple):
    """What the rows depend on beside their entries."""

    folder: str
    """Paths are shown relative to it."""
    marked: Collection[str] = ()
    """The sources of the marked articles."""
    plain: bool = False
    """Whether to write words instead of signs."""
    is_reading: bool = False
    """Whether articles are still being read; until then none is called alone."""


class FolderRows:
    """The rows of some entries at one width."""

    def __init__(self, entries: Sequence[FolderEntry], look: FolderLook, width: int) -> None:
        """Compute the heights of all entries.

        Args:
            entries: the entries.
            look: what else their rows depend on.
            width: cells of a row.
        """
        self._entries = entries
        self._look = look
        self._room = max(10, width - _INDENT)
        self._starts = [0, *accumulate(_HEIGHTS[entry.kind] for entry in entries)]

    @property
    def count(self) -> int:
        """Number of rows."""
        return self._starts[-1]

    def rows_of(self, index: int) -> range:
        """The rows of an entry."""
        return range(self._starts[index], self._starts[index + 1])

    def entry_at(self, row: int) -> int:
        """Index of the entry that a row belongs to."""
        return bisect_right(self._starts, row) - 1

    def row(self, number: int) -> StyledRow:
        """The texts of a row."""
        index = self.entry_at(number)
        entry, line = self._entries[index], number - self._starts[index]
        if line:
            return [StyledText(" " * _INDENT), self._why_alone(entry)]
        if entry.kind is EntryKind.RECENT:
            between = " and " if self._look.plain else "  ⟷  "
            return [StyledText("again  ", "list--muted"), StyledText(between.join(entry.names))]
        if entry.kind is EntryKind.STORY:
            return self._heading(entry)
        return self._plain(entry) if self._look.plain else self._article(entry)

    # A story

    def _heading(self, entry: FolderEntry) -> StyledRow:
        assert entry.story is not None  # noqa: S101 - headings have one
        story = entry.story.accounts
        count = accounts_and_copies(len(story.accounts) - entry.story.copies, entry.story.copies)
        between = ", " if self._look.plain else " · "
        shared = sanitize(between.join(story.shared))
        if self._look.plain:
            return [StyledText(beginning(plain_story(story.score, count, shared), self._room + _INDENT))]
        score = StyledText(f"{story.score:4.2f}".ljust(_INDENT), "list--linked")
        room = self._room - cell_len(count) - cell_len(SHARE) - 2 * len(_GAP)
        row = [score, StyledText(beginning(count, self._room), "list--heading")]
        if not shared or room < _LEAST_REST:
            return row
        return [*row, StyledText(f"{_GAP}{SHARE} {isolate_rtl(beginning(shared, room))}", "list--muted")]

    # An article

    def _article(self, entry: FolderEntry) -> StyledRow:
        article = entry.article
        assert article is not None  # noqa: S101 - this entry has one
        marked = entry.source in self._look.marked
        row = [StyledText("✓" if marked else " ", "list--hit" if marked else "")]
        if entry.story is not None:
            story = entry.story.accounts
            number, is_copy = story.number_of(entry.account), story.is_copy(entry.account)
            row.append(StyledText(f"{'' if is_copy else number:>{_INDENT - 3}}{_GAP}", "list--muted"))
            room, columns = self._columns(article, entry.story)
            row += columns
            if is_copy:
                label = f"{copy_of(number)}: "
                row.append(StyledText(label, "list--unique"))
                room -= cell_len(label)
            return [*row, *self._about(article, room, (), "")]
        sign = "✗" if entry.kind is EntryKind.UNREAD else "…" if self._look.is_reading else "○"
        style = {"✗": "list--error", "…": "list--muted"}.get(sign, "list--unique")
        row.append(StyledText(f"   {sign}{_GAP}", style))
        return [*row, *self._about(article, self._room, (article.publisher, article.date), "list--heading")]

    def _columns(self, article: ListedArticle, story: ListedStory) -> tuple[int, StyledRow]:
        """The cells left for the title, and the date and publisher before it, if the accounts have them."""
        room, columns = self._room, []
        publisher_cells = min(story.publisher_cells, max(_LEAST_PUBLISHER, room // 5))
        dates = (_date_of(article), _DATE if story.has_dates else 0)
        for text, cells in (dates, (article.publisher or "", publisher_cells)):
            if cells and room - cells >= _LEAST_TITLE:
                columns.append(StyledText(_fill(text, cells) + _GAP, "list--muted"))
                room -= cells + len(_GAP)
        return room, columns

    def _about(self, article: ListedArticle, room: int, known: Sequence[str | None], style: str) -> StyledRow:
        """The title, then what is known, the length and the path, as far as there is room."""
        title = beginning(sanitize(article.title), max(1, room))
        row = [StyledText(isolate_rtl(title), style)]
        left = room - cell_len(title) - len(_GAP) - 1
        rest = beginning(" · ".join(self._rest(article, known)), left) if left >= _LEAST_REST else ""
        return [*row, StyledText(f" {_GAP}{isolate_rtl(rest)}", "list--muted")] if rest else row

    def _rest(self, article: ListedArticle, known: Sequence[str | None]) -> list[str]:
        name = os.path.relpath(article.path, self._look.folder)
        words = counted(article.words, "word") if article.words else None
        return [sanitize(each) for each in (*known, words, name) if each and each != article.title]

    def _plain(self, entry: FolderEntry) -> StyledRow:
        """An article in words."""
        article = entry.article
        assert article is not None  # noqa: S101 - this entry has one
        story = None if entry.story is None else entry.story.accounts
        place = plain_account(
            None if story is None else story.number_of(entry.account),
            is_copy=story is not None and story.is_copy(entry.account),
            is_marked=entry.source in self._look.marked,
            is_unread=entry.kind is EntryKind.UNREAD,
            is_reading=self._look.is_reading,
        )
        date = article.date if entry.story is None else _date_of(article)
        known = [sanitize(each) for each in (date, article.publisher) if each]
        width = self._room + _INDENT
        # Accounts are told apart by their dates and publishers, so that a long title leaves room for them.
        room = width - sum(cell_len(each) + len(", ") for each in (place, *known))
        title = beginning(sanitize(article.title), max(room, width // 2))
        told = ", ".join([place, title, *known, *self._rest(article, ())])
        return [StyledText(isolate_rtl(beginning(told, width)))]

    def _why_alone(self, entry: FolderEntry) -> StyledText:
        """The second row of an article that is alone or could not be read."""
        article = entry.article
        assert article is not None  # noqa: S101 - this entry has one
        if article.problem is not None:
            return StyledText(isolate_rtl(beginning(sanitize(article.problem), self._room)), "list--error")
        why = (
            NOT_ALL_READ if self._look.is_reading else alone(entry.nearest, is_likely=bool(entry.opens.right))
        )
        return StyledText(isolate_rtl(beginning(sanitize(why), self._room)), "list--muted")


def _date_of(article: ListedArticle) -> str:
    """The day of an article; if it is not known, its date as it is written."""
    day = article.day
    return article.date or UNDATED if day is None else day.isoformat()


def _fill(text: str, cells: int) -> str:
    """A text of exactly so many cells."""
    shown = beginning(sanitize(text), cells)
    return isolate_rtl(shown) + " " * (cells - cell_len(shown))
