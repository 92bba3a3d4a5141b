"""The child process of `guard`: a source from standard input, what it says to standard output, as JSON."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from diptych.errors import SourceError
from diptych.sources.formats import Format
from diptych.sources.guard import as_plain_data
from diptych.sources.limits import keep_within

if TYPE_CHECKING:
    from diptych.article.assemble import Manuscript

LONGEST = 20_000_000
"""Characters of text: four Bibles."""


def main(kind: str, name: str, seconds: str, memory: str) -> None:
    """Answer for one source."""
    keep_within(float(seconds), float(memory))
    data = sys.stdin.buffer.read()
    try:
        answer = as_plain_data(read(Format(kind), data, name))
        said = json.dumps(answer)
    except SourceError as error:
        said = json.dumps({"refused": str(error)})
    except MemoryError:
        said = '{"failed": "memory"}'
    except Exception:  # noqa: BLE001 - a parser met what its authors did not think of
        if sys.flags.dev_mode:
            raise
        said = '{"failed": "damaged"}'
    sys.stdout.write(said)
    sys.stdout.flush()


def read(kind: Format, data: bytes, name: str) -> Manuscript:
    """What a source says.

    Raises:
        SourceError: it cannot be read, or the library for it is missing.
    """
    try:
        manuscript = _read(kind, data, name)
    except ImportError:
        raise SourceError(
            f"{name} is {'an' if kind in (Format.HTML, Format.EPUB) else 'a'} {kind.title}, for which a library"
            f" is missing; run: pip install 'diptych[{kind.value}]'"
        ) from None
    if sum(len(piece.text) for piece in manuscript.pieces) > LONGEST:
        raise SourceError(
            f"{name} holds more than {LONGEST // 1_000_000} million characters; save the article alone in a file."
        )
    return manuscript


def _read(kind: Format, data: bytes, name: str) -> Manuscript:
    match kind:
        case Format.HTML:
            from diptych.sources.html import read_html

            return read_html(data.decode("utf-8"))
        case Format.EPUB:
            from diptych.sources.epub import read_epub

            return read_epub(data, name)
        case Format.DOCX:
            from diptych.sources.docx import read_docx

            return read_docx(data, name)
        case Format.PDF:
            from diptych.sources.pdf import read_pdf

            return read_pdf(data, name)
