"""Why a page of the web cannot be read: one sentence for each reason.

The messages of libraries are not quoted: they may contain the address with its password.
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

SAVE = "open it in a browser, save the page and name that file"
_STATUS = {
    401: "requires a name and a password (401)",
    402: "requires a payment (402)",
    403: "cannot be read without a browser or an account (403)",
    404: "does not exist (404)",
    410: "no longer exists (410)",
    429: "is requested too often (429)",
    451: "is withheld for legal reasons (451)",
}
_REMEDY = {
    404: "check how it is spelled",
    410: "look for a copy in a web archive",
    429: "wait some minutes and try again",
}
_NOT_ENCRYPTED = re.compile(r"wrong.version.number|record.layer.failure|packet.length.too.long|http.re", re.I)
"""Error messages of OpenSSL for an answer in plain HTTP."""


def request_failed(error: HTTPError, name: str, address: str) -> SourceError:
    """The request for `address` ended with an exception of urllib3; `name` is its name in messages."""
    from ssl import SSLCertVerificationError

    from urllib3 import exceptions

    shown = sanitize(host_of(address)).replace("\n", "␊")[:100]
    host = f"“{shown}”"
    match error:
        case exceptions.ProxyError():
            reason = (
                "cannot be reached: the proxy in the environment does not exist or refuses the connection;"
                " check http_proxy and https_proxy."
            )
        case exceptions.NameResolutionError():
            reason = f"cannot be reached: the host {host} is unknown; check spelling and network."
        case exceptions.NewConnectionError():
            reason = f"cannot be reached: {host} refuses the connection; check how it is spelled."
        case exceptions.ConnectTimeoutError():  # NewConnectionError is a kind of it
            reason = f"cannot be reached: {host} does not answer; try again later."
        case exceptions.ReadTimeoutError():
            return too_slow(name)
        case exceptions.SSLError() if any(isinstance(each, SSLCertVerificationError) for each in error.args):
            reason = (
                f"cannot be trusted: the certificate of {host} is not valid; check how it is spelled, or save"
                " the page with a browser."
            )
        case exceptions.SSLError() if _NOT_ENCRYPTED.search(str(error)):
            reason = f"cannot be reached: {host} does not encrypt; type http:// for https://."
        case exceptions.SSLError():
            reason = (
                f"cannot be reached: {host} does not encrypt as https requires; check how it is spelled, or"
                " save the page with a browser."
            )
        case exceptions.DecodeError():
            reason = f"came damaged: it cannot be unpacked; {SAVE}."
        case exceptions.LocationParseError() | exceptions.LocationValueError():
            return no_address(name)
        case _:
            return broken(name)
    return SourceError(f"{name} {reason}")


def status_refused(status: int, name: str) -> SourceError:
    """The server answers with an HTTP status other than 200."""
    if status >= 500:
        return SourceError(f"{name} cannot be fetched: its server has a fault ({status}); try again later.")
    reason = _STATUS.get(status, f"cannot be fetched: its server answers {status}")
    return SourceError(f"{name} {reason}; {_REMEDY.get(status, SAVE)}.")


def no_address(name: str) -> SourceError:
    """The address is malformed."""
    return SourceError(f"{name} is not an address that can be fetched; check how it is spelled.")


def without_text(address: str) -> SourceError:
    """The page contains no article."""
    return SourceError(
        f"{shown_name(address)} has no text to read, perhaps because it needs scripts, which diptych does not"
        f" run; {SAVE}."
    )


def no_text_type(name: str, what: str) -> SourceError:
    """The server sends `what`, such as "a picture"."""
    return SourceError(f"{name} is {what}, not text; name the page that contains the article.")


def unknown_packing(name: str) -> SourceError:
    """The content encoding is one that diptych does not accept."""
    return SourceError(f"{name} is compressed in a way that diptych does not know; {SAVE}.")


def empty(name: str) -> SourceError:
    """The server sends no bytes."""
    return SourceError(f"{name} is an empty page; check how it is spelled.")


def too_slow(name: str) -> SourceError:
    """A time limit has passed."""
    return SourceError(f"{name} takes too long to load; try again later, or save the page with a browser.")


def broken(name: str) -> SourceError:
    """The connection was lost."""
    return SourceError(
        f"{name} broke off before it was complete; try again, or save the page with a browser."
    )


def proxy_refused(name: str, scheme: str) -> SourceError:
    """The environment names a proxy that is neither http nor https."""
    return SourceError(
        f"{name} would be fetched through a {_printable(scheme)} proxy, which the environment names, and"
        f" diptych can use only http and https proxies; {SAVE}."
    )


def redirected_to_scheme(name: str, scheme: str) -> SourceError:
    """A redirect leads to neither http nor https."""
    return SourceError(
        f"{name} leads to an address of another kind ({_printable(scheme)}:), and diptych follows only http"
        " and https."
    )


def redirected_nowhere(name: str) -> SourceError:
    """A redirect leads to a malformed address."""
    return SourceError(f"{name} leads to something that is not an address; {SAVE}.")


def redirected_forever(name: str) -> SourceError:
    """There are too many redirects, or they go in a circle."""
    return SourceError(
        f"{name} redirects from one address to the next and never to a page, perhaps because cookies are"
        f" missing; {SAVE}."
    )


def redirected_unencrypted(name: str, target: str) -> SourceError:
    """A redirect leads from https to http."""
    return SourceError(
        f"{name} leads to a page that is not encrypted, {shown_name(target)}, and diptych does not follow it"
        " there; to read that page, name its address."
    )


def redirected_inside(name: str, target: str) -> SourceError:
    """A redirect leads from a public server into a private network."""
    return SourceError(
        f"{name} leads to this computer or its own network, {shown_name(target)}, and diptych does not follow"
        " it there; to read that page, name its address."
    )


def _printable(text: str) -> str:
    return "".join(char for char in text[:20] if char.isprintable() and char.isascii())
