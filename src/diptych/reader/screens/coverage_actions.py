"""The keys for the counts of a story: in how many of its other accounts each passage has a counterpart.

What counts and compares is imported when a pair of a story is opened: most pairs come from elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.comparison_wording import counted
from diptych.reader.panes.split_view import NO_COUNTS
from diptych.reader.state.scrolling import Scroll
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from textual.screen import Screen

    from diptych.alignment.model import Alignment
    from diptych.alignment.settings import AlignmentSettings
    from diptych.comparison import Aligner
    from diptych.reader.linking.story_service import StoryPair, StoryService
    from diptych.reader.state.scrolling import Settle
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.state.story_coverage import CountedSide, PassageCounts, StoryCoverage

NO_STORY = "This pair was not opened from a story of a folder."
SHOWN = "in how many of {} each passage has a counterpart; {} hides it"
BEGUN = "in how many of {} each passage has a counterpart; {} stops comparing"
STOPPED = "coverage stopped at {} of {} accounts; {} hides it"
HIDDEN = "coverage hidden"
COMPARING = "coverage: {} of {} accounts"
COMPARING_ALOUD = "other accounts are being compared"


class StoryPlace(NamedTuple):
    """The story of a pair, and which of its accounts are shown."""

    known: StoryCoverage
    accounts: Pair[int]
    """Index of the account on each side."""


class CoverageActions:
    """Counts for one reader screen, as far as the user asks for them."""

    def __init__(
        self,
        screen: Screen[None],
        session: ReaderSession,
        settle: Settle,
        *,
        settings: AlignmentSettings | None,
        aligner: Aligner | None,
        keys: Mapping[str, str],
        plain: bool,
    ) -> None:
        """Prepare, but compare nothing.

        Args:
            screen: shows the session and runs the workers.
            session: the session.
            settle: shows the session after an action.
            settings: settings that the pair's own links are computed with; the defaults when None.
            aligner: links the passages; the package's own when None.
            keys: the first key of each command, by its id.
            plain: whether to suit screen readers.
        """
        self._session = session
        self._settle = settle
        self._key = keys["coverage"]
        self._stop_key = keys["away"]
        self._plain = plain
        self._screen, self._settings, self._aligner = screen, settings, aligner
        self._service: StoryService | None = None
        """Makes the comparisons of a pair of a story."""
        self._may_compare = False
        """Whether the pair's own links leave the processor to these comparisons."""
        self._is_linked = False
        """Whether no better links of the pair will come."""
        self._place: StoryPlace | None = None
        self._explained = ""
        """The note that explains the counts."""
        self._counted: dict[Side, tuple[tuple[Alignment | None, int], PassageCounts]] = {}
        """The counts of each side, and the links and the version that they are of."""

    def open(self, place: StoryPlace) -> None:
        """Take the story of the pair, before anything is shown."""
        from diptych.reader.linking.story_service import StoryService

        self._service = StoryService(self._screen, self._settings, self._aligner)
        self._place = place
        for side in Side:
            article = self._session.articles[side]
            place.known.begin(place.accounts[side], article.text, len(article.passages))

    @property
    def in_story(self) -> bool:
        """Whether the pair was opened from a story."""
        return self._place is not None

    # What is shown

    @property
    def shown(self) -> Pair[PassageCounts | None]:
        """The counts of each article for which the user has asked."""
        if self._place is None or not self._place.known.asked:
            return NO_COUNTS
        return Pair(*(self._counts(side) if self._is_asked(side) else None for side in Side))

    @property
    def words(self) -> str:
        """The count of the passage under the cursor in words; empty if the user has not asked for it."""
        place = self._session.place
        counts = None if place is None else self.shown[place.side]
        return "" if counts is None or place is None else counts.words(place.passage)

    @property
    def progress_text(self) -> str:
        """What the status line says while accounts are compared; empty otherwise."""
        side = self._side_to_compare
        if side is None:
            return ""
        counts = self._counts(side)
        return COMPARING_ALOUD if self._plain else COMPARING.format(counts.known, counts.total)

    def only_here(self) -> CountedSide | None:
        """The side with the cursor and its counts; None if the user has not asked for them."""
        from diptych.reader.state.story_coverage import CountedSide

        side = self._session.active
        return CountedSide(side, self._counts(side)) if self._is_asked(side) else None

    def _is_asked(self, side: Side) -> bool:
        return self._place is not None and self._place.accounts[side] in self._place.known.asked

    def _counts(self, side: Side) -> PassageCounts:
        assert self._place is not None  # noqa: S101 - asked for only in a story
        known, accounts = self._place
        alignment = self._session.alignment
        state = alignment, known.version
        if side not in self._counted or self._counted[side][0] != state:
            size = len(self._session.articles[side].passages)
            threshold = 1.0 if alignment is None else alignment.threshold
            counts = known.counts(accounts[side], size, threshold, self._pair_shown(side))
            self._counted[side] = state, counts
        return self._counted[side][1]

    def _pair_shown(self, side: Side) -> tuple[int, Collection[int]] | None:
        """The account beside that of a side, and the passages linked with it; None until they are known."""
        alignment = self._session.alignment
        if self._place is None or alignment is None or alignment.compared is not None:
            return None
        return self._place.accounts[side.other], alignment.by_passage(side)

    # Keys

    def toggle(self) -> None:
        """Show the counts of the article with the cursor; stop comparing; hide them again."""
        side, place = self._session.active, self._place
        if place is None:
            self._settle(Scroll.LEAVE, NO_STORY)
        elif not self._is_asked(side):
            self.ask()
        elif not self.stop():
            place.known.asked.discard(place.accounts[side])
            self._settle(Scroll.LEAVE, note=HIDDEN)

    def ask(self) -> bool:
        """Show the counts of the article with the cursor, and compare for them; False if there are none."""
        from diptych.reader.state.story_walk import NO_OTHER_ACCOUNT

        side, place = self._session.active, self._place
        if place is None or not self._counts(side).total:
            self._settle(Scroll.LEAVE, NO_STORY if place is None else NO_OTHER_ACCOUNT)
            return False
        place.known.asked.add(place.accounts[side])
        place.known.is_stopped = False
        self._compare()
        self._explained = self._explanation(side)
        self._settle(Scroll.LEAVE, note=self._explained)
        return True

    def _explanation(self, side: Side) -> str:
        """Says what the counts of a side are, and which key ends the comparing, or else hides them."""
        others = counted(self._counts(side).total, "other account")
        if self._side_to_compare is None:
            return SHOWN.format(others, self._key)
        return BEGUN.format(others, self._stop_key)

    def take_scores(self) -> None:
        """Correct the explanation: after the last scores, no key ends the comparing."""
        session = self._session
        if self._explained and session.note == self._explained:
            session.note = self._explained = self._explanation(session.active)

    def stop(self) -> bool:
        """Stop comparing; False if nothing is compared."""
        side, place = self._side_to_compare, self._place
        if side is None or place is None:
            return False
        place.known.is_stopped = True
        self._stop_comparing()
        counts = self._counts(side)
        self._settle(Scroll.LEAVE, note=STOPPED.format(counts.known, counts.total, self._key))
        return True

    # Comparing

    def begin(self, *, linked: bool) -> None:
        """Compare what is asked for, now that the pair is linked, or that its linking has ended without."""
        self._may_compare, self._is_linked = True, linked
        self._compare()

    def leave(self) -> None:
        """Keep the scores of the pair, which another one replaces."""
        from diptych.reader.state.story_coverage import best_scores

        alignment = self._session.alignment
        if self._place is not None and alignment is not None and self._is_linked:
            self._place.known.keep(self._place.accounts, best_scores(alignment))
        self._stop_comparing()

    def _stop_comparing(self) -> None:
        if self._service is not None:
            self._service.stop()

    def _compare(self) -> None:
        if self._may_compare and self._place is not None and self._service is not None:
            self._service.start(self._place.known, self._following)

    @property
    def _side_to_compare(self) -> Side | None:
        """The side whose account is compared with others, the one with the cursor first; None if none is."""
        sides = (self._session.active, self._session.active.other)
        return next((side for side in sides if self._other_of(side) is not None), None)

    def _other_of(self, side: Side) -> int | None:
        """The account that the one of a side is compared with; None if it is not."""
        place = self._place
        if place is None or place.known.is_stopped or not self._is_asked(side):
            return None
        shown = self._pair_shown(side)
        # While the pair's own links are computed, they are on their way.
        beside = place.accounts[side.other] if shown is not None or not self._may_compare else None
        return place.known.pending(place.accounts[side], beside)

    def _following(self) -> StoryPair | None:
        side = self._side_to_compare
        other = None if side is None else self._other_of(side)
        if side is None or other is None or self._place is None:
            return None
        from diptych.reader.linking.story_service import StoryPair

        return StoryPair(self._session.articles[side], self._place.accounts[side], other)
