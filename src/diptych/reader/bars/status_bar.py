"""One line: threshold, counts, filter, search, and what the last key could not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from diptych.comparison_wording import warning_sentence
from diptych.reader.state.filters import Selection, View
from diptych.reader.state.scrolling import Following
from diptych.reader.terminal.bidi import kept_apart
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.positions import PassagePositions

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.reader.state.navigation import Place
    from diptych.reader.state.session import ReaderSession
    from diptych.sides import Pair


_FOLLOWING = {Following.HELD: "other pane held", Following.FREE: "both panes free"}
"""What is said when panes are not kept level, which is the usual."""

_EXCERPT = 30
"""Cells of a passage that are quoted."""

_MOST_ROWS = 2
"""Rows that a message may take; the rest of the state waits until it is gone."""


class StatusBar(Static):
    """The state of the reading, and short messages."""

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
    """What the last key could not do, or why; it comes first and goes with the next key."""

    class StatusChanged(Message):
        """There is something else to say of the state."""

    _changed = ""
    """Which files have changed on disk, and what reads them again."""

    shortened = True
    """Whether the state is said in fewer words where there is no room for all."""

    _rows = 1

    def __init__(self, keys: Mapping[str, str]) -> None:
        """Nothing is said yet.

        Args:
            keys: the first key of each command, by its id.
        """
        super().__init__()
        self._places: Pair[PassagePositions] | None = None
        self._search_keys = f"{keys['linked']} next, {keys['previous-linked']} previous, {keys['away']} ends"

    def tell_changed(self, what: str) -> None:
        """Tell which files have changed on disk, until that is told to be nothing: ""."""
        if what != self._changed:
            self._changed = what
            self.post_message(self.StatusChanged())

    def joined(self, parts: Sequence[Content]) -> Content:
        """The parts on one line."""
        return Content("  ·  ").join(parts)

    def progress_text(self, progress: float) -> str:
        """How far the linking has come: `progress` is the share that is done, 0..1."""
        return f"linking … {progress:.0%}"

    def show(
        self, session: ReaderSession, *, progress: float | None, view: View, following: Following
    ) -> None:
        """Say how things stand.

        Args:
            session: whose state.
            progress: the share of the linking that is done, 0..1; None when none is under way.
            view: how the articles are set.
            following: what the other pane does when one moves.
        """
        said = self._said(session)
        parts = said + self._state(session, progress, view, following, short=False)
        width = self.content_size.width
        if not self.shortened or not width:
            self.update(self.joined(parts), layout=False)
            return
        text = self.joined(parts)
        if text.cell_length > width:
            parts = said + self._state(session, progress, view, following, short=True)
            while len(parts) > 1 and self.joined(parts).cell_length > width:
                parts.pop()
            text = self.joined(parts)
        long = bool(said) and said[0].cell_length > width
        if long:
            text = said[0]
        rows = _MOST_ROWS if long else 1
        if rows != self._rows:
            self._rows = rows
            self.styles.height = rows
            self.styles.text_wrap = "wrap" if long else "nowrap"
        self.update(text, layout=False)

    def _said(self, session: ReaderSession) -> list[Content]:
        """What the last key could not do, or what came of it."""
        if self.message:
            return [Content.styled(self.message, "$text-warning bold")]
        return [Content.styled(session.note, "bold")] if session.note else []

    def _state(
        self, session: ReaderSession, progress: float | None, view: View, following: Following, *, short: bool
    ) -> list[Content]:
        """What may be said, the most important first: where there is no room, the last is left out."""
        parts = []
        if session.hand is not None:
            parts.append(Content.styled(_by_hand(session, session.hand, short=short), "bold"))
        if session.searching:
            parts.append(_search(session, "" if short else f" ({self._search_keys})"))
        if self._changed:
            parts.append(Content.styled(self._changed, "$text-accent"))
        if progress is not None:
            parts.append(Content(self.progress_text(progress)))
        alignment = session.alignment
        if alignment is not None:
            if warning := warning_sentence(alignment):
                parts.append(Content.styled(warning, "$text-warning bold"))
            count = len(alignment.links)
            links = "1 link" if count == 1 else f"{count} links"
            so_far = "" if alignment.compared is None else " so far"
            at = "≥" if short else "at threshold"
            parts.append(Content(f"{links}{so_far} {at} {alignment.threshold:.2f}"))
        if session.selection is not Selection.ALL:
            only = "only" if short else "showing only:"
            parts.append(Content.styled(f"{only} {session.selection.value}", "bold"))
        if following in _FOLLOWING:
            parts.append(Content(_FOLLOWING[following]))
        parts += self._place(session, short=short)
        if view is not View.FACING:
            side = session.order.value
            name = "column" if short and view is View.SINGLE else view.value
            order = f"by {side}" if short else f"in the order of the {side} article"
            parts.append(Content(f"{name} {order}"))
        return parts

    def _place(self, session: ReaderSession, *, short: bool) -> list[Content]:
        """Where the cursor stands in a long article; of a short one the ruler shows it as well."""
        places = self._places = self._places or session.articles.map(PassagePositions)
        if session.place is None or not places[session.active].is_long:
            return []
        said = places[session.active].short_label if short else places[session.active].label
        return [Content(kept_apart(said(session.place.passage)))]


def _by_hand(session: ReaderSession, hand: Place, *, short: bool) -> str:
    """What is being linked by hand."""
    said = kept_apart(beginning(session.articles[hand.side].passage_text(hand.passage), _EXCERPT))
    if short:
        return f"linking “{said}” with …"
    return f"linking “{said}” with a passage of the {hand.side.other.value} article …"


def _search(session: ReaderSession, how_to_go_on: str) -> Content:
    found = session.found
    assert found is not None  # noqa: S101 - the caller looked
    at = f"hit {session.hit + 1} of " if session.hit is not None else ""
    nature = "" if found.exact else "nothing exact; near: "
    count = f"{len(found.hits)}{' and more' if found.more else ''}"
    return Content(f"“{found.query}”: {nature}{at}{count}{how_to_go_on}")
