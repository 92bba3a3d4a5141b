"""Exit statuses, as diff and grep have them."""

LINKS_FOUND = 0
NO_LINKS = 1
TROUBLE = 2
INTERRUPTED = 130
"""128 + SIGINT, as a shell has it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE, as a shell has it."""
