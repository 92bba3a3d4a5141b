"""Archives of articles in JSON Lines: an object with title, publisher, date and text on each line.

`archive.jsonl#12` names the article on line 12.  Paragraphs of its text are separated by an empty line.
"""

from __future__ import annotations

import json
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.errors import SourceError
from diptych.sources.chapter_choice import split_choice
from diptych.sources.failures import too_large
from diptych.sources.read_bytes import LIMIT, missing, read_source, shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

_PART = 1_000_000
"""Bytes that are read at once."""
_BETWEEN_PARAGRAPHS = re.compile(r"\n[^\S\n]*\n\s*")


class Line(NamedTuple):
    """Where an article is in an archive."""

    number: int
    """Number of the line, from 1."""
    start: int
    """Offset of the line in bytes."""
    length: int
    """Bytes of the line."""


def archive_lines(path: str | PathLike[str]) -> Iterator[Line]:
    """The lines of an archive that are not empty.

    Raises:
        OSError: it cannot be read.
    """
    number, start, length, is_empty = 1, 0, 0, True
    with Path(path).open("rb") as stream:
        while part := stream.readline(_PART):  # a line may be longer than the memory
            length += len(part)
            is_empty = is_empty and part.isspace()
            if part.endswith(b"\n"):
                if not is_empty:
                    yield Line(number, start, length)
                number, start, length, is_empty = number + 1, start + length, 0, True
    if length and not is_empty:
        yield Line(number, start, length)


@lru_cache(maxsize=4)
def _lines_by_number(path: str, _size: int, _time: int) -> dict[int, Line]:
    """The lines of an archive in one state; the articles of its stories are read one by one."""
    return {line.number: line for line in archive_lines(path)}


def begins_with_article(path: str) -> bool:
    """Whether the first line of a file is an article; False if it cannot be read."""
    try:
        with Path(path).open("rb") as stream:
            document_of(stream.readline(LIMIT), path)
    except (OSError, SourceError):
        return False
    return True


def read_line(source: str) -> bytes:
    """The line of an archive that `source` names, as in archive.jsonl#12.

    Raises:
        SourceError: it names no line or several, there is no such line, or it cannot be read.
    """
    path, numbers = split_choice(source)
    name = shown_name(path)
    if not os.access(path, os.R_OK):
        read_source(path)  # raises the reason
    if len(numbers) != 1:
        raise SourceError(
            f"{name} is an archive of many articles: name one by its line, as in {name[1:-1]}#3, or list them"
            " with diptych list."
        )
    (wanted,) = numbers
    try:
        status = Path(path).stat()
        found = _lines_by_number(path, status.st_size, status.st_mtime_ns).get(wanted)
        if found is None:
            raise SourceError(f"{name} has no article on line {wanted}; diptych list names all that it has.")
        return bytes_of(path, found)
    except FileNotFoundError:
        raise missing(path) from None
    except OSError as error:
        raise SourceError(f"{name} could not be read ({error.strerror}); check its path.") from None


def bytes_of(path: str | PathLike[str], line: Line) -> bytes:
    """The bytes of a line of an archive.

    Raises:
        OSError: it cannot be read.
        SourceError: it is too long.
    """
    if line.length > LIMIT:
        raise too_large(shown_name(f"{os.fspath(path)}#{line.number}"), LIMIT)
    with Path(path).open("rb") as stream:
        stream.seek(line.start)
        return stream.read(line.length)


def document_of(line: bytes, name: str) -> ParsedDocument:
    """The document on a line of an archive, not sanitised.

    Args:
        line: the line.
        name: the name of the source in messages.

    Raises:
        SourceError: it is no object with a text.
    """
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        raise SourceError(f"{name} is not JSON; each line must be an object with title and text.") from None
    text = found.get("text") if isinstance(found, dict) else None
    if not isinstance(text, str):
        raise SourceError(f'{name} has no "text"; each line must be an object with title and text.')
    blocks = [ParsedBlock(BlockKind.PARAGRAPH, part) for part in _BETWEEN_PARAGRAPHS.split(text)]
    title, publisher, date = (
        value if isinstance(value, str) else None for value in map(found.get, ("title", "publisher", "date"))
    )
    return ParsedDocument(tuple(blocks), title, publisher, date)
