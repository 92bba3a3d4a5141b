"""One article as a scrolling pane: paints rows, says where passages stand on the screen.

The pane is told what to show with `show`; it decides nothing about the cursor itself, and reports clicks with
a message.  Rows are counted from the top of the layout; `lead` blank rows above them let the first rows be
brought level with something further down in the other pane.

Where a pane stands (`window` and all that is asked of it) is one thing, what is painted another: for a few
frames after a jump the picture may be `lag` rows behind.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from diptych.reader.row_layout import RowLayout, lay_out
from diptych.reader.row_painting import COMPONENTS, GUTTER, Palette, PaneView, RowPainter
from diptych.reader.sync import Window

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.color import Color

    from diptych.article.model import Article, Span
    from diptych.reader.highlights import Standing
    from diptych.sides import Side

MEASURE = 80
"""The widest that text is set, in cells: longer lines are hard to follow back."""


class ArticlePane(ScrollView, can_focus=False, inherit_bindings=False):
    """A pane that shows one article."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS}
    DEFAULT_CSS = """
    ArticlePane {
        scrollbar-size-vertical: 0;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .pane--unique { color: $unique-text; }
        & > .pane--furniture { color: $foreground 45%; text-style: none; }
        & > .pane--heading { text-style: bold; }
        & > .pane--quoted { text-style: italic; }
        & > .pane--also { background: $primary 10%; }
        & > .pane--counterpart { background: $primary 18%; }
        & > .pane--cursor { background: $primary 38%; }
        & > .pane--shared { color: $text-success; }
        & > .pane--shared-here { color: $text-success; text-style: bold; }
        & > .pane--differs { color: $text-error; text-style: bold underline; }
        & > .pane--hit { background: $warning 40%; }
        & > .pane--hit-here { background: $warning; color: $background; text-style: bold; }
        & > .pane--mark-linked { color: $text-success; }
        & > .pane--mark-related { color: $text-success; }
        & > .pane--mark-unique { color: $text-warning; }
        & > .pane--mark-differs { color: $text-error; text-style: bold; }
        & > .pane--hidden { color: $foreground 50%; text-style: italic; }
        & > .pane--bar { color: $primary; }
        &:nocolor > .pane--differs { color: $foreground; }
        &:nocolor > .pane--mark-differs { color: $foreground; text-style: bold reverse; }
    }
    """

    class Chosen(Message):
        """A passage was clicked."""

        def __init__(self, side: Side, passage: int) -> None:
            super().__init__()
            self.side = side
            self.passage = passage

    class Scrolled(Message):
        """The mouse has scrolled the pane."""

        def __init__(self, side: Side) -> None:
            super().__init__()
            self.side = side

    class LaidOut(Message):
        """The rows are others than before."""

    lag: reactive[int] = reactive(0, init=False)
    """Rows that the picture is still to move up (down where negative) to show where the pane stands."""

    def __init__(self, article: Article, side: Side) -> None:
        super().__init__()
        self.article = article
        self.side = side
        self._view = PaneView()
        self._row_layout = RowLayout((), ())
        self._laid_out_width = 0
        self._lead = 0
        self._cursor_seen = False
        self._lag_at_start = 0
        self._painted: tuple[RowLayout, int] = (self._row_layout, 0)
        """What was painted last: the layout, and which of its rows stood at the top."""
        self._painter = RowPainter(article, side)
        self._palette: Palette | None = None

    # What is shown

    def show(self, view: PaneView) -> None:
        """Show something else beside the text, repainting no more than has changed."""
        before, self._view = self._view, view
        changed = self._painter.show(view)
        self._see_cursor()
        if view.shown is not before.shown and view.shown != before.shown:
            self._lay_out()
        if changed:
            self.refresh()
            return
        touched = {*view.counterparts, *before.counterparts}
        touched |= {cursor for cursor in (view.cursor, before.cursor) if cursor is not None}
        for passage in touched:
            rows = self._rows_of(passage)
            if rows and (view.role(passage) or before.role(passage)):
                self.refresh_lines(self._lead + rows.start, len(rows))

    @property
    def standings(self) -> Sequence[Standing]:
        """How each passage stands: what the gutter says of it."""
        return self._painter.standings

    # Where things stand

    @property
    def window(self) -> Window:
        """The rows in view."""
        top = self.scroll_offset.y - self._lead
        return Window(top, self.size.height, len(self._row_layout.rows))

    @property
    def layout_shown(self) -> RowLayout:
        """The rows as they are now; another object whenever any of them changes."""
        return self._row_layout

    @property
    def cursor_rows(self) -> range:
        """The rows of the passage under the cursor; none where the cursor is in the other pane."""
        return range(0) if self._view.cursor is None else self._rows_of(self._view.cursor)

    @property
    def hits(self) -> Sequence[Span]:
        """What the search found, in order."""
        return self._view.hits

    def first_row(self, passage: int) -> int | None:
        """The row of the layout in which a passage begins; None while it is hidden."""
        rows = self._rows_of(passage)
        return rows.start if rows else None

    @property
    def visible_passages(self) -> range:
        """The passages of which a row is to be seen."""
        top = self.scroll_offset.y - self._lead
        rows = range(max(top, 0), min(top + self.size.height, len(self._row_layout.rows)))
        seen = [p for row in rows for p in self._row_layout.passages_in(self.article, row)]
        shown = [p for p in seen if self._rows_of(p)]
        return range(min(shown), max(shown) + 1) if shown else range(0)

    def _rows_of(self, passage: int) -> range:
        """The rows that a passage stands in; none while it is hidden or nothing is laid out yet."""
        rows = self._row_layout.passage_rows
        return rows[passage] if passage < len(rows) else range(0)

    def in_view(self, passage: int, *, wholly: bool = False) -> bool:
        """Whether a row of a passage is to be seen, or all of them are."""
        rows, top = self._rows_of(passage), self.scroll_offset.y - self._lead
        bottom = top + self.size.height
        if wholly:
            return bool(rows) and rows.start >= top and rows.stop <= bottom
        return bool(rows) and rows.start < bottom and rows.stop > top

    def screen_row(self, passage: int) -> int | None:
        """Where a passage begins, in rows from the pane's top (negative above it); None when hidden."""
        rows = self._rows_of(passage)
        return self._lead + rows.start - self.scroll_offset.y if rows else None

    def reveal(self, passage: int) -> None:
        """Scroll as little as possible so that a passage can be read with what is around it.

        More is kept free below than above: that is where one reads on, and where the counterpart, level with
        the passage, needs its room too.
        """
        rows = self._rows_of(passage)
        if not rows:
            return
        spare = max(0, self.size.height - len(rows))
        above, below = min(2, spare), min(self.size.height // 3, spare // 2)
        top = rows.start - above
        bottom = min(rows.stop + below, len(self._row_layout.rows))
        present = self.scroll_offset.y - self._lead
        self._scroll_to_row(min(max(present, bottom - self.size.height), max(top, min(0, present))))

    def centre(self, passage: int) -> None:
        """Scroll so that a passage begins a third down the pane, unless it can be read already."""
        rows = self._rows_of(passage)
        if rows and not self.in_view(passage, wholly=True):
            self._scroll_to_row(max(0, rows.start - self.size.height // 3))

    def bring_level(self, passage: int, screen_row: int) -> None:
        """Scroll so that a passage begins at a row of the screen, counted from the pane's top.

        Blank rows make room above the first row or below the last one where the text alone would not reach.
        """
        rows = self._rows_of(passage)
        if rows:
            self._scroll_to_row(rows.start - screen_row)

    def show_text(self, span: Span) -> None:
        """Scroll so that a stretch of text can be seen, be it furniture."""
        row = bisect_right(self._row_layout.rows, span.start, key=lambda found: found.span.end)
        if not 0 <= row - (self.scroll_offset.y - self._lead) < self.size.height:
            self._scroll_to_row(max(0, row - self.size.height // 3))

    def read_on(self, passage: int, steps: int) -> bool:
        """Scroll on within a passage that goes on beyond the pane; False when it does not, that way."""
        rows, top = self._rows_of(passage), self.scroll_offset.y - self._lead
        most = max(1, self.size.height - 2)
        beyond = rows.stop - (top + self.size.height) if steps > 0 else top - rows.start
        if not rows or beyond <= 0:
            return False
        self._scroll_to_row(top + (min(beyond, most) if steps > 0 else -min(beyond, most)))
        return True

    def page(self, pages: float) -> bool:
        """Scroll by pages, two rows of overlap left; False when there is nothing further that way."""
        return self._scroll_by(round(pages * max(2, self.size.height - 2)))

    def scroll_to_row(self, top: int) -> bool:
        """Bring a row of the layout to the top, as far as text fills the pane; False when it is there."""
        window = self.window
        top = min(max(top, 0), window.lowest)
        self._scroll_to_row(top)
        return top != window.top

    def _scroll_by(self, rows: int) -> bool:
        """Scroll, but no further into the blank rows beside the article than it stands there already."""
        window = self.window
        top = min(max(window.top + rows, min(window.top, 0)), max(window.top, window.lowest))
        self._scroll_to_row(top)
        return top != window.top

    def _scroll_to_row(self, top: int) -> None:
        """Put a row of the layout at the top of the pane; there are blank ones before the first."""
        lead = max(0, -top)
        tail = max(0, top + self.size.height - len(self._row_layout.rows))
        if top != self.scroll_offset.y - self._lead or lead != self._lead:
            self._pad(lead, tail)
            self.scroll_to(y=max(0, top), animate=False, force=True)

    # The picture

    @property
    def rows_behind(self) -> int:
        """How many rows the pane has moved down since it was painted last; 0 if it was wrapped anew since."""
        layout, top = self._painted
        return self.window.top - top if layout is self._row_layout else 0

    def begin_lag(self, rows: int) -> None:
        """Show the pane so many rows behind."""
        self._lag_at_start = self.lag = rows

    def lag_behind(self, share: float) -> None:
        """Show the pane behind by a share, 0..1, of what it was at the beginning."""
        self.lag = round(self._lag_at_start * share)

    def _row_at(self, y: int) -> int:
        """The row of the layout that is painted at a row of the pane."""
        return y + self.scroll_offset.y - self._lead - self.lag

    # Layout

    @property
    def _text_width(self) -> int:
        return min(self.scrollable_content_region.width - GUTTER - 1, MEASURE)

    @property
    def _margin(self) -> int:
        """Blank cells left of the gutter, which centre the measure in a wide pane."""
        return max(0, (self.scrollable_content_region.width - GUTTER - 1 - MEASURE) // 2)

    def on_resize(self) -> None:
        """Wrap anew where the width has changed; what was seen of the cursor's passage stays in view."""
        seen, cursor = self._cursor_seen, self._view.cursor
        self._fit()
        if seen and cursor is not None and not self.in_view(cursor, wholly=True):
            self.reveal(cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the cursor is in view, for a resize may come."""
        super().watch_scroll_y(old_value, new_value)
        self._see_cursor()

    def _see_cursor(self) -> None:
        cursor = self._view.cursor
        self._cursor_seen = cursor is not None and self.in_view(cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint; the very first time before any resize event has come, so that the first frame has text."""
        self._fit()
        self._painted = self._row_layout, self.window.top - self.lag
        return super().render_lines(crop)

    def _fit(self) -> None:
        if self._laid_out_width != self._text_width:
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap, and keep the cursor on its row of the screen, or else what was at the top of the pane."""
        width, cursor = self._text_width, self._view.cursor
        row = self.screen_row(cursor) if cursor is not None and self.in_view(cursor) else None
        anchor = self._top_offset()
        self._row_layout = lay_out(self.article, width, self._view.shown)
        self._laid_out_width = width
        self._lag_at_start = self.lag = 0
        self._painter.forget()
        self._pad(0, 0)
        if cursor is not None and row is not None and self._rows_of(cursor):
            top = self._rows_of(cursor).start - row
        else:
            top = bisect_right(self._row_layout.rows, anchor, key=lambda found: found.span.end)
        self.scroll_to(y=max(0, top), animate=False, force=True)
        self.refresh()
        self.post_message(self.LaidOut())

    def _top_offset(self) -> int:
        """The code point at the top of the pane."""
        row = self.scroll_offset.y - self._lead
        return self._row_layout.rows[row].span.start if 0 <= row < len(self._row_layout.rows) else 0

    def _pad(self, lead: int, tail: int) -> None:
        """Leave blank rows above and below the text, keeping the text where it is as far as that goes."""
        moved = lead - self._lead
        self._lead = lead
        size = Size(self.scrollable_content_region.width, lead + len(self._row_layout.rows) + tail)
        if size != self.virtual_size:
            self.virtual_size = size
        if moved:
            self.scroll_to(y=max(0, self.scroll_offset.y + moved), animate=False, force=True)

    # Painting

    def notify_style_update(self) -> None:
        """Forget what was painted in other styles."""
        self._palette = None
        self._painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        if self._palette is None:
            ground = self.background_colors[1]
            components = {name: self._component(name, ground) for name in COMPONENTS}
            self._palette = Palette(self.rich_style, components)
        width = self.scrollable_content_region.width
        index = self._row_at(y)
        if not 0 <= index < len(self._row_layout.rows):
            return Strip.blank(width, self._palette.base)
        return self._painter.paint(index, self._row_layout, width, self._margin, self._palette)

    def _component(self, name: str, ground: Color) -> Style:
        """The rules that the style sheet gives for a component, translucent colours laid on `ground`."""
        styles = self.get_component_styles(name)
        colours = Style(
            color=(ground + styles.color).rich_color if styles.has_rule("color") else None,
            bgcolor=(ground + styles.background).rich_color if styles.has_rule("background") else None,
        )
        return colours + styles.text_style

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """Report the passage that was clicked, in the text or by its mark."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        row = self._row_at(offset.y)
        cell = offset.x - self._margin - GUTTER
        passage = self._row_layout.passage_at(self.article, row, cell)
        if passage is not None and cell < 0:
            marked = self._painter.marked(row, self._row_layout)
            mark = cell + 1 + len(marked)  # the last mark stands two cells before the text
            passage = marked[mark] if 0 <= mark < len(marked) else passage
        if passage is not None:
            self.post_message(self.Chosen(self.side, passage))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        event.prevent_default()
        event.stop()
        self._take_wheel(1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        event.prevent_default()
        event.stop()
        self._take_wheel(-1)

    def _take_wheel(self, notches: int) -> None:
        if self.turn_wheel(notches):
            self.post_message(self.Scrolled(self.side))

    def turn_wheel(self, notches: int) -> bool:
        """Scroll by notches of the mouse wheel, downwards where positive; False where that is the end."""
        return self._scroll_by(notches * round(self.app.scroll_sensitivity_y))
