"""A scrolling view in which the mouse selects text; what lies under a cell is for the subclass to say.

Textual's own selection runs on from one widget into the next.  Here the mouse is captured while a button is
down, so that a selection cannot leave the view in which it began.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset
from textual.message import Message

from diptych.reader.panes.scrolling_pane import ScrollingPane

if TYPE_CHECKING:
    from textual import events
    from textual.timer import Timer

    from diptych.reader.text.selection import End, TextSelection
    from diptych.sides import Side

_BEYOND = 0.05
"""Seconds between two scrolls while the mouse is held beyond the edge: a page in about two seconds."""

_FASTEST = 5
"""Rows that such a scroll goes at most; the further beyond the edge, the faster."""


class SelectablePane(ScrollingPane, can_focus=False, inherit_bindings=False):
    """A view with text that can be selected."""

    ALLOW_SELECT = False

    class Selecting(Message):
        """A selection began here, so others end."""

        def __init__(self, view: SelectablePane) -> None:
            super().__init__()
            self.view = view

    def __init__(self, side: Side | None) -> None:
        super().__init__(side)
        self.selection: TextSelection | None = None
        """What is selected, if anything is."""
        self._pressed: End | None = None
        """What lay under the pointer when the button went down; None while it is up."""
        self._pointer = Offset(0, 0)
        self._dragged = False
        self._beyond: Timer | None = None

    # For the subclass

    def text_under(self, offset: Offset) -> End:
        """The grapheme at a cell of the view."""
        raise NotImplementedError

    def selection_of(self, anchor: End, head: End) -> TextSelection | None:
        """What a drag from one end to another selects; None where neither lies in any text."""
        raise NotImplementedError

    def show_selection(self) -> None:
        """Paint what is selected."""
        raise NotImplementedError

    # For others

    @property
    def dragged(self) -> bool:
        """Whether the button that went up last had selected something, so that its click means nothing."""
        return self._dragged

    def clear_selection(self) -> None:
        """Select nothing."""
        self.select(None)

    def select(self, selection: TextSelection | None) -> None:
        """Select something else."""
        if selection != self.selection:
            self.selection = selection
            self.show_selection()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin what may become a selection."""
        self._dragged = False
        if event.button == 1 and event.get_content_offset(self) is not None:
            self.clear_selection()
            self._pointer = event.get_content_offset_capture(self)
            self._pressed = self.text_under(self._pointer)
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to the pointer; beyond the edge, scroll on."""
        if self._pressed is None:
            return
        if event.button == 0:  # it went up before the mouse was captured, over something else
            self._end()
            return
        self._pointer = event.get_content_offset_capture(self)
        self._select_to_pointer()
        if 0 <= self._pointer.y < self.size.height:
            self._stop_scrolling()
        elif self._beyond is None:
            self._beyond = self.set_interval(_BEYOND, self._scroll_beyond)

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """End the selection where the button went up; of several moves at once not each is told."""
        if self._pressed is not None:
            self._pointer = event.get_content_offset_capture(self)
            self._select_to_pointer()
            self._end()

    def on_mouse_release(self) -> None:
        """End it too where another has taken the mouse."""
        self._pressed = None
        self._stop_scrolling()

    def _end(self) -> None:
        self._pressed = None
        self._stop_scrolling()
        self.release_mouse()

    def _select_to_pointer(self) -> None:
        assert self._pressed is not None  # noqa: S101 - the callers looked
        head = self.text_under(self._pointer)
        if self.selection is None and head == self._pressed:
            return  # a hand that trembles within one letter means a click
        selection = self.selection_of(self._pressed, head)
        if self.selection is None and selection is not None:
            self._dragged = True
            self.post_message(self.Selecting(self))
        self.select(selection)

    def _scroll_beyond(self) -> None:
        y, height = self._pointer.y, self.size.height
        rows = max(y, -_FASTEST) if y < 0 else min(y - height + 1, _FASTEST)
        self._scroll_by(rows)
        self._select_to_pointer()

    def _stop_scrolling(self) -> None:
        if self._beyond is not None:
            self._beyond.stop()
            self._beyond = None
