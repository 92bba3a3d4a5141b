"""Addresses of web pages: their parts, and how to remove the name and password."""

from __future__ import annotations

import re
from functools import cache

_FETCHED = re.compile(r"https?://", re.IGNORECASE)
_ADDRESS = re.compile(
    r"(?P<scheme>[a-z][a-z0-9+.-]*://)(?:(?P<credentials>[^/?#\\\s]*)@)?(?P<server>[^/?#\\\s@]*)"
    r"(?P<path>[^?#]*)",
    re.IGNORECASE,
)


@cache
def _host() -> re.Pattern[str]:
    """What looks like an address without its scheme; only the open dialog asks."""
    return re.compile(
        r"(?P<near>(?:localhost|\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])(?::\d+)?(?:/\S*)?)"
        r"|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}(?::\d+(?:/\S*)?|/\S*)|www\.\S+",
        re.IGNORECASE,
    )


def is_address(source: str) -> bool:
    """Whether a source is a web page to fetch, and not a file."""
    return _FETCHED.match(source) is not None


def has_scheme(source: str) -> bool:
    """Whether a source is an address of any kind."""
    return _ADDRESS.match(source) is not None


def missing_scheme(source: str) -> str:
    """The scheme that an address lacks, such as "https://"; empty if `source` looks like no address."""
    found = _host().fullmatch(source)
    return "" if found is None else "http://" if found["near"] else "https://"


def without_credentials(source: str) -> str:
    """`source` without the name and password of an address; other sources are unchanged."""
    found = _ADDRESS.match(source)
    if found is None or found["credentials"] is None:
        return source
    return found["scheme"] + source[found.start("server") :]


def server_of(address: str) -> str:
    """The server of an address, with the port if it has one."""
    return _part(address, "server")


def credentials_of(address: str) -> str:
    """The name and password in an address, as written there; empty if it has none."""
    return _part(address, "credentials")


def host_of(address: str) -> str:
    """The server of an address as people know it, without the port and a leading `www.`."""
    server = server_of(address)
    host = server.partition("]")[0] + "]" if server.startswith("[") else server.partition(":")[0]
    return host.lower().removeprefix("www.")


def path_of(address: str) -> str:
    """The path of an address, without query and fragment."""
    return _part(address, "path")


def _part(address: str, name: str) -> str:
    found = _ADDRESS.match(address)
    return (found[name] or "") if found else ""
