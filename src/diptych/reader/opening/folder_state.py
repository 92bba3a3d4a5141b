"""What is known of the articles of a folder.  No widgets."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from diptych.folder.survey import ListedArticle, Match
    from diptych.sides import Pair

STEP = 0.4
"""Minimum number of seconds between two updates of the list; more if pairing the articles takes long."""


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """What a survey of a folder has found so far."""

    matches: Sequence[Match] = ()
    read: int = 0
    """Articles read so far."""
    count: int = 0
    """Articles in the folder."""
    complete: bool = False
    """Whether all articles have been read."""
    own_exports: int = 0
    """Files that are left out because diptych wrote them."""
    more_below: bool = False
    """Whether subfolders that are left out hold articles too."""


@dataclass(slots=True)
class FolderState:
    """A folder and what is known of it.  It outlives its screen, so that coming back takes no time."""

    folder: Path
    below: bool
    """Whether subfolders are included."""
    result: SurveyResult = field(default_factory=SurveyResult)
    cursor: Pair[str] | None = None
    """The sources of the row under the cursor; None until the user moves it."""


def survey_folder(
    folder: Path,
    before: SurveyResult,
    changed: Callable[[SurveyResult], object],
    cancelled: Callable[[], bool],
    *,
    below: bool,
) -> None:
    """Read the articles of a folder, in the calling thread.

    Args:
        folder: the folder.
        before: the last result; its pairs stay until new ones are found.
        changed: called with each new result.
        cancelled: asked before each article; True ends the survey.
        below: whether to include subfolders.

    Raises:
        DiptychError: the folder cannot be listed.
    """
    from diptych.folder.files import article_files, more_below
    from diptych.folder.own_exports import without_own_exports
    from diptych.folder.survey import Findings, survey

    found_files = article_files(folder, below=below)
    files = without_own_exports(found_files)
    own = len(found_files) - len(files)
    result = replace(before, read=0, count=len(files), own_exports=own, complete=False)
    changed(result)
    found: list[ListedArticle] = []
    due = monotonic() + STEP
    for article in survey(files, cancelled):
        found.append(article)
        result = replace(result, read=len(found))
        if (start := monotonic()) >= due:
            result = replace(result, matches=Findings(found).matches)
            due = monotonic() + max(STEP, 3 * (monotonic() - start))
            changed(result)
    if not cancelled():
        more = not below and more_below(folder)
        changed(replace(result, matches=Findings(found).matches, complete=True, more_below=more))
