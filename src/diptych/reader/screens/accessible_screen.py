"""The reader for people who hear or feel the screen: one article, words for marks, a cursor to follow.

The keys are the same.  The terminal's cursor stands where the last key has led: at the passage it went to, or
at the status line where it changed or could do nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Offset

from diptych.reader.accessible.painter import AccessiblePainter
from diptych.reader.accessible.rows import lay_out_accessible
from diptych.reader.accessible.wording import coverage, evidence, help_lines, keys_aloud, list_lines
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.panes.article_column import ArticleColumn
from diptych.reader.panes.split_view import SplitView
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.state.filters import View
from diptych.reader.state.scrolling import Scroll
from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.terminal.key_names import remapped
from diptych.reader.terminal.keys import BINDINGS
from diptych.reader.text.views import ViewLayouter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from diptych.article.model import Article
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.text.rows import RowLayout
    from diptych.sides import Pair, Side


class AccessibleLayouter(ViewLayouter):
    """Begins a row with each passage; there is but one view."""

    def layout(self, side: Side | None, width: int) -> RowLayout:
        """The rows of a pane."""
        assert side is not None  # noqa: S101 - there is no pane for both
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
        # Which article it is must be said, for only one is there at a time.
        self._title.update(Content(f"{side.value.capitalize()} article: {kept_apart(self.article.title)}"))

    def _update_coverage(self) -> None:
        """Say in words how much of the article the other covers."""
        comparison, stopped = self._covered
        if comparison is not None and comparison.alignment.compared is None:
            said = coverage(comparison, self.side)
        elif not stopped:
            said = "Links are being computed."
        else:
            said = "No links computed." if comparison is None else "Only what was in view is linked."
        self._coverage.update(Content(said), layout=False)


class AccessibleSplitView(SplitView):
    """Both articles in the same place, one to be seen: neither has to be wrapped anew when they change."""

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
        """Always: what stands beneath is not seen."""
        return True

    @property
    def facing(self) -> bool:
        """Never."""
        return False

    def show(self, session: ReaderSession, *, stopped: bool) -> None:
        """Bring the columns up to the state of the reading, in the one view that there is."""
        session.view = View.FACING
        super().show(session, stopped=stopped)


class AccessibleEvidence(EvidencePanel):
    """What is known of the passage under the cursor, as sentences."""

    DEFAULT_CSS = """
    AccessibleEvidence { height: 30%; min-height: 3; max-height: 100%; text-wrap: wrap; padding: 0; }
    """

    def show(self, session: ReaderSession) -> None:
        """Describe the passage under the cursor of `session`."""
        self.update(Content("\n".join(evidence(session))), layout=False)


class AccessibleStatus(StatusBar):
    """The state of the reading, with no marks between its parts and no figure that changes by itself."""

    DEFAULT_CSS = """
    AccessibleStatus { height: 2; text-wrap: wrap; padding: 0; }
    """

    shortened = False
    state: tuple[str, ...] = ()
    """What is said beside the message, which goes with the next key."""

    def joined(self, parts: Sequence[Content]) -> Content:
        """The parts as one sentence."""
        ended = [part[:-1] if part.plain.endswith(".") else part for part in parts]
        self.state = tuple(part.plain for part in ended[1 if self.message else 0 :])
        return Content("; ").join(ended)

    def progress_text(self, progress: float) -> str:
        """That links are computed; a share would be read out at every step."""
        del progress
        return "links are being computed"


class AccessibleScreen(ReaderScreen):
    """The screen of the plain mode."""

    SPREAD = AccessibleSplitView
    EVIDENCE = AccessibleEvidence
    STATUS = AccessibleStatus
    HORIZONTAL_BREAKPOINTS = [(0, "-plain")]  # noqa: RUF012 - as Screen declares it
    DEFAULT_CSS = """
    AccessibleScreen {
        & ArticleColumn > Static { padding: 0; }
        & KeyBar, & LinkMap, & OverviewRuler { display: none; }
    }
    """

    _status: AccessibleStatus
    _told: tuple[Place | None, tuple[str, ...]] = (None, ())
    """The place that is shown, and what the status line says of it."""
    _at_status = False
    """Whether the cursor stands at the status line."""

    def on_mount(self) -> None:
        """Say how to find out more, until the first key."""
        help_keys = next(key for key in remapped(BINDINGS, self.preferences.keys) if key.action == "help")
        self._status.message = f"Press {keys_aloud(help_keys)} for help."
        super().on_mount()

    @property
    def terminal_cursor(self) -> Offset:
        """Where the terminal's cursor is to stand, in cells of the screen."""
        place = self.session.place
        if self._at_status or place is None:
            return self._status.content_region.offset
        pane = self.split_view.pane(place.side)
        row = pane.screen_row(place)
        region = pane.content_region
        return region.offset + Offset(0, min(max(row or 0, 0), max(region.height - 1, 0)))

    def _show(self) -> None:
        super()._show()
        self._told = (self.session.place, self._status.state)

    def _settle(
        self, scroll: Scroll, warning: str | None = None, *, note: str | None = None, row: int | None = None
    ) -> None:
        before = self._told
        super()._settle(scroll, warning, note=note, row=row)
        stayed = self._told[0] == before[0]
        self._at_status = warning is not None or (stayed and self._told[1] != before[1])
        # Something must be written for the cursor to move.
        self._status.refresh()

    def action_cycle_view(self) -> None:
        """Say that there is but one view."""
        self._settle(Scroll.LEAVE, "The plain mode has one view: each article as it was printed.")

    def action_turn_order(self) -> None:
        """Say the same."""
        self.action_cycle_view()

    def action_evidence(self) -> None:
        """Read what the link rests on, on a screen of its own, where there is room for all of it."""
        self._read(evidence(self.session))

    def action_help(self) -> None:
        """Say what the words mean and what the keys do."""
        self._read(help_lines(self.preferences.keys))

    def action_list(self, name: str) -> None:
        """Read a list by its name, and go where a line of it leads."""
        lines = list_lines(self.session, name, self.review.orphaned)

        def go(line: int | None) -> None:
            chosen = None if line is None else lines[line]
            if chosen is not None and chosen.place is not None:
                self.session.jump_to(chosen.place, chosen=chosen.link)
                self._settle(Scroll.CENTRE)

        self._read((line.text for line in lines), go)

    def _read(self, lines: Iterable[str], then: Callable[[int | None], None] | None = None) -> None:
        from diptych.reader.accessible.text_screen import TextScreen

        self.app.push_screen(TextScreen(lines), then)
