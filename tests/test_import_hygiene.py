"""The imports of each command in a new interpreter: a static graph shows no deferred import."""

from __future__ import annotations

import subprocess
import sys

import pytest

from diptych.samples import sample_articles

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
