"""Open an article, wherever it is: a file, standard input, the clipboard or a page of the web."""

from __future__ import annotations

from os import fspath
from typing import TYPE_CHECKING

from diptych.article.identity import CLIPBOARD
from diptych.errors import SourceError
from diptych.sides import Pair, Side
from diptych.sources.chapter_choice import is_archive, split_choice
from diptych.sources.parse import ending_of, parse, parse_pasted, read_document
from diptych.sources.read_bytes import read_source, shown_name
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from diptych.article.model import Article
    from diptych.sources.chapters import Chapter


def load(source: str | PathLike[str], *, cancelled: Callable[[], bool] = bool) -> Article:
    """Open one article.

    Args:
        source: a path, "-" for standard input, "clipboard:" for the clipboard, or the address of a page.
            `book.epub#3` names a chapter of a book, `book.epub#3-5` or `book.epub#1,4` several, and
            `archive.jsonl#3` the article on a line of an archive.
        cancelled: called often while a page is fetched; True ends the fetching.

    Raises:
        SourceError: it is missing, empty, binary, damaged, unreadable, a directory or too large.
        Cancelled: `cancelled` returned True.
    """
    name = fspath(source)
    if is_address(name):
        from diptych.sources.web.open_page import load_page

        return load_page(name, cancelled)
    if name == CLIPBOARD:
        from diptych.sources.clipboard import read_clipboard

        return parse_pasted(read_clipboard())
    return parse(read_file(name), name)


def read_file(source: str) -> bytes:
    """The bytes from which `parse` makes an article: those of a file, or of a line of an archive.

    Args:
        source: as for `load`, but no address and not the clipboard.

    Raises:
        SourceError: as for `load`.
    """
    path, _ = split_choice(source)
    if is_archive(path):
        from diptych.sources.json_lines import read_line

        return read_line(source)
    return read_source(path)


def load_both(sources: Pair[str], *, cancelled: Callable[[], bool] = bool) -> Pair[Article]:
    """Open two articles; two pages of the web are fetched at the same time.

    Raises:
        SourceError: as for `load`, of either.
        Cancelled: `cancelled` returned True.
    """
    if not any(map(is_address, sources)):
        return sources.map(load)
    from concurrent.futures import ThreadPoolExecutor

    given_up = False

    def is_over() -> bool:
        return given_up or cancelled()

    with ThreadPoolExecutor(2, "page") as pool:
        try:
            coming = {
                side: pool.submit(load, sources[side], cancelled=is_over)
                for side in Side
                if is_address(sources[side])
            }
            # Standard input and the clipboard are read in this thread, where a signal reaches the reading.
            loaded = {side: load(sources[side]) for side in Side if side not in coming}
            loaded |= {side: page.result() for side, page in coming.items()}
        finally:
            given_up = True  # one page is of no use without the other
    return Pair(loaded[Side.LEFT], loaded[Side.RIGHT])


def list_chapters(source: str | PathLike[str]) -> tuple[Chapter, ...]:
    """The chapters of a book; empty if the source is not a book.

    Args:
        source: a path, or "-" for standard input; the chapters that it names are ignored.

    Raises:
        SourceError: as for `load`; or the source is an address or the clipboard, which have no chapters.
    """
    from diptych.sources.chapters import chapters_of

    path, _ = split_choice(fspath(source))
    name = shown_name(path)
    if is_address(path) or path == CLIPBOARD:
        raise SourceError(
            f"{name} is not a file, and only a book in a file has chapters to choose from; save it and name"
            " that file."
        )
    return chapters_of(read_document(read_source(path), ending_of(path), name, frozenset()))
