"""Sources are read in this process, but where the sandbox itself is tried: a process each takes too long."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.sources.sandbox import run, worker

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument
    from diptych.sources.formats import SourceFormat


def _read_here(kind: SourceFormat, data: bytes, name: str, _: float | None = None) -> ParsedDocument:
    return worker.read(kind, data, name)


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, in all modules but that of the sandbox."""
    if not request.node.path.name.startswith("test_guard"):
        monkeypatch.setattr(run, "read_in_sandbox", _read_here)
