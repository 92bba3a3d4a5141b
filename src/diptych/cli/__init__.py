"""The command line: arguments → load, compare, then export or read; or the settings.

Start-up is kept cheap: a branch imports what it needs, when it needs it.  `--help` and `--version` import
argparse and no more; `compare` imports Textual for a picture only.

Exit status, as diff and grep have it: 0 links found (or the reader was left), 1 none, 2 trouble.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING

from diptych.cli.exit_status import INTERRUPTED, LINKS_FOUND, NO_LINKS, PIPE_CLOSED, TROUBLE
from diptych.cli.streams import discard_output, never_fail_to_encode, remark
from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["LINKS_FOUND", "NO_LINKS", "TROUBLE", "main"]


def _compare(arguments: list[str]) -> int:
    from diptych.cli.compare import run_compare

    return run_compare(arguments)


def _config(arguments: list[str]) -> int:
    from diptych.cli.config import run_config

    return run_config(arguments)


def _export(arguments: list[str]) -> int:
    from diptych.cli.compare import run_export

    return run_export(arguments)


def _list(arguments: list[str]) -> int:
    from diptych.cli.list_folder import run_list

    return run_list(arguments)


def _open(arguments: list[str]) -> int:
    from diptych.cli.open_reader import run_open

    return run_open(arguments)


def _read(arguments: list[str]) -> int:
    from diptych.cli.open_reader import run_read

    return run_read(arguments)


def _schema(arguments: list[str]) -> int:
    from diptych.cli.compare import run_schema

    return run_schema(arguments)


def _text(arguments: list[str]) -> int:
    from diptych.cli.text import run_text

    return run_text(arguments)


_COMMANDS: dict[str, Callable[[list[str]], int]] = {
    "compare": _compare,
    "config": _config,
    "export": _export,
    "list": _list,
    "open": _open,
    "schema": _schema,
    "text": _text,
}
"""The commands by their first word; without one of them, the arguments name articles to read."""

_ALIKE = 0.7
"""How much of a word must be that of a command for it to be meant."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; those of the process when None.

    Returns:
        The exit status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    never_fail_to_encode(sys.stdout)
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can still be met quietly
    except DiptychError as error:
        return _trouble(*error.sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return PIPE_CLOSED
    except Exception as error:  # a fault of its own: Python's status of 1 would mean no links
        if sys.flags.dev_mode:
            raise
        fault = f"{type(error).__name__}: {error}"
        return _trouble(f"Something went wrong inside ({fault}); python -X dev -m diptych shows where.")
    return status


def _run(arguments: list[str]) -> int:
    try:
        command: Callable[[list[str]], int] = _read
        rest = arguments
        if arguments and arguments[0] in _COMMANDS:
            command, rest = _COMMANDS[arguments[0]], arguments[1:]
        elif arguments:
            _refuse_misspelt(arguments[0])
        # What a comparison makes lives until it is printed or read; looking through it for garbage takes a
        # sixth of the time of a book, and a tenth of the start of a reader, which turns collection on again
        # when its links are there.
        gc.disable()
        try:
            return command(rest)
        finally:
            gc.enable()
    except SystemExit as stop:  # argparse leaves so after --help and --version
        return stop.code if isinstance(stop.code, int) else 0


def _refuse_misspelt(word: str) -> None:
    """Say which command was meant, where a word is much like one and no file is called so."""
    if not word.isalpha() or os.path.lexists(word):
        return
    from difflib import get_close_matches

    if meant := get_close_matches(word.lower(), _COMMANDS, 1, _ALIKE):
        raise DiptychError(f"There is no command or file “{word}”; perhaps you meant: diptych {meant[0]}.")


def _trouble(*sentences: str) -> int:
    for sentence in sentences:
        remark(sentence)
    return TROUBLE
