"""The keys that take something away, as actions of a screen; what is copied is decided by `PassageCopier`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.export.copy import PassageCopier
from diptych.reader.screens.review_actions import ReviewActions
from diptych.reader.state.scrolling import Scroll

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.alignment.settings import AlignmentSettings
    from diptych.reader.panes.split_view import SplitView
    from diptych.reader.state.session import ReaderSession
    from diptych.verdicts.store import VerdictStore


class CopyActions(ReviewActions, inherit_bindings=False):
    """A screen from which passages and pictures are taken."""

    def __init__(
        self,
        session: ReaderSession,
        split_view: SplitView,
        settings: AlignmentSettings | None,
        keys: Mapping[str, str],
        verdicts: Callable[[], VerdictStore] | None,
        classes: str,
    ) -> None:
        """As the screen on which links are judged.

        Args:
            session: what is taken from.
            split_view: says what the mouse has selected.
            settings: what the links are computed with; the defaults when None.
            keys: the first key of each command.
            verdicts: opens what is kept of the pair; None to keep everything in memory.
            classes: CSS classes of the screen.
        """
        super().__init__(session, settings, keys, verdicts, classes)
        self.split_view = split_view
        self._copying = PassageCopier(lambda text: self.app.copy_to_clipboard(text), keys["quit"])

    def action_copy(self) -> None:
        """Copy what is selected, or the passage; again at once, the pair."""
        self._settle(Scroll.LEAVE, self._copying.passage(self.session, self.split_view.selected_text))

    def action_copy_pair(self) -> None:
        """Copy both passages of the link shown."""
        self._settle(Scroll.LEAVE, self._copying.pair(self.session))

    def action_copy_selected(self) -> None:
        """Copy what the mouse has selected, here or in the panel."""
        selected = self.split_view.selected_text or self.get_selected_text() or ""
        self._settle(Scroll.LEAVE, self._copying.selection(self.session, selected))

    def action_picture(self) -> None:
        """Write the present screen as a picture."""
        from diptych.reader.export.screenshot import take_picture

        self._settle(Scroll.LEAVE, take_picture(self.app, self.session))
