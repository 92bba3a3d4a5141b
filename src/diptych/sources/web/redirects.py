"""Which redirects are followed.

A server can redirect a client to any address.  These redirects are refused:

- to anything but http and https,
- from https to http, because others could then read or change the page,
- from a public server to this computer, its own network or the metadata service of a cloud: a page of the web
  must not make diptych request what only the user can reach.

An address that the user typed is never refused, nor is a redirect from one local server to another.
"""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, ip_address
from urllib.parse import urljoin, urlsplit

from diptych.sources.web import messages
from diptych.sources.web.address import is_address

MOST_REDIRECTS = 8
"""Redirects that are followed for one page; browsers follow 20, but no article needs half as many."""


def redirect_target(address: str, location: str, name: str) -> str:
    """The address that a server redirects to.

    Args:
        address: that was asked for.
        location: the header Location of the answer.
        name: what messages call the page.

    Raises:
        SourceError: the redirect is not followed.
    """
    # The library decodes headers as Latin-1, and servers send UTF-8.
    location = location.encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        target = urljoin(address, location)
        schemes = urlsplit(address).scheme, urlsplit(target).scheme
    except ValueError:
        raise messages.redirected_nowhere(name) from None
    if not is_address(target):
        raise messages.redirected_to_scheme(name, schemes[1])
    if schemes == ("https", "http"):
        raise messages.redirected_unencrypted(name, target)
    if is_public(address) and not is_public(target):
        raise messages.redirected_inside(name, target)
    return target


def is_public(address: str) -> bool:
    """Whether all IP addresses of the server are public; True if its name cannot be resolved here.

    The name is resolved again for the connection.  A name server that then gives another answer is not
    detected.
    """
    try:
        found = socket.getaddrinfo(urlsplit(address).hostname or "", None)
    except (OSError, UnicodeError):  # no such host, or only a proxy knows it
        return True
    return all(_is_public_ip(str(place[0])) for *_, place in found)


def _is_public_ip(text: str) -> bool:
    address = ip_address(text.partition("%")[0])  # without the network interface of a link-local address
    if isinstance(address, IPv6Address) and address.ipv4_mapped is not None:
        return address.ipv4_mapped.is_global
    return address.is_global
