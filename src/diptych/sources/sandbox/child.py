"""What the child processes of diptych share: how they are started, and how they report errors.

The child answers with one JSON object.  Its key "refused" has a sentence for the user.  Its key "fault" has
an unexpected exception: a bug in diptych, which is never reported as a damaged document.
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

# The child searches for modules in the same folders as this process, but not in the current folder, which may
# have a json.py from the sender of the article.
_SCRIPT = (
    "import sys; sys.path[:] = sys.argv[{first}:]; from {module} import main; main(*sys.argv[1:{first}])"
)


def start_child(name: str, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """Call `main` of a module of diptych in a child process; its standard input and output are pipes.

    Standard error is shown under `python -X dev` only.

    Args:
        name: the name of the source in messages.
        module: full name of the module.
        arguments: those of `main`; ASCII only, because some locales cannot pass other characters.

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
    """In the child: the result of `work`, or the reason why it failed, as JSON on one line."""
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
        SourceError: the child refused the source; `no_answer` if it did not answer, as after a crash.
        InternalSourceError: the child met a bug in diptych.
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
