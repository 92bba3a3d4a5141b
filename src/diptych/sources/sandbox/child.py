"""What every child process of diptych has in common: how it is started, and how its faults come back.

The child answers with one JSON object.  Under "refused" it holds a sentence for the user, under "fault" an
unexpected exception with its traceback: a fault of diptych's own, never reported as a damaged document.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, TypedDict

from diptych.errors import SourceError
from diptych.sources.failures import internal_fault, too_much_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Modules are found where this process finds them and nowhere else: never in the current folder, where whoever
# sent the article may have put a json.py beside it.
_SCRIPT = (
    "import sys; sys.path[:] = sys.argv[{first}:]; from {module} import main; main(*sys.argv[1:{first}])"
)


class PipeOptions(TypedDict):
    """Arguments of `subprocess.run` and `subprocess.Popen`."""

    stdout: int
    stderr: int | None
    creationflags: int


def child_command(module: str, *arguments: str) -> list[str]:
    """The command that calls `main` of a module of diptych in a child process.

    Args:
        module: its full name.
        arguments: ASCII, for `main`; the locale may not be able to pass on anything else.
    """
    script = _SCRIPT.format(module=module, first=len(arguments) + 1)
    dev = ["-X", "dev"] if sys.flags.dev_mode else []
    return [sys.executable, *dev, "-P", "-X", "utf8", "-W", "ignore", "-c", script, *arguments, *sys.path]


def pipe_options() -> PipeOptions:
    """Standard output comes back; standard error is shown under `python -X dev` only."""
    return {
        "stdout": subprocess.PIPE,
        "stderr": None if sys.flags.dev_mode else subprocess.DEVNULL,
        # Windows opens a window for each process otherwise.
        "creationflags": getattr(subprocess, "CREATE_NO_WINDOW", 0),
    }


def answer_of(work: Callable[[], Mapping[str, object]]) -> bytes:
    """In the child: what `work` returns, or why it failed, as JSON on one line."""
    try:
        answer = json.dumps(work())
    except SourceError as error:
        answer = json.dumps({"refused": str(error)})
    except MemoryError:
        answer = '{"memory": true}'
    except Exception as error:
        traceback.print_exc()
        answer = json.dumps(
            {"fault": f"{type(error).__name__}: {error}", "traceback": traceback.format_exc()}
        )
    return answer.encode("ascii")


def check_answer(answer: Mapping[str, str], name: str) -> None:
    """In the parent: pass on what the child could not do.

    Raises:
        SourceError: the child refused the source.
        InternalSourceError: it met a fault of diptych's own.
    """
    if "refused" in answer:
        raise SourceError(answer["refused"])
    if "memory" in answer:
        raise too_much_memory(name)
    if "fault" in answer:
        raise internal_fault(name, answer["fault"], answer["traceback"])
