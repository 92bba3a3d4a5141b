"""The imports of each command in a new interpreter: a static graph shows no deferred import."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

import diptych
from diptych.samples import sample_articles
from support.terminal import Terminal

SCRIPT = """
import sys
from diptych.cli import main
status = main(sys.argv[1:])
print(*{name.partition(".")[0] for name in sys.modules}, file=sys.stderr)
sys.exit(status)
"""

NEVER = {"textual", "rich"}
"""Packages that only the reader needs."""
HEAVY = NEVER | {"numpy", "rapidfuzz", "nupunkt", "charset_normalizer", "markdown_it", "trafilatura", "json"}
"""Packages that a command without an article must not import."""


def imported_by(*arguments: str, status: int = 0) -> set[str]:
    """The top-level modules that a run of the command has imported."""
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert run.returncode == status, run.stderr
    return set(run.stderr.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (["--help"], 0),
        (["--version"], 0),
        (["compare", "--help"], 0),
        (["--no-such-option"], 2),
        (["one.txt"], 2),
        (["compare", "-", "-"], 2),
        ([], 2),  # no terminal
    ],
)
def test_help_version_and_refusals_are_cheap(arguments: list[str], status: int) -> None:
    assert imported_by(*arguments, status=status) & HEAVY == set()


@pytest.mark.parametrize("form", ["text", "json"])
def test_comparing_english_imports_neither_the_reader_nor_other_languages(form: str) -> None:
    imported = imported_by("compare", *sample_articles(), "--format", form)
    assert "rapidfuzz" in imported
    assert imported & (NEVER | {"budoux", "stopwordsiso"}) == set()


def test_the_lexical_model_compares_short_articles_without_numpy() -> None:
    assert "numpy" not in imported_by("compare", *sample_articles(), "--model", "lexical")


def test_help_imports_none_of_the_packages() -> None:
    script = (
        "import sys; from diptych.cli import main; main(['--help']); "
        "print(*[name for name in sys.modules if name.startswith('diptych')], file=sys.stderr)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    others = {name for name in run.stderr.split() if not name.startswith("diptych.cli")}
    assert others == {"diptych", "diptych.errors", "diptych.version"}


def test_help_imports_nothing_that_argparse_does_not_need() -> None:
    script = "import sys; {}; print(*sys.modules, file=sys.stderr)"
    slow = {"typing", "shutil", "dataclasses", "pathlib", "inspect", "contextlib", "importlib.metadata"}
    imported = [
        subprocess.run(
            # Without site, whose imports depend on what else is installed.
            [sys.executable, "-S", "-c", script.format(what)],
            env={**os.environ, "PYTHONPATH": str(Path(diptych.__file__).parents[1])},
            capture_output=True,
            text=True,
            check=True,
        ).stderr.split()
        for what in ("pass", "from diptych.cli import main; main(['--help'])")
    ]
    assert (set(imported[1]) - set(imported[0])) & slow == set()


FIRST_FRAME = """
import os, sys
from textual.drivers._writer_thread import WriterThread
from diptych.cli import main

def write(thread, text):
    if "GENEVA" in text:  # a word of the left sample
        with open(sys.argv[1], "w", encoding="utf-8") as file:
            print(*sys.modules, file=file)
        os._exit(0)

WriterThread.write = write
main(sys.argv[2:])
"""
"""Runs the command until the first readable frame, then names the modules imported, in a file."""

PACKAGES = {"textual", "rich", "platformdirs", "markdown_it", "mdurl", "pygments", "typing_extensions"}
"""Packages of others that may be imported when the first frame is painted: those of a bare Textual app."""
BUDGET = {
    "diptych": 14,
    "diptych.alignment": 2,
    "diptych.article": 9,
    "diptych.cli": 7,
    "diptych.history": 5,
    "diptych.languages": 12,
    "diptych.preferences": 2,
    "diptych.reader": 11,
    "diptych.reader.app": 3,
    "diptych.reader.asking": 1,
    "diptych.reader.bars": 5,
    "diptych.reader.linking": 2,
    "diptych.reader.linkmap": 1,
    "diptych.reader.opening": 2,
    "diptych.reader.panes": 16,
    "diptych.reader.screens": 6,
    "diptych.reader.state": 8,
    "diptych.reader.terminal": 9,
    "diptych.reader.text": 11,
    "diptych.sources": 9,
    "diptych.sources.text": 5,
    "diptych.sources.web": 1,
}
"""Most modules of each package of diptych that may be imported then.

Packages that are not named here wait: verdicts, opinions, exports, lists, dialogs, and all that links.
A module costs 0.3 ms and more.  Before a number is raised, see whether the module can wait for a key.
"""


def test_the_first_frame_imports_only_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder in ("XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(folder, str(tmp_path))
    found = tmp_path / "modules"
    with Terminal([sys.executable, "-c", FIRST_FRAME, str(found), *sample_articles()]) as terminal:
        terminal.leave()
    imported = found.read_text(encoding="utf-8").split()
    others = {name.partition(".")[0] for name in imported if not name.startswith(("_", "diptych"))}
    assert others - sys.stdlib_module_names <= PACKAGES
    packages = Counter(name.rpartition(".")[0] for name in imported if name.startswith("diptych."))
    assert {name: count for name, count in packages.items() if count > BUDGET.get(name, 0)} == {}
