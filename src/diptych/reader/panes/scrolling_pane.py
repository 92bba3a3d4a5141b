"""A scrolling pane of rows: its scroll position, and the position that is painted.

Rows are counted from the top of the layout.  Blank rows above the layout (`_lead`) let its first rows be
aligned with rows further down in the other pane.

The scroll position (`viewport`) and the picture may differ: for a few frames after a jump the picture is
`paint_offset` rows behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from diptych.reader.panes.sync_point import Viewport
from diptych.reader.text.row_index import PassageRows
from diptych.reader.text.rows import RowLayout
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.sides import Side


class ScrollingPane(ScrollView, can_focus=False, inherit_bindings=False):
    """Scrolls by whole rows, on behalf of keys, the mouse wheel and scroll sync."""

    class Scrolled(Message):
        """The user has scrolled the pane with the mouse."""

        def __init__(self, side: Side | None) -> None:
            super().__init__()
            self.side = side

    paint_offset: reactive[int] = reactive(0, init=False)
    """Rows that the picture is behind the scroll position; negative while scrolling up."""

    def __init__(self, side: Side | None) -> None:
        """Make an empty pane.

        Args:
            side: the side whose article is shown; None for both.
        """
        super().__init__()
        self.side = side
        self.row_layout = RowLayout((), Pair(PassageRows(0), PassageRows(0)))
        """The present rows; a new object whenever any of them changes."""
        self._lead = 0
        self._initial_paint_offset = 0
        self._painted: tuple[RowLayout, int] = (self.row_layout, 0)
        """The layout painted last, and its row at the top of the pane."""

    # Scroll position

    @property
    def viewport(self) -> Viewport:
        """The rows in view."""
        top = self.scroll_offset.y - self._lead
        return Viewport(top, self.size.height, len(self.row_layout.rows))

    def match_scroll(self, other: ScrollingPane) -> None:
        """Scroll to the position of a pane with as many rows."""
        self._scroll_to_row(other.viewport.top)

    def page(self, pages: float) -> bool:
        """Scroll by pages with two rows of overlap; False at the end of the article."""
        return self._scroll_by(round(pages * max(2, self.size.height - 2)))

    def turn_wheel(self, notches: int) -> bool:
        """Scroll by notches of the mouse wheel, downwards if positive; False at the end of the article."""
        return self._scroll_by(notches * round(self.app.scroll_sensitivity_y))

    def scroll_to_row(self, top: int) -> bool:
        """Bring a row of the layout to the top, as far as the text fills the pane; False if already there."""
        window = self.viewport
        top = min(max(top, 0), window.lowest)
        self._scroll_to_row(top)
        return top != window.top

    def _scroll_by(self, rows: int) -> bool:
        """Scroll, but no further into the blank rows above and below the article than before."""
        window = self.viewport
        top = min(max(window.top + rows, min(window.top, 0)), max(window.top, window.lowest))
        self._scroll_to_row(top)
        return top != window.top

    def _scroll_to_row(self, top: int) -> None:
        """Put a row of the layout at the top of the pane; negative rows are blank ones above the first."""
        lead = max(0, -top)
        tail = max(0, top + self.size.height - len(self.row_layout.rows))
        if top != self.scroll_offset.y - self._lead or lead != self._lead:
            self._pad(lead, tail)
            self.scroll_to(y=max(0, top), animate=False, force=True)

    def _pad(self, lead: int, tail: int) -> None:
        """Put blank rows above and below the text, and keep the text in place as far as possible."""
        moved = lead - self._lead
        self._lead = lead
        size = Size(self.scrollable_content_region.width, lead + len(self.row_layout.rows) + tail)
        if size != self.virtual_size:
            self.virtual_size = size
        if moved:
            self.scroll_to(y=max(0, self.scroll_offset.y + moved), animate=False, force=True)
            # A text that fits into the pane moves by its blank rows alone, without being scrolled.
            self.refresh()

    # Painted position

    @property
    def rows_since_paint(self) -> int:
        """Rows scrolled down since the last paint; 0 if the layout has changed since."""
        layout, top = self._painted
        return self.viewport.top - top if layout is self.row_layout else 0

    def start_paint_offset(self, rows: int) -> None:
        """Paint the pane so many rows behind its scroll position."""
        self._initial_paint_offset = self.paint_offset = rows

    def scale_paint_offset(self, share: float) -> None:
        """Set the paint offset to a share, 0..1, of the one at the start."""
        self.paint_offset = round(self._initial_paint_offset * share)

    def _note_painted(self) -> None:
        self._painted = self.row_layout, self.viewport.top - self.paint_offset

    def _row_at(self, y: int) -> int:
        """The layout row that is painted at a row of the pane."""
        return y + self.scroll_offset.y - self._lead - self.paint_offset

    # The wheel

    @on(events.MouseScrollDown)
    @on(events.MouseScrollUp)
    def _leave_wheel(self, event: events.MouseEvent) -> None:
        """Leave the wheel to the parent, which takes it over the ruler too."""
        event.prevent_default()
