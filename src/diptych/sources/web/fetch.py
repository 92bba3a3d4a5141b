"""From an address to bytes: one page is fetched, and nothing else.

Only what the user typed is asked for, and where its server sends one: no pictures, no scripts, no links.
No cookie is kept or sent.  A proxy is used where the environment names one for the address, as curl does it.
What a server sends is never trusted: not its length, not how long it takes, not where it sends one to.

urllib3 is an extra, `diptych[web]`, and is imported only for an address.
"""

from __future__ import annotations

import os
import threading
from time import monotonic
from typing import TYPE_CHECKING, Any, NamedTuple

from diptych.errors import Cancelled, SourceError
from diptych.sources.formats import ending_of_media_type
from diptych.sources.read_bytes import LIMIT, shown_name
from diptych.sources.web.address import is_address, path_of, server_of, without_credentials
from diptych.sources.web.errors import SAVE, broken, explained, refused, too_large, too_slow

if TYPE_CHECKING:
    from collections.abc import Callable

    from urllib3 import BaseHTTPResponse, PoolManager

CONNECT, READ, WHOLE = 10.0, 15.0, 60.0
"""Seconds to wait for a connection, for the next bytes, and in all."""

MOST_REDIRECTS = 8
"""Times that a server may send one on; browsers allow 20, but no article needs half of these."""

_CHUNK = 65_536
_POLL = 0.05
"""Seconds between two looks whether the caller still waits for the page."""

_REDIRECTS = {301, 302, 303, 307, 308}
_LIKE_UTF8 = {"utf-16": b"\0", "utf-32": b"\0", "iso-2022": b"\x1b", "hz": b"~{"}
"""How the names of encodings begin whose texts may be valid UTF-8 too, and what tells those texts."""
_NO_ARTICLE = {"image": "a picture", "audio": "a sound", "video": "a film", "font": "a typeface"}


class Limits(NamedTuple):
    """How much patience and room there is."""

    connect: float = CONNECT
    """Seconds until there is a connection."""
    read: float = READ
    """Seconds until the next bytes come."""
    whole: float = WHOLE
    """Seconds in all."""
    size: int = LIMIT
    """Bytes, once unpacked."""


class FetchedPage(NamedTuple):
    """What a server sent."""

    data: bytes
    """Unpacked; text that is not UTF-8 but whose encoding the server names is UTF-8 now."""
    address: str
    """Where it was found, without name and password."""
    ending: str
    """The ending that a file with this content would have, such as ".html"; "" where nothing tells."""


def fetch(address: str, cancelled: Callable[[], bool] = bool, limits: Limits | None = None) -> FetchedPage:
    """Get one page.

    The work is done in a thread that nobody waits for longer than the limits allow, because looking up a host
    knows no timeout.

    Args:
        address: it begins with http:// or https://; a name and password in it are sent to its server only.
        cancelled: asked often; True gives the page up.
        limits: the usual ones when None.

    Raises:
        SourceError: there is no page that could be read, for a reason told in one sentence.
        Cancelled: the caller asked for that.
    """
    name, limits = shown_name(address), limits or Limits()
    try:
        import urllib3  # noqa: F401 - here, where its absence can be told
    except ImportError:
        raise SourceError(
            f"{name} is an address, for which a library is missing; run: pip install 'diptych[web]'"
        ) from None
    request = _Request(address, name, limits)
    worker = threading.Thread(target=request.run, name="fetch", daemon=True)
    worker.start()
    until = monotonic() + limits.whole
    try:
        while not request.done.wait(_POLL):
            if cancelled():
                raise Cancelled
            if monotonic() > until:
                raise too_slow(name)
    finally:
        request.stopped = True
    if request.page is None:
        raise request.error or broken(name)
    return request.page


class _Request:
    """One page on its way."""

    def __init__(self, address: str, name: str, limits: Limits) -> None:
        self._address = address
        """Where the page is looked for at present."""
        self._name = name
        self._limits = limits
        self._until = monotonic() + limits.whole
        self.stopped = False
        """Set when nobody waits for it any more."""
        self.done = threading.Event()
        self.page: FetchedPage | None = None
        self.error: SourceError | None = None

    def run(self) -> None:
        """Get it, or the reason why not."""
        from urllib3.exceptions import HTTPError

        try:
            self.page = self._follow()
        except SourceError as error:
            self.error = error
        except HTTPError as error:
            self.error = explained(error, self._name, self._address)
        except (OSError, ValueError, LookupError):  # what a server may still make a library stumble over
            self.error = broken(self._name)
        finally:
            self.done.set()

    def _is_over(self) -> bool:
        return self.stopped or monotonic() > self._until

    def _follow(self) -> FetchedPage:
        seen = set[str]()
        while True:
            address = self._address
            seen.add(address)
            with _manager(address, self._name) as manager:
                _end_when(self._is_over, manager)
                response = self._ask(manager, address)
                try:
                    location = response.headers.get("location")
                    if response.status not in _REDIRECTS or not location:
                        return self._take(response, address)
                finally:
                    response.close()  # what is left of it is not worth reading
            self._address = self._next(address, location, seen)

    def _ask(self, manager: PoolManager, address: str) -> BaseHTTPResponse:
        # by way of the root of the package, sources would know all that is built on them
        from importlib.metadata import version

        from urllib3 import Timeout

        headers = {
            "User-Agent": f"diptych/{version('diptych')}",
            "Accept": "text/html,application/xhtml+xml,text/*;q=0.9,application/pdf;q=0.8,*/*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        }
        if credentials := _credentials(address):
            headers["Authorization"] = _basic(credentials)
        patience = Timeout(connect=self._limits.connect, read=self._limits.read)
        return manager.request(
            "GET",
            _in_ascii(without_credentials(address)),
            headers=headers,
            timeout=patience,
            retries=False,
            redirect=False,
            preload_content=False,
        )

    def _next(self, address: str, location: str, seen: set[str]) -> str:
        """Where a server sends one to."""
        from urllib.parse import urljoin

        # Headers are Latin-1 to the library, and servers send UTF-8.
        following = urljoin(address, location.encode("latin-1", "replace").decode("utf-8", "replace").strip())
        if not is_address(following):
            scheme = following.partition(":")[0]
            raise SourceError(
                f"{self._name} leads to an address of another kind ({_printable(scheme)}:),"
                " and diptych follows only http and https."
            )
        if following in seen or len(seen) > MOST_REDIRECTS:
            raise SourceError(
                f"{self._name} leads from one address to the next and never to a page,"
                f" perhaps for want of cookies; {SAVE}."
            )
        return following

    def _take(self, response: BaseHTTPResponse, address: str) -> FetchedPage:
        """The page that a response brings."""
        name, limits = self._name, self._limits
        if response.status != 200:
            raise refused(response.status, name)
        kind, _, parameters = response.headers.get("content-type", "").partition(";")
        kind = kind.strip().lower()
        if what := _NO_ARTICLE.get(kind.partition("/")[0]):
            raise SourceError(f"{name} is {what}, not text; name the page that holds the article.")
        packed = {part.strip() for part in response.headers.get("content-encoding", "").lower().split(",")}
        if packed - {"", "identity", "none", *response.CONTENT_DECODERS}:
            raise SourceError(f"{name} comes packed in a way that diptych did not ask for; {SAVE}.")
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:20]) > limits.size:
            raise too_large(name, limits.size)
        chunks, size = list[bytes](), 0
        while chunk := response.read1(_CHUNK, decode_content=True):
            chunks.append(chunk)
            size += len(chunk)
            if size > limits.size:
                raise too_large(name, limits.size)
            if self._is_over():
                raise too_slow(name)
        data = b"".join(chunks)
        if not data:
            raise SourceError(f"{name} is an empty page; check how it is spelled.")
        return FetchedPage(
            _in_utf8(data, kind, parameters), without_credentials(address), _ending(kind, address)
        )


def _manager(address: str, name: str) -> PoolManager:
    """What makes the connection: to the server, or to the proxy that the environment names for it."""
    from urllib.request import getproxies_environment, proxy_bypass

    from urllib3 import PoolManager, ProxyManager

    context = _trusted()
    proxies = getproxies_environment()
    proxy = proxies.get(address.partition(":")[0].lower()) or proxies.get("all")
    if not proxy or proxy_bypass(server_of(address)):
        return PoolManager(ssl_context=context)
    if "://" not in proxy:
        proxy = f"http://{proxy}"
    if not is_address(proxy):
        scheme = _printable(proxy.partition(":")[0])
        raise SourceError(
            f"{name} would go through a {scheme} proxy, as the environment has it, and diptych knows only"
            f" http and https ones; {SAVE}."
        )
    credentials = _credentials(proxy)
    headers = {"Proxy-Authorization": _basic(credentials)} if credentials else None
    return ProxyManager(_in_ascii(without_credentials(proxy)), proxy_headers=headers, ssl_context=context)


def _end_when(over: Callable[[], bool], manager: PoolManager) -> None:
    """Let no answer be read any further once `over` says so, not even one that never begins."""
    from http.client import HTTPResponse
    from io import BufferedReader, RawIOBase

    from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
    from urllib3.connection import HTTPConnection, HTTPSConnection

    class Ending(RawIOBase):
        def __init__(self, stream: RawIOBase) -> None:
            super().__init__()
            self._stream = stream

        def readable(self) -> bool:
            return True

        def readinto(self, room: Any) -> int | None:
            if over():
                raise TimeoutError
            return self._stream.readinto(room)

        def close(self) -> None:
            self._stream.close()
            super().close()

    class Answer(HTTPResponse):
        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **options)
            self.fp = BufferedReader(Ending(self.fp.detach()))

    class Plain(HTTPConnection):
        response_class = Answer

    class Encrypted(HTTPSConnection):
        response_class = Answer

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class EncryptedPool(HTTPSConnectionPool):
        ConnectionCls = Encrypted

    manager.pool_classes_by_scheme = {"http": PlainPool, "https": EncryptedPool}


def _trusted() -> object:
    """Whom to believe: whom the system believes; where it has no list of its own, the one of browsers."""
    import ssl

    paths = ssl.get_default_verify_paths()
    known = paths.cafile or (paths.capath and os.listdir(paths.capath))  # noqa: PTH208 - a string as it is
    if known or os.name == "nt":
        return ssl.create_default_context()
    import certifi

    return ssl.create_default_context(cafile=certifi.where())


def _credentials(address: str) -> str:
    server = address.partition("://")[2]
    for end in "/?#":
        server = server.partition(end)[0]
    return server.rpartition("@")[0]


def _basic(credentials: str) -> str:
    """Name and password, as an address has them, as a header sends them."""
    from base64 import b64encode
    from urllib.parse import unquote

    user, _, password = credentials.partition(":")
    return f"Basic {b64encode(f'{unquote(user)}:{unquote(password)}'.encode()).decode('ascii')}"


def _in_ascii(address: str) -> str:
    """The address with its host as the name system has it: bücher.example is xn--bcher-kva.example."""
    if address.isascii():
        return address
    scheme, _, rest = address.partition("://")
    server = rest[: min((rest.find(end) for end in "/?#" if end in rest), default=len(rest))]
    host, colon, port = server.partition(":")
    try:
        ascii_host = host.encode("idna").decode("ascii")
    except UnicodeError:
        ascii_host = host
    return f"{scheme}://{ascii_host}{colon}{port}{rest[len(server) :]}"


def _in_utf8(data: bytes, kind: str, parameters: str) -> bytes:
    """Text in UTF-8, where the server names another encoding and is right; all else as it came."""
    from email.message import Message

    if not kind.startswith("text/") and "xml" not in kind:
        return data
    told = Message()
    told["content-type"] = f"text/plain;{parameters}"
    encoding = told.get_param("charset")
    if not isinstance(encoding, str) or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return data
    # As browsers do: pages that claim Latin-1 hold the quotation marks of Windows-1252.
    latin = encoding.lower() in {"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"}
    told_apart = any(sign in data for start, sign in _LIKE_UTF8.items() if encoding.lower().startswith(start))
    try:
        if not told_apart:
            data.decode("utf-8")
            return data
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252" if latin else encoding).encode("utf-8", "replace")
    except (LookupError, ValueError):  # no text encoding, or not this one
        return data


def _ending(kind: str, address: str) -> str:
    """The ending of a file that holds such a page; that of the address where the type says little."""
    told = ending_of_media_type(kind)
    if told is not None:
        return told
    own = path_of(address).rpartition("/")[2]
    return f".{own.rpartition('.')[2].lower()}" if "." in own else ""


def _printable(text: str) -> str:
    return "".join(sign for sign in text[:20] if sign.isprintable() and sign.isascii())
