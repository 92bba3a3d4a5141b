"""An article's column: what it is and how much of it the other covers, above its pane and a ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from diptych.article.identity import in_words
from diptych.percentages import percent
from diptych.reader.bars.one_line import OneLine
from diptych.reader.panes.pane_with_ruler import PaneWithRuler
from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.text.highlights import PassageStatus
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.text.views import ViewLayouter
    from diptych.sides import Pair


class ArticleColumn(Vertical):
    """Title, provenance, coverage, and the pane with its ruler at the outer edge."""

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
        self._title = OneLine(Content(kept_apart(article.title)), classes=f"column--title{active}")
        self._coverage = OneLine("linking …", classes="column--coverage")
        self._covered: tuple[Comparison | None, bool] = (None, False)
        self._statuses: Sequence[PassageStatus] = ()

    def compose(self) -> ComposeResult:
        """Three lines, then ruler and pane."""
        article = self.article
        provenance = " · ".join(part for part in (article.publisher, article.date) if part)
        yield self._title
        source = in_words(article.source)
        told = provenance or (source if source != article.title else "")  # what has no title is named by it
        yield OneLine(Content(kept_apart(told)), classes="column--provenance")
        yield self._coverage
        yield self.ruled

    def on_resize(self) -> None:
        """Say as much of the coverage as there is room for."""
        self._update_coverage()

    def show_place(self, *, active: bool, stacked: bool) -> None:
        """Say by the title which article the keys move in; where columns are stacked, the other is beneath.

        The column itself changes its class only then: everything within would be styled and painted anew.
        """
        self._title.set_class(active, "-active")
        self.set_class(stacked and not active, "-beneath")

    def show_coverage(
        self, comparison: Comparison | None, statuses: Sequence[PassageStatus], *, stopped: bool
    ) -> None:
        """Say how much of the article the other one covers, in words and by the marks of the gutter.

        Args:
            comparison: the links; None when there are none yet.
            statuses: how the passages of this article stand, as these links say.
            stopped: whether no more will come.
        """
        if self._covered[0] is not comparison or self._covered[1] != stopped:
            self._covered, self._statuses = (comparison, stopped), statuses
            self._update_coverage()

    def _update_coverage(self) -> None:
        comparison, stopped = self._covered
        if comparison is None or comparison.alignment.compared is not None:
            some = "no links computed" if comparison is None else "only what was in view is linked"
            said = Content(some if stopped else "linking …")
        else:
            long, short = _coverage(comparison, self.side, self._statuses)
            said = long if long.cell_length <= self.size.width - 2 else short
        self._coverage.update(said, layout=False)


def _coverage(comparison: Comparison, side: Side, marks: Sequence[PassageStatus]) -> tuple[Content, Content]:
    """How much is covered, in many words and in few."""
    linked, differing = len(comparison.alignment.by_passage(side)), marks.count(PassageStatus.DIFFERS)
    covered = f"{percent(comparison.coverage(side))} covered"
    counts = Content.assemble((PassageStatus.LINKED.value, "$text-success"), f" {linked} linked")
    unique = Content.assemble((PassageStatus.UNIQUE.value, "$text-warning"), f" {len(marks) - linked} unique")
    long = short = counts
    if differing:
        differs = (PassageStatus.DIFFERS.value, "$text-error bold")
        verb = "differs" if differing == 1 else "differ"
        long = Content.assemble(counts, ", of which ", differs, f" {differing} {verb}")
        short = Content.assemble(counts, " (", differs, f" {differing})")
    between = Content("  ")
    return (
        between.join([Content(f"{covered} by the other"), long, unique]),
        between.join([Content(covered), short, unique]),
    )
