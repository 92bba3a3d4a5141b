"""The child process of `fetch`: it fetches one page, and nothing else.

Only the address that the user typed is requested, and those to which its server redirects: no pictures, no
scripts, no links.  No cookie is kept or sent.  A proxy is used if the environment names one, as curl does.
Nothing that a server sends is trusted: neither the declared length nor a redirect.

urllib3 is an extra, `diptych[web]`.
"""

from __future__ import annotations

import json
import re
import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

from diptych.sources.failures import too_large
from diptych.sources.formats import ending_of_media_type
from diptych.sources.read_bytes import shown_name
from diptych.sources.sandbox.child import answer_of
from diptych.sources.sandbox.resource_limits import limit_resources
from diptych.sources.sandbox.run import MEMORY
from diptych.sources.text.encoding import decode_as
from diptych.sources.web import messages
from diptych.sources.web.address import path_of, without_credentials
from diptych.sources.web.connection import open_manager, send_request
from diptych.sources.web.fetch import FetchedPage, Limits
from diptych.sources.web.redirects import MOST_REDIRECTS, redirect_target

if TYPE_CHECKING:
    from collections.abc import Iterator

    from urllib3 import BaseHTTPResponse

_SPARE_SECONDS = 5.0
"""Seconds after which a child without a parent ends, beyond the total limit."""
_CHUNK = 65_536
"""Bytes that are read at once."""

_CHARSET = re.compile(r"""\bcharset\s*=\s*["']?([^"';\s]+)""", re.IGNORECASE)
_REDIRECTS = {301, 302, 303, 307, 308}
_LIKE_UTF8 = {"utf-16": b"\0", "utf-32": b"\0", "iso-2022": b"\x1b", "hz": b"~{"}
"""First letters of encodings whose texts can be valid UTF-8, and bytes that only the other encoding has."""
_NO_ARTICLE = {"image": "a picture", "audio": "a sound", "video": "a film", "font": "a typeface"}
"""The first halves of media types that contain no article, and their names in messages."""


def main() -> None:
    """Fetch the page that standard input names; standard output gets a line of JSON, then the page."""
    request = json.load(sys.stdin)
    limits = Limits(**request["limits"])
    seconds = limits.total + _SPARE_SECONDS
    limit_resources(seconds, MEMORY, seconds)
    pages: list[FetchedPage] = []

    def work() -> dict[str, object]:
        page = download(request["address"], limits)
        pages.append(page)
        return {"address": page.address, "ending": page.ending}

    sys.stdout.buffer.write(answer_of(work) + b"\n")
    sys.stdout.buffer.writelines(page.data for page in pages)
    sys.stdout.flush()


def download(address: str, limits: Limits) -> FetchedPage:
    """Fetch one page in this process.

    Args:
        address: it begins with http:// or https://; a name and password in it are sent to its server only.
        limits: the parent process checks `total`.

    Raises:
        SourceError: it cannot be fetched.
    """
    from urllib3 import Timeout

    name = shown_name(address)
    timeout = Timeout(connect=limits.connect, read=limits.read)
    seen = set[str]()
    while address not in seen and len(seen) <= MOST_REDIRECTS:
        seen.add(address)
        with (
            _library_errors(name, address),
            open_manager(address, name) as manager,
            closing(send_request(manager, address, timeout)) as response,
        ):
            location = response.headers.get("location", "") if response.status in _REDIRECTS else ""
            media_type, _, parameters = response.headers.get("content-type", "").partition(";")
            media_type = media_type.strip().lower()
            data = b"" if location else _body(response, media_type, name, limits.size)
        if not location:
            shown = without_credentials(address)
            return FetchedPage(_in_utf8(data, media_type, parameters), shown, _ending(media_type, address))
        address = redirect_target(address, location, name)
    raise messages.redirected_forever(name)


@contextmanager
def _library_errors(name: str, address: str) -> Iterator[None]:
    """Turn the exceptions that urllib3 raises in the block, some of which a server can cause, into messages.

    Raises:
        SourceError: the request for `address` failed.
    """
    from urllib3.exceptions import HTTPError

    try:
        yield
    except HTTPError as error:
        raise messages.request_failed(error, name, address) from None
    except (OSError, ValueError, LookupError):
        raise messages.broken(name) from None


def _body(response: BaseHTTPResponse, media_type: str, name: str, most: int) -> bytes:
    """The unpacked content of a page.

    Raises:
        SourceError: it is not an article, or has more than `most` bytes.
        urllib3.exceptions.HTTPError: it breaks off.
    """
    if response.status != 200:
        raise messages.status_refused(response.status, name)
    if what := _NO_ARTICLE.get(media_type.partition("/")[0]):
        raise messages.no_text_type(name, what)
    packed = {part.strip() for part in response.headers.get("content-encoding", "").lower().split(",")}
    if packed - {"", "identity", "none", *response.CONTENT_DECODERS}:
        raise messages.unknown_packing(name)
    length = response.headers.get("content-length", "")
    if length.isascii() and length.isdigit() and int(length[:20]) > most:
        raise too_large(name, most)
    data = bytearray()
    while chunk := response.read1(_CHUNK, decode_content=True):
        data += chunk
        if len(data) > most:
            raise too_large(name, most)
    if not data:
        raise messages.empty(name)
    return bytes(data)


def _in_utf8(data: bytes, media_type: str, parameters: str) -> bytes:
    """Text converted to UTF-8 if the server names another encoding that fits; other data unchanged."""
    if not media_type.startswith("text/") and "xml" not in media_type:
        return data
    named = _CHARSET.search(parameters)
    if named is None or data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return data
    encoding = named[1]
    try:
        if not any(encoding.lower().startswith(start) and sign in data for start, sign in _LIKE_UTF8.items()):
            data.decode("utf-8")
            return data
    except UnicodeDecodeError:
        pass
    try:
        return decode_as(data, encoding).encode("utf-8", "replace")
    except (LookupError, ValueError):  # an unknown encoding, or not that of this text
        return data


def _ending(media_type: str, address: str) -> str:
    """The ending of a file of a media type; that of the address if no format has the media type."""
    known = ending_of_media_type(media_type)
    if known is not None:
        return known
    file = path_of(address).rpartition("/")[2]
    return f".{file.rpartition('.')[2].lower()}" if "." in file else ""
