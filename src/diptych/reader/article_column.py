"""An article's column: what it is and how much of it the other covers, above its pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from diptych.reader.article_pane import ArticlePane
from diptych.reader.highlights import Standing, standings
from diptych.sides import Side

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.comparison import Comparison


class ArticleColumn(Vertical):
    """Title, provenance, coverage, and the pane."""

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
        &.-active > .column--title { background: $primary-muted; color: $foreground; }
    }
    """

    def __init__(self, article: Article, side: Side) -> None:
        super().__init__(classes="-active" if side is Side.LEFT else "-inactive")
        self.article = article
        self.side = side
        self.pane = ArticlePane(article, side)
        self._coverage = Static("linking …", classes="column--coverage")
        self._covered: tuple[Comparison | None, bool] = (None, False)

    def compose(self) -> ComposeResult:
        """Three lines, then the pane."""
        article = self.article
        provenance = " · ".join(part for part in (article.publisher, article.date) if part)
        yield Static(Content(article.title), classes="column--title")
        yield Static(Content(provenance or article.source), classes="column--provenance")
        yield self._coverage
        yield self.pane

    def show_coverage(self, comparison: Comparison | None, *, stopped: bool) -> None:
        """Say how much of the article the other one covers, in words and by the marks of the gutter."""
        if self._covered[0] is comparison and self._covered[1] == stopped:
            return
        self._covered = comparison, stopped
        if comparison is None:
            self._coverage.update("no links computed" if stopped else "linking …", layout=False)
            return
        alignment = comparison.alignment
        marks = standings(alignment, self.side, len(self.article.passages))
        linked = len(alignment.linked(self.side))
        differing = marks.count(Standing.DIFFERS)
        parts = [
            Content(f"{comparison.coverage(self.side):.0%} covered"),
            Content.assemble((Standing.LINKED.value, "$text-success"), f" {linked} linked"),
            Content.assemble((Standing.UNIQUE.value, "$text-warning"), f" {len(marks) - linked} unique"),
        ]
        if differing:
            word = "differs" if differing == 1 else "differ"
            parts.append(
                Content.assemble((Standing.DIFFERS.value, "$text-error bold"), f" {differing} {word}")
            )
        self._coverage.update(Content("  ").join(parts), layout=False)
