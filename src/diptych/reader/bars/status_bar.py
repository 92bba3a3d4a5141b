"""The line with threshold, counts, filter, search and messages."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from diptych.comparison_wording import counted, same_text, warning_sentence
from diptych.reader.bars.wording import FOLLOWING, agreed_links, by_hand
from diptych.reader.state.filters import Selection, View
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.positions import PassagePositions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from diptych.reader.state.scrolling import Following
    from diptych.reader.state.session import ReaderSession
    from diptych.sides import Pair


_EXCERPT = 30
"""Cells of a passage that are quoted."""

_MAX_ROWS = 2
"""Maximum number of rows of a message.  A message that needs more than one hides the state."""


class StatusBar(Static):
    """The state of the session, and short messages."""

    DEFAULT_CSS = """
    StatusBar {
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        background: $panel;
        color: $foreground;
    }
    """

    message: str | None = None
    """Why the last key did nothing, or what it left undone; shown first, until the next key."""

    class StatusChanged(Message):
        """The state has changed."""

    _changed = ""
    """Which files have changed on disk, and which key reads them again."""

    shortened = True
    """Whether to use fewer words if not everything fits."""

    _rows = 1

    def __init__(self, keys: Mapping[str, str]) -> None:
        """An empty line.

        Args:
            keys: the first key of each command, by id.
        """
        super().__init__()
        self._places: Pair[PassagePositions] | None = None
        self._same_text: str | None = None
        """Says that both articles are one text; None until that is known."""
        self._search_keys = f"{keys['linked']} next, {keys['previous-linked']} previous, {keys['away']} ends"

    def show_source_changes(self, message: str) -> None:
        """Show which files have changed on disk; "" shows nothing."""
        if message != self._changed:
            self._changed = message
            self.post_message(self.StatusChanged())

    def joined(self, parts: Sequence[Content]) -> Content:
        """The parts on one line."""
        return Content("  ·  ").join(parts)

    def progress_text(self, progress: float, *, again: bool) -> str:
        """Progress of linking, 0..1, in words.

        Args:
            progress: the share that is done.
            again: whether all links are there, and better ones are under way.
        """
        return f"{'reading in context' if again else 'linking'} … {progress:.0%}"

    def show(
        self,
        session: ReaderSession,
        *,
        progress: float | None,
        asking: str = "",
        coverage: str = "",
        view: View,
        following: Following,
    ) -> None:
        """Show the state.

        Args:
            session: the session.
            progress: progress of linking, 0..1; None if it is not running.
            asking: how far a language model has answered; empty if none is asked.
            coverage: how many accounts of a story are compared; empty if none is being compared.
            view: the view of the articles.
            following: what one pane does when the other scrolls.
        """
        message = self._message(session)
        state = partial(self._state, session, progress, (asking, coverage), view, following)
        parts = message + state(short=False)
        text, width, long = self.joined(parts), self.content_size.width, False
        if session.alignment is not None and session.alignment.model:
            named = self.joined([*parts, Content(session.alignment.model)])
            text = named if named.cell_length <= width else text  # of all this the least important
        if self.shortened and 0 < width < text.cell_length:
            parts = message + state(short=True)
            while len(parts) > 1 and self.joined(parts).cell_length > width:
                parts.pop()
            text = self.joined(parts)
            long = bool(message) and text.cell_length > width
        rows = _MAX_ROWS if long else 1
        if rows != self._rows:
            self._rows = rows
            self.styles.height = rows
            self.styles.text_wrap = "wrap" if long else "nowrap"
        self.update(text, layout=False)

    def _message(self, session: ReaderSession) -> list[Content]:
        """The message of the last key; empty if there is none."""
        if self.message:
            return [Content.styled(self.message, "$text-warning bold")]
        return [Content.styled(session.note, "bold")] if session.note else []

    def _state(
        self,
        session: ReaderSession,
        progress: float | None,
        working: Iterable[str],
        view: View,
        following: Following,
        *,
        short: bool,
    ) -> list[Content]:
        """The parts of the state, the most important first; the last ones are left out if they do not fit."""
        parts: list[Content] = []
        if session.hand is not None:
            passage = session.articles[session.hand.side].passage_text(session.hand.passage)
            excerpt, other = isolate_rtl(beginning(passage, _EXCERPT)), session.hand.side.other.value
            parts.append(Content.styled(by_hand(excerpt, other, short=short), "bold"))
        if session.hits:
            parts.append(_search(session, "" if short else f" ({self._search_keys})"))
        if self._changed:
            parts.append(Content.styled(self._changed, "$text-accent"))
        alignment = session.alignment
        if progress is not None:
            again = alignment is not None and alignment.compared is None
            parts.append(Content(self.progress_text(progress, again=again)))
        parts += map(Content, filter(None, working))
        if alignment is not None:
            if self._same_text is None:
                self._same_text = same_text(session.articles)
            if warning := self._same_text or warning_sentence(alignment):
                parts.append(Content.styled(warning, "$text-warning bold"))
            links = counted(len(alignment.links), "link")
            so_far = "" if alignment.compared is None else " so far"
            at = "≥" if short else "at threshold"
            if (agreed := agreed_links(alignment)) is not None:
                links += f" ({agreed})"
            parts.append(Content(f"{links}{so_far} {at} {alignment.threshold:.2f}"))
        if session.selection is not Selection.ALL:
            only = "only" if short else "showing only:"
            parts.append(Content.styled(f"{only} {session.selection.value}", "bold"))
        if following in FOLLOWING:
            parts.append(Content(FOLLOWING[following]))
        parts += self._place(session, short=short)
        if view is not View.FACING:
            side = session.order.value
            name = "column" if short and view is View.SINGLE else view.value
            order = f"by {side}" if short else f"in the order of the {side} article"
            parts.append(Content(f"{name} {order}"))
        return parts

    def _place(self, session: ReaderSession, *, short: bool) -> list[Content]:
        """The position of the cursor in a long article; in a short one the ruler shows it well enough."""
        places = self._places = self._places or session.articles.map(PassagePositions)
        if session.place is None or not places[session.active].is_long:
            return []
        text = places[session.active].short_label if short else places[session.active].label
        return [Content(isolate_rtl(text(session.place.passage)))]


def _search(session: ReaderSession, keys: str) -> Content:
    found, current = session.hits.found, session.hits.current
    assert found is not None  # noqa: S101 - checked by the caller
    at = "" if current is None else f"hit {current + 1} of "
    how = "words apart" if found.hits[current or 0].others else "similar"
    nature = "" if found.exact else f"nothing exact; {how}: "
    more = " and more" if found.more else ""
    if session.hits.is_typed:
        return Content(f"“{found.query}”: {nature}{counted(len(found.hits), 'hit')}{more}")
    return Content(f"“{found.query}”: {nature}{at}{len(found.hits)}{more}{keys}")
