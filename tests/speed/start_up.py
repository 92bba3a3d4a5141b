"""Start-up time and memory of diptych, as ratios.

    python tests/speed/start_up.py [--runs N]

Each figure is the median of N runs.  The programs take turns, so that a busy machine slows all of them alike.
The reader and the bare app run in a terminal of their own.  The first readable frame is complete when words
of the article (or of the bare app's Static) have reached the terminal; the links are complete when the line
that counts them has.  The articles are the two in texts/, some 750 words each.  The page cache is warm, and
all modules are compiled.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.history.state_files import state_folder
from diptych.history.usage import UsageHistory
from support.terminal import Terminal

BARE_APP = """
from textual.app import App
from textual.widgets import Static

class Bare(App):
    BINDINGS = [("q", "quit", "Quit")]
    def compose(self):
        yield Static("A readable line")

Bare().run()
"""

COMMAND = "from diptych.cli import main; raise SystemExit(main({}))"
"""The code of the installed command `diptych`, with its arguments."""
READERS = {"diptych": COMMAND.format([]), "diptych --model lexical": COMMAND.format(["--model", "lexical"])}
"""With the encoder, where it can run, lexical links come first as well; the encoder's follow."""

MOST = {"--help": 2.4, "first frame": 1.35, "memory at it": 1.6, "links after it": 0.8}
"""The ratios to reach: of `python -c pass` for --help, else of the first frame of the bare app."""


def seconds_of(*arguments: str) -> float:
    """Wall-clock seconds that Python runs with these arguments."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def frame_of(words: str, *arguments: str, then: str = "") -> tuple[float, float, float, float]:
    """Run a full-screen program.

    Returns:
        Seconds until it has written `words`; seconds from then until it has written `then`; its memory when
        it had written `words`, and its peak memory, in MiB.
    """
    started = time.perf_counter()
    with Terminal([sys.executable, *arguments], rows=48, columns=160) as terminal:
        terminal.wait_for(words)
        shown = time.perf_counter()
        memory = memory_of(terminal.process_id)
        terminal.wait_for(then)
        done = time.perf_counter()
        time.sleep(1.0)  # what happens after the first frame counts for memory
        terminal.press("q")
        _, kibibytes = terminal.leave()
    return shown - started, done - shown, memory, kibibytes / 1024


def memory_of(process_id: int) -> float:
    """The resident memory of a process in MiB; 0 where /proc is missing."""
    status = Path(f"/proc/{process_id}/status")
    lines = status.read_text(encoding="ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS:")), 0.0)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="Start-up of diptych, in ratios.")
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs

    # Isolates the runs from the developer's settings, and skips the hint of the first start.
    with TemporaryDirectory() as folder:
        os.environ |= {"XDG_CONFIG_HOME": folder, "XDG_STATE_HOME": folder}
        # All programs find compiled modules, as installed programs do.
        os.environ["PYTHONPYCACHEPREFIX"] = str(Path(folder) / "compiled")
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        UsageHistory(state_folder()).keep_knowing_keys()
        measure(runs)


def measure(runs: int) -> None:
    """Run the programs in turns, and print the medians."""
    empty: list[float] = []
    answers: dict[str, list[float]] = {"--help": [], "--version": [], "compare --help": []}
    bare: list[tuple[float, ...]] = []
    readers: dict[str, list[tuple[float, ...]]] = {name: [] for name in READERS}
    frame_of("readable", "-c", BARE_APP)
    for command in READERS.values():
        frame_of("GENEVA", "-c", command, then="at threshold")
    for arguments in answers:
        seconds_of("-m", "diptych", *arguments.split())
    for _ in range(runs):
        empty.append(seconds_of("-c", "pass"))
        for arguments, taken in answers.items():
            taken.append(seconds_of("-m", "diptych", *arguments.split()))
        bare.append(frame_of("readable", "-c", BARE_APP))
        for name, command in READERS.items():
            readers[name].append(frame_of("GENEVA", "-c", command, then="at threshold"))

    nothing = median(empty) * 1000
    print(f"{'python -c pass':<26}{nothing:7.1f} ms")
    for arguments, taken in answers.items():
        took = median(taken) * 1000
        print(f"{'diptych ' + arguments:<26}{took:7.1f} ms  {took / nothing:4.2f} times{most(arguments)}")
    frame, _, memory, peak = map(median, zip(*bare, strict=True))
    print(f"\n{'bare app':<26}{frame * 1000:7.1f} ms  {memory:5.1f} MiB, at most {peak:.1f}")
    for name, measured in readers.items():
        shown, links, held, highest = map(median, zip(*measured, strict=True))
        print(f"\n{name}")
        for what, took, unit, base in (
            ("first frame", shown * 1000, "ms", frame * 1000),
            ("memory at it", held, "MiB", memory),
            ("links after it", links * 1000, "ms", frame * 1000),
            ("peak memory", highest, "MiB", peak),
        ):
            ratio = took / base if base else 0.0
            print(f"{'  ' + what:<26}{took:7.1f} {unit:<3} {ratio:4.2f} times{most(what)}")


def most(what: str) -> str:
    """The ratio to reach, if there is one."""
    return f" (at most {MOST[what]})" if what in MOST else ""


if __name__ == "__main__":
    main()
