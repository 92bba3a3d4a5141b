"""The link map between the panes: paints the curves, follows the panes, says which link was clicked.

What is drawn where is worked out by `map_layout`; where passages stand, by a geometry that is given.
"""

from __future__ import annotations

import os
import sys
from itertools import groupby
from typing import TYPE_CHECKING, ClassVar, Protocol

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from diptych.reader.map_curves import Pen
from diptych.reader.map_layout import (
    Geometry,
    MapLayout,
    MapView,
    Nearness,
    Tone,
    lay_out_map,
    pen_for,
    strands,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.content import Content
    from textual.geometry import Size

    from diptych.alignment.model import Link
    from diptych.reader.map_layout import Cell, Target
    from diptych.sides import Side

LEAST, MOST = 5, 16
"""Cells that the map is wide."""

SHARE = 0.07
"""How much of the width of both panes the map takes, within these bounds."""

_STRENGTHS = ("weak", "middling", "strong")


class PlacedGeometry(Geometry, Protocol):
    """Where passages stand, and where that is on the screen."""

    @property
    def rows(self) -> range:
        """The rows of the screen in which passages stand."""


class LinkMap(Widget, can_focus=False):
    """Curves from passages to their counterparts."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "map--header",
        "map--current",
        "map--pointed",
        "map--passage",
        *(f"map--{near}-{strength}" for near in ("paragraph", "elsewhere") for strength in _STRENGTHS),
    }
    DEFAULT_CSS = """
    LinkMap {
        width: auto;
        height: 1fr;
        & > .map--header { background: $surface; color: $text-muted; }
        & > .map--current { color: $text-primary; text-style: bold; }
        & > .map--pointed { color: $text-accent; text-style: bold; }
        & > .map--passage { color: $text-primary; }
        & > .map--paragraph-strong { color: $foreground 85%; }
        & > .map--paragraph-middling { color: $foreground 65%; }
        & > .map--paragraph-weak { color: $foreground 50%; }
        & > .map--elsewhere-strong { color: $foreground 50%; }
        & > .map--elsewhere-middling { color: $foreground 36%; }
        & > .map--elsewhere-weak { color: $foreground 26%; }
    }
    """

    class Chosen(Message):
        """A link was clicked."""

        def __init__(self, link: Link, side: Side) -> None:
            super().__init__()
            self.link = link
            self.side = side
            """The end that was clicked, or that an arrow points to."""

    def __init__(
        self, geometry: PlacedGeometry, describe: Callable[[Link], Content], characters: str = "auto"
    ) -> None:
        """Begin without links.

        Args:
            geometry: where passages stand.
            describe: what a tooltip says of a link.
            characters: what to draw with: "auto", or the name of a `Pen`.
        """
        super().__init__()
        self._geometry = geometry
        encoding = getattr(sys.__stderr__, "encoding", None) or "utf-8"  # which is where Textual writes
        self._pen = pen_for(characters, encoding, os.environ.get("TERM", ""))
        self._describe = describe
        self._view = MapView()
        self._layout = MapLayout((), {})
        self._top = 0
        self._pointed: Link | None = None
        self._following = False
        self._palette: dict[Tone | None, Style] = {}

    # What is shown

    def show(self, view: MapView) -> None:
        """Show other links, or the same ones with the cursor elsewhere."""
        if view != self._view:
            self._view = view
            self.follow()

    def follow(self) -> None:
        """Draw anew before the next frame, for passages may stand elsewhere now."""
        if not self._following and self.is_running:
            self._following = True
            self.call_next(self._draw)

    def _draw(self) -> None:
        """Lay out, and paint the rows that have changed."""
        self._following = False
        width, height = self.size
        if not self.display or not width or not height:
            return
        rows = self._geometry.rows
        top = rows.start - self.region.y
        found = strands(self._view, self._geometry, self._pointed)
        before, self._layout = self._layout, lay_out_map(found, width, len(rows), self._pen)
        if top != self._top or len(before.rows) != len(rows):
            self._top = top
            self.refresh()
            return
        same = [old == new for old, new in zip(before.rows, self._layout.rows, strict=True)]
        for unchanged, run in groupby(range(len(rows)), key=same.__getitem__):
            if not unchanged:
                changed = list(run)
                self.refresh(Region(0, top + changed[0], width, len(changed)))

    # Painting

    def get_content_width(self, container: Size, viewport: Size) -> int:
        """As wide as suits the panes, and so that both get the same width."""
        del viewport
        width = min(max(LEAST, round(container.width * SHARE)), MOST)
        return width + (container.width - width) % 2

    def notify_style_update(self) -> None:
        """Forget the styles."""
        self._palette.clear()
        super().notify_style_update()

    def on_resize(self) -> None:
        """There is another number of cells."""
        self.follow()

    def on_show(self) -> None:
        """It may have been hidden while the panes went on."""
        self.follow()

    def render_line(self, y: int) -> Strip:
        """Paint one row."""
        width = self.size.width
        if y < self._top:
            sign = ("⟷" if self._pen is Pen.BRAILLE else "<->") if y == 0 else ""
            return Strip([Segment(f"{sign:^{width}}", self.get_component_rich_style("map--header"))], width)
        row = y - self._top
        if row >= len(self._layout.rows):
            return Strip.blank(width, self.rich_style)
        cells = groupby(self._layout.rows[row], key=_tone)
        segments = [
            Segment("".join(cell.character for cell in run), self._style(tone)) for tone, run in cells
        ]
        return Strip(segments, width)

    def _style(self, tone: Tone | None) -> Style:
        style = self._palette.get(tone)
        if style is None:
            style = self.rich_style
            if tone is not None:
                styles = self.get_component_styles(_component(tone))
                ground = self.background_colors[1]
                style += Style(color=(ground + styles.color).rich_color) + styles.text_style
            self._palette[tone] = style
        return style

    # The mouse

    def _target(self, event: events.MouseEvent) -> Target | None:
        offset = event.get_content_offset(self)
        return None if offset is None else self._layout.target(offset.y - self._top, offset.x)

    def on_click(self, event: events.Click) -> None:
        """Say which link was clicked, and at which end."""
        target = self._target(event)
        if target is not None:
            self.post_message(self.Chosen(target.link, target.side))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Bring out the link under the mouse."""
        target = self._target(event)
        self._point(None if target is None else target.link)

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._point(None)

    def _point(self, link: Link | None) -> None:
        if link is not self._pointed:
            self._pointed = link
            self.tooltip = None if link is None else self._describe(link)
            self.follow()


def _tone(cell: Cell) -> Tone | None:
    return cell.tone


def _component(tone: Tone) -> str:
    """What the style sheet calls a tone."""
    if tone.nearness >= Nearness.PASSAGE:
        return f"map--{tone.nearness.name.lower()}"
    return f"map--{tone.nearness.name.lower()}-{_STRENGTHS[tone.strength]}"
