"""A server of the OpenAI-compatible protocol on this machine, which answers as a test tells it."""

from __future__ import annotations

import json
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from types import TracebackType

    Answer: TypeAlias = "Callable[[Exchange], None]"
    """Answers one request."""


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    """By name in lower case."""
    body: Any


class Exchange(BaseHTTPRequestHandler):
    """One request and its answer."""

    server: _Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("content-length", 0)))
        headers = {name.lower(): value for name, value in self.headers.items()}
        owner = self.server.owner
        owner.received.append(Received(self.path, headers, json.loads(body)))
        answer = owner.answers[min(len(owner.received), len(owner.answers)) - 1]
        try:
            answer(self)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
            owner.left.set()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - as http.server names it
        pass

    def reply(self, status: int, body: bytes = b"", **headers: str) -> None:
        """Send a whole answer; underscores in the names of headers are dashes."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True

    def event(self, data: object) -> None:
        text = data if isinstance(data, str) else json.dumps(data)
        self.wfile.write(f"data: {text}\n\n".encode())
        self.wfile.flush()

    def piece(self, content: str, finish: str | None = None) -> None:
        """Send a piece of an answer."""
        choice = {"index": 0, "delta": {"content": content}, "finish_reason": finish}
        self.event(
            {"id": "1", "object": "chat.completion.chunk", "model": "m", "created": 0, "choices": [choice]}
        )


class _Server(ThreadingHTTPServer):
    owner: ChatServer
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Clients of tests may leave at any time."""


@dataclass
class ChatServer:
    """The server; the n-th request gets the n-th answer, and all further ones the last."""

    answers: list[Answer]
    received: list[Received] = field(default_factory=list)
    left: threading.Event = field(default_factory=threading.Event)
    """Set when a client has gone away in the middle of an answer."""

    def __enter__(self) -> ChatServer:
        self._server = _Server(("127.0.0.1", 0), Exchange)
        self._server.owner = self
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self._server.server_port}"

    @property
    def endpoint(self) -> str:
        return f"http://{self.address}/v1"


def says(content: str, size: int = 7) -> Answer:
    """Streams a content in pieces of some code points."""

    def answer(exchange: Exchange) -> None:
        exchange.begin_stream()
        for start in range(0, len(content), size):
            exchange.piece(content[start : start + size])
        exchange.piece("", "stop")
        exchange.event("[DONE]")

    return answer


def rows(*links: str, differs: tuple[str, ...] = ()) -> str:
    """An answer with these rows."""
    return json.dumps({"links": links, "differs": differs})


def refuses(status: int, message: str = "no", **headers: str) -> Answer:
    """Answers with a status."""

    def answer(exchange: Exchange) -> None:
        exchange.reply(
            status,
            json.dumps({"error": {"message": message}}).encode(),
            Content_Type="application/json",
            **headers,
        )

    return answer


def breaks_off(content: str) -> Answer:
    """Ends in the middle of an answer."""

    def answer(exchange: Exchange) -> None:
        exchange.begin_stream()
        exchange.piece(content)

    return answer


def sends(*events: object) -> Answer:
    """Streams events of any kind."""

    def answer(exchange: Exchange) -> None:
        exchange.begin_stream()
        for event in events:
            exchange.event(event)

    return answer


def waits(until: threading.Event, content: str = "") -> Answer:
    """Begins with a piece, says nothing more until an event, and then talks until the client has gone."""

    def answer(exchange: Exchange) -> None:
        exchange.begin_stream()
        if content:
            exchange.piece(content)
        until.wait(60)
        for _ in range(300):
            exchange.piece(" ")
            time.sleep(0.01)

    return answer
