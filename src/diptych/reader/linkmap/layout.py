"""Links to cells: what the map between the panes draws in each, and which link that belongs to.

Rows and columns are terminal cells, counted from the top left of the map.  Nothing here knows widgets or
panes: any view that can say in which rows passages stand can have a map.

Swapped sides give the mirror image.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, IntEnum
from typing import TYPE_CHECKING, NamedTuple, Protocol

from diptych.reader.linkmap.curves import CurveStyle, Pen, curve_across, curve_to_edge, glyph, mirrored
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.reader.linkmap.curves import Curve

STRONG = 0.7
"""The score from which a link is drawn brightest."""

WEAK = 0.4
"""The score below which a link is dotted, 0..1: of those, fewer than half are right."""


def pen_for(characters: str, encoding: str, term: str) -> Pen:
    """What to draw with in a terminal.

    Args:
        characters: what is wanted: "auto", or the name of a pen.
        encoding: what the terminal's text is encoded in, as "utf-8".
        term: its kind, as TERM says.
    """
    if characters != "auto":
        return Pen(characters)
    # The console of Linux has no glyphs for braille in any of its usual fonts.
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
    """Where an end is that cannot be seen."""

    ABOVE = "above"
    BELOW = "below"


End = int | OffScreen
"""The row in which an end of a link is attached, or where it is out of sight."""


class Nearness(IntEnum):
    """How much a link has to do with the cursor; the nearer is drawn over the farther."""

    ELSEWHERE = 0
    PARAGRAPH = 1
    """Of the paragraph that the cursor is in."""
    PASSAGE = 2
    """Of the passage under the cursor."""
    POINTED = 3
    """Under the mouse."""
    CURRENT = 4
    """The link that is shown."""


@dataclass(frozen=True)
class MapView:
    """What the map shows."""

    alignment: Alignment | None = None
    current: Link | None = None
    """The link that is shown."""
    counterparts: tuple[Link, ...] = ()
    """The links of the passage under the cursor."""
    side: Side = Side.LEFT
    """Where the cursor is."""
    paragraph: range = range(0)
    """The passages of that side that are in the cursor's paragraph."""


class VisibleLink(NamedTuple):
    """A link as the map sees it."""

    link: Link
    ends: Pair[End]
    nearness: Nearness

    @property
    def strength(self) -> int:
        """0 weak, 1 middling, 2 strong."""
        return (self.link.certainty >= WEAK) + (self.link.certainty >= STRONG)


class Emphasis(NamedTuple):
    """How bright a cell is painted."""

    nearness: Nearness
    strength: int


class Cell(NamedTuple):
    """One cell of the map."""

    character: str
    emphasis: Emphasis | None
    """None where nothing is drawn."""


class Target(NamedTuple):
    """What a click on a cell means."""

    link: Link
    side: Side
    """The end that lies that way: the nearer one, or for an arrow the one out of sight."""


@dataclass(frozen=True)
class MapLayout:
    """The drawn map."""

    rows: Sequence[Sequence[Cell]]
    """Row by row, all equally wide."""
    _targets: dict[tuple[int, int], Target]

    def target(self, row: int, column: int) -> Target | None:
        """What stands in a cell, or, since curves are thin, in the one left or right of it."""
        for near in (column, column - 1, column + 1):
            found = self._targets.get((row, near))
            if found is not None:
                return found
        return None


class Geometry(Protocol):
    """Where passages stand."""

    @property
    def rows(self) -> range:
        """The rows of the screen in which passages stand."""

    def visible(self, side: Side) -> Iterable[int]:
        """The passages of a side of which a row is to be seen."""

    def link_rows(self, link: Link) -> Pair[range]:
        """The rows of both passages of a link, counted from the first of `rows`; none of a hidden one."""


def visible_links(view: MapView, geometry: Geometry, pointed: Link | None = None) -> Iterator[VisibleLink]:
    """The links of all that is to be seen.

    Away from the cursor a weak link counts only where it is the best that one of its ends has.

    Args:
        view: what the map shows.
        geometry: where passages stand.
        pointed: the link under the mouse.
    """
    if view.alignment is None:
        return
    near = {(link.left, link.right): Nearness.PASSAGE for link in view.counterparts}
    for nearness, link in ((Nearness.POINTED, pointed), (Nearness.CURRENT, view.current)):
        if link is not None:
            near[link.left, link.right] = nearness
    height = len(geometry.rows)
    done = set()
    for side in Side:
        for passage in geometry.visible(side):
            for link in view.alignment.links_of(side, passage):
                key = link.left, link.right
                if key in done:
                    continue
                done.add(key)
                nearness = near.get(key, Nearness.ELSEWHERE)
                if nearness is Nearness.ELSEWHERE and link.end(view.side) in view.paragraph:
                    nearness = Nearness.PARAGRAPH
                if nearness is Nearness.ELSEWHERE and link.score < WEAK and not _best(view.alignment, link):
                    continue  # of many guesses the map would be a tangle; near the cursor they can be seen
                left, right = (_end(rows, height) for rows in geometry.link_rows(link))
                if left is not None and right is not None:
                    yield VisibleLink(link, Pair(left, right), nearness)


def _end(rows: range, height: int) -> End | None:
    """The first row of a passage that is to be seen, or where it is out of sight; None when it is hidden."""
    if not rows:
        return None
    if rows.start >= height:
        return OffScreen.BELOW
    return max(0, rows.start) if rows.stop > 0 else OffScreen.ABOVE


def _best(alignment: Alignment, link: Link) -> bool:
    """Whether a link is the best that one of its ends has."""
    return any(alignment.links_of(side, link.end(side))[0] is link for side in Side)


def lay_out_map(
    visible_links: Iterable[VisibleLink], width: int, height: int, pen: Pen = Pen.BRAILLE
) -> MapLayout:
    """Draw links.

    A link of which both ends are to be seen is a curve.  Of one that has an end out of sight only the other
    end is marked, by an arrow; the current link leaves by the edge instead.  A link of which neither end is
    to be seen is not drawn.

    Args:
        visible_links: the links, in any order.
        width: cells; nothing is drawn in fewer than 3.
        height: cells.
        pen: what to draw with.
    """
    drawing = _Drawing(width, height, pen)
    if width >= 3 and height >= 1:
        for visible in sorted(visible_links, key=_importance):
            drawing.add(visible)
        drawing.add_arrows()
    return drawing.build()


def _importance(visible: VisibleLink) -> tuple[int, float, int, int]:
    """The least important first; sides swapped, the order stays."""
    link = visible.link
    return visible.nearness, link.score, -abs(link.left - link.right), link.left + link.right


_ARROWS = {Pen.BRAILLE: "↑↓↕", Pen.BOX: "↑↓↕", Pen.ASCII: "^v|"}
"""Up, down, both."""


def _line(visible: VisibleLink) -> CurveStyle:
    """How a strand is drawn: what its tone says, for eyes and terminals without colours."""
    if visible.nearness is Nearness.CURRENT:
        return CurveStyle.HEAVY
    return (
        CurveStyle.DOTTED
        if visible.strength == 0 and visible.nearness < Nearness.POINTED
        else CurveStyle.PLAIN
    )


class _ArrowMark(NamedTuple):
    """An arrow beside a passage."""

    visible: VisibleLink
    ways: frozenset[OffScreen]


class _Drawing:
    """Collects what the cells hold."""

    def __init__(self, width: int, height: int, pen: Pen) -> None:
        self._width = width
        self._height = height
        self._pen = pen
        cells = width * height
        self._marks = [0] * cells
        """Which dots of a cell are set, or which ways a line leaves it."""
        self._owners: list[VisibleLink | None] = [None] * cells
        """The most important strand in each cell."""
        self._arrows: dict[int, tuple[str, Target]] = {}
        self._stubs: dict[tuple[Side, int], _ArrowMark] = {}

    def add(self, visible: VisibleLink) -> None:
        """Draw a strand over the less important ones."""
        left, right = visible.ends
        if isinstance(left, int) and isinstance(right, int):
            self._draw(visible, left, curve_across(right - left, self._width, self._pen, _line(visible)))
            return
        for side in Side:
            row, beyond = visible.ends[side], visible.ends[side.other]
            if isinstance(row, int) and isinstance(beyond, OffScreen):
                if visible.nearness is Nearness.CURRENT:
                    self._leave(visible, side, row, beyond)
                else:
                    known = self._stubs.get((side, row))
                    ways = frozenset({beyond}) | (known.ways if known else frozenset())
                    self._stubs[side, row] = _ArrowMark(visible, ways)

    def _draw(self, visible: VisibleLink, row: int, curve: Curve) -> None:
        """Set the marks of a curve that begins in a row.

        A strand covers those that are farther from the cursor: it would not be crisp with their dots in its
        cells.  Among equals both can be seen.
        """
        width, marks, owners, nearness = self._width, self._marks, self._owners, visible.nearness
        coarse = self._pen is not Pen.BRAILLE  # where a dotted line would seem to join a plain one
        for down, across, mark in curve:
            at = (row + down) * width + across
            owner = owners[at]
            if owner is None or owner.nearness < nearness or (coarse and _line(owner) is CurveStyle.DOTTED):
                marks[at] = mark
            else:
                marks[at] |= mark
            owners[at] = visible

    def _leave(self, visible: VisibleLink, side: Side, row: int, beyond: OffScreen) -> None:
        """Draw the way from an end to the edge beyond which the other end is."""
        edge = 0 if beyond is OffScreen.ABOVE else self._height - 1
        column = max(1, self._width - 2)  # the last one is for the arrows of the other side
        curve = curve_to_edge(edge - row, column + 1, self._pen, _line(visible))
        if side is Side.RIGHT:
            column = self._width - 1 - column
            curve = mirrored(curve, self._width, self._pen)
        self._draw(visible, row, curve)
        self._set_arrow(edge * self._width + column, visible, {beyond}, side.other)

    def add_arrows(self) -> None:
        """Mark the passages that have counterparts out of sight, on top of the curves."""
        for (side, row), stub in self._stubs.items():
            column = 0 if side is Side.LEFT else self._width - 1
            self._set_arrow(row * self._width + column, stub.visible, stub.ways, side.other)

    def _set_arrow(self, at: int, visible: VisibleLink, ways: Iterable[OffScreen], side: Side) -> None:
        both = set(ways)
        kind = 2 if len(both) == 2 else int(OffScreen.BELOW in both)
        self._owners[at] = visible
        self._arrows[at] = _ARROWS[self._pen][kind], Target(visible.link, side)

    def build(self) -> MapLayout:
        """The cells as they are now."""
        width, half = self._width, self._width / 2
        targets: dict[tuple[int, int], Target] = {}
        rows = []
        for row in range(self._height):
            cells = [_EMPTY] * width
            for column in range(width):
                at = row * width + column
                owner = self._owners[at]
                if owner is None:
                    continue
                if at in self._arrows:
                    character, targets[row, column] = self._arrows[at]
                else:
                    character = glyph(self._marks[at], self._pen, _line(owner))
                    side = Side.LEFT if column + 0.5 <= half else Side.RIGHT
                    targets[row, column] = Target(owner.link, side)
                cells[column] = Cell(character, Emphasis(owner.nearness, owner.strength))
            rows.append(tuple(cells))
        return MapLayout(tuple(rows), targets)


_EMPTY = Cell(" ", None)
