"""The command line: from arguments to a comparison that is printed or opened in the reader.

The modules of the commands defer the imports of other packages, to keep start-up cheap: `--help` and
`--version` import argparse and little else, and `compare` imports Textual only for a picture.

The exit status follows diff and grep: 0 links found (or the reader was closed), 1 no links, 2 an error.
After a signal it is that of a shell: 128 and the number of the signal.
"""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module

from diptych.cli.exit_status import ERROR, INTERRUPTED, LINKS_FOUND, NO_LINKS, PIPE_CLOSED
from diptych.cli.streams import discard_output, never_fail_to_encode, print_message
from diptych.errors import DiptychError

TYPE_CHECKING = False  # typing itself would slow --help
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["ERROR", "LINKS_FOUND", "NO_LINKS", "main"]

_COMMANDS = {
    "ask": "opinion",
    "compare": "compare",
    "config": "config",
    "export": "compare",
    "help": "help",
    "list": "list_folder",
    "open": "open_reader",
    "opinions": "opinion",
    "schema": "compare",
    "text": "text",
}
"""The module of each command, which has a function `run_` and the command's name.

A module is imported when its command runs: together they would slow `--help` by a fifth.
"""

_SWITCH_INTERVAL = 0.0005
"""Seconds for which a thread computes while others wait.  With Python's 0.005, the first frame comes 10 ms
later, because writing it waits for the main thread several times."""

_MIN_SIMILARITY = 0.7
"""Similarity (0..1, of difflib) from which a word is taken for a misspelt command."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the program's name; None for those of the process.

    Returns:
        The exit status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    never_fail_to_encode(sys.stdout)
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # a closed pipe is handled below
    except DiptychError as error:
        return _report_error(*error.sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return PIPE_CLOSED
    except Exception as error:  # a bug: Python's exit status of 1 would mean "no links"
        if sys.flags.dev_mode:
            raise
        fault = f"{type(error).__name__}: {error}"
        return _report_error(f"Internal error ({fault}); python -X dev -m diptych shows where.")
    return status


def _run(arguments: list[str]) -> int:
    try:
        name, module, rest = "read", "open_reader", arguments  # without a command, arguments name articles
        if arguments and arguments[0] in _COMMANDS:
            name, module, rest = arguments[0], _COMMANDS[arguments[0]], arguments[1:]
        elif arguments:
            _refuse_misspelt(arguments[0])
        command: Callable[[list[str]], int] = getattr(import_module(f"diptych.cli.{module}"), f"run_{name}")
        # A comparison creates almost no garbage, but the collector takes a sixth of its time for a book, and
        # a tenth of the reader's start.  The reader enables the collector when its links are there.
        collecting, interval = gc.isenabled(), sys.getswitchinterval()
        gc.disable()
        sys.setswitchinterval(_SWITCH_INTERVAL)
        try:
            return command(rest)
        finally:
            sys.setswitchinterval(interval)
            if collecting:
                gc.enable()
    except SystemExit as stop:  # argparse raises this after --help and --version
        return stop.code if isinstance(stop.code, int) else 0


def _refuse_misspelt(word: str) -> None:
    """Raise an error if a word is similar to a command and there is no file of that name."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    if meant := get_close_matches(word.lower(), _COMMANDS, 1, _MIN_SIMILARITY):
        raise DiptychError(f"There is no command or file “{word}”; perhaps you meant: diptych {meant[0]}.")


def _report_error(*sentences: str) -> int:
    for sentence in sentences:
        print_message(sentence)
    return ERROR
