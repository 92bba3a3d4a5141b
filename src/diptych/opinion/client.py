"""Asks a server of the OpenAI-compatible protocol.  The package openai is imported when the first is asked.

What is sent, and where, follows from `OpinionSettings` alone: environment variables of the client count for
nothing, redirects are not followed, and a server on this machine is never reached through a proxy.
"""

from __future__ import annotations

import os
import re
import socket
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from diptych.opinion.answer import LONGEST
from diptych.opinion.request import RESPONSE_FORMAT
from diptych.opinion.settings import OpinionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.opinion.request import OpinionRequest
    from diptych.opinion.settings import OpinionSettings

_FORMS: tuple[dict[str, Any] | None, ...] = (RESPONSE_FORMAT, {"type": "json_object"}, None)
"""How the form of an answer is asked for: the next one where a server refuses one."""
_HEADERS = {"Accept": "text/event-stream", "Content-Type": "application/json", "User-Agent": "diptych"}
"""Headers of every request, besides `Host` and `Authorization`."""
_KEPT = frozenset({"accept-encoding", "connection", "content-length"})
"""Headers of the client that are kept: they follow from the connection and the content."""
_ATTEMPTS = 4
"""Times that a busy server is asked."""
_LONGEST_WAIT = 60.0
"""Most seconds that a busy server is waited for; one that asks for more is given up."""
_TICK = 0.1
"""Seconds between two looks for a cancellation while waiting."""
_MOST_OF_MESSAGE = 200
"""Code points of a server's own message that are shown."""


@dataclass
class ModelClient:
    """A connection to the server; `close` ends it.

    Raises:
        OpinionError: the package openai is missing, the key's environment variable is not set, or the
            environment names a proxy or a certificate that cannot be used.
    """

    settings: OpinionSettings
    _form: int = 0
    """Index in `_FORMS` of the form that the server takes."""
    _takes_temperature: bool = field(default=True, init=False)
    _key: str = field(default="", init=False, repr=False)
    _client: Any = field(default=None, init=False, repr=False)
    _opened: Any = field(default=None, init=False, repr=False)
    """The network stream of the last connection."""

    def __post_init__(self) -> None:
        settings = self.settings
        self._key = _key_of(settings)
        try:
            import openai
        except ImportError:
            raise OpinionError(
                "Asking a language model needs the package openai: pip install 'diptych[opinion]'."
            ) from None
        try:
            http = openai.DefaultHttpxClient(
                follow_redirects=False,
                trust_env=not settings.is_loopback,  # the proxies and certificates of the environment
                timeout=settings.timeout,
                event_hooks={"request": [self._strip]},
            )
        except (ImportError, OSError, ValueError) as error:
            raise OpinionError(
                f"No connection to {settings.host} can be prepared; look at the variables for proxies and"
                f" certificates in the environment ({self._shown(str(error))})."
            ) from None
        self._client = openai.OpenAI(
            api_key="none",  # `_strip` puts the key in
            base_url=settings.endpoint,
            timeout=settings.timeout,
            max_retries=0,
            http_client=http,
        )

    def close(self) -> None:
        """End the connection, also from another thread while this one waits for the server."""
        opened = self._opened
        if opened is not None:
            with suppress(OSError):  # the server may have ended it
                opened.get_extra_info("socket").shutdown(socket.SHUT_RDWR)  # wakes a thread that reads
        self._client.close()

    def _trace(self, event: str, info: Any) -> None:
        """Take the connection that a request has opened."""
        if event.endswith(("connect_tcp.complete", "start_tls.complete")):
            self._opened = info["return_value"]

    def answer(self, request: OpinionRequest, on_progress: Callable[[int], None]) -> str:
        """The content of the answer to a request.

        Args:
            request: what is asked.
            on_progress: called often with how many code points have come.  Whatever it raises ends the work.

        Raises:
            OpinionError: the server could not be asked, or has given no answer.
        """
        from openai import APIStatusError, OpenAIError

        waits = 0
        while True:
            on_progress(0)
            try:
                return self._streamed(request, on_progress)
            except APIStatusError as error:
                if error.status_code == 400 and "temperature" in str(error) and self._takes_temperature:
                    self._takes_temperature = False  # models that reason have none
                    continue
                if _is_about_form(error) and self._form + 1 < len(_FORMS):
                    self._form += 1
                    continue
                wait = _wait_of(error, waits)
                waits += 1
                if wait is None or waits >= _ATTEMPTS:
                    raise self._refused(error) from None
                _sleep(wait, on_progress)
            except OpenAIError as error:
                raise self._unreachable(error) from None

    def _streamed(self, request: OpinionRequest, on_progress: Callable[[int], None]) -> str:
        """The content of one answer, as it comes."""
        form = _FORMS[self._form]
        extra: dict[str, Any] = {} if form is None else {"response_format": form}
        if self._takes_temperature:
            extra["temperature"] = 0
        stream = self._client.chat.completions.create(
            model=self.settings.model,
            messages=list(request.messages),
            stream=True,
            **extra,
        )
        parts: list[str] = []
        length = 0
        try:
            for text in self._contents(stream):
                parts.append(text)
                length += len(text)
                on_progress(length)
                if length > LONGEST:
                    raise OpinionError(f"{self.settings.host} does not stop answering.")
        finally:
            stream.close()
        if not "".join(parts).strip():
            raise OpinionError(f"{self.settings.host} has given an empty answer.")
        return "".join(parts)

    def _contents(self, stream: Any) -> Iterator[str]:
        """The texts of a stream, whatever else it contains.

        Raises:
            OpinionError: the stream breaks off, or is not one.
        """
        from openai import OpenAIError

        finished = ""
        try:
            for chunk in stream:
                for choice in getattr(chunk, "choices", None) or ():
                    text = getattr(getattr(choice, "delta", None), "content", None)
                    finished = finished or str(getattr(choice, "finish_reason", None) or "")
                    if isinstance(text, str):
                        yield text
        except OpenAIError:
            raise
        except Exception as error:  # of the transport or of a wrong chunk, whose classes vary by version
            raise self._unreachable(error) from None
        if finished == "length":
            raise OpinionError(
                f"The model of {self.settings.host} has no room for the whole answer: give it a context of"
                " 8,192 tokens or more."
            )
        if finished in ("", "content_filter"):
            raise OpinionError(f"The answer of {self.settings.host} was cut off; ask again.")

    def _strip(self, request: Any) -> None:
        """Leave nothing in a request but what the settings say; the client reads headers from variables."""
        for name in [name for name in request.headers if name.lower() not in _KEPT]:
            del request.headers[name]
        request.extensions["trace"] = self._trace
        request.headers.update({**_HEADERS, "Host": request.url.netloc.decode("ascii")})
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"

    def _refused(self, error: Any) -> OpinionError:
        """What a status of the server means."""
        host, status = self.settings.host, error.status_code
        if status in (401, 403):
            variable = self.settings.key_variable
            if variable is None:
                sentence = (
                    f"{host} wants a key (status {status}); name its environment variable as key_variable."
                )
                return OpinionError(sentence)
            return OpinionError(f"{host} refuses the key in {variable} (status {status}).")
        if status == 404:
            return OpinionError(f"{host} has no model {self.settings.model!r} at this address (status 404).")
        if status in (429, 503):
            return OpinionError(f"{host} is busy or limits the key (status {status}); ask again later.")
        if 300 <= status < 400:
            return OpinionError(f"{host} redirects to another address; write that one as the endpoint.")
        said = self._shown(re.sub(r"^Error code: \d+ - ", "", str(getattr(error, "message", ""))))
        return OpinionError(f"{host} answers with status {status}{f': {said}' if said else ''}.")

    def _unreachable(self, error: Exception) -> OpinionError:
        """What a failed connection means."""
        host, kind = self.settings.host, f"{type(error).__name__} {type(error.__cause__).__name__}"
        if "Timeout" in kind:
            return OpinionError(f"{host} has sent nothing for {self.settings.timeout:g} seconds.")
        if "SSL" in str(error.__cause__) and self.settings.endpoint.startswith("https:"):
            return OpinionError(
                f"{host} can be reached, but not by https (its certificate or protocol is wrong)."
            )
        if "Connect" in kind:
            return OpinionError(f"{host} cannot be reached; does the server run?")
        said = self._shown(str(error))
        return OpinionError(f"The answer of {host} cannot be read{f' ({said})' if said else ''}.")

    def _shown(self, text: str) -> str:
        """The beginning of a message of the server, on one line, without the key."""
        plain = text.replace(self._key, "…") if self._key else text
        plain = "".join(sign if sign.isprintable() else " " for sign in plain)
        return re.sub(r"\s+", " ", plain).strip(" .")[:_MOST_OF_MESSAGE]


def _key_of(settings: OpinionSettings) -> str:
    if settings.key_variable is None:
        return ""
    key = os.environ.get(settings.key_variable, "").strip()
    if not key or not key.isascii() or not key.isprintable():
        raise OpinionError(
            f"The environment variable {settings.key_variable} has no key for {settings.host}."
        )
    return key


def _is_about_form(error: Any) -> bool:
    """Whether a server may have refused the form that was asked for; some call it their own fault."""
    own_fault = error.status_code == 500 and "response_format" in str(error)
    return error.status_code in (400, 422) or own_fault


def _wait_of(error: Any, waits: int) -> float | None:
    """Seconds to wait before a busy server is asked again; None if it is not to be asked."""
    if error.status_code not in (429, 503):
        return None
    try:
        wait = float(error.response.headers.get("retry-after", ""))
    except ValueError:
        wait = 2.0**waits
    return wait if 0 <= wait <= _LONGEST_WAIT else None


def _sleep(seconds: float, on_progress: Callable[[int], None]) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        on_progress(0)
        time.sleep(min(_TICK, left))
