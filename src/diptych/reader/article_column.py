"""An article's column: what it is and how much of it the other covers, above its pane and a ruler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from diptych.reader.article_pane import ArticlePane
from diptych.reader.highlights import Standing
from diptych.reader.overview_ruler import OverviewRuler
from diptych.reader.ruler_layout import PassageScale, RulerScale, hit_rows
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual import events
    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.comparison import Comparison


class ArticleColumn(Vertical):
    """Title, provenance, coverage, and the pane with its ruler at the outer edge."""

    DEFAULT_CSS = """
    ArticleColumn {
        width: 1fr;
        height: 1fr;
        & > Static {
            height: 1;
            padding: 0 1;
            text-wrap: nowrap;
            text-overflow: ellipsis;
            background: $surface;
        }
        & > .column--title { text-style: bold; }
        & > .column--provenance { color: $text-muted; }
        & > .column--title.-active { background: $primary-muted; color: $foreground; }
    }
    """

    def __init__(self, article: Article, side: Side) -> None:
        super().__init__()
        self.article = article
        self.side = side
        self.pane = ArticlePane(article, side)
        active = " -active" if side is Side.LEFT else ""
        self._title = Static(Content(article.title), classes=f"column--title{active}")
        self._coverage = Static("linking …", classes="column--coverage")
        self._covered: tuple[Comparison | None, bool] = (None, False)
        self._ruler = OverviewRuler(side)
        self._scales: tuple[object, RulerScale, PassageScale] | None = None
        """The scales of the ruler, and the layout that they were made for."""
        self._ruled: tuple[object, ...] = ()
        """What the marks of the ruler were made from."""

    def compose(self) -> ComposeResult:
        """Three lines, then ruler and pane."""
        article = self.article
        provenance = " · ".join(part for part in (article.publisher, article.date) if part)
        yield self._title
        yield Static(Content(provenance or article.source), classes="column--provenance")
        yield self._coverage
        with Horizontal():
            yield from (self._ruler, self.pane) if self.side is Side.LEFT else (self.pane, self._ruler)

    def on_mount(self) -> None:
        """Follow the pane with the ruler."""
        self.watch(self.pane, "scroll_y", self._place_ruler, init=False)

    def on_resize(self) -> None:
        """Say as much of the coverage as there is room for."""
        self._update_coverage()

    def show_place(self, *, active: bool, stacked: bool) -> None:
        """Say by the title which article the keys move in; where columns are stacked, the other is beneath.

        The column itself changes its class only then: everything within would be styled and painted anew.
        """
        self._title.set_class(active, "-active")
        self.set_class(stacked and not active, "-beneath")

    def show_coverage(self, comparison: Comparison | None, *, stopped: bool) -> None:
        """Say how much of the article the other one covers, in words and by the marks of the gutter.

        Args:
            comparison: the links; None when there are none yet.
            stopped: whether no more will come.
        """
        if self._covered[0] is not comparison or self._covered[1] != stopped:
            self._covered = comparison, stopped
            self._update_coverage()

    def _update_coverage(self) -> None:
        comparison, stopped = self._covered
        if comparison is None or comparison.alignment.compared is not None:
            some = "no links computed" if comparison is None else "only what was in view is linked"
            said = Content(some if stopped else "linking …")
        else:
            long, short = _coverage(comparison, self.side, self.pane.standings)
            said = long if long.cell_length <= self.size.width - 2 else short
        self._coverage.update(said, layout=False)

    # The ruler

    @on(ArticlePane.LaidOut)
    @on(OverviewRuler.Resized)
    def _rule(self, message: ArticlePane.LaidOut | OverviewRuler.Resized) -> None:
        message.stop()
        self.show_ruler()

    @on(OverviewRuler.Sought)
    def _seek(self, message: OverviewRuler.Sought) -> None:
        message.stop()
        self._tell(scrolled=self.pane.scroll_to_row(message.top))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll the pane, whatever of its column the mouse is on."""
        event.stop()
        self._tell(scrolled=self.pane.turn_wheel(1))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll the pane back."""
        event.stop()
        self._tell(scrolled=self.pane.turn_wheel(-1))

    def _tell(self, *, scrolled: bool) -> None:
        """Say so in the pane's stead: what that posts at a parent's behest gets no further than to it."""
        if scrolled:
            self.post_message(ArticlePane.Scrolled(self.side))

    def show_ruler(self) -> None:
        """Bring the ruler up to what the pane shows; little is done where little has changed."""
        pane, height = self.pane, self._ruler.size.height
        layout = pane.layout_shown
        if self._scales is None or self._scales[0] is not layout or self._scales[1].height != height:
            scale = RulerScale(len(layout.rows), height)
            self._scales = layout, scale, PassageScale(self.article, layout.passage_rows, scale)
        _, scale, passages = self._scales
        made_from = (scale, pane.standings, pane.hits)
        if len(self._ruled) != len(made_from) or any(
            one is not two for one, two in zip(self._ruled, made_from, strict=True)
        ):
            self._ruled = made_from
            starts = (hit.start for hit in pane.hits)
            self._ruler.show(scale, passages.marks(pane.standings, hit_rows(layout.rows, starts)))
        self._place_ruler()

    def _place_ruler(self) -> None:
        window = self.pane.window
        self._ruler.place(window.top, window.height, self.pane.cursor_rows)


def _coverage(comparison: Comparison, side: Side, marks: Sequence[Standing]) -> tuple[Content, Content]:
    """How much is covered, in many words and in few."""
    linked, differing = len(comparison.alignment.by_passage(side)), marks.count(Standing.DIFFERS)
    covered = f"{comparison.coverage(side):.0%} covered"
    counts = Content.assemble((Standing.LINKED.value, "$text-success"), f" {linked} linked")
    unique = Content.assemble((Standing.UNIQUE.value, "$text-warning"), f" {len(marks) - linked} unique")
    long = short = counts
    if differing:
        differs = (Standing.DIFFERS.value, "$text-error bold")
        verb = "differs" if differing == 1 else "differ"
        long = Content.assemble(counts, ", of which ", differs, f" {differing} {verb}")
        short = Content.assemble(counts, " (", differs, f" {differing})")
    between = Content("  ")
    return (
        between.join([Content(f"{covered} by the other"), long, unique]),
        between.join([Content(covered), short, unique]),
    )
