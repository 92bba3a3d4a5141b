"""Documents are read in this process, except in the tests of the sandbox: a child for each is too slow."""

from __future__ import annotations

import pytest

from diptych.sources.sandbox import run
from support.read_here import read_here


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, or without haste in the tests of the sandbox, because a machine may be busy."""
    if request.node.path.parent.name == "sandbox":
        monkeypatch.setattr(run, "SECONDS", 120.0)
    else:
        monkeypatch.setattr(run, "read_in_sandbox", read_here)
