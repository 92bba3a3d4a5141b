"""Isolates every test from the developer's own terminal, settings and history."""

from __future__ import annotations

import os
import socket
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

from diptych.alignment.scoring import alignment_model

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# The runtime of the encoder, which a test may import before diptych does, would report its use to its maker.
os.environ["ORT_DISABLE_TELEMETRY"] = "1"

# No test depends on how fast the machine is.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One and a half processes for each core: many tests spend most of their time waiting."""
    return max(2, (os.cpu_count() or 1) * 3 // 2)


@pytest.fixture(autouse=True, scope="session")
def lexical() -> Iterator[None]:
    """The lexical model is the usual one: the encoder would take a second for each pair."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(alignment_model, "encoder_can_run", lambda: False)
        yield


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The encoder's model is the usual one, as in the program."""
    monkeypatch.setattr(alignment_model, "encoder_can_run", lambda: True)


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home directory, as before the first start of diptych."""
    folder = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("HOME", str(folder))
    for kind in ("cache", "config", "data", "state"):
        monkeypatch.setenv(f"XDG_{kind.upper()}_HOME", str(folder / kind))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "TEXTUAL_THEME", "TEXTUAL_COLOR_SYSTEM", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses that anything connects to."""
    found: list[Any] = []
    connect = socket.socket.connect

    def noted(self: socket.socket, address: Any) -> None:
        found.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", noted)
    return found
