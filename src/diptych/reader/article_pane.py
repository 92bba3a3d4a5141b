"""One article as a scrolling pane: paints rows, says where passages stand on the screen.

The pane is told what to show with `show`; it decides nothing about the cursor itself, and reports clicks with
a message.  Rows are counted from the top of the layout; `lead` blank rows above them let the first rows be
brought level with something further down in the other pane.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, ClassVar

from rich.style import Style
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip

from diptych.reader.row_layout import RowLayout
from diptych.reader.row_painting import COMPONENTS, Palette, PaneView, RowPainter
from diptych.reader.selectable_view import SelectableView
from diptych.reader.text_selection import selected_text, under

if TYPE_CHECKING:
    from textual import events
    from textual.color import Color
    from textual.geometry import Offset

    from diptych.article.model import Article, Span
    from diptych.sides import Side
MEASURE = 80
"""The widest that text is set, in cells: longer lines are hard to follow back."""


class ArticlePane(SelectableView, can_focus=False, inherit_bindings=False):
    """A pane that shows one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS}
    DEFAULT_CSS = """
    ArticlePane {
        scrollbar-size-vertical: 1;
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
        & > .pane--selected { background: $foreground; color: $background; }
        & > .pane--mark-linked { color: $text-success; }
        & > .pane--mark-related { color: $text-success; }
        & > .pane--mark-unique { color: $text-warning; }
        & > .pane--mark-differs { color: $text-error; text-style: bold; }
        & > .pane--hidden { color: $foreground 50%; text-style: italic; }
        & > .pane--bar { color: $primary; }
        &:nocolor > .pane--differs { color: $foreground; }
        &:nocolor > .pane--selected { text-style: reverse; }
        &:nocolor > .pane--mark-differs { color: $foreground; text-style: bold reverse; }
    }
    """

    class Chosen(Message):
        """A passage was clicked."""

        def __init__(self, side: Side, passage: int) -> None:
            super().__init__()
            self.side = side
            self.passage = passage

    def __init__(self, article: Article, side: Side, painter: RowPainter | None = None) -> None:
        """Prepare a pane.

        Args:
            article: what to show.
            side: where it stands.
            painter: how rows are laid out and painted, where it is not the usual way.
        """
        super().__init__()
        self.article = article
        self.side = side
        self._view = PaneView()
        self._row_layout = RowLayout((), ())
        self._laid_out_width = 0
        self._lead = 0
        self._cursor_seen = False
        self._painter = painter or RowPainter(article, side)
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

    # Where things stand

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

    def page(self, pages: float) -> None:
        """Scroll by pages, two rows of overlap left."""
        rows = round(pages * max(2, self.size.height - 2))
        self.scroll_to(y=self.scroll_offset.y + rows, animate=False, force=True)

    def _scroll_to_row(self, top: int) -> None:
        """Put a row of the layout at the top of the pane; there are blank ones before the first."""
        lead = max(0, -top)
        tail = max(0, top + self.size.height - len(self._row_layout.rows))
        if top != self.scroll_offset.y - self._lead or lead != self._lead:
            self._pad(lead, tail)
            self.scroll_to(y=max(0, top), animate=False, force=True)

    # Layout

    @property
    def _text_width(self) -> int:
        return min(self.scrollable_content_region.width - self._painter.gutter - 1, MEASURE)

    @property
    def _margin(self) -> int:
        """Blank cells left of the gutter, which centre the measure in a wide pane."""
        room = self.scrollable_content_region.width - self._painter.gutter - 1
        return max(0, (room - MEASURE) // 2) if self._painter.centred else 0

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
        return super().render_lines(crop)

    def _fit(self) -> None:
        if self._laid_out_width != self._text_width:
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap, and keep the cursor on its row of the screen, or else what was at the top of the pane."""
        width, cursor = self._text_width, self._view.cursor
        row = self.screen_row(cursor) if cursor is not None and self.in_view(cursor) else None
        anchor = self._top_offset()
        self._row_layout = self._painter.lay_out(width, self._view.shown)
        self._laid_out_width = width
        self._painter.forget()
        self._pad(0, 0)
        if cursor is not None and row is not None and self._rows_of(cursor):
            top = self._rows_of(cursor).start - row
        else:
            top = bisect_right(self._row_layout.rows, anchor, key=lambda found: found.span.end)
        self.scroll_to(y=max(0, top), animate=False, force=True)
        self.refresh()

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
        index = y + self.scroll_offset.y - self._lead
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

    def text_under(self, offset: Offset) -> Span:
        """The grapheme at a cell of the pane."""
        return under(self.article.text, self._row_layout.rows, *self._row_and_cell(offset))

    def show_selected(self, selected: Span | None) -> None:
        """Paint a selection, or no more."""
        self._painter.selected = selected
        self.refresh()

    @property
    def selected_text(self) -> str:
        """What is selected, as the article has it; empty where nothing is."""
        rows, selected = self._row_layout.rows, self.selected
        return "" if selected is None else selected_text(self.article.text, rows, selected)

    def on_click(self, event: events.Click) -> None:
        """Report the passage that was clicked, in the text or by its mark."""
        offset = event.get_content_offset(self)
        if offset is None or self.dragged:
            return
        row, cell = self._row_and_cell(offset)
        passage = self._row_layout.passage_at(self.article, row, cell)
        if passage is not None and cell < 0:
            marked = self._painter.marked(row, self._row_layout)
            mark = cell + 1 + len(marked)  # the last mark stands two cells before the text
            passage = marked[mark] if 0 <= mark < len(marked) else passage
        if passage is not None:
            self.post_message(self.Chosen(self.side, passage))

    def _row_and_cell(self, offset: Offset) -> tuple[int, int]:
        """A row of the layout, and a cell of it counted from where the text begins."""
        return offset.y + self.scroll_offset.y - self._lead, offset.x - self._margin - self._painter.gutter
