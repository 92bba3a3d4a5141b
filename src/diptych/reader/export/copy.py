"""Copies the selection, the passage or the pair, and words the message about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.article.word_count import count_words
from diptych.comparison_wording import counted
from diptych.reader.state.outcome import Outcome
from diptych.reader.state.wording import NO_PASSAGES
from diptych.reader.text.quotes import (
    copied_message,
    pair_name,
    pair_quote,
    passage_name,
    passage_quote,
    too_long,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Link
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.session import ReaderSession


class PassageCopier:
    """Copies passages, and remembers the last copy, because the same key again copies the pair."""

    def __init__(self, copy: Callable[[str], None], quit_key: str) -> None:
        """Begin without a copy.

        Args:
            copy: copies a text to the clipboard.
            quit_key: key that quits, for users who press Ctrl+C to quit.
        """
        self._copy = copy
        self._quit_key = quit_key
        self._last: _Copied | None = None

    def passage(self, session: ReaderSession, selected: str = "") -> Outcome:
        """Copy the selection, else the passage under the cursor; called again at once, the pair.

        Returns:
            What was copied, or a warning why nothing was.
        """
        if selected:
            return self.selection(selected)
        place = session.place
        if place is None:
            return Outcome(warning=NO_PASSAGES)
        here = _Copied(place, session.link, session.note)
        if here == self._last:
            return self.pair(session)
        again = "" if session.link is None else "; again: the pair"
        quote = passage_quote(session.articles[place.side], place.passage)
        outcome = self._copy_text(quote, f"passage {passage_name(*place)}", again)
        self._last = None if outcome.note is None else here._replace(note=outcome.note)
        return outcome

    def selection(self, selected: str) -> Outcome:
        """Copy the selection; returns what `passage` returns."""
        self._last = None
        if not selected:
            return Outcome(warning=f"Nothing is selected; {self._quit_key} quits.")
        return self._copy_text(selected, f"selection, {counted(count_words(selected), 'word')}")

    def pair(self, session: ReaderSession) -> Outcome:
        """Copy both passages of the link shown; returns what `passage` returns."""
        self._last = None
        if session.link is None:
            return Outcome(warning="No counterpart to copy, only the passage.")
        ends = pair_name(session.link.left, session.link.right)
        return self._copy_text(pair_quote(session.articles, session.link), f"link {ends}")

    def _copy_text(self, text: str, copied: str, hint: str = "") -> Outcome:
        if warning := too_long(text):
            return Outcome(warning=warning)
        self._copy(text)
        return Outcome(f"{copied_message(copied, text)}{hint}")


class _Copied(NamedTuple):
    """The last copy and its message: any other key since then changes one of them."""

    place: Place
    link: Link | None
    note: str
