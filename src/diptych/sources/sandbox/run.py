"""Read a document in a child process, so that no source can take the program down.

Parsers of PDF, office documents and pages are large, and whoever wrote the source chooses what they meet.
The child has `SECONDS` and `MEMORY`.  It gets the source on standard input and answers with JSON on standard
output.  A child that hangs is killed; one that crashes or takes too much memory ends alone.  Starting it
takes 50 ms, and the libraries never burden the reader's own process.
"""

from __future__ import annotations

import json
import subprocess
from contextlib import nullcontext
from threading import Lock
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.sources import failures
from diptych.sources.formats import HTML
from diptych.sources.sandbox import resource_limits
from diptych.sources.sandbox.child import check_answer, child_command, pipe_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from diptych.sources.formats import SourceFormat

SECONDS = 7.0
"""Wall-clock time for one document.  A dense page of a PDF takes 10 ms."""
MEMORY = 550_000_000
"""Bytes that the child may hold; the rest of a gigabyte is for the program that called it."""
_SMALL_PAGE = 500_000
"""Bytes of an HTML page that takes at most some 100 MB; other documents of any size may take `MEMORY`."""
_alone = Lock()
"""Held while a child may take all of `MEMORY`: several at once, as for a folder, would take far more."""


def read_in_sandbox(
    source_format: SourceFormat, data: bytes, name: str, seconds: float | None = None
) -> ParsedDocument:
    """The document that a source holds.

    Args:
        source_format: what to read it as.
        data: the whole source; for a text format, its text in UTF-8.
        name: what messages call it.
        seconds: how long it may take; `SECONDS` when None.

    Raises:
        SourceError: it is damaged, takes too long or too much memory, or a library is missing.
    """
    seconds = SECONDS if seconds is None else seconds
    command = child_command(
        "diptych.sources.sandbox.worker", source_format.name, json.dumps(name), str(seconds), str(MEMORY)
    )
    takes_much = source_format is not HTML or len(data) > _SMALL_PAGE
    try:
        with _alone if takes_much else nullcontext():
            child = subprocess.run(  # noqa: S603 - our own interpreter, our own code
                command, input=data, timeout=seconds, check=False, **pipe_options()
            )
    except subprocess.TimeoutExpired:
        raise failures.too_slow_to_read(name, seconds) from None
    except OSError as error:
        raise failures.no_process(name, error) from None
    if child.returncode == resource_limits.OUT_OF_TIME or -child.returncode == resource_limits.CPU_SIGNAL:
        raise failures.too_slow_to_read(name, seconds)
    if child.returncode == resource_limits.OUT_OF_MEMORY or -child.returncode == resource_limits.KILL_SIGNAL:
        raise failures.too_much_memory(name)
    try:
        answer = json.loads(child.stdout)
    except ValueError:  # a library crashed
        raise failures.damaged(name, source_format.title) from None
    check_answer(answer, name)
    return ParsedDocument(
        tuple(_blocks(answer["blocks"])),
        answer["title"],
        answer["publisher"],
        answer["date"],
        tuple(_blocks(answer["dropped"])),
        tuple(TocEntry(title, level, start) for title, level, start in answer["contents"]),
    )


def as_plain_data(document: ParsedDocument) -> dict[str, object]:
    """A document as the child sends it."""
    return {
        "blocks": [(block.kind.value, block.text) for block in document.blocks],
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "dropped": [(block.kind.value, block.text) for block in document.dropped],
        "contents": [(entry.title, entry.level, entry.start) for entry in document.contents],
    }


def _blocks(pairs: Iterable[tuple[str, str]]) -> Iterable[ParsedBlock]:
    return (ParsedBlock(BlockKind(kind), text) for kind, text in pairs)
