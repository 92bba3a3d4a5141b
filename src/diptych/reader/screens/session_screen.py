"""Shows a session: composes the widgets, passes messages between them, and brings them up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.message import Message
from textual.screen import Screen
from textual.signal import Signal
from textual.widgets import Input

from diptych.comparison_wording import unread_sentence
from diptych.preferences.settings import Preferences
from diptych.reader.asking.service import AskingService
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.reader.bars.key_bar import KeyBar
from diptych.reader.bars.status_bar import StatusBar
from diptych.reader.linking.service import LinkingService
from diptych.reader.linkmap.link_map import LinkMap
from diptych.reader.panes import cursor_moves
from diptych.reader.panes.article_pane import ArticlePane
from diptych.reader.panes.split_view import SplitView
from diptych.reader.screens.coverage_actions import CoverageActions
from diptych.reader.screens.opinion_actions import OpinionActions, OpinionContext
from diptych.reader.screens.review_actions import ReviewActions
from diptych.reader.screens.search_actions import SearchActions
from diptych.reader.screens.session_memory import SessionMemory, view_named
from diptych.reader.state.scrolling import Scroll
from diptych.reader.state.session import ReaderSession
from diptych.reader.state.wording import NOT_YET, back_again
from diptych.reader.terminal.key_names import first_keys, remapped
from diptych.reader.terminal.keys import BINDINGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Aligner, Comparison
    from diptych.history.pairs import PairHistory
    from diptych.reader.linking.story_service import StoryService
    from diptych.sides import Pair
    from diptych.verdicts.store import VerdictStore

NARROW = 90
"""Cells; in a narrower terminal the panes are stacked, the active one on top."""

LOW = 30
"""Rows; in a lower terminal the panes have the smallest possible frame."""

TINY = 16
"""Rows; a lower terminal shows only the titles, the text and the status line."""


class SessionScreen(Screen[None], inherit_bindings=False):
    """Two articles with their links, evidence and status.  Knows no keys."""

    SPLIT_VIEW: ClassVar[type[SplitView]] = SplitView
    EVIDENCE: ClassVar[type[EvidencePanel]] = EvidencePanel
    STATUS: ClassVar[type[StatusBar]] = StatusBar
    _resumed = False
    PLAIN: ClassVar[bool] = False
    """Whether the screen suits screen readers."""
    listed = False
    """Whether the pair was opened from the list of a folder."""
    welcomes = True
    """Whether to say, with the first links, where an earlier session ended."""
    AUTO_FOCUS = ""
    BLANK = True  # the widgets cover it
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (NARROW, "-wide")]  # noqa: RUF012 - as Screen declares it
    VERTICAL_BREAKPOINTS = [(0, "-tiny"), (TINY, "-low"), (LOW, "-high")]  # noqa: RUF012

    def __init__(
        self,
        articles: Pair[Article],
        settings: AlignmentSettings | None = None,
        preferences: Preferences | None = None,
        memory: PairHistory | None = None,
        known: Comparison | None = None,
        verdicts: Callable[[], VerdictStore] | None = None,
        aligner: Aligner | None = None,
        opinions: OpinionContext | None = None,
    ) -> None:
        """Restore the saved session, but start no work.

        Args:
            articles: both articles.
            settings: settings that the links are computed with; the defaults when None.
            preferences: preferences of the user; the defaults when None.
            memory: saved sessions of the pair; None to save none.
            known: the links, if they have been computed already.
            verdicts: opens the stored verdicts of the pair; None to keep verdicts in memory.
            aligner: links the passages; the package's own when None.
            opinions: where opinions of language models are kept; None to keep none.
        """
        self.preferences = preferences or Preferences()
        keys = first_keys(self.preferences.keys)
        self._top_key = keys["beginning"]
        split_view = self.SPLIT_VIEW(articles, self.preferences.measure, self.preferences.link_map_characters)
        session = ReaderSession(articles, split_view.screen_row)
        # With the usual classes from the start, the first frame is styled only once.
        super().__init__(classes="-wide -high")
        self.session = session
        self.split_view = split_view
        self.review = ReviewActions(
            self, session, self._settle, settings=settings, keys=keys, verdicts=verdicts
        )
        self.set_class(not self.preferences.link_map, "-no-map")
        self._links = LinkingService(
            self,
            articles,
            settings,
            lambda: self.split_view.in_view,
            resume_key=keys["resume"],
            known=known,
            aligner=aligner,
        )
        self.opinions = OpinionActions(
            self,
            session,
            self._settle,
            self._show_links,
            preferences=self.preferences.opinion,
            context=opinions,
            keys=keys,
            plain=self.PLAIN,
        )
        self.coverage = CoverageActions(
            self, session, self._settle, settings=settings, aligner=aligner, keys=keys, plain=self.PLAIN
        )
        self._evidence = self.EVIDENCE()
        self._status = self.STATUS(keys)
        self._search = SearchActions(self, session, split_view, self._settle, self._status)
        session.view = view_named(self.preferences.view, session.view)
        session.chosen_threshold = None if settings is None else settings.threshold
        self._model = None if settings is None else settings.model
        self.session_memory = SessionMemory(self, memory, session, split_view) if memory else None
        self._keys = KeyBar(remapped(BINDINGS, self.preferences.keys))
        self._changes: Signal[None] = Signal(self, "changes")
        """Published whenever the session may have changed, for a screen that covers this one."""

    def compose(self) -> ComposeResult:
        """Articles, evidence, status, keys."""
        yield self.split_view
        yield self._evidence
        yield self._status
        yield self._keys

    def on_mount(self) -> None:
        """Show the texts, then start computing the links."""
        self._show()
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """Start what can wait until the texts are shown."""
        if not self.is_attached:  # the user has left already
            return
        # Not before: the thread that writes the first frame would wait for the one that links.
        self._links.begin()
        self.opinions.begin()
        if self.session_memory is not None:
            self.session_memory.begin()

    def on_unmount(self) -> None:
        """Stop asking: nobody waits for the answer."""
        self.opinions.service.abandon()

    # Messages

    @on(LinkingService.Received)
    def _take_links(self, message: LinkingService.Received) -> None:
        known = self.session.alignment
        comparison = message.comparison
        self.session.usual_threshold = comparison.alignment.threshold
        if self._status.message == NOT_YET:
            self._status.message = None
        if (threshold := self._threshold_for(comparison)) is not None:
            comparison = comparison.at(threshold)
        comparison = self.review.with_verdicts(self.opinions.with_opinion(comparison))
        if known is None or known.compared is not None:
            self.session.receive(comparison)
            self._welcome_back(comparison)
            self._show()
            self.split_view.align()
        else:
            self.session.replace_links(comparison)
            self._show()
            self.split_view.apply_scroll(self.session, Scroll.LEAVE)
        # Through the status line, which has asked for a repaint then: the screen itself has not yet.
        self._status.call_after_refresh(self._mount_inputs)

    def _mount_inputs(self) -> None:
        """Mount the inputs before a key opens one, so that they lose no letter."""
        if self.is_attached:
            self._search.mount_input()
            self.review.mount_input()

    def _welcome_back(self, comparison: Comparison) -> None:
        """Note where the user is, if the session begins where an earlier one ended, and has not moved on."""
        from diptych.verdicts.judgements import judgements_in  # which the first links have loaded

        place, memory = self.session.place, self.session_memory
        if place is None or not self.welcomes or (memory is not None and memory.start not in (None, place)):
            return
        given = judgements_in(comparison)
        verdicts = sum(link.verdict is not None for link in given.links) + len(given.differences)
        notes = sum(bool(link.note) for link in given.links) + sum(map(len, given.notes))
        passage = 0 if memory is None or memory.start is None else place.passage
        back = back_again(passage, verdicts, notes, self._top_key, self.session.selection)
        self.session.note = self.session.note or back

    def _show_links(self, comparison: Comparison) -> None:
        """Show computed links, in place of those with another opinion or none, at the present threshold."""
        if self.session.alignment is not None:
            comparison = comparison.at(self.session.alignment.threshold)
        self.session.receive(self.review.with_verdicts(comparison))
        self._show()
        self.split_view.apply_scroll(self.session, Scroll.LEAVE)

    @on(AskingService.Received)
    def _take_opinion(self, message: AskingService.Received) -> None:
        self.opinions.receive(message)

    def _threshold_for(self, comparison: Comparison) -> float | None:
        """The threshold that the user has chosen: now, last time, or for all pairs; None for the model's."""
        memory = self.session_memory
        last = None if memory is None else memory.threshold(comparison.alignment.model)
        chosen = (self.session.chosen_threshold, last, self.preferences.threshold)
        return next((threshold for threshold in chosen if threshold is not None), None)

    @on(LinkingService.Completed)
    def _take_model(self) -> None:
        """Settle which threshold holds for the model whose links have come last."""
        session, memory = self.session, self.session_memory
        self._show_status()
        self.call_later(self.opinions.complete)
        self.coverage.begin(linked=True)
        if memory is not None:
            memory.settle()
        if session.alignment is not None and (remark := unread_sentence(session.alignment, self._model)):
            self.tell(remark)
        if session.alignment is None or memory is None or session.chosen_threshold is not None:
            return
        session.chosen_threshold = memory.threshold(session.alignment.model)
        if self.welcomes and (sentence := memory.threshold_sentence(session.alignment)) is not None:
            self._settle(Scroll.LEAVE, note="  ".join(filter(None, (session.note, sentence))))

    @on(LinkingService.Ended)
    def _take_end(self) -> None:
        self.coverage.begin(linked=False)

    # The names of these two are those of messages of `StoryService`, which is imported for a story only.

    def on_story_service_progressed(self) -> None:
        """Show the counts with the scores that have come."""
        self.coverage.take_scores()
        self._show()

    def on_story_service_skipped(self, message: StoryService.Skipped) -> None:
        """Say why an account is not counted."""
        self.tell(message.reason)

    @on(LinkingService.Ended)
    @on(AskingService.Ended)
    @on(SessionMemory.Failed)
    def _take_reason(
        self, message: LinkingService.Ended | AskingService.Ended | SessionMemory.Failed
    ) -> None:
        self.tell(message.reason)

    @on(SplitView.LayoutChanged)
    @on(LinkingService.Progressed)
    @on(AskingService.Progressed)
    @on(StatusBar.StatusChanged)
    def _show_status(self) -> None:
        split_view, progress = self.split_view, self._links.progress
        self._status.show(
            self.session,
            progress=progress,
            asking=self.opinions.progress_text,
            coverage=self.coverage.progress_text,
            view=split_view.view,
            following=split_view.following,
        )

    @on(Input.Submitted)
    def _submit_search(self, event: Input.Submitted) -> None:
        event.stop()
        self._search.submit(event.value)

    @on(Input.Changed)
    def _search_while_typing(self, event: Input.Changed) -> None:
        if not self.PLAIN:  # a screen reader would read out the status line at every pause
            self._search.typed(event)

    def on_search_input_left(self) -> None:
        """Show the search from before again."""
        self._search.leave()

    def on_note_input_abandoned(self) -> None:
        """Clear the message about the note."""
        self.review.abandon_note()

    @on(ArticlePane.PassageClicked)
    def _take_click(self, message: ArticlePane.PassageClicked) -> None:
        cursor_moves.go_to(self.session, message.place, message.link)
        self._settle(Scroll.LEAVE if self._pane.in_view(message.place) else Scroll.CENTRE)

    @on(LinkMap.LinkClicked)
    def _take_link(self, message: LinkMap.LinkClicked) -> None:
        row = cursor_moves.go_to_end(self.session, self.split_view, message.link, message.side)
        self._settle(Scroll.CENTRE, row=row)

    class Idle(Message):
        """The last screen that covered the reader has closed, or an input has lost the focus."""

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """Tell the app that it may show another pair."""
        if not self._resumed:  # for the first time: the widgets are styled when they are mounted
            self._resumed = True
            event.refresh_styles = False
        self.post_message(self.Idle())

    def on_descendant_blur(self) -> None:
        """Tell the app that it may show another pair."""
        self.post_message(self.Idle())

    def on_screen_suspend(self) -> None:
        """Clear the message line: messages of the last key are old when this screen returns."""
        self.session.note = ""
        self._status.message = None
        self._show_status()

    # Called by the app

    def tell(self, warning: str) -> None:
        """Show a message that belongs to no key."""
        self._settle(Scroll.LEAVE, warning)

    def show_source_changes(self, message: str) -> None:
        """Show which files have changed on disk, until it is called with an empty message."""
        self._status.show_source_changes(message)

    @property
    def can_escape(self) -> bool:
        """Whether there is a link by hand, a search or a selection, which Esc ends."""
        return bool(self.session.hand or self.session.hits.found or self.split_view.selected_text)

    # Every action ends here

    def _show(self) -> None:
        """Bring every widget up to date."""
        self.split_view.show(self.session, stopped=self._links.stopped, counts=self.coverage.shown)
        self._evidence.show(self.session, self.coverage.words)
        self._keys.show(self.session, listed=self.listed, in_story=self.coverage.in_story)
        self._show_status()
        self._changes.publish(None)

    def _settle(
        self, scroll: Scroll, warning: str | None = None, *, note: str | None = None, row: int | None = None
    ) -> None:
        """Show the session after an action, and scroll the panes, as `Settle` says."""
        if note is not None or warning is not None:  # a warning ends the note of an earlier key
            self.session.note = note or ""
        self._status.message = warning
        if not self.split_view.is_attached:  # not mounted yet, or another pair has replaced this one
            return
        self._show()
        self.split_view.apply_scroll(self.session, scroll, row=row)
        if self.session_memory is not None:
            self.session_memory.note()

    @property
    def _pane(self) -> ArticlePane:
        """The pane that the keys move in."""
        return self.split_view.pane(self.session.active)
