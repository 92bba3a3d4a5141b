"""Exit statuses, as in diff and grep."""

from __future__ import annotations

LINKS_FOUND = 0
NO_LINKS = 1
ERROR = 2
SIGNALS = 128
"""Added to the number of the signal that ended the program, as in a shell."""
INTERRUPTED = 130
"""128 + SIGINT, as in a shell."""
PIPE_CLOSED = 141
"""128 + SIGPIPE, as in a shell."""


def status_of_reader(return_code: int | None) -> int:
    """The exit status for the return code of the reader: that of a signal, or `ERROR` for any other fault."""
    code = return_code or LINKS_FOUND
    return ERROR if LINKS_FOUND < code < SIGNALS else code
