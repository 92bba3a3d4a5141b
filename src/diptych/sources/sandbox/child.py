"""What every child process of diptych has in common: how it is started, and how its faults come back.

The child answers with one JSON object.  Under "refused" it holds a sentence for the user, under "fault" an
unexpected exception with its traceback: a fault of diptych's own, never reported as a damaged document.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from typing import TYPE_CHECKING, Any

from diptych.errors import SourceError
from diptych.sources.failures import internal_fault, no_process, too_much_memory

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Modules are found where this process finds them and nowhere else: never in the current folder, where whoever
# sent the article may have put a json.py beside it.
_SCRIPT = (
    "import sys; sys.path[:] = sys.argv[{first}:]; from {module} import main; main(*sys.argv[1:{first}])"
)


def start_child(name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Call `main` of a module of diptych in a child process, which gets standard input and answers on output.

    Standard error is shown under `python -X dev` only.

    Args:
        name: what messages call the source.
        module: its full name.
        arguments: ASCII, for `main`; the locale may not be able to pass on anything else.

    Raises:
        SourceError: no process can be started.
    """
    script = _SCRIPT.format(module=module, first=len(arguments) + 1)
    dev = ["-X", "dev"] if sys.flags.dev_mode else []
    options = [*dev, "-P", "-X", "utf8", "-W", "ignore", "-c", script]
    try:
        return subprocess.Popen(  # noqa: S603 - our own interpreter, our own code
            [sys.executable, *options, *arguments, *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=None if sys.flags.dev_mode else subprocess.DEVNULL,
            # Windows opens a window for each process otherwise.
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise no_process(name, error) from None


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


def read_answer(output: bytes, name: str, no_answer: SourceError) -> dict[str, Any]:
    """In the parent: the child's answer.

    Raises:
        SourceError: the child refused the source; or it is `no_answer`, as when the child crashed.
        InternalSourceError: it met a fault of diptych's own.
    """
    try:
        answer: dict[str, Any] = json.loads(output)
    except ValueError:
        raise no_answer from None
    if "refused" in answer:
        raise SourceError(answer["refused"])
    if "memory" in answer:
        raise too_much_memory(name)
    if "fault" in answer:
        raise internal_fault(name, answer["fault"], answer["traceback"])
    return answer
