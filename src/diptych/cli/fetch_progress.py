"""A message on the terminal while pages are fetched."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diptych.cli.streams import is_terminal, terminal_columns
from diptych.sources.read_bytes import shown_name
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.article.model import Article
    from diptych.sides import Pair

PATIENCE = 1.0
"""Seconds before the message appears."""

_MESSAGE = "diptych: fetching {}; Ctrl+C cancels."
_SHORTEST = 12
"""Least number of characters of the addresses that is shown."""


def load_with_progress(sources: Pair[str]) -> Pair[Article]:
    """Open two articles, and show a message while pages are fetched.

    Raises:
        SourceError: one cannot be opened.
    """
    from diptych.sources.open import load_both

    with fetch_progress(sources):
        return load_both(sources)


@contextmanager
def fetch_progress(sources: Iterable[str]) -> Iterator[None]:
    """Show what is being fetched if the block takes longer than `PATIENCE`, and erase the message at its end.

    Args:
        sources: the sources that the block opens; only addresses are shown, and only on a terminal.
    """
    addresses = [source for source in sources if is_address(source)]
    if not addresses or not is_terminal(sys.stderr):
        yield
        return
    columns = terminal_columns()
    finished = threading.Event()

    def show() -> None:
        if not finished.wait(PATIENCE):
            print(_message(addresses, columns), end="", file=sys.stderr, flush=True)  # noqa: T201
            finished.wait()
            print(f"\r{' ' * (columns - 1)}\r", end="", file=sys.stderr, flush=True)  # noqa: T201

    thread = threading.Thread(target=show, name="fetch-progress", daemon=True)
    thread.start()
    try:
        yield
    finally:
        finished.set()
        thread.join()


def _message(addresses: Iterable[str], columns: int) -> str:
    """The message in one line: a longer one could not be erased."""
    names = " and ".join(map(shown_name, addresses))
    room = columns - len(_MESSAGE)
    if not names.isascii():  # besides the quotation marks, letters may take two cells
        room -= sum(not sign.isascii() for sign in names)
    if len(names) > room:
        names = f"{names[: max(room, _SHORTEST) - 1]}…"
    return _MESSAGE.format(names)[: columns - 1]
