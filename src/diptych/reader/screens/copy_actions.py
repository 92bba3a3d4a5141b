"""The keys that copy passages and take pictures; `PassageCopier` decides what is copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.export.copy import PassageCopier
from diptych.reader.state.scrolling import Scroll

if TYPE_CHECKING:
    from textual.screen import Screen

    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.state.scrolling import Settle
    from diptych.reader.state.session import ReaderSession


class CopyActions:
    """Copies from one reader screen."""

    def __init__(
        self,
        screen: Screen[None],
        session: ReaderSession,
        split_view: SplitView,
        settle: Settle,
        quit_key: str,
    ) -> None:
        """Nothing is copied yet.

        Args:
            screen: the screen to copy from.
            session: its session.
            split_view: knows what the mouse has selected.
            settle: shows the session after an action.
            quit_key: first key of the command that quits.
        """
        self._screen = screen
        self._session = session
        self._split_view = split_view
        self._settle = settle
        self._copier = PassageCopier(lambda text: screen.app.copy_to_clipboard(text), quit_key)

    def copy(self) -> None:
        """Copy the selection, or the passage; pressed again at once, the pair."""
        self._settle(Scroll.LEAVE, self._copier.passage(self._session, self._split_view.selected_text))

    def copy_pair(self) -> None:
        """Copy both passages of the link shown."""
        self._settle(Scroll.LEAVE, self._copier.pair(self._session))

    def copy_selected(self) -> None:
        """Copy what the mouse has selected, in the panes or in the evidence panel."""
        selected = self._split_view.selected_text or self._screen.get_selected_text() or ""
        self._settle(Scroll.LEAVE, self._copier.selection(self._session, selected))

    def take_picture(self) -> None:
        """Write a picture of the screen into the working directory."""
        from diptych.reader.export.screenshot import take_picture

        self._settle(Scroll.LEAVE, take_picture(self._screen.app, self._session))
