"""The child process of `guard`: a source from standard input, what it says to standard output, as JSON."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.article.parsed_document import ParsedBlock
from diptych.errors import SourceError
from diptych.sources.formats import SourceFormat
from diptych.sources.read_bytes import check_length
from diptych.sources.sandbox.resource_limits import keep_within
from diptych.sources.sandbox.run import as_plain_data
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument

_MOST_DROPPED = 5_000
"""Blocks that are remembered of what was left out."""
_LONGEST_DROPPED = 2_000
"""Code points of each."""


def main(kind: str, name: str, seconds: str, memory: str) -> None:
    """Answer for one source; `name` is in JSON."""
    keep_within(float(seconds), float(memory))
    data = sys.stdin.buffer.read()
    try:
        answer = as_plain_data(read(SourceFormat(kind), data, json.loads(name)))
        said = json.dumps(answer)
    except SourceError as error:
        said = json.dumps({"refused": str(error)})
    except MemoryError:
        said = '{"failed": "memory"}'
    except Exception:
        if sys.flags.dev_mode:
            raise
        said = '{"failed": "damaged"}'
    sys.stdout.write(said)
    sys.stdout.flush()


def read(kind: SourceFormat, data: bytes, name: str) -> ParsedDocument:
    """What a source says.

    Raises:
        SourceError: it cannot be read, or the library for it is missing.
    """
    try:
        document = _read(kind, data, name)
    except ImportError:
        raise SourceError(
            f"{name} is {kind.title}, for which a library is missing;"
            f" run: pip install 'diptych[{kind.value}]'"
        ) from None
    check_length([len(block.text) for block in document.blocks], name)
    dropped = document.dropped[:_MOST_DROPPED]
    return replace(
        document, dropped=tuple(ParsedBlock(block.kind, block.text[:_LONGEST_DROPPED]) for block in dropped)
    )


def _read(kind: SourceFormat, data: bytes, name: str) -> ParsedDocument:
    match kind:
        case SourceFormat.HTML:
            from diptych.sources.markup.html import read_html

            return read_html(sanitize(data.decode("utf-8")))
        case SourceFormat.MARKDOWN:
            from diptych.sources.text.markdown import read_markdown

            return read_markdown(data.decode("utf-8"))
        case SourceFormat.EPUB:
            from diptych.sources.office.epub import read_epub

            return read_epub(data, name)
        case SourceFormat.DOCX:
            from diptych.sources.office.docx import read_docx

            return read_docx(data, name)
        case SourceFormat.PDF:
            from diptych.sources.pdf.parse import read_pdf

            return read_pdf(data, name)
