"""The child process of `sandbox.run`: a source on standard input, its document as JSON on standard output."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.article.parsed_document import ParsedBlock
from diptych.sources.failures import DamagedError, damaged, missing_library
from diptych.sources.formats import format_named
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


def main(format_name: str, name: str, seconds: str, memory: str) -> None:
    """Answer for the source on standard input; `name` is a JSON string."""
    limit_resources(float(seconds), float(memory))
    data = sys.stdin.buffer.read()
    answer = answer_of(lambda: as_plain_data(read(format_named(format_name), data, json.loads(name))))
    sys.stdout.buffer.write(answer)
    sys.stdout.flush()


def read(source_format: SourceFormat, data: bytes, name: str) -> ParsedDocument:
    """The document in a source.

    Raises:
        SourceError: it cannot be read, or the library for it is missing.
    """
    try:
        document = source_format.read(data, name)
    except ImportError:
        raise missing_library(name, source_format.title, source_format.extra) from None
    except DamagedError:
        raise damaged(name, source_format.title) from None
    check_length([len(block.text) for block in document.blocks], name)
    dropped = document.dropped[:_MOST_DROPPED]
    return replace(
        document, dropped=tuple(ParsedBlock(block.kind, block.text[:_LONGEST_DROPPED]) for block in dropped)
    )
