"""The screen of the plain mode, for screen readers and braille displays: one article, words instead of marks.

The keys are the same.  The terminal's cursor is at the passage that the last key moved to, or at the status
line if the key only changed that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset

from diptych.reader.accessible.painter import AccessiblePainter
from diptych.reader.accessible.rows import lay_out_accessible
from diptych.reader.accessible.wording import (
    ONE_VIEW,
    coverage,
    evidence,
    first_message,
    help_lines,
    list_lines,
    title,
)
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.panes.article_column import ArticleColumn
from diptych.reader.panes.split_view import NO_COUNTS, SplitView
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.filters import View
from diptych.reader.state.scrolling import Scroll
from diptych.reader.text.views import ViewLayouter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from diptych.article.model import Article
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.state.story_coverage import PassageCounts
    from diptych.reader.text.rows import RowLayout
    from diptych.sides import Pair, Side


class AccessibleLayouter(ViewLayouter):
    """Begins a new row with each passage.  There is only one view."""

    def layout(self, side: Side | None, width: int) -> RowLayout:
        """The rows of a pane."""
        assert side is not None  # noqa: S101 - no pane of the plain mode shows both articles
        return lay_out_accessible(self._articles, side, width, self._state.shown[side])


class AccessibleColumn(ArticleColumn):
    """An article's column in words."""

    DEFAULT_CSS = """
    AccessibleColumn {
        & ArticlePane { overflow-y: hidden; scrollbar-size: 0 0; }
    }
    """

    def __init__(self, articles: Pair[Article], layouter: ViewLayouter, side: Side) -> None:
        super().__init__(articles, layouter, side)
        self.pane.use_painter(AccessiblePainter)
        self._title.update(Content(title(self.article, side)))

    def _update_coverage(self) -> None:
        """Show in words how much of the article the other one covers."""
        comparison, stopped = self._covered
        self._coverage.update(Content(coverage(comparison, self.side, stopped=stopped)), layout=False)


class AccessibleSplitView(SplitView):
    """Both articles in the same place, one above the other, so that a switch wraps neither anew."""

    LAYOUTER = AccessibleLayouter
    COLUMN = AccessibleColumn
    DEFAULT_CSS = """
    AccessibleSplitView {
        layers: under over;
        & > AccessibleColumn { layer: over; }
        & > AccessibleColumn.-beneath { layer: under; }
    }
    """

    @property
    def stacked(self) -> bool:
        """Always: the article beneath is hidden."""
        return True

    @property
    def facing(self) -> bool:
        """Never."""
        return False

    def show(
        self, session: ReaderSession, *, stopped: bool, counts: Pair[PassageCounts | None] = NO_COUNTS
    ) -> None:
        """Bring the columns up to date, in the only view; the evidence says the counts."""
        del counts
        session.view = View.FACING
        super().show(session, stopped=stopped)


class AccessibleEvidence(EvidencePanel):
    """The evidence on the passage under the cursor, as sentences."""

    DEFAULT_CSS = """
    AccessibleEvidence { height: 30%; min-height: 3; max-height: 100%; text-wrap: wrap; padding: 0; }
    """

    def show(self, session: ReaderSession, counted: str = "") -> None:
        """Describe the passage under the cursor."""
        self.update(Content("\n".join(evidence(session, counted))), layout=False)


class AccessibleStatus(StatusBar):
    """The state of the session, without separators and without numbers that change by themselves."""

    DEFAULT_CSS = """
    AccessibleStatus { height: 2; text-wrap: wrap; padding: 0; }
    """

    shortened = False
    state: tuple[str, ...] = ()
    """The parts after the message, which the next key clears."""

    def joined(self, parts: Sequence[Content]) -> Content:
        """The parts as one sentence."""
        ended = [part[:-1] if part.plain.endswith(".") else part for part in parts]
        self.state = tuple(part.plain for part in ended[1 if self.message else 0 :])
        return Content("; ").join(ended)

    def progress_text(self, progress: float, *, again: bool) -> str:
        """The same text for any progress: a screen reader would read out each percentage."""
        del progress
        return "better links are being computed" if again else "links are being computed"


class AccessibleScreen(ReaderScreen):
    """The screen of the plain mode."""

    SPLIT_VIEW = AccessibleSplitView
    EVIDENCE = AccessibleEvidence
    STATUS = AccessibleStatus
    PLAIN = True
    HORIZONTAL_BREAKPOINTS = [(0, "-plain")]  # noqa: RUF012 - as Screen declares it
    DEFAULT_CSS = """
    AccessibleScreen {
        & ArticleColumn > Static { padding: 0; }
        & KeyBar, & LinkMap, & OverviewRuler { display: none; }
    }
    """

    _status: AccessibleStatus
    _shown: tuple[Place | None, tuple[str, ...]] = (None, ())
    """The place shown, and the parts of the status line."""
    _at_status = False
    """Whether the terminal's cursor is at the status line."""

    def on_mount(self) -> None:
        """Name the key for help, until the first key."""
        self._status.message = first_message(self.preferences.keys)
        super().on_mount()

    @property
    def terminal_cursor(self) -> Offset:
        """Where to put the terminal's cursor, in cells of the screen."""
        place = self.session.place
        if self._at_status or place is None:
            return self._status.content_region.offset
        pane = self.split_view.pane(place.side)
        row = pane.screen_row(place)
        region = pane.content_region
        return region.offset + Offset(0, min(max(row or 0, 0), max(region.height - 1, 0)))

    def _show(self) -> None:
        super()._show()
        self._shown = (self.session.place, self._status.state)

    def _settle(
        self, scroll: Scroll, warning: str | None = None, *, note: str | None = None, row: int | None = None
    ) -> None:
        before = self._shown
        super()._settle(scroll, warning, note=note, row=row)
        stayed = self._shown[0] == before[0]
        self._at_status = warning is not None or (stayed and self._shown[1] != before[1])
        # Textual moves the terminal's cursor only with an update.
        self._status.refresh()

    def action_cycle_view(self) -> None:
        """Explain that there is only one view."""
        self._settle(Scroll.LEAVE, ONE_VIEW)

    def action_turn_order(self) -> None:
        """Explain that there is only one view."""
        self.action_cycle_view()

    def action_evidence(self) -> None:
        """Show all the evidence on a screen of its own."""
        self._read(evidence(self.session, self.coverage.words))

    def action_all_evidence(self) -> None:
        """The same: nothing is left out here."""
        self.action_evidence()

    def action_help(self) -> None:
        """Show what the words mean and what the keys do."""
        self._read([*self.preferences.mistakes, *help_lines(self.preferences.keys)])

    def action_list(self, name: str) -> None:
        """Show a list by its name, and jump to the chosen line."""
        lines = list_lines(self.session, name, self.review.orphaned, self.coverage.only_here())

        def go(line: int | None) -> None:
            chosen = None if line is None else lines[line]
            if chosen is not None and chosen.place is not None:
                self.session.jump_to(chosen.place, chosen=chosen.link)
                self._settle(Scroll.CENTRE)

        self._read((line.text for line in lines), go)

    def _read(self, lines: Iterable[str], then: Callable[[int | None], None] | None = None) -> None:
        from diptych.reader.accessible.text_screen import TextScreen

        self.app.push_screen(TextScreen(lines), then)
