"""The overview ruler beside a pane: the whole article at a glance, two cells wide.

The outer cells show the status of the passages.  The inner cells show the rows in view, the cursor and the
search hits.  Each has a shape of its own, so that nothing depends on colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from diptych.reader.panes.ruler_layout import RulerMark, RulerScale
from diptych.reader.panes.sync_point import Viewport
from diptych.reader.terminal.looks import Looks, bare_lines
from diptych.reader.text.highlights import PassageStatus
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rich.style import Style
    from textual import events

SHAPES: Mapping[PassageStatus, str] = {
    PassageStatus.LINKED: "█",
    PassageStatus.RELATED: "▒",
    PassageStatus.UNIQUE: "░",
    PassageStatus.NEAR: "░",
    PassageStatus.DIFFERS: "≠",
    PassageStatus.MAY_DIFFER: "█",
    PassageStatus.UNKNOWN: " ",
}
"""Character of each status; the denser, the more of it the other article has."""

_COMPONENTS = {status: f"ruler--{status.name.lower()}" for status in PassageStatus}
_EMPTY = _COMPONENTS[PassageStatus.UNKNOWN]

HIT = "*"
WINDOW: Mapping[Side, str] = {Side.LEFT: "▐", Side.RIGHT: "▌"}
CURSOR: Mapping[Side, str] = {Side.LEFT: "▸", Side.RIGHT: "◂"}

LOOKS = Looks(
    {
        "ruler--linked": "$text-success",
        "ruler--related": "$text-success",
        "ruler--unique": "$text-warning",
        "ruler--near": "",
        "ruler--differs": "bold $differs-text",
        "ruler--may_differ": "",
        "ruler--unknown": "$foreground 40%",
        "ruler--window": "$foreground 45%",
        "ruler--cursor": "bold $text-primary",
        "ruler--hit": "bold $text-warning",
        "ruler--hit-in-view": "bold $text-warning on $foreground 30%",
        "ruler--hit-here": "bold reverse $text-warning",
    },
    no_color={
        "ruler--hit-in-view": "bold underline $text-warning on $foreground 30%",
        "ruler--differs": "bold reverse $foreground",
    },
)
"""How the marks of a ruler look."""


class OverviewRuler(Widget, can_focus=False):
    """A ruler two cells wide; a click jumps, a drag scrolls."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    OverviewRuler {
        width: 2;
        height: 1fr;
        background: $surface;
    }
    """

    class PositionRequested(Message):
        """The user asks for another part of the article."""

        def __init__(self, top: int) -> None:
            super().__init__()
            self.top = top
            """The layout row to bring to the top of the pane, as far as the text fills the pane."""

    class Resized(Message):
        """The height of the ruler has changed."""

    def __init__(self, side: Side) -> None:
        self._styles: dict[str, Style] = {}
        self._strips: dict[tuple[PassageStatus, str], Strip] = {}
        """Painted rows by the status of their passages and the component inside."""
        super().__init__()
        self._side = side
        self._scale = RulerScale(0, 0)
        self._marks: Sequence[RulerMark] = ()
        self._shown = Viewport(0, 0, 0)
        self._window = range(0)
        self._cursor: int | None = None
        self._grabbed: float | None = None
        """Where the mouse holds the window, in ruler rows below its top; None while nothing is dragged."""

    def show(self, scale: RulerScale, marks: Sequence[RulerMark]) -> None:
        """Show other marks; repaint only the rows that look different."""
        before, self._marks, self._scale = self._marks, marks, scale
        if len(before) != len(marks):
            self.refresh()
        else:
            self._refresh_rows(row for row, mark in enumerate(marks) if mark != before[row])

    def on_resize(self) -> None:
        """Ask for marks that fit the new height."""
        self.post_message(self.Resized())

    def show_position(self, shown: Viewport, cursor: range) -> None:
        """Show the rows in view and the cursor.

        Args:
            shown: the layout rows in view.
            cursor: the layout rows of the passage under the cursor; empty if the cursor is elsewhere.
        """
        self._shown = shown
        window = self._scale.window(shown.top, shown.height)
        at = self._scale.ruler_row(cursor.start) if cursor else None
        changed = set(window) ^ set(self._window)
        if at != self._cursor:
            changed |= {row for row in (at, self._cursor) if row is not None}
        self._window, self._cursor = window, at
        self._refresh_rows(changed)

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        regions = [Region(0, row, self.size.width, 1) for row in rows]
        if regions:
            self.refresh(*regions)

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows, of which most look like others."""
        return bare_lines(self, crop)

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        mark = self._marks[y] if y < len(self._marks) else RulerMark()
        in_window, at_cursor = y in self._window, y == self._cursor
        if mark.hit:
            in_view = "ruler--hit-in-view" if in_window else "ruler--hit"
            character, component = HIT, "ruler--hit-here" if at_cursor else in_view
        elif at_cursor:
            character, component = CURSOR[self._side], "ruler--cursor"
        elif in_window:
            character, component = WINDOW[self._side], "ruler--window"
        else:
            character, component = " ", _EMPTY
        strip = self._strips.get((mark.status, component))
        if strip is None:
            outer = Segment(SHAPES[mark.status], self._style(_COMPONENTS[mark.status]))
            inner = Segment(character, self._style(component))
            strip = Strip([outer, inner] if self._side is Side.LEFT else [inner, outer], 2)
            self._strips[mark.status, component] = strip
        return strip

    def _style(self, component: str) -> Style:
        """The style of a component; cached, because blending its colours takes as long as a row."""
        style = self._styles.get(component)
        if style is None:
            style = self._styles[component] = LOOKS.style(self, component)
        return style

    def notify_style_update(self) -> None:
        """Clear the cached styles and the rows painted with them."""
        self._styles.clear()
        self._strips.clear()
        super().notify_style_update()

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Grab the window if it is under the mouse; otherwise jump, to the exact hit or difference if any."""
        event.stop()
        self.capture_mouse()
        scale = self._scale
        if event.y in self._window:
            self._grabbed = event.y - self._shown.top * scale.used / scale.rows
            return
        height = self._shown.height
        row = self._marks[event.y].row if event.y < len(self._marks) else None
        top = scale.top(event.y, height) if row is None else row - height // 3
        self._grabbed = event.y - top * scale.used / scale.rows if scale.used else 0.0
        self.post_message(self.PositionRequested(top))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Scroll while dragging."""
        if self._grabbed is not None and event.button == 0:  # the release event was lost
            self.release_mouse()
        elif self._grabbed is not None:
            event.stop()
            if self._scale.used:
                self.post_message(self.PositionRequested(self._scale.layout_row(event.y - self._grabbed)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Release the window."""
        event.stop()
        self._grabbed = None
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """Release the window when another widget captures the mouse."""
        self._grabbed = None
