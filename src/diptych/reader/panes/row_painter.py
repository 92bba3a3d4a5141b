"""Rows to strips: gutter marks, text and every layer that lies over it, in the styles of a palette.

Knows no widgets: a `Palette` holds the styles, so a row can be painted and looked at without an app.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from diptych.article.model import BlockKind, Span
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
    from diptych.reader.text.rows import Row, RowLayout
    from diptych.reader.text.selection import TextSelection
    from diptych.sides import Pair

MARKS = 3
"""Gutter cells for the marks of the passages that begin in a row."""

GUTTER = 1 + MARKS + 1
"""Cells before the text: the cursor's bar, the marks, a space."""

LAYER_COMPONENTS: Mapping[Layer, str] = {
    Layer.UNIQUE: "pane--unique",
    Layer.FURNITURE: "pane--furniture",
    Layer.HEADING: "pane--heading",
    Layer.QUOTED: "pane--quoted",
    Layer.ALSO: "pane--also",
    Layer.COUNTERPART: "pane--counterpart",
    Layer.CURSOR: "pane--cursor",
    Layer.SHARED: "pane--shared",
    Layer.SHARED_HERE: "pane--shared-here",
    Layer.DIFFERS: "pane--differs",
    Layer.HIT: "pane--hit",
    Layer.HIT_HERE: "pane--hit-here",
    Layer.SELECTED: "pane--selected",
}
"""What the style sheet calls each layer; later ones are painted over earlier ones."""

MARK_COMPONENTS: Mapping[PassageStatus, str] = {
    PassageStatus.LINKED: "pane--mark-linked",
    PassageStatus.RELATED: "pane--mark-related",
    PassageStatus.UNIQUE: "pane--mark-unique",
    PassageStatus.DIFFERS: "pane--mark-differs",
}

HIDDEN_COMPONENT = "pane--hidden"
BAR_COMPONENT = "pane--bar"
COMPONENTS = frozenset(
    {*LAYER_COMPONENTS.values(), *MARK_COMPONENTS.values(), HIDDEN_COMPONENT, BAR_COMPONENT}
)
"""All that a palette has a style for."""

_BARS = {Layer.CURSOR: "▌", Layer.COUNTERPART: "▎", Layer.ALSO: "▏"}

SEAM = "▏"
"""Stands in the blank before a passage that begins within a row: its mark is in the gutter, far away."""

_MOST_KEPT = 120
"""Rows and passages that are remembered: a page either way.  A strip is fifty objects to the garbage
collector, so thousands of them make it pause for a tenth of a second."""


@dataclass(frozen=True)
class PaneView:
    """What a pane shows beside its text."""

    alignment: Alignment | None = None
    statuses: Sequence[PassageStatus] = ()
    """How the passages stand, as the links say."""
    said: Mapping[int, str] = field(default_factory=dict)
    """The signs of what the reader said of passages."""
    cursor: int | None = None
    """The passage under the cursor, where the cursor is in this pane."""
    counterparts: tuple[int, ...] = ()
    """The passages linked with the one under the cursor of the other pane, the one shown first."""
    link: Link | None = None
    """The link shown, if any."""
    hits: tuple[Span, ...] = ()
    """What the search found, in order."""
    hit: Span | None = None
    """The hit that was jumped to last."""

    @property
    def around(self) -> tuple[int, ...]:
        """The passages that the cursor makes something of."""
        return self.counterparts if self.cursor is None else (self.cursor, *self.counterparts)

    def role(self, passage: int) -> Layer:
        """What the cursor makes of a passage."""
        if passage == self.cursor:
            return Layer.CURSOR
        if passage in self.counterparts:
            return Layer.COUNTERPART if passage == self.counterparts[0] else Layer.ALSO
        return Layer.NONE


class Palette:
    """The style of everything that is painted: what the style sheet says, combined on demand."""

    def __init__(self, base: Style, components: Mapping[str, Style]) -> None:
        self.base = base
        """Plain text."""
        self._components = components
        self._combined: dict[Layer, Style] = {}

    def component(self, name: str) -> Style:
        """Plain text with the style of one component."""
        return self.base + self._components[name]

    def layers(self, layers: Layer) -> Style:
        """Plain text with the styles of all `layers`."""
        style = self._combined.get(layers)
        if style is None:
            parts = [self._components[name] for layer, name in LAYER_COMPONENTS.items() if layer & layers]
            style = self._combined[layers] = Style.combine([self.base, *parts])
        return style


class RowPainter:
    """Paints rows of one article, and remembers those painted lately."""

    gutter = GUTTER
    """Cells before the text."""
    centred = True
    """Whether gutter and text stand in the middle of a pane that is wider than they are."""

    def __init__(self, articles: Pair[Article], side: Side) -> None:
        self._articles = articles
        self.article = articles[side]
        self.side = side
        self.selection: TextSelection | None = None
        """What the mouse has selected."""
        self._view = PaneView()
        self.statuses: Sequence[PassageStatus] = passage_statuses(None, side, len(self.article.passages))
        """How each passage stands at present."""
        self.said: Mapping[int, str] = {}
        """The signs of what the reader said of passages."""
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(_MOST_KEPT)
        self._link_layers: LRUCache[tuple[int, tuple[int, int] | None], tuple[StyledSpan, ...]] = LRUCache(
            _MOST_KEPT
        )
        self._quotations: LRUCache[int, list[Span]] = LRUCache(_MOST_KEPT)

    def show(self, view: PaneView) -> bool:
        """Take another view; whether more than the cursor's surroundings looks different in it."""
        before, self._view = self._view, view
        if view.alignment is not before.alignment:
            self.statuses, self.said = view.statuses, view.said
            self._link_layers.clear()
        elif view.hits == before.hits and view.hit == before.hit:
            return False
        self.forget()
        return True

    def forget(self) -> None:
        """Forget what was painted: the rows or the palette have changed."""
        self._strips.clear()

    def paint(self, index: int, layout: RowLayout, width: int, margin: int, palette: Palette) -> Strip:
        """Row `index` of `layout`, `width` cells wide, its gutter `margin` cells from the edge.

        The caller says `forget` when any of the others than `index` has changed.
        """
        roles = tuple(self._view.role(passage) for passage in layout.passages_in(self._articles, index))
        link = self._view.link
        selected = None if self.selection is None else self.selection.in_row(index, layout.rows[index])
        key = (index, roles, (link.left, link.right) if link and any(roles) else None, selected)
        strip = self._strips.get(key)
        if strip is None:
            segments = self._segments(index, layout, roles, margin, palette, selected)
            strip = self._strips[key] = Strip(segments).adjust_cell_length(width, palette.base)
        return strip

    def marked(self, index: int, layout: RowLayout) -> list[int]:
        """The passages of the marks that stand in the gutter of a row, from left to right."""
        passages, span = layout.passages_in(self._articles, index), layout.rows[index].span
        return [passage for passage, _, _ in self._marks(self._beginning(passages, span), None)]

    def _link_in(self, index: int, layout: RowLayout) -> Link | None:
        """The one link that a row is there for, where passages are set beside their counterparts."""
        ends, alignment = layout.only_link_in(index), self._view.alignment
        if ends is None or alignment is None:
            return None
        links = alignment.links_of(self.side, ends[self.side is Side.RIGHT])
        return next((link for link in links if (link.left, link.right) == ends), None)

    def _marks(self, starts: Sequence[int], link: Link | None) -> list[tuple[int, str, str | None]]:
        """The marks of passages that begin in a row, each with its passage and the name of its style.

        How they stand is told by `link` alone where that is what the row is there for.  What the reader said
        of them stands behind how they stand, or where there is no room instead of it.
        """
        starts = starts[:MARKS]
        free = MARKS - len(starts)
        marks: list[tuple[int, str, str | None]] = []
        for passage in starts:
            status = self.statuses[passage] if link is None else status_of_links((link,))
            said = self.said.get(passage, "")
            component = MARK_COMPONENTS.get(status)
            instead = said and not free and status is not PassageStatus.DIFFERS
            marks.append((passage, said[0] if instead else status.value, component))
            marks += [(passage, sign, component) for sign in said[:free]]
            free -= len(said[:free])
        return marks

    def _beginning(self, passages: range, span: Span) -> list[int]:
        """Those of the passages in a row that begin there."""
        return [p for p in passages if self.article.passages[p].span.start >= span.start]

    def _seams(self, passages: range, span: Span) -> list[int]:
        """Where within a row there is a blank before a passage, in order."""
        starts = [self.article.passages[p].span.start for p in self._beginning(passages, span)]
        return [at - 1 for at in starts if at - 1 > span.start and self.article.text[at - 1] == " "]

    def _segments(
        self,
        index: int,
        layout: RowLayout,
        roles: tuple[Layer, ...],
        margin: int,
        palette: Palette,
        selected: Span | None,
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
        yield Segment(" " * margin, palette.base)
        link = self._link_in(index, layout)
        yield from self.before_text(row, passages, roles, palette, link)
        text = self.article.text
        turned = RIGHT_TO_LEFT.search(text, row.span.start, row.span.end) is not None
        if turned:
            yield Segment(LEFT_TO_RIGHT_MARK, palette.base)
        stretches = [*self._stretches(row.block, row.span, passages, roles, link)]
        if selected is not None:
            stretches.append(StyledSpan(selected.start, selected.end, Layer.SELECTED))
        seams = self._seams(passages, row.span)
        seam_style = Style(color=palette.component(HIDDEN_COMPONENT).color)
        for start, end, layers in flatten_layers(row.span, whole_graphemes(text, row.span, stretches)):
            yield from _seamed(text, start, end, seams, palette.layers(layers), seam_style)
        if turned:
            yield Segment(LEFT_TO_RIGHT_MARK, palette.base)
        if row.kind is RowKind.REFERENCE and row.span.end < self.article.passages[passages[0]].span.end:
            yield Segment("…", palette.component(HIDDEN_COMPONENT))

    def hidden(self, count: int) -> str:
        """What stands for passages that the filter hides."""
        return f"⋯ {count} passage{'' if count == 1 else 's'}"

    def before_text(
        self, row: Row, passages: range, roles: tuple[Layer, ...], palette: Palette, link: Link | None
    ) -> Iterator[Segment]:
        """Everything between the margin and the text of a row: the gutter and the indent.

        Args:
            row: which one.
            passages: those in it.
            roles: what the cursor makes of each.
            palette: the styles.
            link: the one that the row is there for, if any.
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
        """Everything that lies over a row, in any order."""
        if self.article.blocks[block].furniture is not None:
            yield StyledSpan(span.start, span.end, Layer.FURNITURE)
        elif self.article.blocks[block].kind is BlockKind.HEADING:
            yield StyledSpan(span.start, span.end, Layer.HEADING)
        for quoted in overlapping(self._quotations_in(block), span):
            yield StyledSpan(quoted.start, quoted.end, Layer.QUOTED)
        for passage, role in zip(passages, roles, strict=True):
            place = self.article.passages[passage].span
            if role:
                yield StyledSpan(place.start, place.end, role)
            if self.statuses[passage] is PassageStatus.UNIQUE:
                yield StyledSpan(place.start, place.end, Layer.UNIQUE)
            yield from self._layers_of_links(passage, link, here=bool(role))
        for hit in overlapping(self._view.hits, span):
            yield StyledSpan(hit.start, hit.end, Layer.HIT_HERE if hit == self._view.hit else Layer.HIT)

    def _quotations_in(self, block: int) -> list[Span]:
        found = self._quotations.get(block)
        if found is None:
            found = self._quotations[block] = quotations(self.article, block)
        return found

    def _layers_of_links(self, passage: int, alone: Link | None, *, here: bool) -> tuple[StyledSpan, ...]:
        """What the links of a passage say of its text, or the one `alone` where it stands there for that."""
        alignment, link = self._view.alignment, self._view.link
        if alignment is None:
            return ()
        links = alignment.links_of(self.side, passage) if alone is None else (alone,)
        if here and link is not None and link.end(self.side) == passage and alone in (None, link):
            return tuple(link_layers(links, self.side, link))
        key = passage, None if alone is None else (alone.left, alone.right)
        layers = self._link_layers.get(key)
        if layers is None:
            layers = self._link_layers[key] = tuple(link_layers(links, self.side, None))
        return layers


def _seamed(
    text: str, start: int, end: int, seams: Sequence[int], style: Style, seam_style: Style
) -> Iterator[Segment]:
    """A stretch of text in one style, its seams shown."""
    for seam in seams:
        if start <= seam < end:
            if start < seam:
                yield Segment(text[start:seam], style)
            yield Segment(SEAM, style + seam_style)
            start = seam + 1
    if start < end:
        yield Segment(text[start:end], style)
