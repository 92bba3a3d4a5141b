"""From what somebody typed, pasted or chose to two articles, or the reason why not.  Knows no widgets."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from diptych.errors import DiptychError, SourceError
from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import split_choice
from diptych.sources.clipboard import read_clipboard
from diptych.sources.formats import has_chapters
from diptych.sources.open import list_chapters, load
from diptych.sources.parse import ending_of, parse
from diptych.sources.read_bytes import CLIPBOARD, STANDARD_INPUT
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.sources.chapters import Chapter

_QUOTED = re.compile(r"""(['"])(.*)\1""")
_LINES = 2
"""Lines from which a text is an article and no path."""


class SourceRequest(NamedTuple):
    """What one side is to be."""

    source: str
    text: str | None = None
    """An article that was pasted; the source counts for nothing then."""


class Book(NamedTuple):
    """A book of which a chapter may be meant."""

    source: str
    chapters: tuple[Chapter, ...]


def is_article(text: str) -> bool:
    """Whether a text that was pasted is an article instead of a path or an address."""
    return sum(bool(line.strip()) for line in text.splitlines()) >= _LINES


def cleaned(typed: str) -> str:
    """A path or an address without what terminals and file managers put around it."""
    typed = typed.strip()
    if (quoted := _QUOTED.fullmatch(typed)) is not None:
        typed = quoted[2]
    elif "\\ " in typed and not Path(typed).exists():
        typed = typed.replace("\\ ", " ")
    if typed.lower().startswith("file://"):
        typed = unquote(urlsplit(typed).path)
    if typed.startswith("~"):
        typed = os.path.expanduser(typed)  # noqa: PTH111 - Path would fail where there is no such user
    return typed


def open_side(
    wanted: SourceRequest, cancelled: Callable[[], bool], *, offer_chapters: bool = False
) -> Article | Book | DiptychError:
    """What one side becomes; the reason, where it becomes nothing.

    Args:
        wanted: what it is to be.
        cancelled: asked while a page is fetched.
        offer_chapters: whether a book is to come as its chapters, to choose from.

    Raises:
        Cancelled: the caller asked for that.
    """
    source = wanted.source
    try:
        if wanted.text is not None:
            return parse(wanted.text.encode("utf-8", "surrogatepass"), CLIPBOARD)
        if source == STANDARD_INPUT:
            raise SourceError("Standard input gives the keys now; name a file or an address.")
        if source == CLIPBOARD:  # whoever reads keys from the terminal has asked it already
            return parse(read_clipboard(terminal=False).encode("utf-8", "surrogatepass"), CLIPBOARD)
        if offer_chapters and may_be_book(source):
            chapters = list_chapters(source)
            if len(chapters) > 1:
                return Book(source, chapters)
        return load(source, cancelled=cancelled)
    except DiptychError as error:
        return error


def may_be_book(source: str) -> bool:
    """Whether a source may be a book no chapter of which was chosen yet."""
    path, chosen = split_choice(source)
    return not chosen and not is_address(source) and has_chapters(ending_of(path))


def open_sides(
    wanted: Pair[SourceRequest], cancelled: Callable[[], bool], offer_chapters: Pair[bool]
) -> Pair[Article | Book | DiptychError]:
    """What both sides become; neither waits for the other.

    Raises:
        Cancelled: the caller asked for that.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2, "open") as pool:
        coming = [
            pool.submit(open_side, wanted[side], cancelled, offer_chapters=offer_chapters[side])
            for side in Side
        ]
        left, right = (each.result() for each in coming)
    return Pair(left, right)
