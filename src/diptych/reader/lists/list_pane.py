"""The scrolling pane of a list: paints the rows in view, moves the cursor, reports clicks."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from diptych.reader.text.rows import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.color import Color

    from diptych.reader.lists.rows import StyledRow

_CACHE_SIZE = 250
"""Maximum number of painted rows in the cache: a few pages."""

_COMMON_WIDTH = 80
"""Cells of a row before its width is known."""

_PLAIN = "list--plain"


class EntryRows(Protocol):
    """The entries of a list as rows at one width."""

    @property
    def count(self) -> int:
        """Number of rows."""

    def rows_of(self, index: int) -> range:
        """The rows of an entry."""

    def entry_at(self, row: int) -> int:
        """Index of the entry that a row belongs to."""

    def row(self, number: int) -> StyledRow:
        """The texts of a row."""


class ListPane(ScrollView, can_focus=False, inherit_bindings=False):
    """Shows the entries of one list."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        _PLAIN,
        "list--cursor",
        "list--bar",
        "list--heading",
        "list--linked",
        "list--unique",
        "list--differs",
        "list--error",
        "list--muted",
        "list--hit",
    }
    DEFAULT_CSS = """
    ListPane {
        height: 1fr;
        scrollbar-size-vertical: 1;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .list--plain { color: $foreground; }
        & > .list--cursor { background: $primary 30%; }
        & > .list--bar { color: $primary; text-style: bold; }
        & > .list--heading { text-style: bold; }
        & > .list--linked { color: $text-success; }
        & > .list--unique { color: $text-warning; }
        & > .list--differs { color: $differs-text; text-style: bold; }
        & > .list--error { color: $text-error; }
        & > .list--muted { color: $foreground 65%; }
        & > .list--hit { background: $warning 40%; text-style: bold; }
        &:ansi > .list--cursor { background: transparent; text-style: reverse; }
        &:ansi > .list--hit { background: $hit-ground; color: $hit-text; }
        &:nocolor > .list--hit { text-style: bold reverse; }
        &:nocolor > .list--differs { text-style: bold underline; }
        &:nocolor > .list--cursor { text-style: bold; }
    }
    """

    class EntryOpened(Message):
        """The user clicked the entry under the cursor."""

    class CursorMoved(Message):
        """The cursor is on another entry of the list shown."""

    def __init__(self, bar: str = "▌") -> None:
        """Show nothing yet.

        Args:
            bar: sign of one cell at the entry under the cursor.
        """
        super().__init__()
        self._bar = bar
        self._message = ""
        self._count = 0
        self._cursor = 0
        self._lay_out: Callable[[int], EntryRows] | None = None
        self._laid_out: EntryRows | None = None
        self._laid_out_width = 0
        self._strips: LRUCache[tuple[int, bool], Strip] = LRUCache(_CACHE_SIZE)
        self._styles: dict[str, tuple[Style, Style]] = {}
        """The style of each component without and with the cursor."""

    @property
    def cursor(self) -> int | None:
        """Index of the entry under the cursor; None in an empty list."""
        return self._cursor if self._count else None

    def show(self, lay_out: Callable[[int], EntryRows], count: int, cursor: int, message: str = "") -> None:
        """Show a list.

        Args:
            lay_out: gives the rows of its entries, at a width in cells.
            count: number of its entries.
            cursor: index of the entry under the cursor.
            message: shown if there are no entries.
        """
        self._lay_out, self._count, self._message = lay_out, count, message
        self._cursor = max(0, min(cursor, count - 1))
        self._laid_out = None
        if self.size:
            self._fit()
        self.refresh()

    @property
    def _rows(self) -> EntryRows:
        """The rows; before the first frame, which gives the width, as if it were a common one."""
        if self._laid_out is None:
            assert self._lay_out is not None  # noqa: S101 - only a list that is shown has entries
            self._laid_out = self._lay_out(_COMMON_WIDTH)
        return self._laid_out

    # Moves

    def step(self, steps: int) -> None:
        """Move the cursor by entries; if it is out of view or at a long entry, scroll first."""
        if not self._count:
            return
        rows, top, height = self._rows.rows_of(self._cursor), self.scroll_offset.y, self.size.height
        in_view = rows.start < top + height and rows.stop > top
        beyond = rows.stop - (top + height) if steps > 0 else top - rows.start
        following = max(0, min(self._cursor + steps, self._count - 1))
        if not in_view:
            self._reveal(from_below=steps < 0)
        elif beyond > 0 and len(rows) > height:
            rest = min(beyond, max(1, height - 2))
            self._scroll(top + (rest if steps > 0 else -rest))
        elif following != self._cursor:
            self._put(following, from_below=steps < 0)

    def page(self, pages: int) -> None:
        """Scroll by a page, and move the cursor with it."""
        if not self._count:
            return
        height, before = self.size.height, self.scroll_offset.y
        self._scroll(before + pages * max(1, height - 1))
        top = self.scroll_offset.y
        first = self._rows.entry_at(top)
        if top == before:
            self._put(self._count - 1 if pages > 0 else 0, from_below=pages > 0)
            return
        if self._rows.rows_of(first).start < top and first + 1 < self._count:
            following = self._rows.rows_of(first + 1)
            first += following.stop <= top + height
        self._mark(first)

    def end(self, *, last: bool) -> None:
        """Go to the first or last entry."""
        self._put(self._count - 1 if last else 0)

    def _put(self, index: int, *, from_below: bool = False) -> None:
        """Put the cursor on an entry, if there are any, and show it."""
        if self._count:
            self._mark(index)
            self._reveal(from_below=from_below)

    def _mark(self, index: int) -> None:
        """Put the cursor on an entry, without scrolling."""
        before, self._cursor = self._cursor, index
        for changed in {before, index}:
            rows = self._rows.rows_of(changed)
            self.refresh_lines(rows.start, len(rows))
        if before != index:
            self.post_message(self.CursorMoved())

    def _reveal(self, *, from_below: bool = False) -> None:
        """Scroll as little as needed to show the entry under the cursor."""
        if not self._count:
            return
        rows, top, height = self._rows.rows_of(self._cursor), self.scroll_offset.y, self.size.height
        if len(rows) > height:
            self._scroll(rows.stop - height if from_below else rows.start)
        else:
            self._scroll(min(max(top, rows.stop - height), rows.start))

    def _scroll(self, top: int) -> None:
        if top != self.scroll_offset.y:
            self.scroll_to(y=max(0, top), animate=False, force=True)

    # Layout and painting

    def on_resize(self) -> None:
        """Lay out again if the width has changed, and bring the cursor into view."""
        self._fit()
        self._reveal()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out if needed and paint: the first frame comes before the first resize event."""
        self._fit()
        return super().render_lines(crop)

    def _fit(self) -> None:
        width = self.scrollable_content_region.width
        is_fit = self._laid_out is not None and width == self._laid_out_width
        if is_fit or width <= 0 or self._lay_out is None:
            return
        self._laid_out_width = width
        self._strips.clear()
        self._laid_out = self._lay_out(width - 1)
        self.virtual_size = Size(width, self._laid_out.count)
        if self._count:
            rows, height = self._rows.rows_of(self._cursor), self.size.height
            if not self.scroll_offset.y <= rows.start <= rows.stop <= self.scroll_offset.y + height:
                self._scroll(rows.start - height // 3)
        self.refresh()

    def notify_style_update(self) -> None:
        """Clear the caches of styles and rows."""
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        if not self._styles:
            self._styles = {name: self._style(name) for name in self.COMPONENT_CLASSES}
        width, row = self.scrollable_content_region.width, y + self.scroll_offset.y
        plain = self._styles[_PLAIN][0]
        if not self._count or row >= self._rows.count:
            lines = list(wrap(self._message, max(1, width - 4))) if not self._count else []
            text = lines[row - 1].of(self._message) if 1 <= row <= len(lines) else ""
            return Strip([Segment(f"  {text}", plain)]).adjust_cell_length(width, plain)
        here = self._rows.entry_at(row) == self._cursor and row in self._rows.rows_of(self._cursor)
        strip = self._strips.get((row, here))
        if strip is None:
            segments = [Segment(self._bar if here else " ", self._styles["list--bar"][here])]
            segments += [
                Segment(text, self._styles[component or _PLAIN][here])
                for text, component in self._rows.row(row)
            ]
            strip = Strip(segments).adjust_cell_length(width, self._styles[_PLAIN][here])
            self._strips[row, here] = strip
        return strip

    def _style(self, name: str) -> tuple[Style, Style]:
        """The style of a component, without and with the cursor."""
        ground = self.background_colors[1]
        here = ground + self.get_component_styles("list--cursor").background
        bold = self.get_component_styles("list--cursor").text_style
        return self._on(ground, name), self._on(here, name) + bold

    def _on(self, ground: Color, name: str) -> Style:
        """The style of a component, with its colours blended onto `ground`."""
        styles = self.get_component_styles(name)
        ground = ground + styles.background if styles.has_rule("background") else ground
        plain = self.get_component_styles(_PLAIN)
        colour = styles.color if styles.has_rule("color") else plain.color
        return Style(color=(ground + colour).rich_color, bgcolor=ground.rich_color) + styles.text_style

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the clicked entry; if it is there already, open the entry."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = offset.y + self.scroll_offset.y
        if not self._count or not 0 <= row < self._rows.count:
            return
        index = self._rows.entry_at(row)
        if index == self._cursor:
            self.post_message(self.EntryOpened())
        else:
            self._mark(index)
