"""How a server is reached: proxies, certificates, credentials and host names, as curl treats them."""

from __future__ import annotations

import os
import ssl
from base64 import b64encode
from importlib.metadata import version
from typing import TYPE_CHECKING
from urllib.parse import unquote
from urllib.request import getproxies_environment, proxy_bypass

from diptych.sources.web.address import credentials_of, is_address, server_of, without_credentials
from diptych.sources.web.messages import proxy_refused

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse, PoolManager, Timeout


def send_request(manager: PoolManager, address: str, timeout: Timeout) -> BaseHTTPResponse:
    """The answer of a server, without its body; redirects are not followed.

    Raises:
        urllib3.exceptions.HTTPError: there is none.
    """
    headers = {
        "User-Agent": f"diptych/{version('diptych')}",
        "Accept": "text/html,application/xhtml+xml,text/*;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    if credentials := credentials_of(address):
        headers["Authorization"] = _basic(credentials)
    return manager.request(
        "GET",
        _with_ascii_host(without_credentials(address)),
        headers=headers,
        timeout=timeout,
        retries=False,
        redirect=False,
        preload_content=False,
    )


def open_manager(address: str, name: str) -> PoolManager:
    """A manager of connections to the server, or to the proxy that the environment names for it.

    Raises:
        SourceError: the proxy is neither http nor https.
    """
    from urllib3 import PoolManager, ProxyManager

    context = _ssl_context()
    proxies = getproxies_environment()
    proxy = proxies.get(address.partition(":")[0].lower()) or proxies.get("all")
    if not proxy or proxy_bypass(server_of(address)):
        return PoolManager(ssl_context=context)
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    if not is_address(proxy):
        raise proxy_refused(name, proxy.partition(":")[0])
    credentials = credentials_of(proxy)
    headers = {"Proxy-Authorization": _basic(credentials)} if credentials else None
    return ProxyManager(
        _with_ascii_host(without_credentials(proxy)), proxy_headers=headers, ssl_context=context
    )


def _ssl_context() -> ssl.SSLContext:
    """A context that trusts the certificates of the system, or those of browsers if the system has none."""
    paths = ssl.get_default_verify_paths()
    has_own = paths.cafile or (paths.capath and os.listdir(paths.capath))  # noqa: PTH208 - a plain string
    if has_own or os.name == "nt":
        return ssl.create_default_context()
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def _basic(credentials: str) -> str:
    """The value of an Authorization header for the name and password in an address."""
    user, _, password = credentials.partition(":")
    return f"Basic {b64encode(f'{unquote(user)}:{unquote(password)}'.encode()).decode('ascii')}"


def _with_ascii_host(address: str) -> str:
    """The address with its host in ASCII, as DNS needs it: bücher.example is xn--bcher-kva.example."""
    server = server_of(address)
    if server.isascii():
        return address
    host, colon, port = server.partition(":")
    try:
        host = host.encode("idna").decode("ascii")
    except UnicodeError:
        return address
    return address.replace(server, f"{host}{colon}{port}", 1)
