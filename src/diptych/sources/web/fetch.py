"""Fetch a page of the web in a child process.

The child can be ended at any moment, whether it resolves a host, connects, or reads an endless answer.
Starting it takes a tenth of a second, and the reader's own process never loads urllib3.
"""

from __future__ import annotations

import json
import subprocess
from importlib.util import find_spec
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import Cancelled
from diptych.sources.failures import missing_library
from diptych.sources.read_bytes import LIMIT, shown_name
from diptych.sources.sandbox.child import read_answer, start_child
from diptych.sources.web.messages import broken, too_slow

if TYPE_CHECKING:
    from collections.abc import Callable

_POLL = 0.05
"""Seconds between two checks of whether the caller has cancelled."""


class Limits(NamedTuple):
    """Limits of time and size."""

    connect: float = 10.0
    """Seconds until there is a connection."""
    read: float = 15.0
    """Seconds until the next bytes arrive."""
    total: float = 60.0
    """Seconds for the whole page."""
    size: int = LIMIT
    """Unpacked bytes."""


class FetchedPage(NamedTuple):
    """A page that a server sent."""

    data: bytes
    """Its unpacked content; text whose encoding the server names has been converted to UTF-8."""
    address: str
    """Its address after all redirects, without name and password."""
    ending: str
    """The ending of a file with this content, such as ".html"; empty if it is unknown."""


def fetch(address: str, cancelled: Callable[[], bool] = bool, limits: Limits | None = None) -> FetchedPage:
    """Fetch one page.

    Args:
        address: it begins with http:// or https://; a name and password in it are sent to its server only.
        cancelled: called often; True ends the fetching.
        limits: None for the usual ones.

    Raises:
        SourceError: it cannot be fetched.
        Cancelled: `cancelled` returned True.
    """
    name, limits = shown_name(address), limits or Limits()
    if find_spec("urllib3") is None:
        raise missing_library(name, "an address", "web")
    # On standard input: other users of the computer can see the arguments of a process, and so a password.
    request: bytes | None = json.dumps({"address": address, "limits": limits._asdict()}).encode("ascii")
    child = start_child(name, "diptych.sources.web.download")
    deadline = monotonic() + limits.total
    with child:
        try:
            while True:
                try:
                    output, _ = child.communicate(request, timeout=_POLL)
                    break
                except subprocess.TimeoutExpired:
                    request = None
                if cancelled():
                    raise Cancelled
                if monotonic() > deadline:
                    raise too_slow(name)
        finally:
            child.kill()
    head, _, data = output.partition(b"\n")
    answer = read_answer(head, name, broken(name))  # a crash or an exceeded limit leaves no answer
    return FetchedPage(data, answer["address"], answer["ending"])
