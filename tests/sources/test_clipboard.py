from __future__ import annotations

import base64
import os
import pty
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

import diptych.sources.clipboard
from diptych.errors import SourceError
from diptych.sources.clipboard import decode_answer, read_clipboard
from diptych.sources.open import load

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = "The quay was closed.\n\nNobody said why — “none”."


def answer(text: str, end: bytes = b"\x07") -> bytes:
    return b"\x1b]52;c;" + base64.b64encode(text.encode()) + end


@pytest.mark.parametrize("end", [b"\x07", b"\x1b\\"])
def test_answers_of_a_terminal(end: bytes) -> None:
    assert decode_answer(b"noise" + answer(ARTICLE, end) + b"\x1b[?1;2c") == ARTICLE
    assert decode_answer(b"\x1b[?1;2c") is None
    assert decode_answer(b"\x1b]52;c;abc\x07") is None
    assert decode_answer(answer("")) == ""


@pytest.fixture
def no_tools(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyperclip", None)
    for name in ("SSH_CONNECTION", "SSH_TTY"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, no_tools: None) -> Iterator[int]:  # noqa: ARG001
    """The far end of a pseudo-terminal that replaces the terminal of the test."""
    ours, theirs = pty.openpty()
    really = os.open
    monkeypatch.setattr(
        os,
        "open",
        lambda path, flags: os.dup(theirs) if path == "/dev/tty" else really(path, flags),
    )
    monkeypatch.setattr(diptych.sources.clipboard, "PATIENCE", 60.0)
    monkeypatch.setattr(diptych.sources.clipboard, "GRACE", 0.05)
    yield ours
    os.close(ours)
    os.close(theirs)


def reply(terminal: int, answer: bytes) -> None:
    def say() -> None:
        asked = b""
        while b"\x1b[c" not in asked:
            asked += os.read(terminal, 100)
        os.write(terminal, answer)

    threading.Thread(target=say, daemon=True).start()


def test_the_terminal_is_asked(terminal: int) -> None:
    reply(terminal, answer(ARTICLE) + b"\x1b[?1;2c")
    article = load("clipboard:")
    assert article.text == ARTICLE
    assert (article.title, article.source) == ("clipboard", "clipboard:")


def test_a_terminal_without_an_answer_is_not_waited_for(terminal: int) -> None:
    reply(terminal, b"\x1b[?1;2c")
    with pytest.raises(SourceError, match=r"cannot be read.*pip install 'diptych\[clipboard\]'"):
        read_clipboard()


def test_an_installed_library_is_not_suggested(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> str:
        raise OSError

    tools = SimpleNamespace(paste=fails, PyperclipException=RuntimeError, __spec__="installed")
    monkeypatch.setitem(sys.modules, "pyperclip", tools)
    reply(terminal, b"\x1b[?1;2c")
    with pytest.raises(
        SourceError, match=r"no program here can read it; install one, such as (?!.*pip install)"
    ):
        read_clipboard()


def test_an_empty_clipboard(terminal: int) -> None:
    reply(terminal, answer("  \n") + b"\x1b[?1;2c")
    with pytest.raises(SourceError, match="holds no text"):
        read_clipboard()


def test_the_terminal_is_not_asked_while_the_reader_runs(terminal: int) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_clipboard(terminal=False)
    os.set_blocking(terminal, False)
    with pytest.raises(BlockingIOError):
        os.read(terminal, 1)


@pytest.mark.usefixtures("no_tools")
def test_over_ssh_the_terminal_comes_first(terminal: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.sources.clipboard, "_from_tools", lambda: "what lies on the far machine")
    assert read_clipboard() == "what lies on the far machine"
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1")
    reply(terminal, answer(ARTICLE) + b"\x1b[?1;2c")
    assert read_clipboard() == ARTICLE
