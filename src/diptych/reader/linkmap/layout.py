"""Layout of the link map: the character of each cell, and the link that it belongs to.

Rows and columns are terminal cells, counted from the top left of the map.  Uses no widgets or panes: any view
that knows the rows of its passages can have a map.  Swapping the sides mirrors the map.
"""

from __future__ import annotations

from enum import Enum, IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from diptych.reader.linkmap.curves import CurveStyle, Pen, curve_across, curve_to_edge, glyph, mirrored
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.reader.linkmap.curves import Curve

STRONG = 0.7
"""Minimum score, 0..1, of a link drawn at full brightness."""

WEAK = 0.4
"""Links below this score, 0..1, are dotted: fewer than half of them are right."""


def pen_for(characters: str, encoding: str, term: str) -> Pen:
    """The pen for a terminal.

    Args:
        characters: the setting: "auto", or the name of a pen.
        encoding: the encoding of the terminal, such as "utf-8".
        term: the value of TERM.
    """
    if characters != "auto":
        return Pen(characters)
    # The usual fonts of the Linux console have no braille.
    if _can_encode("⣿", encoding) and term != "linux":
        return Pen.BRAILLE
    return Pen.BOX if _can_encode("─╬·↕", encoding) else Pen.ASCII


def _can_encode(text: str, encoding: str) -> bool:
    try:
        text.encode(encoding)
    except (UnicodeEncodeError, LookupError):
        return False
    return True


class OffScreen(Enum):
    """Where an end is that is out of view."""

    ABOVE = "above"
    BELOW = "below"


End = int | OffScreen
"""The row at which an end of a link is attached, or where it is out of view."""


class Nearness(IntEnum):
    """How near a link is to the cursor; nearer links are drawn over farther ones."""

    ELSEWHERE = 0
    PARAGRAPH = 1
    """A link of the paragraph with the cursor."""
    PASSAGE = 2
    """A link of the passage under the cursor."""
    POINTED = 3
    """The link under the mouse."""
    CURRENT = 4
    """The current link."""


class MapView(NamedTuple):
    """What the map shows."""

    alignment: Alignment | None = None
    current: Link | None = None
    """The current link."""
    counterparts: tuple[Link, ...] = ()
    """The links of the passage under the cursor."""
    side: Side = Side.LEFT
    """The side of the cursor."""
    paragraph: range = range(0)
    """The passages on that side in the paragraph with the cursor."""
    all_links: bool = False
    """Whether to show all links away from the cursor; otherwise only the best link of each passage."""


class VisibleLink(NamedTuple):
    """A link with at least one passage in view."""

    link: Link
    ends: Pair[End]
    nearness: Nearness

    @property
    def strength(self) -> int:
        """0 weak, 1 medium, 2 strong."""
        return (self.link.certainty >= WEAK) + (self.link.certainty >= STRONG)


class Emphasis(NamedTuple):
    """What the brightness of a cell depends on."""

    nearness: Nearness
    strength: int


class Cell(NamedTuple):
    """One cell of the map."""

    character: str
    emphasis: Emphasis | None
    """None if nothing is drawn."""


class Target(NamedTuple):
    """The link and end that a click on a cell means."""

    link: Link
    side: Side
    """The side of the nearer end; for an arrow, that of the end out of view."""


class MapLayout(NamedTuple):
    """The drawn map."""

    rows: Sequence[Sequence[Cell]]
    """The rows, all of the same width."""
    targets: dict[tuple[int, int], Target]
    """What a click means, by row and column."""

    def target(self, row: int, column: int) -> Target | None:
        """The target in a cell, or in the one left or right of it, because curves are thin."""
        found = (self.targets.get((row, near)) for near in (column, column - 1, column + 1))
        return next(filter(None, found), None)


class Geometry(Protocol):
    """The rows of passages on the screen."""

    @property
    def rows(self) -> range:
        """The screen rows of the panes."""

    def visible(self, side: Side) -> Iterable[int]:
        """The passages of a side that are at least partly in view."""

    def link_rows(self, link: Link) -> Pair[range]:
        """The rows of both passages of a link, counted from the first of `rows`; empty if hidden."""


def visible_links(view: MapView, geometry: Geometry, pointed: Link | None = None) -> Iterator[VisibleLink]:
    """The links of the passages in view: all at the cursor, elsewhere as the view says.

    Args:
        view: what the map shows.
        geometry: the rows of the passages.
        pointed: the link under the mouse.
    """
    if view.alignment is None:
        return
    near = {(link.left, link.right): Nearness.PASSAGE for link in view.counterparts}
    for nearness, link in ((Nearness.POINTED, pointed), (Nearness.CURRENT, view.current)):
        if link is not None:
            near[link.left, link.right] = nearness
    height = len(geometry.rows)
    links = {
        (link.left, link.right): link
        for side in Side
        for passage in geometry.visible(side)
        for link in view.alignment.links_of(side, passage)
    }
    for key, link in links.items():
        nearness = near.get(key, Nearness.ELSEWHERE)
        if nearness is Nearness.ELSEWHERE and link.end(view.side) in view.paragraph:
            nearness = Nearness.PARAGRAPH
        if not (view.all_links or nearness >= Nearness.PASSAGE or _best(view.alignment, link)):
            continue  # twenty curves and more are a tangle
        left, right = (_end(rows, height) for rows in geometry.link_rows(link))
        if left is not None and right is not None:
            yield VisibleLink(link, Pair(left, right), nearness)


def _end(rows: range, height: int) -> End | None:
    """The first row of a passage in view, or where it is out of view; None if it is hidden."""
    if not rows:
        return None
    if rows.start >= height:
        return OffScreen.BELOW
    return max(0, rows.start) if rows.stop > 0 else OffScreen.ABOVE


def _best(alignment: Alignment, link: Link) -> bool:
    """Whether a link is the best link of one of its ends."""
    return any(alignment.links_of(side, link.end(side))[0] is link for side in Side)


def lay_out_map(
    visible_links: Iterable[VisibleLink], width: int, height: int, pen: Pen = Pen.BRAILLE
) -> MapLayout:
    """Draw links.

    A link with both ends in view is a curve.  A link with one end in view is an arrow at that end; if it is
    the current link, it is a curve to the edge instead.  A link with no end in view is not drawn.

    Args:
        visible_links: the links, in any order.
        width: width in cells; below 3 nothing is drawn.
        height: height in cells.
        pen: the characters to draw with.
    """
    drawing = _Drawing(width, height, pen)
    if width >= 3 and height >= 1:
        for visible in sorted(visible_links, key=_importance):
            drawing.add(visible)
        drawing.add_arrows()
    return drawing.build()


def _importance(visible: VisibleLink) -> tuple[int, float, int, int]:
    """Sort key, least important first; the same if the sides are swapped."""
    link = visible.link
    return visible.nearness, link.score, -abs(link.left - link.right), link.left + link.right


_ARROWS = {Pen.BRAILLE: "↑↓↕", Pen.BOX: "↑↓↕", Pen.ASCII: "^v|"}
"""Arrows up, down and both ways."""


def _line(visible: VisibleLink) -> CurveStyle:
    """The style of a curve, which shows the emphasis without colours."""
    if visible.nearness is Nearness.CURRENT:
        return CurveStyle.HEAVY
    dotted = visible.strength == 0 and visible.nearness < Nearness.POINTED
    return CurveStyle.DOTTED if dotted else CurveStyle.PLAIN


class _Drawing:
    """Collects the contents of the cells."""

    def __init__(self, width: int, height: int, pen: Pen) -> None:
        self._width = width
        self._height = height
        self._pen = pen
        cells = width * height
        self._marks = [0] * cells
        """Marks of each cell: dots, or directions."""
        self._owners: list[VisibleLink | None] = [None] * cells
        """The most important link in each cell."""
        self._arrows: dict[int, tuple[str, Target]] = {}
        """Character and target of cells with an arrow."""
        self._pending_arrows: dict[tuple[Side, int], tuple[VisibleLink, set[OffScreen]]] = {}
        """By end in view: the most important link, and where the other ends of all its links are."""

    def add(self, visible: VisibleLink) -> None:
        """Draw a link over the less important ones."""
        left, right = visible.ends
        if isinstance(left, int) and isinstance(right, int):
            self._draw(visible, left, curve_across(right - left, self._width, self._pen, _line(visible)))
            return
        for side in Side:
            row, beyond = visible.ends[side], visible.ends[side.other]
            if isinstance(row, int) and isinstance(beyond, OffScreen):
                if visible.nearness is Nearness.CURRENT:
                    self._draw_to_edge(visible, side, row, beyond)
                else:
                    _, known = self._pending_arrows.get((side, row), (visible, set()))
                    self._pending_arrows[side, row] = visible, {beyond, *known}

    def _draw(self, visible: VisibleLink, row: int, curve: Curve) -> None:
        """Set the marks of a curve that begins in a row.

        A nearer link replaces farther ones in its cells, because their dots would blur it.  Links of equal
        nearness are combined.
        """
        width, marks, owners, nearness = self._width, self._marks, self._owners, visible.nearness
        coarse = self._pen is not Pen.BRAILLE  # then a dotted line would seem to join a plain one
        for down, across, mark in curve:
            at = (row + down) * width + across
            owner = owners[at]
            if owner is None or owner.nearness < nearness or (coarse and _line(owner) is CurveStyle.DOTTED):
                marks[at] = mark
            else:
                marks[at] |= mark
            owners[at] = visible

    def _draw_to_edge(self, visible: VisibleLink, side: Side, row: int, beyond: OffScreen) -> None:
        """Draw a curve from an end to the edge beyond which the other end is."""
        edge = 0 if beyond is OffScreen.ABOVE else self._height - 1
        column = max(1, self._width - 2)  # the last column is for the arrows of the other side
        curve = curve_to_edge(edge - row, column + 1, self._pen, _line(visible))
        if side is Side.RIGHT:
            column = self._width - 1 - column
            curve = mirrored(curve, self._width, self._pen)
        self._draw(visible, row, curve)
        self._set_arrow(edge * self._width + column, visible, {beyond}, side.other)

    def add_arrows(self) -> None:
        """Draw arrows at passages with counterparts out of view, on top of the curves."""
        for (side, row), (visible, directions) in self._pending_arrows.items():
            column = 0 if side is Side.LEFT else self._width - 1
            self._set_arrow(row * self._width + column, visible, directions, side.other)

    def _set_arrow(self, at: int, visible: VisibleLink, directions: set[OffScreen], side: Side) -> None:
        kind = 2 if len(directions) == 2 else int(OffScreen.BELOW in directions)
        self._owners[at] = visible
        self._arrows[at] = _ARROWS[self._pen][kind], Target(visible.link, side)

    def build(self) -> MapLayout:
        """The finished layout."""
        width, half = self._width, self._width / 2
        targets: dict[tuple[int, int], Target] = {}
        rows = [[_EMPTY] * width for _ in range(self._height)]
        for at, owner in enumerate(self._owners):
            if owner is None:
                continue
            row, column = divmod(at, width)
            if at in self._arrows:
                character, targets[row, column] = self._arrows[at]
            else:
                character = glyph(self._marks[at], self._pen, _line(owner))
                side = Side.LEFT if column + 0.5 <= half else Side.RIGHT
                targets[row, column] = Target(owner.link, side)
            rows[row][column] = Cell(character, Emphasis(owner.nearness, owner.strength))
        return MapLayout(rows, targets)


_EMPTY = Cell(" ", None)
