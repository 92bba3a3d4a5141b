"""Reads a document in this process, with the signature of `read_in_sandbox`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.sources.sandbox import worker

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument
    from diptych.sources.formats import SourceFormat


def read_here(
    source_format: SourceFormat,
    data: bytes,
    name: str,
    _: float | None = None,
    *,
    chapters: frozenset[int] | None = None,
) -> ParsedDocument:
    """The document in a source; the time that it may take is not limited."""
    return worker.read(source_format, data, name, chapters)
