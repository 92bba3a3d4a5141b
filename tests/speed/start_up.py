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

COMMAND = "from diptych.cli import main; raise SystemExit(main([]))"
"""The code of the installed command `diptych`."""

BUDGET = 50.0
"""Milliseconds that --help and --version may take beyond twice the time of an empty Python."""


def seconds_of(*arguments: str) -> float:
    """Wall-clock seconds that Python runs with these arguments."""
    started = time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def frame_of(words: str, *arguments: str, then: str = "") -> tuple[float, float, float]:
    """Run a full-screen program.

    Returns:
        Seconds until it has written `words`; seconds from then until it has written `then`; its peak memory
        in MiB.
    """
    started = time.perf_counter()
    with Terminal([sys.executable, *arguments], rows=48, columns=160) as terminal:
        terminal.wait_for(words)
        shown = time.perf_counter()
        terminal.wait_for(then)
        done = time.perf_counter()
        time.sleep(1.0)  # what happens after the first frame counts for memory
        terminal.press("q")
        _, kibibytes = terminal.leave()
    return shown - started, done - shown, kibibytes / 1024


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
    bare: list[tuple[float, float, float]] = []
    reader: list[tuple[float, float, float]] = []
    frame_of("readable", "-c", BARE_APP)
    frame_of("GENEVA", "-c", COMMAND, then="at threshold")
    for arguments in answers:
        seconds_of("-m", "diptych", *arguments.split())
    for _ in range(runs):
        empty.append(seconds_of("-c", "pass"))
        for arguments, taken in answers.items():
            taken.append(seconds_of("-m", "diptych", *arguments.split()))
        bare.append(frame_of("readable", "-c", BARE_APP))
        reader.append(frame_of("GENEVA", "-c", COMMAND, then="at threshold"))

    nothing = median(empty) * 1000
    print(f"{'python -c pass':<24}{nothing:7.1f} ms")
    for arguments, taken in answers.items():
        took = median(taken) * 1000
        print(
            f"{'diptych ' + arguments:<24}{took:7.1f} ms  {took / nothing:4.2f} times,"
            f" {took - 2 * nothing:5.1f} ms beyond twice (at most {BUDGET:.0f})"
        )
    for what, column, unit, scale in (("first frame", 0, "ms", 1000.0), ("peak memory", 2, "MiB", 1.0)):
        base = median(run[column] for run in bare) * scale
        ours = median(run[column] for run in reader) * scale
        print(f"{what + ', bare app':<24}{base:7.1f} {unit}")
        print(f"{what + ', diptych':<24}{ours:7.1f} {unit}  {ours / base:4.2f} times")
    links = median(run[1] for run in reader) * 1000
    print(f"{'links after that frame':<24}{links:7.1f} ms  (a guide: at most 150)")


if __name__ == "__main__":
    main()
