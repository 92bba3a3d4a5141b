"""The passages of the entry under the cursor, below its list: as much of them as fits.

The passage of the left article stands on the left, or above in a narrow terminal.  A unique passage stands
with the passage of the other article that comes nearest.
"""

from __future__ import annotations

import re
from itertools import islice, zip_longest
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from diptych.alignment.kinds import Verdict
from diptych.article.model import Span
from diptych.comparison_wording import LETTERS
from diptych.reader.bars import wording as bar_wording
from diptych.reader.bars.evidence_lines import link_evidence, link_headline
from diptych.reader.bars.one_line import OneLine
from diptych.reader.lists.filter import hits
from diptych.reader.lists.wording import comes_near
from diptych.reader.state.navigation import Place, nearest_to
from diptych.reader.terminal.bidi import LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT
from diptych.reader.text.excerpts import excerpt
from diptych.reader.text.highlights import Layer, PassageStatus, StyledSpan, flatten_layers, link_layers
from diptych.reader.text.positions import PassagePositions, paragraphs
from diptych.reader.text.rows import MIN_WIDTH, whole_graphemes, wrap
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry

SIDE_BY_SIDE = 90
"""Minimum width in cells for both passages side by side, as for the panes of the reader."""

_GAP = "  │  "
_STYLES = {
    Layer.HIT: "$hit-text on $hit-ground underline",
    Layer.DIFFERS: "$differs-text bold underline",
    Layer.SHARED_HERE: "$shared-text bold",
}
"""Styles of layers, the one painted over the others first."""

_WHITE_SPACE = re.compile(r"\s")


class Previewed(NamedTuple):
    """What a preview shows of an entry."""

    heading: Content
    passages: Pair[range]
    """The passages of either side; empty if there are none."""
    link: Link | None
    """The link between them, if it counts: its evidence is marked."""


class ListPreview(OneLine):
    """The passages of one entry; its height depends on the terminal only, so that the list stays still."""

    ALLOW_SELECT = False
    DEFAULT_CSS = """
    ListPreview { height: 33%; max-height: 14; }
    """

    def __init__(self, articles: Pair[Article]) -> None:
        super().__init__(id="list-preview")
        self._lines = PreviewLines(articles)
        self._shown: tuple[ListEntry | None, Alignment | None, str] = (None, None, "")

    def show(self, entry: ListEntry | None, alignment: Alignment | None, query: str) -> None:
        """Show an entry, if there is room.

        Args:
            entry: the entry under the cursor; None in an empty list.
            alignment: the links; None until they are computed.
            query: the filter, whose hits are marked.
        """
        self._shown = entry, alignment, query
        if self.display and self.size.height:
            lines = self._lines.of(entry, alignment, query, *self.content_size)
            self.update(Content("\n").join(lines), layout=False)

    def on_resize(self) -> None:
        """Fit the passages to the new size."""
        self.show(*self._shown)


class PreviewLines:
    """Lays out the passages of list entries of two articles."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._positions = articles.map(PassagePositions)
        self._place_width = max(positions.width for positions in self._positions)

    def of(
        self, entry: ListEntry | None, alignment: Alignment | None, query: str, width: int, height: int
    ) -> list[Content]:
        """At most `height` lines of `width` cells; arguments else as for `ListPreview.show`."""
        if entry is None or alignment is None or not (entry.left or entry.right):
            return []
        shown = previewed(entry, alignment, self._articles)
        left, right = (self._column(side, shown, entry, query) for side in Side)
        most = height - 1
        if width >= SIDE_BY_SIDE:
            room = (width - cell_len(_GAP)) // 2
            rows = zip_longest(left.rows(room, most), right.rows(room, most), fillvalue=Content(""))
            gap = Content.styled(_GAP, "$text-muted")
            return [shown.heading, *(Content("").join([_filled(one, room), gap, two]) for one, two in rows)]
        above, below = len(left.rows(width, most)), len(right.rows(width, most))
        above = min(above, max(most - below, (most + 1) // 2))
        return [shown.heading, *left.rows(width, above), *right.rows(width, most - above)]

    def _column(self, side: Side, shown: Previewed, entry: ListEntry, query: str) -> _Column:
        """The passages of a side, with what both share, where they differ, the detail and the hits marked."""
        article, passages = self._articles[side], shown.passages[side]
        if not passages:
            return _Column("", "", (), ())
        marked = [] if shown.link is None else [*link_layers((shown.link,), side, shown.link)]
        if entry.difference is not None:
            reading = entry.difference.spans[side]
            marked.append(StyledSpan(reading.start, reading.end, Layer.DIFFERS))
        if entry.detail is not None and entry.detail.side is side:
            reading = entry.detail.detail.span
            marked.append(StyledSpan(reading.start, reading.end, Layer.HIT))
        spans = tuple(paragraphs(article, passages))
        start = spans[0].start
        for first, last in hits(query, article.text[start : spans[-1].end]):
            marked.append(StyledSpan(start + first, start + last, Layer.HIT))
        place = self._positions[side].short_label(passages.start, passages[-1]).ljust(self._place_width)
        return _Column(f"{LETTERS[side]} {place}  ", article.text, spans, marked)


class _Column(NamedTuple):
    """The passages of one side."""

    label: str
    text: str
    """The text of the article."""
    spans: Sequence[Span]
    """Parts of paragraphs of the text."""
    marked: Sequence[StyledSpan]

    def rows(self, width: int, most: int) -> list[Content]:
        """The label and the passages beside it, in at most `most` rows; what does not fit is cut."""
        room = max(MIN_WIDTH, width - cell_len(self.label))
        every = (row for span in self.spans for row in wrap(self.text, room, start=span.start, end=span.end))
        rows = [*islice(every, max(0, most) + 1)]
        before = [self.label] + [" " * cell_len(self.label)] * (len(rows) - 1)
        return [
            self._row(start, span, room, is_cut=number == most < len(rows))
            for number, (start, span) in enumerate(zip(before, rows[: max(0, most)], strict=False), 1)
        ]

    def _row(self, before: str, span: Span, room: int, *, is_cut: bool) -> Content:
        if is_cut:
            span = Span(span.start, min(span.end, span.start + excerpt(f"{span.of(self.text)}…", room).end))
        mark = LEFT_TO_RIGHT_MARK if RIGHT_TO_LEFT.search(self.text, span.start, span.end) else ""
        parts = [
            Content.styled(_WHITE_SPACE.sub(" ", self.text[start:end]), _style(layers))
            for start, end, layers in flatten_layers(span, whole_graphemes(self.text, span, self.marked))
        ]
        label = Content.styled(f"{before}{mark}", "$text-muted")
        return Content("").join([label, *parts, Content(f"{mark}{'…' if is_cut else ''}")])


def previewed(entry: ListEntry, alignment: Alignment, articles: Pair[Article]) -> Previewed:
    """What a preview shows of an entry, which must have a passage.

    Args:
        entry: the entry.
        alignment: the links.
        articles: both articles.
    """
    link = entry.link if entry.detail is None else entry.detail.link
    if link is not None:
        count = 1  # only this one is shown
        if link.verdict is Verdict.REJECTED:  # what is left to either passage
            count = sum(len(alignment.links_of(side, link.end(side))) for side in Side)
        headline = link_headline(link, count, alignment.threshold)
        heading = Content("   ").join([headline, link_evidence(link, articles)])
        return Previewed(heading, Pair(_one(link.left), _one(link.right)), link)
    side = Side.LEFT if entry.left else Side.RIGHT
    run, none = entry.passages(side), range(0)
    if not any(alignment.known(side, passage) for passage in run):
        return Previewed(Content(bar_wording.NOT_COMPUTED), _pair(side, run, none), None)
    if counterparts := alignment.links_of(side, run.start):  # of a passage with a note
        return previewed(entry._replace(link=counterparts[0]), alignment, articles)
    near = [link for passage in run for link in nearest_to(alignment, Place(side, passage))[:1]]
    best = max(near, key=lambda found: (found.verdict is Verdict.REJECTED, found.score), default=None)
    status = PassageStatus.UNIQUE
    if best is not None and alignment.comes_near(side, best.end(side)):
        status = PassageStatus.NEAR
    heading = Content.assemble(
        (f"{status.value} {status.name.lower()}", "$text-warning bold"),
        "   ",
        bar_wording.NOTHING_NEAR if best is None else comes_near(best),
    )
    if best is None:
        return Previewed(heading, _pair(side, run, none), None)
    # The list shows the whole run: here stands only what the other article comes nearest to.
    return Previewed(heading, Pair(_one(best.left), _one(best.right)), None)


def _style(layers: Layer) -> str:
    return next((style for layer, style in _STYLES.items() if layer & layers), "")


def _filled(line: Content, width: int) -> Content:
    return line.append_text(" " * max(0, width - line.cell_length))


def _one(passage: int) -> range:
    return range(passage, passage + 1)


def _pair(side: Side, its: range, others: range) -> Pair[range]:
    return Pair(its, others) if side is Side.LEFT else Pair(others, its)
