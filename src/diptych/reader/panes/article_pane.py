"""A scrolling pane with one article or both: paints rows, says where passages stand on the screen.

The pane is told what to show with `show`; it decides nothing about the cursor itself, and reports clicks with
a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.message import Message
from textual.strip import Strip

from diptych.reader.panes.palette import palette_of
from diptych.reader.panes.row_painter import COMPONENTS, Palette, PaneView, RowPainter
from diptych.reader.panes.selectable_pane import SelectablePane
from diptych.reader.state.navigation import Place
from diptych.reader.text.rows import RowKind
from diptych.reader.text.selection import grapheme_at, select_between, selected_text
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset, Region

    from diptych.article.model import Article, Span
    from diptych.reader.text.selection import End, TextSelection
    from diptych.reader.text.views import ViewLayouter


class ArticlePane(SelectablePane, can_focus=False, inherit_bindings=False):
    """A pane that shows one article."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {*COMPONENTS}
    DEFAULT_CSS = """
    ArticlePane {
        scrollbar-size-vertical: 0;
        overflow-x: hidden;
        overflow-y: scroll;
        & > .pane--unique { color: $unique-text; }
        & > .pane--furniture { color: $furniture-text; text-style: none; }
        & > .pane--heading { text-style: bold; }
        & > .pane--quoted { text-style: italic; }
        & > .pane--also { background: $also-ground; }
        & > .pane--counterpart { background: $counterpart-ground; }
        & > .pane--cursor { background: $cursor-ground; }
        & > .pane--shared { color: $shared-text; }
        & > .pane--shared-here { color: $shared-text; text-style: bold; }
        & > .pane--differs { color: $text-error; text-style: bold underline; }
        & > .pane--hit { background: $hit-ground; color: $hit-text; }
        & > .pane--hit-here { background: $hit-here-ground; color: $hit-here-text; text-style: bold; }
        & > .pane--selected { background: $foreground; color: $background; }
        & > .pane--mark-linked { color: $text-success; }
        & > .pane--mark-related { color: $text-success; }
        & > .pane--mark-unique { color: $text-warning; }
        & > .pane--mark-differs { color: $text-error; text-style: bold; }
        & > .pane--hidden { color: $hidden-text; text-style: italic; }
        & > .pane--bar { color: $bar; }
        /* No colour of the 16 can be read on every other: what lies on the cursor has a ground of its own. */
        &:ansi > .pane--also { background: transparent; }
        &:ansi > .pane--cursor { background: transparent; text-style: reverse; }
        &:ansi > .pane--differs { background: ansi_red; color: ansi_bright_white; }
        &:ansi > .pane--hit { text-style: not reverse; }
        &:ansi > .pane--hit-here { text-style: bold not reverse; }
        &:nocolor > .pane--differs { color: $foreground; }
        &:nocolor > .pane--furniture { text-style: dim; }
        &:nocolor > .pane--hit { text-style: bold underline not reverse; }
        &:nocolor > .pane--hit-here { text-style: bold underline not reverse; }
        &:nocolor > .pane--selected { text-style: underline not reverse; }
        &:nocolor > .pane--mark-differs { color: $foreground; text-style: bold reverse; }
    }
    """

    class PassageClicked(Message):
        """A passage was clicked."""

        def __init__(self, place: Place, link: tuple[int, int] | None) -> None:
            super().__init__()
            self.place = place
            self.link = link
            """Left and right passage of the link as an end of which it stands where it was clicked."""

    class RowsChanged(Message):
        """The rows are others than before."""

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side | None) -> None:
        """A pane.

        Args:
            articles: the two.
            layouter: lays them out.
            side: whose passages stand here; None for both.
        """
        super().__init__(side)
        self.articles = articles
        self.sides = tuple(Side) if side is None else (side,)
        self._layouter = layouter
        self._views = Pair(PaneView(), PaneView())
        self._laid_out: object = None
        self._cursor_seen = False
        self.use_painter(RowPainter)
        self._palette: Palette | None = None
        self._opening: tuple[Place, int] | None = None

    # What is shown

    def use_painter(self, painter: type[RowPainter]) -> None:
        """Paint rows otherwise, from the beginning."""
        self._painters = {side: painter(self.articles, side) for side in self.sides}
        self._gutter, self._centred = painter.gutter, painter.centred

    def show(self, views: Pair[PaneView]) -> None:
        """Show something else beside the text, repainting no more than has changed."""
        before, self._views = self._views, views
        changed = [painter.show(views[side]) for side, painter in self._painters.items()]
        self._see_cursor()
        self._fit()
        if any(changed):
            self.refresh()
            return
        for side in self.sides:
            old, new = before[side], views[side]
            for passage in {*new.around, *old.around}:
                for rows in self._row_layout.all_rows_for(Place(side, passage)):
                    self.refresh_lines(self._lead + rows.start, len(rows))

    def begin_at(self, place: Place, row: int) -> None:
        """Let the first frame have a passage begin at `row`, counted from the pane's top."""
        self._opening = place, row

    # Where things stand

    @property
    def places_in_view(self) -> list[Place]:
        """The passages of which a row of their own is to be seen, from top to bottom."""
        top = self.scroll_offset.y - self._lead
        return self._row_layout.places_in(self.articles, top, top + self.size.height)

    def extreme(self, *, last: bool) -> Place | None:
        """The first or the last passage of either article in this pane."""
        return self._row_layout.extreme(last=last)

    def step(self, place: Place, steps: int) -> Place | None:
        """The passage so many further down or up, of either article, where both stand in this pane."""
        rows = self.rows_for(place)
        return self._row_layout.step(place, rows.start, steps) if rows else None

    @property
    def cursor(self) -> Place | None:
        """The passage under the cursor, where the cursor is in this pane."""
        for side in self.sides:
            passage = self._views[side].cursor
            if passage is not None:
                return Place(side, passage)
        return None

    def rows_for(self, place: Place) -> range:
        """The rows that a passage stands in, beside the link shown where that is one of its own.

        None while it is hidden or nothing is laid out yet.
        """
        link = self._views[place.side].link
        return self._row_layout.rows_for(place, None if link is None else (link.left, link.right))

    def in_view(self, place: Place, *, wholly: bool = False) -> bool:
        """Whether a row of a passage is to be seen, or all of them are."""
        rows, top = self.rows_for(place), self.scroll_offset.y - self._lead
        bottom = top + self.size.height
        if wholly:
            return bool(rows) and rows.start >= top and rows.stop <= bottom
        return bool(rows) and rows.start < bottom and rows.stop > top

    def screen_row(self, place: Place) -> int | None:
        """Where a passage begins, in rows from the pane's top (negative above it); None when hidden."""
        rows = self.rows_for(place)
        return self._lead + rows.start - self.scroll_offset.y if rows else None

    def rows_on_screen(self, place: Place, link: tuple[int, int]) -> range:
        """The rows in which a passage is painted as an end of a link, counted from the pane's top.

        None while it is hidden, or where passages are set beside each other, but not these two.
        """
        layout = self._row_layout
        if layout.beside and link not in layout.beside:
            return range(0)
        rows, top = layout.rows_for(place, link), self.viewport.top - self.paint_offset
        return range(rows.start - top, rows.stop - top)

    def reveal(self, place: Place) -> None:
        """Scroll as little as possible so that a passage can be read with what is around it.

        More is kept free below than above: that is where one reads on, and where the counterpart, level with
        the passage, needs its room too.
        """
        rows = self.rows_for(place)
        if not rows:
            return
        spare = max(0, self.size.height - len(rows))
        above, below = min(2, spare), min(self.size.height // 3, spare // 2)
        top = rows.start - above
        bottom = min(rows.stop + below, len(self._row_layout.rows))
        present = self.scroll_offset.y - self._lead
        self._scroll_to_row(min(max(present, bottom - self.size.height), max(top, min(0, present))))

    def centre(self, place: Place) -> None:
        """Scroll so that a passage begins a third down the pane, unless it can be read already."""
        rows = self.rows_for(place)
        if rows and not self.in_view(place, wholly=True):
            self._scroll_to_row(max(0, rows.start - self.size.height // 3))

    def align_row(self, place: Place, screen_row: int) -> None:
        """Scroll so that a passage begins at a row of the screen, counted from the pane's top.

        Blank rows make room above the first row or below the last one where the text alone would not reach.
        """
        rows = self.rows_for(place)
        if rows:
            self._scroll_to_row(rows.start - screen_row)

    def show_text(self, side: Side, span: Span) -> None:
        """Scroll so that a stretch of text can be seen, be it furniture."""
        row = self._row_layout.row_with(side, span.start)
        if not 0 <= row - (self.scroll_offset.y - self._lead) < self.size.height:
            self._scroll_to_row(max(0, row - self.size.height // 3))

    def read_on(self, place: Place, steps: int) -> bool:
        """Scroll on within a passage that goes on beyond the pane; False when it does not, that way."""
        rows, top = self.rows_for(place), self.scroll_offset.y - self._lead
        most = max(1, self.size.height - 2)
        beyond = rows.stop - (top + self.size.height) if steps > 0 else top - rows.start
        if not rows or beyond <= 0:
            return False
        self._scroll_to_row(top + (min(beyond, most) if steps > 0 else -min(beyond, most)))
        return True

    # Layout

    @property
    def _text_width(self) -> int:
        return min(self.scrollable_content_region.width - self._gutter - 1, self._layouter.measure)

    @property
    def _margin(self) -> int:
        """Blank cells left of the gutter, which centre the measure in a wide pane."""
        room = self.scrollable_content_region.width - self._gutter - 1
        return max(0, (room - self._layouter.measure) // 2) if self._centred else 0

    def on_resize(self) -> None:
        """Wrap anew where the width has changed; what was seen of the cursor's passage stays in view."""
        seen, cursor = self._cursor_seen, self.cursor
        self._fit()
        if seen and cursor is not None and not self.in_view(cursor, wholly=True):
            self.reveal(cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the cursor is in view, for a resize may come."""
        super().watch_scroll_y(old_value, new_value)
        self._see_cursor()

    def _see_cursor(self) -> None:
        cursor = self.cursor
        self._cursor_seen = cursor is not None and self.in_view(cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint; the very first time before any resize event has come, so that the first frame has text."""
        self._fit()
        self._note_painted()
        return super().render_lines(crop)

    @property
    def laid_out(self) -> bool:
        """Whether its rows are those of the present size and view."""
        return bool(self.size) and self._laid_out == self._layouter.key(self.side, self._text_width)

    def _fit(self) -> None:
        if self.size and not self.laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap, and keep the cursor on its row of the screen, or else what was at the top of the pane."""
        width, cursor, seen = self._text_width, self.cursor, self._cursor_seen
        row = self.screen_row(cursor) if cursor is not None and self.in_view(cursor) else None
        anchor = self._top()
        self._laid_out = self._layouter.key(self.side, width)
        before = self._row_layout.rows
        self.forget()
        self._row_layout = self._layouter.layout(self.side, width)
        self.start_paint_offset(0)
        if self.selection is not None:
            self.select(self.selection.moved(before, self._row_layout.row_with))
        self._pad(0, 0)
        if cursor is not None and row is not None and self.rows_for(cursor):
            top = self.rows_for(cursor).start - row
        else:
            top = self._row_layout.row_with(*anchor)
        self.scroll_to(y=max(0, top), animate=False, force=True)
        self._open()
        self._cursor_seen = seen  # a paint may come before the resize that wants to know
        self.post_message(self.RowsChanged())

    def _open(self) -> None:
        """Go where the first frame is to begin, now that there are rows; the pane may be lower now."""
        if self._opening is not None and self.size.height:
            place, row = self._opening
            self._opening = None
            self.align_row(place, row if row < self.size.height - 1 else self.size.height // 3)

    def _top(self) -> tuple[Side, int]:
        """The side and the code point at the top of the pane."""
        top = max(0, self.scroll_offset.y - self._lead)
        rows = self._row_layout.rows[top:]
        first = next((row for row in rows if row.kind is not RowKind.BLANK), None)
        return (self.sides[0], 0) if first is None else (first.side, first.span.start)

    # Painting

    def forget(self) -> None:
        """Forget all that was painted, and paint anew before the next frame."""
        for painter in self._painters.values():
            painter.forget()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was painted in other styles."""
        self._palette = None
        for painter in self._painters.values():
            painter.forget()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        width = self.scrollable_content_region.width
        index = self._row_at(y)
        if not 0 <= index < len(self._row_layout.rows):
            return Strip.blank(width, self.palette.base)
        painter = self._painters[self._row_layout.rows[index].side]
        return painter.paint(index, self._row_layout, width, self._margin, self.palette)

    @property
    def palette(self) -> Palette:
        """The styles that the style sheets give at present."""
        if self._palette is None:
            self._palette = palette_of(self)
        return self._palette

    # The mouse

    def text_under(self, offset: Offset) -> End:
        """The grapheme at a cell of the pane."""
        return grapheme_at(self.articles, self._row_layout.rows, *self._row_and_cell(offset))

    def selection_of(self, anchor: End, head: End) -> TextSelection | None:
        """What a drag selects."""
        return select_between(self._row_layout.rows, anchor, head)

    def show_selection(self) -> None:
        """Paint what is selected."""
        for painter in self._painters.values():
            painter.selection = self.selection
        self.refresh()

    @property
    def selected_text(self) -> str:
        """What is selected, as the article has it; empty where nothing is."""
        selection = self.selection
        return selected_text(self.articles, self._row_layout.rows, selection) if selection else ""

    def on_click(self, event: events.Click) -> None:
        """Report the passage that was clicked, in the text or by its mark."""
        offset = event.get_content_offset(self)
        if offset is None or self.dragged:
            return
        row, cell = self._row_and_cell(offset)
        place = self._row_layout.place_at(self.articles, row, cell)
        if place is not None and cell < 0:
            marked = self._painters[place.side].marked(row, self._row_layout)
            mark = cell + 1 + len(marked)  # the last mark stands two cells before the text
            place = place._replace(passage=marked[mark]) if 0 <= mark < len(marked) else place
        if place is not None:
            referred = self._row_layout.rows[row].kind is RowKind.REFERENCE  # a click leads where it points
            self.post_message(
                self.PassageClicked(place, None if referred else self._row_layout.link_at(place, row))
            )

    def _row_and_cell(self, offset: Offset) -> tuple[int, int]:
        """A row of the layout, and a cell of it counted from where the text begins."""
        return self._row_at(offset.y), offset.x - self._margin - self._gutter
