"""Why a source cannot be read: two exceptions, and a sentence for each reason that several readers share."""

from __future__ import annotations

from diptych.article.parsed_document import normalize_spaces
from diptych.errors import SourceError
from diptych.sources.sanitize import sanitize

ALONE = "save the article alone in a file"
"""What to do about a source that is too much to read."""
ONE_CHAPTER = "name one chapter, as in book.epub#3; diptych text --chapters FILE lists them"
"""What to do about a book that is too much to read."""
_LONGEST_FAULT = 200
"""Code points of an exception's text that a message quotes."""


class DamagedError(Exception):
    """A library cannot read the document; the sandbox turns this into a message for the user."""


class InternalSourceError(SourceError):
    """A bug in diptych kept it from reading a source; a note on the exception has the child's traceback."""


def damaged(name: str, title: str) -> SourceError:
    """The document called `name` is not what `title` says, such as "a PDF document"."""
    return SourceError(
        f"{name} is damaged, or not {title}; open it where it was made and save it again, or save it as"
        " plain text."
    )


def locked(name: str) -> SourceError:
    """The document is encrypted with a password."""
    return SourceError(f"{name} is locked by a password; save it without one.")


def too_large(name: str, limit: int) -> SourceError:
    """The source has more than `limit` bytes."""
    return SourceError(f"{name} is larger than {limit / 1_000_000:g} MB; save the article alone in a file.")


def too_slow_to_read(name: str, seconds: float, advice: str = ALONE) -> SourceError:
    """Reading took more than `seconds` of processor time."""
    return SourceError(f"{name} takes longer than {seconds:.0f} seconds to read; {advice}.")


def waited_too_long(name: str, seconds: float) -> SourceError:
    """Reading was not done after `seconds` of wall-clock time."""
    return SourceError(
        f"{name} could not be read within {seconds:.0f} seconds; try again when the computer is less busy."
    )


def too_much_memory(name: str, advice: str = ALONE) -> SourceError:
    """Reading took more memory than the sandbox allows."""
    return SourceError(f"{name} takes more memory than an article should; {advice}.")


def missing_library(name: str, title: str, extra: str) -> SourceError:
    """The library that reads `title` is not installed."""
    return SourceError(
        f"{name} is {title}, for which a library is missing; run: pip install 'diptych[{extra}]'"
    )


def no_process(name: str, error: OSError) -> SourceError:
    """The child process could not be started."""
    return SourceError(
        f"{name} could not be read, because no process could be started ({error.strerror});"
        " save it as plain text."
    )


def internal_fault(name: str, error: str, traceback: str) -> InternalSourceError:
    """A bug in diptych raised `error`, such as "KeyError: 'x'"."""
    shown = normalize_spaces(sanitize(error))[:_LONGEST_FAULT]
    fault = InternalSourceError(
        f"Internal error while {name} was read ({shown}); python -X dev -m diptych shows where."
    )
    fault.add_note(traceback)
    return fault
