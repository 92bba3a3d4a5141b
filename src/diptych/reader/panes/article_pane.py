"""A scrolling pane with one article or both: paints rows and knows where passages are on the screen.

`show` sets what the pane shows.  The pane does not move the cursor itself; it reports clicks with a message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message
from textual.strip import Strip

from diptych.reader.panes.row_painter import COMPONENTS, Palette, PaneView, RowPainter
from diptych.reader.panes.selectable_pane import SelectablePane
from diptych.reader.state.navigation import Place
from diptych.reader.terminal.looks import Looks, bare_lines
from diptych.reader.text.rows import RowKind
from diptych.reader.text.selection import grapheme_at, selected_text
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual import events
    from textual.geometry import Offset, Region

    from diptych.article.model import Article, Span
    from diptych.reader.text.selection import End
    from diptych.reader.text.views import ViewLayouter


LOOKS = Looks(
    {
        "pane--unique": "$unique-text",
        "pane--furniture": "$furniture-text",
        "pane--heading": "bold",
        "pane--quoted": "italic",
        "pane--also": "on $also-ground",
        "pane--counterpart": "on $counterpart-ground",
        "pane--cursor": "on $cursor-ground",
        "pane--shared": "$shared-elsewhere-text",
        "pane--shared-here": "bold $shared-text",
        "pane--differs": "bold underline $differs-text",
        "pane--hit": "$hit-text on $hit-ground",
        "pane--hit-here": "bold $hit-here-text on $hit-here-ground",
        "pane--selected": "$background on $foreground",
        "pane--seam": "$hidden-text",
        "pane--mark-linked": "$text-success",
        "pane--mark-related": "$text-success",
        "pane--mark-near": "$text-warning",
        "pane--mark-unique": "$text-warning",
        "pane--mark-differs": "bold $differs-text",
        "pane--mark-may-differ": "$differs-text",
        "pane--hidden": "italic $hidden-text",
        "pane--bar": "$bar",
        "pane--count": "$hidden-text",
    },
    # No ANSI colour is readable on all others, so layers over the cursor have their own ground.
    ansi={
        "pane--also": "on transparent",
        "pane--cursor": "reverse on transparent",
        "pane--differs": "bold underline ansi_bright_white on ansi_red",
        "pane--hit": "not reverse $hit-text on $hit-ground",
        "pane--hit-here": "bold not reverse $hit-here-text on $hit-here-ground",
    },
    no_color={
        "pane--differs": "bold underline $foreground on ansi_red",
        "pane--furniture": "dim $furniture-text",
        "pane--hit": "bold underline not reverse $hit-text on $hit-ground",
        "pane--hit-here": "bold underline not reverse $hit-here-text on $hit-here-ground",
        "pane--selected": "underline not reverse $background on $foreground",
        "pane--mark-may-differ": "$foreground",
        "pane--mark-differs": "bold reverse $foreground",
    },
)
"""How the layers, marks and notes of a pane look."""

LEAST_TEXT = 32
"""Cells of text beside which there is room for the counts of a story."""


class ArticlePane(SelectablePane, can_focus=False, inherit_bindings=False):
    """A pane that shows one article, or both in one column."""

    DEFAULT_CSS = """
    ArticlePane {
        scrollbar-size-vertical: 0;
        overflow-x: hidden;
        overflow-y: scroll;
    }
    """

    class PassageClicked(Message):
        """A passage was clicked."""

        def __init__(self, place: Place, link: tuple[int, int] | None) -> None:
            super().__init__()
            self.place = place
            self.link = link
            """Left and right passage of the link whose end was clicked, in views that show links together."""

    class RowsChanged(Message):
        """The pane has other rows than before."""

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side | None) -> None:
        """Make an empty pane.

        Args:
            articles: both articles.
            layouter: lays them out.
            side: the side whose article is shown; None for both.
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
        """Paint rows with another painter."""
        self._painters = {side: painter(self.articles, side) for side in self.sides}
        self._gutter, self._centred = painter.gutter, painter.centred

    def show(self, views: Pair[PaneView]) -> None:
        """Show other highlights on the text; repaint only what has changed."""
        before, self._views = self._views, views
        changed = [painter.show(views[side]) for side, painter in self._painters.items()]
        self._note_cursor()
        self._fit()
        if any(changed):
            self.refresh()
            return
        for side in self.sides:
            old, new = before[side], views[side]
            for passage in {*new.highlighted, *old.highlighted}:
                for rows in self.row_layout.all_rows_for(Place(side, passage)):
                    self.refresh_lines(self._lead + rows.start, len(rows))

    def begin_at(self, place: Place, row: int) -> None:
        """In the first frame, put a passage on `row`, counted from the top of the pane."""
        self._opening = place, row

    # Positions of passages

    @property
    def places_in_view(self) -> list[Place]:
        """The passages that are at least partly in view at their own position, from top to bottom."""
        top = self.viewport.top
        return self.row_layout.places_in(self.articles, top, top + self.size.height)

    def step(self, place: Place, steps: int) -> Place | None:
        """The passage `steps` further down or up, of either article in this pane; None beyond the ends."""
        rows = self.rows_for(place)
        return self.row_layout.step(place, rows.start, steps) if rows else None

    @property
    def cursor(self) -> Place | None:
        """The passage under the cursor; None if the cursor is in the other pane."""
        cursors = ((side, self._views[side].cursor) for side in self.sides)
        return next((Place(side, passage) for side, passage in cursors if passage is not None), None)

    def rows_for(self, place: Place) -> range:
        """The layout rows of a passage: those beside its counterpart in the current link, else its own.

        Empty while hidden or before the first layout.
        """
        link = self._views[place.side].link
        return self.row_layout.rows_for(place, None if link is None else (link.left, link.right))

    def in_view(self, place: Place, *, wholly: bool = False) -> bool:
        """Whether at least one row of a passage is in view, or all of them if `wholly`."""
        rows, top = self.rows_for(place), self.viewport.top
        bottom = top + self.size.height
        if wholly:
            return bool(rows) and rows.start >= top and rows.stop <= bottom
        return bool(rows) and rows.start < bottom and rows.stop > top

    def screen_row(self, place: Place) -> int | None:
        """First row of a passage, counted from the pane's top, negative above it; None if hidden."""
        rows = self.rows_for(place)
        return rows.start - self.viewport.top if rows else None

    def rows_on_screen(self, place: Place, link: tuple[int, int]) -> range:
        """The rows in which a passage is painted as an end of a link, counted from the pane's top.

        Empty while hidden, and in views with linked passages side by side if these two are not.
        """
        layout = self.row_layout
        if layout.beside and link not in layout.beside:
            return range(0)
        rows, top = layout.rows_for(place, link), self.viewport.top - self.paint_offset
        return range(rows.start - top, rows.stop - top)

    def reveal(self, place: Place) -> None:
        """Scroll as little as possible so that a passage is in view with some context.

        There is more context below than above: reading goes on there, and the counterpart may be longer.
        """
        rows = self.rows_for(place)
        if not rows:
            return
        spare = max(0, self.size.height - len(rows))
        above, below = min(2, spare), min(self.size.height // 3, spare // 2)
        top = rows.start - above
        bottom = min(rows.stop + below, len(self.row_layout.rows))
        present = self.viewport.top
        self._scroll_to_row(min(max(present, bottom - self.size.height), max(top, min(0, present))))

    def centre(self, place: Place) -> None:
        """Scroll so that a passage begins a third down the pane, unless it is wholly in view."""
        rows = self.rows_for(place)
        if rows and not self.in_view(place, wholly=True):
            self._scroll_to_row(max(0, rows.start - self.size.height // 3))

    def align_row(self, place: Place, screen_row: int) -> None:
        """Scroll so that a passage begins at a row of the screen, counted from the pane's top.

        Adds blank rows above the first row or below the last one where the text does not reach far enough.
        """
        rows = self.rows_for(place)
        if rows:
            self._scroll_to_row(rows.start - screen_row)

    def show_text(self, side: Side, span: Span) -> None:
        """Scroll so that the beginning of a span is in view; it may be furniture."""
        row = self.row_layout.row_with(side, span.start)
        if not 0 <= row - self.viewport.top < self.size.height:
            self._scroll_to_row(max(0, row - self.size.height // 3))

    def scroll_within(self, place: Place, steps: int) -> bool:
        """Scroll by up to a page within a passage that extends beyond the pane; False if it does not."""
        rows, top = self.rows_for(place), self.viewport.top
        beyond = rows.stop - (top + self.size.height) if steps > 0 else top - rows.start
        if not rows or beyond <= 0:
            return False
        distance = min(beyond, max(1, self.size.height - 2))
        self._scroll_to_row(top + (distance if steps > 0 else -distance))
        return True

    # Layout

    def _columns(self, width: int) -> tuple[int, int, int]:
        """Cells before the gutter, those of them for the counts of a story, and cells of the text.

        Args:
            width: cells of a row.
        """
        room = width - self._gutter - 1
        counts = None if self.side is None else self._views[self.side].counts
        column = 0 if counts is None else counts.width + 2
        if room - column < LEAST_TEXT:
            column = 0
        room, measure = room - column, self._layouter.measure
        blank = (room - measure) // 2 if self._centred else 0
        return max(0, blank) + column, column, min(room, measure)

    @property
    def _text_width(self) -> int:
        return self._columns(self.scrollable_content_region.width)[2]

    def on_resize(self) -> None:
        """Wrap again if the width has changed, and keep the cursor in view if it was."""
        seen, cursor = self._cursor_seen, self.cursor
        self._fit()
        if seen and cursor is not None and not self.in_view(cursor, wholly=True):
            self.reveal(cursor)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember whether the cursor is in view, for the next resize."""
        super().watch_scroll_y(old_value, new_value)
        self._note_cursor()

    def _note_cursor(self) -> None:
        cursor = self.cursor
        self._cursor_seen = cursor is not None and self.in_view(cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        """Lay out if needed and paint: the first frame comes before the first resize event and needs text."""
        self._fit()
        self._note_painted()
        return bare_lines(self, crop)

    @property
    def laid_out(self) -> bool:
        """Whether the rows are those of the present size and view."""
        return bool(self.size) and self._laid_out == self._layouter.key(self.side, self._text_width)

    def _fit(self) -> None:
        if self.size and not self.laid_out:
            self._lay_out()

    def _lay_out(self) -> None:
        """Wrap again, and keep the cursor on its screen row; without the cursor in view, keep the top row."""
        width, cursor, seen = self._text_width, self.cursor, self._cursor_seen
        row = self.screen_row(cursor) if cursor is not None and self.in_view(cursor) else None
        anchor = self._top()
        self._laid_out = self._layouter.key(self.side, width)
        before = self.row_layout.rows
        self.repaint_all()
        self.row_layout = self._layouter.layout(self.side, width)
        self.start_paint_offset(0)
        if self.selection is not None:
            self.select(self.selection.moved(before, self.row_layout.row_with))
        self._pad(0, 0)
        if cursor is not None and row is not None and self.rows_for(cursor):
            top = self.rows_for(cursor).start - row
        else:
            top = self.row_layout.row_with(*anchor)
        self.scroll_to(y=max(0, top), animate=False, force=True)
        self._open()
        self._cursor_seen = seen  # `on_resize` may need it after this paint
        self.post_message(self.RowsChanged())

    def _open(self) -> None:
        """Scroll to where the first frame should begin, now that rows and height are known."""
        if self._opening is not None and self.size.height:
            place, row = self._opening
            self._opening = None
            self.align_row(place, row if row < self.size.height - 1 else self.size.height // 3)

    def _top(self) -> tuple[Side, int]:
        """The side and the code point in the top row of the pane."""
        top = max(0, self.viewport.top)
        rows = self.row_layout.rows[top:]
        first = next((row for row in rows if row.kind is not RowKind.BLANK), None)
        return (self.sides[0], 0) if first is None else (first.side, first.span.start)

    # Painting

    def repaint_all(self) -> None:
        """Clear the painters' caches and repaint."""
        self._clear_caches()
        self.refresh()

    def _clear_caches(self) -> None:
        for painter in self._painters.values():
            painter.clear_cache()

    def notify_style_update(self) -> None:
        """Clear the palette and the rows painted with it."""
        self._palette = None
        self._clear_caches()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row of the screen."""
        width = self.outer_size.width  # the pane has neither border nor scrollbar
        index = self._row_at(y)
        if not 0 <= index < len(self.row_layout.rows):
            return Strip.blank(width, self.palette.base)
        painter = self._painters[self.row_layout.rows[index].side]
        margin, column, _ = self._columns(width)
        return painter.paint(index, self.row_layout, width, margin, self.palette, column)

    @property
    def palette(self) -> Palette:
        """The present styles of the pane; translucent colours are blended with the ground."""
        if self._palette is None:
            styles = {name: LOOKS.style(self, name, partial=True) for name in COMPONENTS}
            self._palette = Palette(self.rich_style, styles)
        return self._palette

    # The mouse

    def text_under(self, offset: Offset) -> End:
        """The grapheme at a cell of the pane."""
        return grapheme_at(self.articles, self.row_layout.rows, *self._row_and_cell(offset))

    def show_selection(self) -> None:
        """Paint the present selection."""
        for painter in self._painters.values():
            painter.selection = self.selection
        self.refresh()

    @property
    def selected_text(self) -> str:
        """The selected text as in the article; empty without a selection."""
        selection = self.selection
        return selected_text(self.articles, self.row_layout.rows, selection) if selection else ""

    def on_click(self, event: events.Click) -> None:
        """Report the passage whose text or gutter mark was clicked."""
        offset = event.get_content_offset(self)
        if offset is None or self.dragged:
            return
        row, cell = self._row_and_cell(offset)
        place = self.row_layout.place_at(self.articles, row, self.text_under(offset).span.start)
        if place is None:
            return
        marked = self._painters[place.side].marked(row, self.row_layout)
        mark = cell + 1 + len(marked)  # the last mark is two cells before the text
        if 0 <= mark < len(marked):
            place = place._replace(passage=marked[mark])
        reference = self.row_layout.rows[row].kind is RowKind.REFERENCE  # leads to the passage itself
        link = None if reference else self.row_layout.link_at(place, row)
        self.post_message(self.PassageClicked(place, link))

    def _row_and_cell(self, offset: Offset) -> tuple[int, int]:
        """A layout row, and a cell of it counted from the beginning of the text."""
        margin, _, _ = self._columns(self.scrollable_content_region.width)
        return self._row_at(offset.y), offset.x - margin - self._gutter
