"""What the open dialog and the folder screen say.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.comparison_wording import counted, own_exports, pace
from diptych.reader.text.excerpts import beginning
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.reader.opening.folder_state import FolderState, SurveyResult
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
STOP_READING = "Stop reading"
OPEN_MARKED = "Open the marked two"
READ_THE_REST = "Read the rest"
"""Names of the keys of a folder."""

FOLDER_TITLE = "Which accounts tell the same story?"
OPENING = "Opening …"
STOPPING = "Stopping …"
ALONE = "alone here"
NOT_ALL_READ = "others are still being read"
"""Stands below an article without a story, as long as a story may come."""
UNDATED = "undated"
SHARE = "share"
"""Stands before what the accounts of a story share."""
ONLY_ARTICLES = "Only an article that could be read can be marked: put the cursor on one."
NO_SUBFOLDERS = "An archive has no subfolders."
_LONGEST_MARKED = 50
"""Most cells of a title in a message."""

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


_SHOWN = 0.005
"""Lowest score, 0..1, that is shown: a lower one is written as 0.00."""


def alone(nearest: tuple[float, str] | None, *, is_likely: bool) -> str:
    """Says of an article without a story which other one comes nearest.

    Args:
        nearest: the score of the other one, and its title; None if there is none.
        is_likely: whether both may tell the same story.
    """
    if nearest is None:
        return ALONE
    score, title = nearest
    if score < _SHOWN:
        return ALONE
    return f"{'nearest' if is_likely else f'{ALONE}; nearest'}, {score:.2f}: {title}"


def no_pair_to_go_back_to(key: str) -> str:
    """Says that no pair is open yet, and which key quits."""
    return f"No pair is open to go back to; {key} quits."


def accounts_and_copies(originals: int, copies: int) -> str:
    """How many accounts a story has; copies of one text count once: "4 accounts, 1 copy"."""
    accounts = counted(originals, "account")
    return f"{accounts}, {counted(copies, 'copy', 'copies')}" if copies else accounts


def copy_of(number: int) -> str:
    """Says which account of its story an account is a copy of; `number` counts from 1."""
    return f"copy of {number}"


def plain_story(score: float, count: str, shared: str) -> str:
    """The heading of a story in words.

    Args:
        score: probability that its accounts tell one event, 0..1.
        count: as from `accounts_and_copies`.
        shared: what most accounts share.
    """
    return (
        f"story, score {score:.2f}, {count}, share {shared}"
        if shared
        else f"story, score {score:.2f}, {count}"
    )


def plain_account(
    number: int | None, *, is_copy: bool, is_marked: bool, is_unread: bool, is_reading: bool
) -> str:
    """What an article is in the list, in words.

    Args:
        number: its number in its story, from 1, or that of its original; None without a story.
        is_copy: whether it is a copy of that account.
        is_marked: whether the user has marked it.
        is_unread: whether it could not be read.
        is_reading: whether articles are still being read.
    """
    if number is not None:
        place = copy_of(number) if is_copy else f"account {number}"
    else:
        place = "not read" if is_unread else "no story yet" if is_reading else "alone"
    return f"marked, {place}" if is_marked else place


def marked(titles: Sequence[str], keys: Mapping[str, str]) -> str:
    """Says which articles are marked, and what to do with them.

    Args:
        titles: the titles of one or two articles.
        keys: the first key of each command, by id.
    """
    shown = " and ".join(f"“{beginning(sanitize(title), _LONGEST_MARKED)}”" for title in titles)
    if len(titles) > 1:
        return f"Marked: {shown}. {keys['folder.open']} opens both."
    return (
        f"Marked: {shown}. {keys['folder.mark']} marks the other one, then {keys['folder.open']} opens both."
    )


def could_not_read(error: Exception) -> str:
    """Says that the survey of a folder has failed."""
    return f"The articles could not be read ({type(error).__name__})."


def nothing_to_open(back_key: str) -> str:
    """Says that the filter leaves no row."""
    return f"There is nothing to open; {back_key} clears the filter."


def folder_keys(keys: Mapping[str, str]) -> str:
    """The keys of the folder screen, as a sentence.

    Args:
        keys: the first key of each command, by id.
    """
    return (
        f"{keys['folder.open']} opens, {keys['folder.mark']} marks, {keys['folder.back']} goes back,"
        f" {keys['folder.quit']} quits, {keys['folder.others']} asks for others,"
        f" {keys['folder.below']} includes subfolders or leaves them out, {keys['folder.again']} reads again."
    )


def folder_progress(result: SurveyResult, stop_key: str) -> str:
    """How far a survey is.

    Args:
        result: what it has found so far.
        stop_key: the key that ends it.
    """
    if not result.count:
        return "looking …"
    if result.read == result.count:
        return f"grouping {counted(result.count, 'article')} …"
    speed = f", {pace(result.rate, result.count - result.read)}" if result.rate else ""
    return f"{result.read:,} of {result.count:,} read{speed}; {stop_key} keeps what there is"


def folder_summary(state: FolderState, shown: int | None, keys: Mapping[str, str]) -> str:
    """How far the survey of a folder is, or what it found.

    Args:
        state: the folder and the survey.
        shown: stories and other articles that the filter leaves; None without a filter.
        keys: the first key of each command, by id.
    """
    result = state.result
    if result.is_reading:
        return folder_progress(result, keys["folder.back"])
    contents = result.contents
    below = f" {keys['folder.below']} includes the articles in subfolders." if result.more_below else ""
    if result.has_below:
        below = f" {keys['folder.below']} leaves out the articles in subfolders."
    if result.own_exports:
        below = f" {own_exports(result.own_exports)}{below}"
    if not result.count:
        return f"There are no articles here.{below} {keys['folder.others']} opens two from elsewhere."
    read = f"{result.read:,} of " if result.stopped else ""
    summary = f"{read}{counted(result.count, 'article')}, {counted(contents.stories, 'story', 'stories')}"
    if contents.unread:
        summary += f", {contents.unread:,} could not be read"
    if result.stopped:
        below = f" {keys['folder.again']} reads the rest.{below}"
    if shown is not None:
        return f"{summary}; {shown:,} as typed"
    return f"{summary}.{below}" if below else summary
