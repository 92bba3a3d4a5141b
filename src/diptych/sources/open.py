"""Open an article, whatever its format.

    source → bytes → text → sanitised text → manuscript → sanitised manuscript → Article
                   ↘ a PDF, a Word document, a book ↗

Text is sanitised before it is read, so that no invisible sign hides a header or a heading, and once more
after, because HTML and Markdown write any character as an entity.  What takes a library is read in a process
of its own (`guard`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.errors import SourceError
from diptych.sources.chapter_choice import split_choice

if TYPE_CHECKING:
    from os import PathLike

    from diptych.sources.chapters import Chapter


from os import fspath
from typing import TYPE_CHECKING

from diptych.sides import Pair, Side
from diptych.sources.parse import parse
from diptych.sources.read_bytes import CLIPBOARD, read_source
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from diptych.article.model import Article


def load(source: str | PathLike[str], *, cancelled: Callable[[], bool] = bool) -> Article:
    """Open one article.

    Args:
        source: a path, "-" for standard input, "clipboard:" for the clipboard, or an address, to be fetched.
            `book.epub#3` names a chapter of a book, `book.epub#3-5` or `book.epub#1,4` some of them.
        cancelled: asked while a page is fetched; True gives it up.

    Raises:
        SourceError: it is missing, empty, binary, damaged, unreadable, a directory or too large.
        Cancelled: the caller asked for that.
    """
    name = fspath(source)
    if is_address(name):
        from diptych.sources.web.open_page import load_page

        return load_page(name, cancelled)
    if name == CLIPBOARD:
        from diptych.sources.clipboard import read_clipboard

        return parse(read_clipboard().encode("utf-8", "surrogatepass"), CLIPBOARD)
    path, _ = split_choice(name)
    return parse(read_source(path), name)


def load_both(sources: Pair[str], *, cancelled: Callable[[], bool] = bool) -> Pair[Article]:
    """Open two articles; of two pages of the web, neither waits for the other.

    Raises:
        SourceError: as for `load`, of either.
        Cancelled: the caller asked for that.
    """
    if not any(map(is_address, sources)):
        return sources.map(load)
    from concurrent.futures import ThreadPoolExecutor

    given_up = False

    def over() -> bool:
        return given_up or cancelled()

    with ThreadPoolExecutor(2, "page") as pool:
        try:
            coming = {
                side: pool.submit(load, sources[side], cancelled=over)
                for side in Side
                if is_address(sources[side])
            }
            # what asks the terminal or reads standard input does it here, where a signal reaches it
            there = {side: load(sources[side]) for side in Side if side not in coming}
            there |= {side: page.result() for side, page in coming.items()}
        finally:
            given_up = True  # of the other page too: nobody needs it alone
    return Pair(there[Side.LEFT], there[Side.RIGHT])


def list_chapters(source: str | PathLike[str]) -> tuple[Chapter, ...]:
    """The chapters of a book; none where the source is no book.

    Args:
        source: a path, or "-" for standard input; chapters that it names already are not minded.

    Raises:
        SourceError: as for `load`; or it is an address or the clipboard, of which no chapter can be named.
    """
    from os import fspath

    from diptych.sources.chapters import chapters_of
    from diptych.sources.parse import read_document
    from diptych.sources.read_bytes import CLIPBOARD, read_source, shown_name
    from diptych.sources.web.address import is_address

    path, _ = split_choice(fspath(source))
    if is_address(path) or path == CLIPBOARD:
        raise SourceError(
            f"{shown_name(path)} is no file, and only of a book in a file can chapters be chosen; save it and"
            " name that file."
        )
    return chapters_of(read_document(read_source(path), path))
