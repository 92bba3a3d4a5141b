"""Read a document in a child process, so that no source can crash the program.

Parsers of PDF, office documents and pages are large, and a source may come from anybody.  The child has
`SECONDS`, `WALL_SECONDS` and `MEMORY`.  It gets the source on standard input and answers with JSON on
standard output.  A child that hangs is killed; one that crashes or takes too much memory ends alone.
Starting it takes 50 ms, and the reader's own process never loads the libraries.
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
from diptych.sources.formats import HTML, advice_for
from diptych.sources.sandbox import resource_limits
from diptych.sources.sandbox.child import read_answer, start_child

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from diptych.sources.formats import SourceFormat

SECONDS = 7.0
"""Processor time for one document.  A dense page of a PDF takes 10 ms."""
WALL_SECONDS = 90.0
"""Wall-clock time for one document: for what waits for ever, however busy the machine is."""
MEMORY = 550_000_000
"""Bytes of memory of the child; the rest of a gigabyte is for the program that started it."""
_SMALL_PAGE = 500_000
"""Bytes of an HTML page that takes at most some 100 MB; other documents of any size may take `MEMORY`."""
_memory_lock: AbstractContextManager[object] = Lock()
"""Held while a child may take all of `MEMORY`: several at once, as for a folder, would take far more."""


def share_memory_lock(lock: AbstractContextManager[object]) -> None:
    """Let this process and others that share a lock take turns at what takes much memory."""
    global _memory_lock
    _memory_lock = lock


def read_in_sandbox(
    source_format: SourceFormat,
    data: bytes,
    name: str,
    seconds: float | None = None,
    *,
    chapters: frozenset[int] | None = None,
) -> ParsedDocument:
    """The document in a source.

    Args:
        source_format: the format of the source.
        data: the whole source; for a text format, its text in UTF-8.
        name: its name in messages.
        seconds: processor time that it may take; None for `SECONDS`.
        chapters: as for `read_document`.

    Raises:
        SourceError: it is damaged, takes too long or too much memory, or a library is missing.
    """
    seconds = SECONDS if seconds is None else seconds
    wanted = json.dumps(None if chapters is None else sorted(chapters))
    limits = str(seconds), str(MEMORY), str(WALL_SECONDS)
    arguments = source_format.name, json.dumps(name), *limits, wanted
    advice = advice_for(source_format, chapters)
    takes_much = source_format is not HTML or len(data) > _SMALL_PAGE
    with (
        _memory_lock if takes_much else nullcontext(),
        start_child(name, "diptych.sources.sandbox.worker", *arguments) as child,
    ):
        try:
            output, _ = child.communicate(data, timeout=WALL_SECONDS)
        except subprocess.TimeoutExpired:
            raise failures.waited_too_long(name, WALL_SECONDS) from None
        finally:
            child.kill()
    if child.returncode in resource_limits.STATUSES_OUT_OF_TIME:
        raise failures.too_slow_to_read(name, seconds, advice)
    if child.returncode == resource_limits.OUT_OF_WALL_TIME:
        raise failures.waited_too_long(name, WALL_SECONDS)
    if child.returncode in resource_limits.STATUSES_OUT_OF_MEMORY:
        raise failures.too_much_memory(name, advice)
    answer = read_answer(output, name, failures.damaged(name, source_format.title))
    blocks, dropped = (
        tuple(ParsedBlock(BlockKind(kind), text) for kind, text in answer.pop(key))
        for key in ("blocks", "dropped")
    )
    contents = tuple(TocEntry(*entry) for entry in answer.pop("contents"))
    lengths = tuple(answer.pop("lengths"))
    return ParsedDocument(blocks, dropped=dropped, contents=contents, lengths=lengths, **answer)


def as_plain_data(document: ParsedDocument) -> dict[str, object]:
    """A document as the child sends it."""
    return {
        "blocks": [(block.kind.value, block.text) for block in document.blocks],
        "title": document.title,
        "publisher": document.publisher,
        "date": document.date,
        "dropped": [(block.kind.value, block.text) for block in document.dropped],
        "contents": list(document.contents),
        "lengths": document.lengths,
    }
