"""Both articles in one column: a title line for each above a shared pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from diptych.comparison_wording import LETTERS, linked_passages
from diptych.reader.bars.one_line import OneLine
from diptych.reader.panes.pane_with_ruler import PaneWithRuler
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.text.views import ViewLayouter


class SingleColumn(Vertical):
    """Titles and coverage of both articles above their shared pane."""

    BLANK = True  # the children cover it
    DEFAULT_CSS = """
    SingleColumn {
        width: 1fr;
        height: 1fr;
        & > .-active { background: $primary-muted; color: $foreground; text-style: bold; }
        & > .-active:nocolor { text-style: bold reverse; }
    }
    """

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter) -> None:
        super().__init__()
        self._articles = articles
        self.ruled = PaneWithRuler(articles, layouter, None)
        self.pane = self.ruled.pane
        self._titles = Pair(OneLine(), OneLine())

    def compose(self) -> ComposeResult:
        """Two title lines, then pane and ruler."""
        yield from self._titles
        yield self.ruled

    def show(self, active: Side, comparison: Comparison | None) -> None:
        """Show which article has the cursor, and how much of each the other one covers."""
        for side in Side:
            self._titles[side].set_class(side is active, "-active")
            self._titles[side].update(self._title(side, comparison), layout=False)

    def _title(self, side: Side, comparison: Comparison | None) -> Content:
        article = self._articles[side]
        linked = ""
        if comparison is not None and comparison.alignment.compared is None:
            linked = linked_passages(comparison.alignment, side, comparison.coverage(side), short=True)
        parts = filter(None, (linked, article.title, article.publisher, article.date))
        title = Content("  ·  ").join(Content(isolate_rtl(part)) for part in parts)
        return Content.assemble((LETTERS[side], "bold"), "  ", title)
