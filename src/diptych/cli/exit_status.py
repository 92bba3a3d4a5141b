"""Exit statuses, as in diff and grep."""

LINKS_FOUND = 0
NO_LINKS = 1
ERROR = 2
INTERRUPTED = 130
"""128 + SIGINT, as in a shell."""
PIPE_CLOSED = 141
"""128 + SIGPIPE, as in a shell."""
