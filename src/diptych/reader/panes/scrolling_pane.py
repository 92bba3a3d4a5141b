"""A pane of rows that scrolls: where it stands, and what of it is painted.

Rows are counted from the top of the layout; blank rows above them let the first rows be brought level with
something further down in the other pane.

Where a pane stands (`window`) is one thing, what is painted another: for a few frames after a jump the
picture may be `lag` rows behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView

from diptych.reader.panes.sync_point import Viewport
from diptych.reader.text.rows import RowLayout
from diptych.sides import Pair

if TYPE_CHECKING:
    from textual import events

    from diptych.sides import Side


class ScrollingPane(ScrollView, can_focus=False, inherit_bindings=False):
    """Scrolls by whole rows, for the keys, the wheel and the other pane."""

    class Scrolled(Message):
        """The mouse has scrolled the pane."""

        def __init__(self, side: Side | None) -> None:
            super().__init__()
            self.side = side

    paint_offset: reactive[int] = reactive(0, init=False)
    """Rows that the picture is still to move up (down where negative) to show where the pane stands."""

    def __init__(self, side: Side | None) -> None:
        """A pane.

        Args:
            side: whose passages stand here; None for both.
        """
        super().__init__()
        self.side = side
        self._row_layout = RowLayout((), Pair((), ()))
        self._lead = 0
        self._initial_paint_offset = 0
        self._painted: tuple[RowLayout, int] = (self._row_layout, 0)
        """What was painted last: the layout, and which of its rows stood at the top."""

    # Where it stands

    @property
    def viewport(self) -> Viewport:
        """The rows in view."""
        top = self.scroll_offset.y - self._lead
        return Viewport(top, self.size.height, len(self._row_layout.rows))

    @property
    def row_layout(self) -> RowLayout:
        """The rows as they are now; another object whenever any of them changes."""
        return self._row_layout

    def match_scroll(self, other: ScrollingPane) -> None:
        """Scroll to the same rows as a pane with as many of them."""
        self._scroll_to_row(other.viewport.top)

    def page(self, pages: float) -> bool:
        """Scroll by pages, two rows of overlap left; False when there is nothing further that way."""
        return self._scroll_by(round(pages * max(2, self.size.height - 2)))

    def turn_wheel(self, notches: int) -> bool:
        """Scroll by notches of the mouse wheel, downwards where positive; False where that is the end."""
        return self._scroll_by(notches * round(self.app.scroll_sensitivity_y))

    def scroll_to_row(self, top: int) -> bool:
        """Bring a row of the layout to the top, as far as text fills the pane; False when it is there."""
        window = self.viewport
        top = min(max(top, 0), window.lowest)
        self._scroll_to_row(top)
        return top != window.top

    def _scroll_by(self, rows: int) -> bool:
        """Scroll, but no further into the blank rows beside the article than it stands there already."""
        window = self.viewport
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

    def _pad(self, lead: int, tail: int) -> None:
        """Leave blank rows above and below the text, keeping the text where it is as far as that goes."""
        moved = lead - self._lead
        self._lead = lead
        size = Size(self.scrollable_content_region.width, lead + len(self._row_layout.rows) + tail)
        if size != self.virtual_size:
            self.virtual_size = size
        if moved:
            self.scroll_to(y=max(0, self.scroll_offset.y + moved), animate=False, force=True)
            # A text that fits into the pane moves without being scrolled, by its blank rows alone.
            self.refresh()

    # What is painted

    @property
    def rows_since_paint(self) -> int:
        """How many rows the pane has moved down since it was painted last; 0 if it was wrapped anew since."""
        layout, top = self._painted
        return self.viewport.top - top if layout is self._row_layout else 0

    def start_paint_offset(self, rows: int) -> None:
        """Show the pane so many rows behind."""
        self._initial_paint_offset = self.paint_offset = rows

    def scale_paint_offset(self, share: float) -> None:
        """Show the pane behind by a share, 0..1, of what it was at the beginning."""
        self.paint_offset = round(self._initial_paint_offset * share)

    def _note_painted(self) -> None:
        self._painted = self._row_layout, self.viewport.top - self.paint_offset

    def _row_at(self, y: int) -> int:
        """The row of the layout that is painted at a row of the pane."""
        return y + self.scroll_offset.y - self._lead - self.paint_offset

    # The wheel

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll on."""
        self._take_wheel(event, 1)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll back."""
        self._take_wheel(event, -1)

    def _take_wheel(self, event: events.MouseEvent, notches: int) -> None:
        event.prevent_default()
        event.stop()
        if self.turn_wheel(notches):
            self.post_message(self.Scrolled(self.side))
