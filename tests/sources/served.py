"""A web server on this machine that answers as a test wants, and records all requests."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import PROTOCOL_TLS_SERVER, SSLContext
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

STORY = """<!doctype html><html><head><title>The old bridge</title>
<meta property="og:site_name" content="Harrow Gazette"><meta name="date" content="2024-05-06">
<script src="/counter.js"></script><link rel="stylesheet" href="/style.css"></head><body>
<nav><a href="/other">Other stories</a></nav><article><h1>The old bridge</h1><img src="/bridge.png">
<p>The old bridge at Harrow closed on Monday after a driver heard a crack, the council said in a note.</p>
<p>Twelve people were hurt, and the ferries have carried all of the traffic across the river ever since.</p>
<p>Nobody had checked the beams since 1998, according to <a href="/report">a report</a> of the county.</p>
</article><iframe src="/frame"></iframe></body></html>"""


@dataclass
class Answer:
    """The answer to a request."""

    body: bytes = STORY.encode()
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=lambda: {"Content-Type": "text/html; charset=utf-8"})
    before: Callable[[], object] = bool
    """Called first, to delay the answer."""
    length: int | None = None
    """A false length of the body for its header."""


@dataclass
class Served:
    """The server, with the paths and headers of all requests."""

    answers: dict[str, Answer]
    log: list[tuple[str, str]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    port: int = 0

    def address(self, path: str = "/story", credentials: str = "") -> str:
        return f"http://{credentials}127.0.0.1:{self.port}{path}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        served = cast("_Server", self.server).served
        served.log.append((self.command, self.path))
        served.headers.append({name.lower(): value for name, value in self.headers.items()})
        answer = served.answers.get(self.path.partition("?")[0], Answer(b"no", 404))
        answer.before()
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    served: Served

    def handle_error(self, *_: object) -> None:
        """One who did not wait for the answer is no fault."""


@contextmanager
def serving(answers: dict[str, Answer], certificate: str = "") -> Iterator[Served]:
    """A server that runs during the block; https if it has a certificate with its key."""
    server = _Server(("127.0.0.1", 0), _Handler)
    if certificate:
        context = SSLContext(PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    server.served = Served(answers, port=server.server_address[1])
    threading.Thread(target=lambda: server.serve_forever(0.01), daemon=True).start()
    try:
        yield server.served
    finally:
        server.shutdown()
        server.server_close()
