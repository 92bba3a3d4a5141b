"""What is known of the articles of a folder.  Knows no widgets."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from diptych.folder.survey import ListedArticle, Match
    from diptych.sides import Pair

STEP = 0.4
"""Seconds between two steps in which the list grows, or more where finding the pairs takes long."""


class FolderState:
    """What is known of a folder; it outlives the screen, so that coming back takes no time."""

    def __init__(self, folder: Path, *, below: bool) -> None:
        """Know nothing yet.

        Args:
            folder: which one.
            below: whether the folders in it count too.
        """
        self.folder = folder
        self.below = below
        self.matches: Sequence[Match] = ()
        self.read, self.count = 0, 0
        """Articles that were read, and that there are."""
        self.whole = False
        """Whether all were read."""
        self.more_below = False
        """Whether folders in it that do not count hold articles too."""
        self.at: Pair[str] | None = None
        """The pair under the cursor."""

    def survey(self, changed: Callable[[], object], cancelled: Callable[[], bool]) -> None:
        """Read all of it, in the thread that this is called in.

        Args:
            changed: told when more is known.
            cancelled: whether nobody waits for it any more.

        Raises:
            DiptychError: the folder cannot be listed.
        """
        from diptych.folder.files import article_files, more_below
        from diptych.folder.survey import pairs_among, survey

        files = article_files(self.folder, below=self.below)
        self.read, self.count, self.whole = 0, len(files), False
        changed()
        found: list[ListedArticle] = []
        due = monotonic() + STEP
        for article in survey(files, cancelled):
            found.append(article)
            self.read = len(found)
            if (start := monotonic()) >= due:
                self.matches = pairs_among(found)
                took = monotonic() - start
                due = monotonic() + max(STEP, 3 * took)
                changed()
        if not cancelled():
            self.matches = pairs_among(found)
            self.more_below = not self.below and more_below(self.folder)
            self.whole = True
            changed()
