"""From an address to an article: a fetched page is parsed like a file with the same content."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.sources.parse import NoTextError, parse
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import host_of, without_credentials
from diptych.sources.web.fetch import fetch
from diptych.sources.web.messages import without_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article

_SHORT = 600
"""Most code points of a text that may only say that its page needs scripts."""
_SHORTEST = 80
"""Most code points of a text such as "Loading ...", which is not an article if its page asks for scripts."""
_NEEDS_SCRIPTS = re.compile(
    r"(?:enable|activate|requires?|without|turn on)\s[^<]{0,30}?javascript"
    r"|javascript[^<]{0,40}?(?:disabled|required|enabled)",
    re.IGNORECASE,
)


def load_page(address: str, cancelled: Callable[[], bool] = bool) -> Article:
    """The article on a web page; its host is the publisher if the page names none.

    Args:
        address: as the user typed it.
        cancelled: called often; True ends the fetching.

    Raises:
        SourceError: there is no article that can be read.
        Cancelled: `cancelled` returned True.
    """
    page = fetch(address, cancelled)
    try:
        article = parse(page.data, without_credentials(address), page.ending)
    except NoTextError:
        raise without_text(address) from None
    length = len(article.text)
    searched = page.data.decode("utf-8", "replace") if length < _SHORTEST else article.text
    if length < _SHORT and _NEEDS_SCRIPTS.search(searched):
        raise without_text(address)
    return replace(article, publisher=article.publisher or sanitize(host_of(page.address)))
