"""An article's column: title, provenance and coverage above its pane and ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from diptych.alignment.kinds import Voice
from diptych.article.identity import source_label
from diptych.comparison_wording import linked_passages
from diptych.reader.bars.one_line import OneLine
from diptych.reader.panes.pane_with_ruler import PaneWithRuler
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.highlights import PassageStatus
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from diptych.alignment.model import Alignment
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.text.views import ViewLayouter
    from diptych.sides import Pair


LINKING = "linking …"
NO_LINKS = "no links computed"
PARTLY_LINKED = "only what was in view is linked"


class ArticleColumn(Vertical):
    """Title, provenance, coverage, and the pane with its ruler at the outer edge."""

    BLANK = True  # the children cover it
    DEFAULT_CSS = """
    ArticleColumn {
        width: 1fr;
        height: 1fr;
        & > .column--title { text-style: bold; }
        & > .column--provenance { color: $text-muted; }
        & > .column--title.-active { background: $primary-muted; color: $foreground; }
        & > .column--title.-active:nocolor { text-style: bold reverse; }
    }
    """

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side) -> None:
        super().__init__()
        article = self.article = articles[side]
        self.side = side
        self.ruled = PaneWithRuler(articles, layouter, side)
        self.pane = self.ruled.pane
        active = " -active" if side is Side.LEFT else ""
        self._title = OneLine(Content(isolate_rtl(article.title)), classes=f"column--title{active}")
        self._coverage = OneLine(LINKING, classes="column--coverage")
        self._covered: tuple[Comparison | None, bool] = (None, False)
        self._statuses: Sequence[PassageStatus] = ()

    def compose(self) -> ComposeResult:
        """Title, provenance, coverage, then pane and ruler."""
        article = self.article
        provenance = " · ".join(part for part in (article.publisher, article.date) if part)
        yield self._title
        if not provenance and (source := source_label(article.source)) != article.title:
            provenance = source  # an article without a title has its source as title
        yield OneLine(Content(isolate_rtl(provenance)), classes="column--provenance")
        yield self._coverage
        yield self.ruled

    def on_resize(self) -> None:
        """Show as much of the coverage as there is room for."""
        self._update_coverage()

    def show_place(self, *, active: bool, stacked: bool) -> None:
        """Mark the title of the active article; in stacked columns, put the other article below it.

        The column changes its own class only if stacked, because that restyles and repaints all of it.
        """
        self._title.set_class(active, "-active")
        self.set_class(stacked and not active, "-beneath")

    def show_coverage(
        self, comparison: Comparison | None, statuses: Sequence[PassageStatus], *, stopped: bool
    ) -> None:
        """Show how much of the article the other one covers.

        Args:
            comparison: the links; None while there are none.
            statuses: status of each passage of this article by these links.
            stopped: whether linking has stopped.
        """
        if self._covered[0] is not comparison or self._covered[1] != stopped:
            self._covered, self._statuses = (comparison, stopped), statuses
            self._update_coverage()

    def _update_coverage(self) -> None:
        comparison, stopped = self._covered
        if comparison is None or comparison.alignment.compared is not None:
            incomplete = NO_LINKS if comparison is None else PARTLY_LINKED
            content = Content(incomplete if stopped else LINKING)
        else:
            lines = _coverage(comparison, self.side, self._statuses)
            room = self.size.width - 2
            content = next((line for line in lines if line.cell_length <= room), lines[-1])
        self._coverage.update(content, layout=False)


def _agreed(alignment: Alignment, side: Side) -> int:
    """Number of passages of one side with a link that diptych and the language model make."""
    found = alignment.by_passage(side).values()
    return sum(any(link.voice(alignment.threshold) is Voice.BOTH for link in links) for links in found)


_COUNTED = (
    (PassageStatus.DIFFERS, "differ", "$differs-text bold"),
    (PassageStatus.MAY_DIFFER, "may differ", "$differs-text"),
    (PassageStatus.UNIQUE, "unique", "$text-warning"),
)
"""Statuses that are counted beside the linked passages, with names and styles."""


def _coverage(comparison: Comparison, side: Side, statuses: Sequence[PassageStatus]) -> list[Content]:
    """The coverage of an article, as lines with the same facts, the longest first."""
    coverage, sign = comparison.coverage(side), (PassageStatus.LINKED.value, "$text-success")
    long, short = (
        Content.assemble(sign, f" {linked_passages(comparison.alignment, side, coverage, short=few)}")
        for few in (False, True)
    )
    if comparison.opinion is not None and comparison.alignment.voice is Voice.BOTH:
        agreed = f" ({_agreed(comparison.alignment, side):,} by both)"
        long, short = long.append_text(agreed), short.append_text(agreed)
    named, bare = list[Content](), list[Content]()
    for status, name, style in _COUNTED:
        count = statuses.count(status)
        if not count and status is not PassageStatus.UNIQUE:
            continue
        mark, nearly = Content.styled(status.value, style), Content("")
        if status is PassageStatus.DIFFERS and count == 1:
            name = "differs"
        if status is PassageStatus.UNIQUE and (near := statuses.count(PassageStatus.NEAR)):
            count += near  # as the lists and the filter count
            nearly = Content.assemble(" (", (PassageStatus.NEAR.value, style), f" {near:,})")
        named.append(Content.assemble(mark, f" {count:,} {name}", nearly))
        bare.append(Content.assemble(mark, f" {count:,}", nearly))
    between = Content("  ")
    return [between.join(parts) for parts in ([long, *named], [short, *named], [short, *bare])]
