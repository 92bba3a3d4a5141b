"""The evidence for the link under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from diptych.reader.bars.one_line import OneLine
from diptych.reader.bars.wording import COMPUTING
from diptych.reader.state.wording import NO_PASSAGES

if TYPE_CHECKING:
    from diptych.reader.state.session import ReaderSession


class EvidencePanel(OneLine):
    """A few lines about the passage under the cursor.

    The height depends on the terminal only.  If it depended on the passage, the text would jump at every
    step of the cursor.
    """

    DEFAULT_CSS = """
    EvidencePanel {
        height: 13%;
        min-height: 4;
        max-height: 6;
    }
    """

    _session: ReaderSession | None = None
    _counted = ""

    def show(self, session: ReaderSession, counted: str = "") -> None:
        """Describe the passage under the cursor.

        Args:
            session: the session.
            counted: how many other accounts of a story have the passage, in words; may be empty.
        """
        self._session, self._counted = session, counted
        place, alignment = session.place, session.alignment
        if place is None or alignment is None:
            self.update(Content(NO_PASSAGES if place is None else COMPUTING), layout=False)
            return
        from diptych.reader.bars.evidence_lines import evidence_lines  # after the first frame

        lines = evidence_lines(session, place, alignment, counted, *self.content_size)
        self.update(Content("\n").join(lines), layout=False)

    def on_resize(self) -> None:
        """Fit the lines to the new size."""
        if self._session is not None:
            self.show(self._session, self._counted)
