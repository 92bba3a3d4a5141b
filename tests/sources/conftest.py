"""Documents are read in this process, except in the tests of the sandbox: a child for each is too slow."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.sources.sandbox import run, worker

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument
    from diptych.sources.formats import SourceFormat


def _read_here(
    source_format: SourceFormat,
    data: bytes,
    name: str,
    _: float | None = None,
    *,
    chapters: frozenset[int] | None = None,
) -> ParsedDocument:
    return worker.read(source_format, data, name, chapters)


@pytest.fixture(autouse=True)
def in_this_process(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read in this process, or without haste in the tests of the sandbox, because a machine may be busy."""
    if request.node.path.parent.name == "sandbox":
        monkeypatch.setattr(run, "SECONDS", 120.0)
    else:
        monkeypatch.setattr(run, "read_in_sandbox", _read_here)
