"""The overview ruler beside a pane: the whole article in one column, and a second one for what is in view.

The outer cells say how the article stands with the other one, the inner ones what is in view, where the
cursor is and where the search found something.  Every one of these has a shape of its own, so that none is
told by its colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from diptych.reader.panes.ruler_layout import RulerMark, RulerScale
from diptych.reader.panes.sync_point import Viewport
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
    PassageStatus.DIFFERS: "≠",
    PassageStatus.UNKNOWN: " ",
}
"""What each standing looks like; the denser, the more of it the other article has."""

_COMPONENTS: Mapping[PassageStatus, str] = {
    PassageStatus.LINKED: "ruler--linked",
    PassageStatus.RELATED: "ruler--related",
    PassageStatus.UNIQUE: "ruler--unique",
    PassageStatus.DIFFERS: "ruler--differs",
    PassageStatus.UNKNOWN: "ruler--free",
}

HIT = "*"
WINDOW: Mapping[Side, str] = {Side.LEFT: "▐", Side.RIGHT: "▌"}
CURSOR: Mapping[Side, str] = {Side.LEFT: "▸", Side.RIGHT: "◂"}


class OverviewRuler(Widget, can_focus=False):
    """A ruler of two cells; a click goes there, a drag scrolls."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        *_COMPONENTS.values(),
        "ruler--window",
        "ruler--cursor",
        "ruler--hit",
        "ruler--hit-in-view",
        "ruler--hit-here",
    }
    DEFAULT_CSS = """
    OverviewRuler {
        width: 2;
        height: 1fr;
        background: $surface;
        & > .ruler--linked { color: $text-success; }
        & > .ruler--related { color: $text-success; }
        & > .ruler--unique { color: $text-warning; }
        & > .ruler--differs { color: $text-error; text-style: bold; }
        & > .ruler--free { color: $foreground 40%; }
        & > .ruler--window { color: $foreground 45%; }
        & > .ruler--cursor { color: $text-primary; text-style: bold; }
        & > .ruler--hit { color: $text-warning; text-style: bold; }
        & > .ruler--hit-in-view { color: $text-warning; background: $foreground 30%; text-style: bold; }
        & > .ruler--hit-here { color: $text-warning; text-style: bold reverse; }
        &:nocolor > .ruler--hit-in-view { text-style: bold underline; }
        &:nocolor > .ruler--differs { color: $foreground; text-style: bold reverse; }
    }
    """

    class PositionRequested(Message):
        """A part of the article was asked for."""

        def __init__(self, top: int) -> None:
            """Ask for a part.

            Args:
                top: the layout row that is to come to the top of the pane, as far as the text reaches.
            """
            super().__init__()
            self.top = top

    class Resized(Message):
        """The ruler has another height."""

    def __init__(self, side: Side) -> None:
        super().__init__()
        self._side = side
        self._scale = RulerScale(0, 0)
        self._marks: Sequence[RulerMark] = ()
        self._shown = Viewport(0, 0, 0)
        self._window = range(0)
        self._cursor: int | None = None
        self._grabbed: float | None = None
        self._strips: dict[object, Strip] = {}

    def show(self, scale: RulerScale, marks: Sequence[RulerMark]) -> None:
        """Show what the article is made of; only the rows that look different are painted."""
        before, self._marks, self._scale = self._marks, marks, scale
        if len(before) != len(marks):
            self.refresh()
        else:
            self._refresh_rows(row for row, mark in enumerate(marks) if mark != before[row])

    def on_resize(self) -> None:
        """Ask for marks that fit."""
        self.post_message(self.Resized())

    def place(self, shown: Viewport, cursor: range) -> None:
        """Show where the reader is.

        Args:
            shown: the layout rows in view.
            cursor: the layout rows of the passage under the cursor, none where the cursor is elsewhere.
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

    def notify_style_update(self) -> None:
        """Forget what was painted in other styles."""
        self._strips.clear()
        super().notify_style_update()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        mark = self._marks[y] if y < len(self._marks) else RulerMark()
        # Where a click on a mark leads is not seen: with it, a strip would be kept for every row ever marked.
        key = (mark.status, mark.hit, y in self._window, y == self._cursor)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._painted(*key)
        return strip

    def _painted(self, status: PassageStatus, hit: bool, in_window: bool, at_cursor: bool) -> Strip:  # noqa: FBT001
        outer = Segment(SHAPES[status], self._style(_COMPONENTS[status]))
        if hit:
            in_view = "ruler--hit-in-view" if in_window else "ruler--hit"
            inner = Segment(HIT, self._style("ruler--hit-here" if at_cursor else in_view))
        elif at_cursor:
            inner = Segment(CURSOR[self._side], self._style("ruler--cursor"))
        elif in_window:
            inner = Segment(WINDOW[self._side], self._style("ruler--window"))
        else:
            inner = Segment(" ", self._style("ruler--free"))
        return Strip([outer, inner] if self._side is Side.LEFT else [inner, outer], 2)

    def _style(self, component: str) -> Style:
        return self.get_component_rich_style(component)

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Go there, to a hit or difference exactly; from within what is in view, take hold of that."""
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
        """Scroll along."""
        if self._grabbed is not None and event.button == 0:  # it went up where nothing was told of it
            self.release_mouse()
        elif self._grabbed is not None:
            event.stop()
            if self._scale.used:
                self.post_message(self.PositionRequested(self._scale.layout_row(event.y - self._grabbed)))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        event.stop()
        self._grabbed = None
        self.release_mouse()

    def on_mouse_release(self) -> None:
        """Let go too where another has taken the mouse."""
        self._grabbed = None
