"""A line on the terminal while pages are fetched, so that nobody waits for they know not what."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from diptych.cli.streams import is_terminal
from diptych.sources.read_bytes import shown_name
from diptych.sources.web.address import is_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PATIENCE = 1.0
"""Seconds that a page may take without a word."""

_REMARK = "diptych: fetching {}; Ctrl+C gives up."
_SHORTEST = 12
"""Letters of an address that tell anything."""


@contextmanager
def fetch_progress(sources: Iterable[str]) -> Iterator[None]:
    """Say what is being fetched while the block takes longer than `PATIENCE`, and wipe it away after.

    Args:
        sources: what is opened in the block; only addresses are told of, and only to a terminal.
    """
    addresses = [source for source in sources if is_address(source)]
    if not addresses or not is_terminal(sys.stderr):
        yield
        return
    from shutil import get_terminal_size

    columns = get_terminal_size().columns
    over = threading.Event()

    def tell() -> None:
        if not over.wait(PATIENCE):
            print(_remark(addresses, columns), end="", file=sys.stderr, flush=True)  # noqa: T201
            over.wait()
            print(f"\r{' ' * (columns - 1)}\r", end="", file=sys.stderr, flush=True)  # noqa: T201

    teller = threading.Thread(target=tell, name="waiting", daemon=True)
    teller.start()
    try:
        yield
    finally:
        over.set()
        teller.join()


def _remark(addresses: Iterable[str], columns: int) -> str:
    """What is said, on one line: a longer one could not be wiped away."""
    names = " and ".join(map(shown_name, addresses))
    room = columns - len(_REMARK)
    if not names.isascii():  # beside the quotation marks, letters may take two cells
        room -= sum(not sign.isascii() for sign in names)
    if len(names) > room:
        names = f"{names[: max(room, _SHORTEST) - 1]}…"
    return _REMARK.format(names)[: columns - 1]
