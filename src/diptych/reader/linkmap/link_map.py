"""The link map between the panes: paints curves, follows the panes, reports clicked links.

`linkmap.layout` computes the cells from a geometry that knows the rows of the passages.
"""

from __future__ import annotations

import os
import sys
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual import events, on
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from diptych.reader.terminal.looks import Looks, bare_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.style import Style
    from textual.content import Content
    from textual.geometry import Size

    from diptych.alignment.model import Link
    from diptych.reader.linkmap.curves import Pen
    from diptych.reader.linkmap.layout import Emphasis, Geometry, MapLayout, MapView, Target
    from diptych.sides import Side

MIN_WIDTH = 5
"""Minimum width of the map in cells."""

MAX_WIDTH = 16
"""Maximum width of the map in cells."""

SHARE = 0.07
"""Width of the map as a share of the whole split view, within these bounds."""

SIGNS = ("<->", "⟷")
"""Heading of the map: in ASCII, and for terminals with braille."""

_STRENGTHS = ("weak", "medium", "strong")
_FADING = ("paragraph", "elsewhere")
"""Nearness of the links whose colour depends on their strength."""


LOOKS = Looks(
    {
        "map--header": "$text-muted on $surface",
        "map--current": "bold $text-primary",
        "map--pointed": "bold $text-accent",
        "map--passage": "$text-primary",
        "map--paragraph-strong": "$foreground 85%",
        "map--paragraph-medium": "$foreground 72%",
        "map--paragraph-weak": "$foreground 60%",
        "map--elsewhere-strong": "$foreground 56%",
        "map--elsewhere-medium": "$foreground 42%",
        "map--elsewhere-weak": "$foreground 32%",
    },
    no_color={
        "map--elsewhere-strong": "dim $foreground 56%",
        "map--elsewhere-medium": "dim $foreground 42%",
        "map--elsewhere-weak": "dim $foreground 32%",
    },
)
"""How the heading and the curves of a map look."""


class LinkMap(Widget, can_focus=False):
    """Curves from passages to their counterparts."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    LinkMap {
        width: auto;
        height: 1fr;
    }
    """

    class LinkClicked(Message):
        """A link was clicked."""

        def __init__(self, link: Link, side: Side) -> None:
            super().__init__()
            self.link = link
            self.side = side
            """The end that was clicked, or that an arrow points to."""

    def __init__(
        self, geometry: Geometry, describe: Callable[[Link], Content], characters: str = "auto"
    ) -> None:
        """Begin without links.

        Args:
            geometry: knows the rows of the passages.
            describe: gives the tooltip of a link.
            characters: what to draw with: "auto", or the name of a `Pen`.
        """
        self._styles: dict[str, Style] = {}
        super().__init__()
        self._geometry = geometry
        self._describe = describe
        self._characters = characters
        self._view: MapView | None = None
        self._layout: MapLayout | None = None
        self._top = 0
        self._pointed: Link | None = None
        self._redraw_scheduled = False

    # What is shown

    def show(self, view: MapView | None) -> None:
        """Show other links, or another cursor."""
        if view != self._view:
            self._view = view
            self.schedule_redraw()

    @on(events.Resize)
    @on(events.Show)
    def schedule_redraw(self) -> None:
        """Lay out again before the next frame, because passages may have moved."""
        if not self._redraw_scheduled and self.is_running:
            self._redraw_scheduled = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        """Lay out, and repaint the rows that have changed."""
        from diptych.reader.linkmap.layout import lay_out_map, visible_links  # after the first frame

        self._redraw_scheduled = False
        width, height = self.size
        if self._view is None or not self.display or not width or not height:
            return
        rows, top = self._geometry.rows, self._first_row
        found = visible_links(self._view, self._geometry, self._pointed)
        before, self._layout = self._layout, lay_out_map(found, width, len(rows), self._pen)
        if before is None or top != self._top or len(before.rows) != len(rows):
            self._top = top
            self.refresh()
            return
        pairs = zip(before.rows, self._layout.rows, strict=True)
        changed = [Region(0, top + row, width, 1) for row, (old, new) in enumerate(pairs) if old != new]
        if changed:
            self.refresh(*changed)

    @property
    def _first_row(self) -> int:
        """The row of the map beside the first row of the panes."""
        return self._geometry.rows.start - self.region.y

    @cached_property
    def _pen(self) -> Pen:
        from diptych.reader.linkmap.layout import pen_for

        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # Textual writes to stderr
        return pen_for(self._characters, encoding, os.environ.get("TERM", ""))

    # Painting

    def render_lines(self, crop: Region) -> list[Strip]:
        """Paint rows; there are no links yet in the first frame."""
        if self._layout is not None:
            return super().render_lines(crop)
        self._top = self._first_row
        return bare_lines(self, crop)

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """A share of the container's width that leaves both panes the same width."""
        del viewport
        width = min(max(MIN_WIDTH, round(container.width * SHARE)), MAX_WIDTH)
        return width + (container.width - width) % 2

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width = self.size.width
        row = y - self._top
        if row < 0:
            sign = SIGNS[self._pen.name == "BRAILLE"] if self._layout and not y else ""
            return Strip([Segment(f"{sign:^{width}}", self._style("header"))], width)
        if self._layout is None or row >= len(self._layout.rows):
            return Strip.blank(width, self._plain)
        cells = groupby(self._layout.rows[row], key=lambda cell: cell.emphasis)
        segments = [
            Segment("".join(cell.character for cell in run), self._curve_style(emphasis))
            for emphasis, run in cells
        ]
        return Strip(segments, width)

    def notify_style_update(self) -> None:
        """Clear the cached styles."""
        self._styles.clear()
        super().notify_style_update()

    def _style(self, component: str) -> Style:
        """The style of a component; cached, because blending its colours takes as long as a row."""
        style = self._styles.get(component)
        if style is None:
            style = self._styles[component] = LOOKS.style(self, f"map--{component}")
        return style

    @property
    def _plain(self) -> Style:
        """The style of cells without a curve, cached as well."""
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def _curve_style(self, emphasis: Emphasis | None) -> Style:
        if emphasis is None:
            return self._plain
        near = emphasis.nearness.name.lower()
        return self._style(f"{near}-{_STRENGTHS[emphasis.strength]}" if near in _FADING else near)

    # The mouse

    def _target(self, event: events.MouseEvent) -> Target | None:
        offset = event.get_content_offset(self)
        if offset is None or self._layout is None:
            return None
        return self._layout.target(offset.y - self._top, offset.x)

    def on_click(self, event: events.Click) -> None:
        """Report which link was clicked, and at which end."""
        target = self._target(event)
        if target is not None:
            self.post_message(self.LinkClicked(target.link, target.side))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Highlight the link under the mouse."""
        target = self._target(event)
        self._point(None if target is None else target.link)

    def on_leave(self) -> None:
        """Highlight no link."""
        self._point(None)

    def _point(self, link: Link | None) -> None:
        if link is not self._pointed:
            self._pointed = link
            self.tooltip = None if link is None else self._describe(link)
            self.schedule_redraw()
