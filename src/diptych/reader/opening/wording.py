"""What the open dialog and the folder screen say.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.comparison_wording import counted, own_exports

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.reader.opening.folder_state import FolderState
    from diptych.sides import Side

DIALOG_TITLE = "Open two articles"
PLACEHOLDER = "a file or https://…, or paste the text"
STOPPED = "Stopped."
RECENT_PAIRS = "Recent pairs"
CHAPTERS = "Chapters"
WHOLE_BOOK = "The whole book"

WITH_SUBFOLDERS = "With subfolders"
WITHOUT_SUBFOLDERS = "Without subfolders"
CLEAR_FILTER = "Clear filter"
BACK_TO_PAIR = "Back to the pair"
QUIT = "Quit"
"""Names of the keys of a folder."""

FOLDER_TITLE = "Which two cover the same event?"
OPENING = "Opening …"
ALONE = "alone here"
NOT_ALL_READ = "others are still being read"
"""Stands below an article without a pair, as long as a pair may come."""

STDIN_TAKEN = "Standard input is the keyboard now; name a file or an address."


def now_the_other(side: Side) -> str:
    """Asks for the article of a side that is still missing."""
    return f"Now the {side.value} article."


def opening(closing_key: str) -> str:
    """Says that both articles are being opened, and how to stop that."""
    return f"{OPENING} {closing_key} stops."


def which_chapter(side: Side) -> str:
    """Asks for a chapter of a book."""
    return f"Which chapter of the {side.value} book?"


def pasted_article(text: str) -> str:
    """What the input shows in place of an article that was pasted."""
    return f"(pasted text, {counted(len(text.split()), 'word')})"


def nearest(score: float, title: str) -> str:
    """Says of an article without a pair which one comes nearest."""
    return f"{ALONE}; nearest, {score:.2f}: {title}"


def nothing_to_open(back_key: str) -> str:
    """Says that the filter leaves no row."""
    return f"There is nothing to open; {back_key} clears the filter."


def folder_keys(keys: Mapping[str, str]) -> str:
    """The keys of the folder screen, as a sentence.

    Args:
        keys: the first key of each command, by id.
    """
    return (
        f"{keys['folder.open']} opens, {keys['folder.others']} asks for others,"
        f" {keys['folder.below']} includes subfolders or leaves them out, {keys['folder.again']} reads again,"
        f" {keys['folder.back']} goes back, {keys['folder.quit']} quits."
    )


def folder_summary(state: FolderState, shown: int | None, keys: Mapping[str, str]) -> str:
    """How far the survey of a folder is, or what it found.

    Args:
        state: the folder and the survey.
        shown: rows that the filter leaves; None without a filter.
        keys: the first key of each command, by id.
    """
    result = state.result
    if not result.complete:
        return f"reading {result.read} of {result.count} …" if result.count else "looking …"
    below = f" {keys['folder.below']} includes the articles in subfolders." if result.more_below else ""
    if any(match.left.path.parent != state.folder for match in result.matches):
        below = f" {keys['folder.below']} leaves out the articles in subfolders."
    if result.own_exports:
        below = f" {own_exports(result.own_exports)}{below}"
    if not result.count:
        return f"There are no articles here.{below} {keys['folder.others']} opens two from elsewhere."
    pairs = counted(sum(match.likely for match in result.matches), "pair")
    summary = f"{counted(result.count, 'article')}, {pairs} that may cover the same event"
    if shown is not None:
        return f"{summary}; {shown} as typed"
    return f"{summary}.{below}" if below else summary
