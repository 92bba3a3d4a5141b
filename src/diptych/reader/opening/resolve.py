"""From what the user typed, pasted or chose to two articles, or to an error.  No widgets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from diptych.article.identity import CLIPBOARD, STANDARD_INPUT
from diptych.errors import DiptychError, SourceError
from diptych.reader.opening.wording import STDIN_TAKEN
from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import split_choice
from diptych.sources.clipboard import read_clipboard
from diptych.sources.formats import has_chapters
from diptych.sources.open import list_chapters, load
from diptych.sources.parse import ending_of, parse_pasted
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.sources.chapters import Chapter

_QUOTED = re.compile(r"""(['"])(.*)\1""")
_LEAST_LINES = 2
"""Minimum number of non-empty lines of a pasted article; a single line is a path or an address."""


class SourceRequest(NamedTuple):
    """The article that one side asks for."""

    source: str
    text: str | None = None
    """The text of a pasted article; None to open `source`."""


class Book(NamedTuple):
    """A book with chapters to choose from."""

    source: str
    chapters: tuple[Chapter, ...]


def is_article(text: str) -> bool:
    """Whether a pasted text is an article, not a path or an address."""
    return sum(bool(line.strip()) for line in text.splitlines()) >= _LEAST_LINES


def unquoted(typed: str) -> str:
    """A path or an address without the quotes and escapes that terminals and file managers add."""
    typed = typed.strip()
    if (quoted := _QUOTED.fullmatch(typed)) is not None:
        typed = quoted[2]
    elif "\\ " in typed and not Path(typed).exists():
        typed = typed.replace("\\ ", " ")
    if typed.lower().startswith("file://"):
        typed = unquote(urlsplit(typed).path)
    if typed.startswith("~"):
        typed = os.path.expanduser(typed)  # noqa: PTH111 - Path would fail for an unknown user
    return typed


def open_side(
    wanted: SourceRequest, cancelled: Callable[[], bool], *, offer_chapters: bool = False
) -> Article | Book | DiptychError:
    """Open the article of one side.

    Args:
        wanted: the article.
        cancelled: asked while a page is fetched; True stops that.
        offer_chapters: whether to return a book's chapters instead of the whole book.

    Returns:
        The article, a book to choose a chapter from, or the error.

    Raises:
        Cancelled: `cancelled` returned True.
    """
    source = wanted.source
    try:
        if wanted.text is not None:
            return parse_pasted(wanted.text)
        if source == STANDARD_INPUT:
            raise SourceError(STDIN_TAKEN)
        if source == CLIPBOARD:  # the dialog has already asked the terminal
            return parse_pasted(read_clipboard(terminal=False))
        if offer_chapters and may_be_book(source):
            chapters = list_chapters(source)
            if len(chapters) > 1:
                return Book(source, chapters)
        return load(source, cancelled=cancelled)
    except DiptychError as error:
        return error


def may_be_book(source: str) -> bool:
    """Whether a source may be a book without a chapter chosen yet."""
    path, chosen = split_choice(source)
    return not chosen and not is_address(source) and has_chapters(ending_of(path))


def open_sides(
    wanted: Pair[SourceRequest], cancelled: Callable[[], bool], offer_chapters: Pair[bool]
) -> Pair[Article | Book | DiptychError]:
    """Open both sides at once; arguments and results as in `open_side`.

    Raises:
        Cancelled: `cancelled` returned True.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2, "open") as pool:
        futures = [
            pool.submit(open_side, wanted[side], cancelled, offer_chapters=offer_chapters[side])
            for side in Side
        ]
        left, right = (each.result() for each in futures)
    return Pair(left, right)
