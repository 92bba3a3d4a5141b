"""Read a format that takes a library in a process of its own, so that no source can take the program down.

Parsers of PDF, office documents and pages are large, and whoever wrote the source chooses what they meet.
The child process has `SECONDS` and `MEMORY`, gets the source on its standard input and answers with plain
data, as JSON, on its standard output.  A child that hangs is killed; one that crashes, or swells, ends alone.
Starting it takes 50 ms, and what the libraries weigh never burdens the reader's own process.
"""

from __future__ import annotations

import json
import subprocess
import sys
from contextlib import nullcontext
from threading import Lock
from typing import TYPE_CHECKING

from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.errors import SourceError
from diptych.sources.formats import SourceFormat
from diptych.sources.sandbox import resource_limits

if TYPE_CHECKING:
    from collections.abc import Iterable

SECONDS = 7.0
"""Of wall-clock time.  A dense page of a PDF takes 10 ms."""
MEMORY = 550_000_000
"""Bytes that the child may hold; the rest of a gigabyte is for the program that called it."""
_SMALL_PAGE = 500_000
"""Bytes of a page that cannot swell to more than some 100 MB, as documents of any size can."""
_alone = Lock()
"""Held while a child may take all of `MEMORY`: several at once, as for a folder, would take far more."""

# Its modules are found where this process finds them, and nowhere else: never in the present folder, where
# whoever sent the article may have put a json.py beside it.
_CHILD = (
    "import sys; sys.path[:] = sys.argv[5:]; from diptych.sources.sandbox import worker;"
    " worker.main(*sys.argv[1:5])"
)


def read_in_sandbox(
    kind: SourceFormat, data: bytes, name: str, seconds: float | None = None
) -> ParsedDocument:
    """What a source says.

    Args:
        kind: the format.
        data: all of it; of a page, its text in UTF-8.
        name: what to call it in a message.
        seconds: how long it may take; `SECONDS` when None.

    Raises:
        SourceError: it is damaged, or takes too long or too much memory, or a library is missing.
    """
    seconds = SECONDS if seconds is None else seconds
    command = [sys.executable, "-P", "-X", "utf8", "-W", "ignore", "-c", _CHILD]
    # python -X dev shows where a parser failed, as it does of all other faults.
    command[1:1] = ["-X", "dev"] if sys.flags.dev_mode else []
    # As JSON the name is ASCII: an old locale may know no “, and could not hand it over.
    command += [kind.value, json.dumps(name), str(seconds), str(MEMORY), *sys.path]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)  # Windows opens one for each process
    may_swell = kind is not SourceFormat.HTML or len(data) > _SMALL_PAGE
    try:
        with _alone if may_swell else nullcontext():
            child = subprocess.run(  # noqa: S603 - our own interpreter, our own code
                command,
                input=data,
                stdout=subprocess.PIPE,
                stderr=None if sys.flags.dev_mode else subprocess.DEVNULL,
                timeout=seconds,
                check=False,
                creationflags=hidden,
            )
    except subprocess.TimeoutExpired:
        raise _too_long(name, seconds) from None
    except OSError as error:
        raise SourceError(
            f"{name} could not be read, for no process could be started ({error.strerror});"
            " save it as plain text."
        ) from None
    if child.returncode == resource_limits.OUT_OF_TIME or -child.returncode == resource_limits.CPU_SIGNAL:
        raise _too_long(name, seconds)
    if child.returncode == resource_limits.OUT_OF_MEMORY or -child.returncode == resource_limits.KILL_SIGNAL:
        raise _too_large(name)
    try:
        answer = json.loads(child.stdout)
    except ValueError:  # it crashed
        answer = {"failed": "damaged"}
    if "refused" in answer:
        raise SourceError(answer["refused"])
    if "failed" in answer:
        raise _too_large(name) if answer["failed"] == "memory" else _damaged(kind, name)
    return ParsedDocument(
        tuple(_blocks(answer["blocks"])),
        answer["title"],
        answer["publisher"],
        answer["date"],
        tuple(_blocks(answer["dropped"])),
        tuple(TocEntry(title, level, start) for title, level, start in answer["contents"]),
    )


def as_plain_data(document: ParsedDocument) -> dict[str, object]:
    """The answer of the child."""
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


def _too_long(name: str, seconds: float) -> SourceError:
    return SourceError(
        f"{name} takes longer than {seconds:.0f} seconds to read; save the article alone in a file."
    )


def _too_large(name: str) -> SourceError:
    return SourceError(f"{name} takes more memory than an article should; save the article alone in a file.")


def _damaged(kind: SourceFormat, name: str) -> SourceError:
    return SourceError(
        f"{name} is damaged, or not {kind.title}; open it where it was made and save it again, or save it as"
        " plain text."
    )
