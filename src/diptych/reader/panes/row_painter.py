"""Paints rows as strips: gutter marks, and text with its highlight layers, in the styles of a palette.

Uses no widgets: a `Palette` holds the styles, so rows can be painted and tested without an app.
"""

from __future__ import annotations

from functools import lru_cache, partial
from typing import TYPE_CHECKING, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from diptych.article.model import BlockKind, Span
from diptych.comparison_wording import counted
from diptych.reader.terminal.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT
from diptych.reader.text.highlights import (
    Layer,
    PassageStatus,
    StyledSpan,
    flatten_layers,
    link_layers,
    overlapping,
    passage_statuses,
    status_of_links,
)
from diptych.reader.text.quotations import quotations
from diptych.reader.text.rows import RowKind, whole_graphemes
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.reader.state.story_coverage import PassageCounts
    from diptych.reader.text.rows import Row, RowLayout
    from diptych.reader.text.selection import TextSelection
    from diptych.sides import Pair

MARKS = 3
"""Width of the gutter marks in cells, one for each passage that begins in the row."""

GUTTER = 1 + MARKS + 1
"""Width of the gutter in cells: cursor bar, marks, a space."""

LAYER_COMPONENTS = {layer: f"pane--{str(layer.name).lower().replace('_', '-')}" for layer in Layer}
"""Component class of each layer; later layers are painted over earlier ones."""

MARK_COMPONENTS: Mapping[PassageStatus, str] = {
    status: f"pane--mark-{status.name.lower().replace('_', '-')}"
    for status in PassageStatus
    if status is not PassageStatus.UNKNOWN
}

HIDDEN_COMPONENT = "pane--hidden"
BAR_COMPONENT = "pane--bar"
COUNT_COMPONENT = "pane--count"
COMPONENTS = frozenset(
    {*LAYER_COMPONENTS.values(), *MARK_COMPONENTS.values(), HIDDEN_COMPONENT, BAR_COMPONENT, COUNT_COMPONENT}
)
"""Component classes that a palette has styles for."""

_BARS = {Layer.CURSOR: "▌", Layer.COUNTERPART: "▎", Layer.ALSO: "▏"}

SEAM = "▏"
"""Replaces the space before a passage that begins within a row, because its gutter mark is far away."""

_CACHE_SIZE = 120
"""Rows and passages that are cached: a page in each direction.  A strip is fifty objects for the garbage
collector, so thousands of strips would make it pause for 0.1 s."""


class PaneView(NamedTuple):
    """What a pane shows in addition to its text."""

    alignment: Alignment | None = None
    statuses: Sequence[PassageStatus] = ()
    """Status of each passage, derived from `alignment`; empty while all are unknown."""
    signs: Mapping[int, str] = {}
    """Verdict signs by passage, derived from `alignment`."""
    cursor: int | None = None
    """The passage under the cursor; None if the cursor is in the other pane."""
    counterparts: tuple[int, ...] = ()
    """Passages linked with the one under the other pane's cursor; that of the current link comes first."""
    link: Link | None = None
    """The current link."""
    hits: tuple[Span, ...] = ()
    """Search hits, in order."""
    hit: Span | None = None
    """The current search hit."""
    counts: PassageCounts | None = None
    """In how many accounts of a story each passage is; None for no such column."""

    @property
    def highlighted(self) -> tuple[int, ...]:
        """The passages with a role."""
        return self.counterparts if self.cursor is None else (self.cursor, *self.counterparts)

    def role(self, passage: int) -> Layer:
        """The layer that the cursor gives a passage: cursor, counterpart, other counterpart or none."""
        if passage == self.cursor:
            return Layer.CURSOR
        if passage in self.counterparts:
            return Layer.COUNTERPART if passage == self.counterparts[0] else Layer.ALSO
        return Layer.NONE


class Palette:
    """The styles of everything that is painted, combined on demand."""

    def __init__(self, base: Style, components: Mapping[str, Style]) -> None:
        self.base = base
        """Style of plain text."""
        self._components = components
        self._combined: dict[Layer, Style] = {}

    def component(self, name: str) -> Style:
        """The style of one component on plain text."""
        return self.base + self._components[name]

    def layers(self, layers: Layer) -> Style:
        """The combined style of all `layers` on plain text."""
        style = self._combined.get(layers)
        if style is None:
            parts = [self._components[name] for layer, name in LAYER_COMPONENTS.items() if layer & layers]
            style = self._combined[layers] = Style.combine([self.base, *parts])
        return style


class RowPainter:
    """Paints rows of one article and caches the recent ones."""

    gutter = GUTTER
    """Cells before the text."""
    centred = True
    """Whether gutter and text are centred in a wider pane."""

    def __init__(self, articles: Pair[Article], side: Side) -> None:
        self._articles = articles
        self.article = articles[side]
        self.side = side
        self.selection: TextSelection | None = None
        """The text selected with the mouse."""
        self._view = PaneView()
        self._unknown = passage_statuses(None, side, len(self.article.passages))
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_CACHE_SIZE)
        self._quotations = lru_cache(_CACHE_SIZE)(partial(quotations, self.article))

    @property
    def statuses(self) -> Sequence[PassageStatus]:
        """Status of each passage."""
        return self._view.statuses or self._unknown

    def show(self, view: PaneView) -> bool:
        """Show another view.

        Returns:
            Whether more looks different than the passages with a role.
        """
        before, self._view = self._view, view
        changed = (
            view.alignment is not before.alignment
            or view.counts is not before.counts
            or view.hits != before.hits
            or view.hit != before.hit
        )
        if changed:
            self.clear_cache()
        return changed

    def clear_cache(self) -> None:
        """Clear the cache of painted rows, because layout or palette has changed."""
        self._strips.clear()

    def paint(
        self, index: int, layout: RowLayout, width: int, margin: int, palette: Palette, column: int = 0
    ) -> Strip:
        """Paint row `index` of `layout`, `width` cells wide, its gutter `margin` cells from the edge.

        The last `column` cells of the margin show in how many accounts of a story a passage is.

        The caller calls `clear_cache` when any argument but `index` changes.
        """
        roles = tuple(self._view.role(passage) for passage in layout.passages_in(self._articles, index))
        link = self._view.link
        selected = None if self.selection is None else self.selection.in_row(index, layout.rows[index])
        key = (index, roles, (link.left, link.right) if link and any(roles) else None, selected)
        strip = self._strips.get(key)
        if strip is None:
            segments = self._segments(index, layout, roles, margin, palette, selected, column)
            strip = self._strips[key] = Strip(segments).adjust_cell_length(width, palette.base)
        return strip

    def marked(self, index: int, layout: RowLayout) -> list[int]:
        """The passages of the marks in the gutter of a row, from left to right."""
        passages, span = layout.passages_in(self._articles, index), layout.rows[index].span
        return [passage for passage, _, _ in self._marks(self._beginning(passages, span), None)]

    def _link_in(self, index: int, layout: RowLayout) -> Link | None:
        """The only link that a row shows an end of, in views with counterparts side by side; else None."""
        ends, alignment = layout.only_link_in(index), self._view.alignment
        if ends is None or alignment is None:
            return None
        links = alignment.links_of(self.side, ends[self.side is Side.RIGHT])
        return next((link for link in links if (link.left, link.right) == ends), None)

    def _marks(self, starts: Sequence[int], link: Link | None) -> list[tuple[int, str, str | None]]:
        """The marks of passages that begin in a row: passage, character, component class.

        If the row shows only one `link`, the status comes from that link.  Verdict signs follow the status
        mark, or replace it if there is no room.
        """
        starts = starts[:MARKS]
        free = MARKS - len(starts)
        marks: list[tuple[int, str, str | None]] = []
        for passage in starts:
            status = self.statuses[passage]
            if link is not None and self._view.alignment is not None:
                status = status_of_links((link,), self._view.alignment)
            signs = self._view.signs.get(passage, "")
            component = MARK_COMPONENTS.get(status)
            replaced = signs and not free and status is not PassageStatus.DIFFERS
            marks.append((passage, signs[0] if replaced else status.value, component))
            marks += [(passage, sign, component) for sign in signs[:free]]
            free -= len(signs[:free])
        return marks

    def _beginning(self, passages: range, span: Span) -> list[int]:
        """The passages of a row that begin in it."""
        return [p for p in passages if self.article.passages[p].span.start >= span.start]

    def _segments(
        self,
        index: int,
        layout: RowLayout,
        roles: tuple[Layer, ...],
        margin: int,
        palette: Palette,
        selected: Span | None,
        column: int,
    ) -> Iterator[Segment]:
        row = layout.rows[index]
        if row.kind is RowKind.BLANK:
            if row.note:
                yield Segment(" " * (margin + self.gutter + row.indent), palette.base)
                yield Segment(row.note, palette.component(HIDDEN_COMPONENT))
            return
        passages = layout.passages_in(self._articles, index)
        if row.kind is RowKind.HIDDEN:
            yield Segment(" " * (margin + self.gutter), palette.base)
            yield Segment(self.hidden(len(passages)), palette.component(HIDDEN_COMPONENT))
            return
        yield Segment(" " * (margin - column), palette.base)
        if column:
            yield self._count(row, passages, roles, palette, column)
        link = self._link_in(index, layout)
        yield from self.before_text(row, passages, roles, palette, link)
        text = self.article.text
        right_to_left = RIGHT_TO_LEFT.search(text, row.span.start, row.span.end) is not None
        if right_to_left:
            yield Segment(LEFT_TO_RIGHT_MARK, palette.base)
        stretches = [*self._stretches(row.block, row.span, passages, roles, link)]
        if selected is not None:
            stretches.append(StyledSpan(selected.start, selected.end, Layer.SELECTED))
        for start, end, layers in flatten_layers(row.span, whole_graphemes(text, row.span, stretches)):
            yield Segment(SEAM if Layer.SEAM in layers else text[start:end], palette.layers(layers))
        if right_to_left:
            yield Segment(LEFT_TO_RIGHT_MARK, palette.base)
        if row.kind is RowKind.REFERENCE and row.span.end < self.article.passages[passages[0]].span.end:
            yield Segment("…", palette.component(HIDDEN_COMPONENT))

    def _count(
        self, row: Row, passages: range, roles: tuple[Layer, ...], palette: Palette, column: int
    ) -> Segment:
        """The count of the passage that begins in a row: of several, the highlighted one or the first."""
        counts, starts = self._view.counts, self._beginning(passages, row.span)
        if counts is None or not starts or row.kind is RowKind.REFERENCE:
            return Segment(" " * column, palette.base)
        passage = next((passage for passage in starts if roles[passage - passages.start]), starts[0])
        hits = counts.hits[passage]
        component = COUNT_COMPONENT
        if hits in (0, counts.known):
            component = MARK_COMPONENTS[PassageStatus.LINKED if hits else PassageStatus.UNIQUE]
        return Segment(f"{counts.label(passage):>{column - 1}} ", palette.component(component))

    def hidden(self, count: int) -> str:
        """Text of a row that stands for passages hidden by the filter."""
        return f"⋯ {counted(count, 'passage')}"

    def before_text(
        self, row: Row, passages: range, roles: tuple[Layer, ...], palette: Palette, link: Link | None
    ) -> Iterator[Segment]:
        """Gutter and indent of a row.

        Args:
            row: the row.
            passages: the passages in it.
            roles: the role of each.
            palette: the styles.
            link: the only link that the row shows an end of, if any.
        """
        bar = _BARS.get(max(roles, default=Layer.NONE), " ")
        yield Segment(bar, palette.component(BAR_COMPONENT))
        starts = self._beginning(passages, row.span)
        marks = self._marks(starts, link)
        yield Segment(" " * (MARKS - len(marks)), palette.base)
        for _, mark, component in marks:
            yield Segment(mark, palette.component(component) if component else palette.base)
        yield Segment(" " if len(starts) <= MARKS else "+", palette.base)
        if row.indent:
            style = palette.component(HIDDEN_COMPONENT) if row.note else palette.base
            yield Segment(row.note.ljust(row.indent), style)

    def _stretches(
        self, block: int, span: Span, passages: range, roles: tuple[Layer, ...], link: Link | None
    ) -> Iterator[StyledSpan]:
        """All layers over a row, in any order."""
        if self.article.blocks[block].furniture is not None:
            yield StyledSpan(span.start, span.end, Layer.FURNITURE)
        elif self.article.blocks[block].kind is BlockKind.HEADING:
            yield StyledSpan(span.start, span.end, Layer.HEADING)
        for quoted in overlapping(self._quotations(block), span):
            yield StyledSpan(quoted.start, quoted.end, Layer.QUOTED)
        for passage, role in zip(passages, roles, strict=True):
            place = self.article.passages[passage].span
            if role:
                yield StyledSpan(place.start, place.end, role)
            if self.statuses[passage] is PassageStatus.UNIQUE:
                yield StyledSpan(place.start, place.end, Layer.UNIQUE)
            if place.start - 1 > span.start and self.article.text[place.start - 1] == " ":
                yield StyledSpan(place.start - 1, place.start, Layer.SEAM)
            yield from self._layers_of_links(passage, link, here=bool(role))
        for hit in overlapping(self._view.hits, span):
            yield StyledSpan(hit.start, hit.end, Layer.HIT_HERE if hit == self._view.hit else Layer.HIT)

    def _layers_of_links(self, passage: int, alone: Link | None, *, here: bool) -> Iterator[StyledSpan]:
        """The layers of all links of a passage, or of the link `alone` if the row shows only that one."""
        alignment, link = self._view.alignment, self._view.link
        if alignment is None:
            return iter(())
        links = alignment.links_of(self.side, passage) if alone is None else (alone,)
        current = here and link is not None and link.end(self.side) == passage and alone in (None, link)
        return link_layers(links, self.side, link if current else None)
