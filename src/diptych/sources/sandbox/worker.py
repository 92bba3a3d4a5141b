"""The child process of `sandbox.run`: a source on standard input, its document as JSON on standard output."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from diptych.article.parsed_document import ParsedBlock
from diptych.sources.failures import DamagedError, damaged, missing_library
from diptych.sources.formats import advice_for, format_named
from diptych.sources.read_bytes import check_length
from diptych.sources.sandbox.child import answer_of
from diptych.sources.sandbox.resource_limits import limit_resources
from diptych.sources.sandbox.run import as_plain_data

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument
    from diptych.sources.formats import SourceFormat

_MOST_DROPPED = 5_000
"""Dropped blocks that are kept."""
_LONGEST_DROPPED = 2_000
"""Code points that are kept of each dropped block."""


def main(format_name: str, name: str, seconds: str, memory: str, wall_seconds: str, chapters: str) -> None:
    """Answer for the source on standard input; `name` and `chapters` are JSON."""
    limit_resources(float(seconds), float(memory), float(wall_seconds))
    data = sys.stdin.buffer.read()
    numbers = json.loads(chapters)
    wanted = None if numbers is None else frozenset(numbers)
    answer = answer_of(lambda: as_plain_data(read(format_named(format_name), data, json.loads(name), wanted)))
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()


def read(
    source_format: SourceFormat, data: bytes, name: str, chapters: frozenset[int] | None = None
) -> ParsedDocument:
    """The document in a source; `chapters` as for `read_document`.

    Raises:
        SourceError: it cannot be read, or the library for it is missing.
    """
    try:
        if chapters is None or source_format.read_chapters is None:
            document = source_format.read(data, name)
        else:
            document = source_format.read_chapters(data, name, chapters)
    except ImportError:
        raise missing_library(name, source_format.title, source_format.extra) from None
    except DamagedError:
        raise damaged(name, source_format.title) from None
    lengths = [len(block.text) for block in document.blocks]
    check_length(lengths, name, advice=advice_for(source_format, chapters))
    dropped = document.dropped[:_MOST_DROPPED]
    return document._replace(
        dropped=tuple(ParsedBlock(block.kind, block.text[:_LONGEST_DROPPED]) for block in dropped)
    )
