"""What to say when a page of the web cannot be had: one sentence for each reason, in words of ours.

A library's own words may hold the address with its password.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.errors import SourceError
from diptych.sources.read_bytes import shown_name
from diptych.sources.sanitize import sanitize
from diptych.sources.web.address import host_of

if TYPE_CHECKING:
    from urllib3.exceptions import HTTPError

_STATUS = {
    401: "asks for a name and a password (401)",
    402: "wants to be paid for it (402)",
    403: "may not be read without a browser or an account (403)",
    404: "is not there (404)",
    410: "is not there any more (410)",
    429: "is asked for too often (429)",
    451: "is withheld for legal reasons (451)",
}
SAVE = "open it in a browser, save the page and name that file"
_REMEDY = {
    404: "check how it is spelled",
    410: "look for a copy in a web archive",
    429: "wait some minutes and try again",
}
_NOT_ENCRYPTED = re.compile(r"wrong.version.number|record.layer.failure|packet.length.too.long|http.re", re.I)
"""What libraries of TLS say of an answer that is plain HTTP, each release in words of its own."""


def explained(error: HTTPError, name: str, address: str) -> SourceError:
    """What befell a request, by what the library reports."""
    from ssl import SSLCertVerificationError

    from urllib3 import exceptions

    host = f"“{_host(address)}”"
    match error:
        case exceptions.ProxyError():
            said = (
                f"{name} cannot be reached: the proxy that the environment names for it is not there, or"
                " refuses; check http_proxy and https_proxy."
            )
        case exceptions.NameResolutionError():
            said = f"{name} cannot be reached: no host {host} is known; check spelling and network."
        case exceptions.NewConnectionError():
            said = f"{name} cannot be reached: {host} refuses the connection; check how it is spelled."
        case exceptions.ConnectTimeoutError():  # after the one above, which is a kind of it
            said = f"{name} cannot be reached: {host} does not answer; try again later."
        case exceptions.ReadTimeoutError():
            return too_slow(name)
        case exceptions.SSLError() if any(isinstance(each, SSLCertVerificationError) for each in error.args):
            said = (
                f"{name} cannot be trusted: the certificate of {host} is not valid; check how it is"
                " spelled, or save the page with a browser."
            )
        case exceptions.SSLError() if _NOT_ENCRYPTED.search(str(error)):
            said = f"{name} cannot be reached: {host} does not encrypt; type http:// for https://."
        case exceptions.SSLError():
            said = (
                f"{name} cannot be reached: {host} does not encrypt as https asks for; check how it is"
                " spelled, or save the page with a browser."
            )
        case exceptions.DecodeError():
            said = f"{name} came damaged: it cannot be unpacked; {SAVE}."
        case exceptions.LocationParseError() | exceptions.LocationValueError():
            said = f"{name} is no address that could be asked for; check how it is spelled."
        case _:
            return broken(name)
    return SourceError(said)


def _host(address: str) -> str:
    return sanitize(host_of(address)).replace("\n", "␊")[:100]


def without_text(address: str) -> SourceError:
    """What to say of a page in which there is no article."""
    return SourceError(
        f"{shown_name(address)} holds no text to read, perhaps because scripts would have to write it, which"
        f" diptych does not run; {SAVE}."
    )


def refused(status: int, name: str) -> SourceError:
    """What a server's answer with status `status` means."""
    if status >= 500:
        return SourceError(f"{name} cannot be had: its server has a fault ({status}); try again later.")
    what = _STATUS.get(status, f"cannot be had: its server answers {status}")
    return SourceError(f"{name} {what}; {_REMEDY.get(status, SAVE)}.")


def too_large(name: str, size: int) -> SourceError:
    """What to say of a page of more than `size` bytes."""
    return SourceError(f"{name} is larger than {size / 1_000_000:g} MB; save the article alone in a file.")


def too_slow(name: str) -> SourceError:
    """What to say where patience has an end."""
    return SourceError(f"{name} takes too long to come; try again later, or save the page with a browser.")


def broken(name: str) -> SourceError:
    """What to say of a connection that was lost."""
    return SourceError(f"{name} broke off before it was there; try again, or save the page with a browser.")
