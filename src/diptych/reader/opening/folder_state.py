"""What is known of the articles of a folder.  No widgets."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from time import monotonic
from typing import TYPE_CHECKING

from diptych.folder.files import is_archive_file
from diptych.reader.opening.folder_entries import FolderContents

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from diptych.folder.profile_cache import ProfileCache
    from diptych.folder.survey import ListedArticle
    from diptych.reader.opening.folder_entries import FolderEntry, KnownArticle

STEP = 0.4
"""Minimum number of seconds between two updates of the screen."""
_REST = 5
"""The articles are grouped at most every so many times as long as grouping them takes."""
_WINDOW = 25
"""Updates over which the speed is measured: the articles in the cache come first or in between."""
_TELLING = 10
"""Articles from which the speed is told."""


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """What a survey of a folder has found so far."""

    contents: FolderContents = field(default_factory=FolderContents)
    """Stories and articles; while articles are being read, those of an earlier moment."""
    read: int = 0
    """Articles read so far."""
    count: int = 0
    """Articles in the folder."""
    rate: float = 0.0
    """Articles that are read a second; 0 if that is not known yet."""
    complete: bool = False
    """Whether all articles have been read."""
    stopped: bool = False
    """Whether the user stopped the survey; `contents` then has the articles read until then."""
    own_exports: int = 0
    """Files that are left out because diptych wrote them."""
    has_below: bool = False
    """Whether some articles are in subfolders."""
    more_below: bool = False
    """Whether subfolders that are left out hold articles too."""

    @property
    def is_reading(self) -> bool:
        """Whether there is more to come."""
        return not (self.complete or self.stopped)


@dataclass(slots=True)
class FolderState:
    """A folder and what is known of it.  It outlives its screen, so that coming back takes no time."""

    folder: Path
    """The folder, or an archive."""
    below: bool
    """Whether subfolders are included."""
    result: SurveyResult = field(default_factory=SurveyResult)
    cursor: FolderEntry | None = None
    """The entry under the cursor; None until the user moves it."""
    typed: str = ""
    """What is typed to filter the list."""
    marked: list[str] = field(default_factory=list)
    """The sources of the articles that the user has marked, at most two."""

    @property
    def is_archive(self) -> bool:
        """Whether it is an archive."""
        return is_archive_file(self.folder)

    def mark(self, source: str) -> None:
        """Mark an article, or unmark it; of three the mark that is oldest goes."""
        if source in self.marked:
            self.marked.remove(source)
        else:
            self.marked = [*self.marked[-1:], source]


def survey_folder(
    state: FolderState,
    changed: Callable[[SurveyResult], object],
    cancelled: Callable[[], bool],
    stopped: Callable[[], bool] = bool,
    open_cache: Callable[[], ProfileCache] | None = None,
) -> None:
    """Read the articles of a folder, in the calling thread.

    Args:
        state: the folder and the last result, whose stories stay until as many articles have been read.
        changed: called with each new result.
        cancelled: asked before each article; True ends the survey.
        stopped: asked before each article; True ends the survey with a result.
        open_cache: opens the profiles that are kept; None to read every article.

    Raises:
        DiptychError: the folder cannot be listed.
        Cancelled: `cancelled` returned True while the articles were compared.
    """
    from diptych.folder.files import article_files, more_below
    from diptych.folder.own_exports import without_own_exports
    from diptych.folder.survey import Findings, count_articles, survey
    from diptych.reader.opening.folder_entries import contents_of

    folder, below, before = state.folder, state.below, state.result
    found_files = article_files(folder, below=below)
    files = without_own_exports(found_files)
    result = replace(
        before,
        read=0,
        count=count_articles(files),
        rate=0.0,
        complete=False,
        stopped=False,
        own_exports=len(found_files) - len(files),
        has_below=not state.is_archive and any(file.parent != folder for file in files),
    )
    changed(result)
    found: list[ListedArticle] = []
    known: dict[Path, KnownArticle] = {}
    moments = deque([(monotonic(), 0)], _WINDOW)
    due = grouping_due = monotonic() + STEP
    cache = None if open_cache is None else open_cache()
    try:
        for article in survey(files, lambda: cancelled() or stopped(), cache=cache):
            found.append(article)
            if (now := monotonic()) < due:
                continue
            moments.append((now, len(found)))
            since, earlier = moments[0]
            lately = len(found) - earlier
            rate = lately / (now - since) if lately >= _TELLING and now > since else 0.0
            result = replace(result, read=len(found), rate=rate)
            if now >= grouping_due and len(found) >= len(before.contents.articles):
                result = replace(result, contents=contents_of(Findings(found, cancelled), known))
                grouping_due = monotonic() + max(STEP, _REST * (monotonic() - now))
            changed(result)
            due = monotonic() + STEP
    finally:
        if cache is not None:
            cache.close()
    if cancelled():
        return
    complete = len(found) == result.count or not stopped()
    result = replace(result, read=len(found))
    changed(result)
    contents = contents_of(Findings(found, cancelled), known)
    more = not below and more_below(folder)
    changed(replace(result, contents=contents, complete=complete, stopped=not complete, more_below=more))
