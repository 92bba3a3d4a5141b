"""A scrolling pane with text selection by mouse; a subclass says which text is under a cell.

Textual's own selection continues from one widget into the next.  This pane captures the mouse while the
button is down, so a selection cannot leave the pane in which it began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message

from diptych.reader.panes.scrolling_pane import ScrollingPane
from diptych.reader.text.selection import select_between

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from diptych.reader.text.selection import End, TextSelection
    from diptych.sides import Side

_AUTOSCROLL_INTERVAL = 0.05
"""Seconds between two scrolls while dragging beyond the edge: a page in about two seconds."""

_AUTOSCROLL_MAX_ROWS = 5
"""Maximum number of rows of such a scroll; it is faster the further the mouse is beyond the edge."""


class SelectablePane(ScrollingPane, can_focus=False, inherit_bindings=False):
    """A pane with selectable text."""

    ALLOW_SELECT = False

    class Selecting(Message):
        """A selection has begun in this pane, so selections in other panes end."""

        def __init__(self, pane: SelectablePane) -> None:
            super().__init__()
            self.pane = pane

    def __init__(self, side: Side | None) -> None:
        super().__init__(side)
        self.selection: TextSelection | None = None
        """The selected text, if any."""
        self._pressed: End | None = None
        """The grapheme under the pointer when the button went down; None while it is up."""
        self._pointer = Offset(0, 0)
        self.dragged = False
        """Whether the last press selected text, so that its click is to be ignored."""
        self._autoscroll: Timer | None = None

    # Implemented by the subclass

    def text_under(self, offset: Offset) -> End:
        """The grapheme at a cell of the pane."""
        raise NotImplementedError

    def show_selection(self) -> None:
        """Paint the present selection."""
        raise NotImplementedError

    def select(self, selection: TextSelection | None) -> None:
        """Change the selection."""
        if selection != self.selection:
            self.selection = selection
            self.show_selection()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Start a possible selection."""
        self.dragged = False
        if event.button == 1 and event.get_content_offset(self) is not None:
            self.select(None)
            self._pointer = event.get_content_offset_capture(self)
            self._pressed = self.text_under(self._pointer)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer; scroll while it is beyond the edge."""
        if self._pressed is None:
            return
        if event.button == 0:  # released over another widget before the mouse was captured
            self._end()
            return
        self._pointer = event.get_content_offset_capture(self)
        self._select_to_pointer()
        if 0 <= self._pointer.y < self.size.height:
            self._stop_scrolling()
        elif self._autoscroll is None:
            self._autoscroll = self.set_interval(_AUTOSCROLL_INTERVAL, self._scroll_further)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the selection at the pointer: Textual may have skipped the last move event."""
        if self._pressed is not None:
            self._pointer = event.get_content_offset_capture(self)
            self._select_to_pointer()
            self._end()

    def on_mouse_release(self) -> None:
        """End the selection when another widget captures the mouse."""
        self._pressed = None
        self._stop_scrolling()

    def _end(self) -> None:
        self.on_mouse_release()
        self.release_mouse()

    def _select_to_pointer(self) -> None:
        assert self._pressed is not None  # noqa: S101 - checked by the callers
        head = self.text_under(self._pointer)
        if self.selection is None and head == self._pressed:
            return  # a move within one letter is a click
        selection = select_between(self.row_layout.rows, self._pressed, head)
        if self.selection is None and selection is not None:
            self.dragged = True
            self.post_message(self.Selecting(self))
        self.select(selection)

    def _scroll_further(self) -> None:
        y, height = self._pointer.y, self.size.height
        rows = max(y, -_AUTOSCROLL_MAX_ROWS) if y < 0 else min(y - height + 1, _AUTOSCROLL_MAX_ROWS)
        self._scroll_by(rows)
        self._select_to_pointer()

    def _stop_scrolling(self) -> None:
        if self._autoscroll is not None:
            self._autoscroll.stop()
            self._autoscroll = None
