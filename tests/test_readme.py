"""The README fits the program: its commands are those of CI, its options and keys exist."""

from __future__ import annotations

import re
import shutil
from html import unescape
from pathlib import Path

import pytest

from diptych import Side, compare, write
from diptych.cli import main
from diptych.reader.terminal.keys import BINDINGS
from diptych.samples import sample_articles
from diptych.sources.open import load

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["pip install . && diptych", "pip install -e '.[test]' && pytest"])
def test_a_command_stands_alone_on_its_line(command: str) -> None:
    assert README.splitlines().count(command) == 1


def test_every_option_it_names_exists(capsys: pytest.CaptureFixture[str]) -> None:
    main(["--help"])
    main(["compare", "--help"])
    main(["list", "--help"])
    offered = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    named = set(re.findall(r"`(?:diptych )?(--[a-z-]+)", README))
    assert named
    assert named <= offered


def test_every_key_it_names_exists() -> None:
    known = {key for binding in BINDINGS for key in binding.key.split(",")}
    table = README[README.index("| keys | do |") : README.index("`diptych help keys`")]
    named = {
        key
        for cells in re.findall(r"^\| (`.+?) \| ", table, re.MULTILINE)
        for key in re.findall(r"`([^`]+)`", cells)
    }
    spelled = {"↑": "up", "↓": "down", "+": "plus", "-": "minus", "/": "slash", "?": "question_mark"}
    spelled |= {"[": "left_square_bracket", "]": "right_square_bracket"}
    assert len(named) >= 10
    assert {key for key in named if spelled.get(key, key) not in known and key.lower() not in known} == set()


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_map_names_modules_and_packages_that_exist() -> None:
    written = (ROOT / "src/ARCHITECTURE.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)*[a-z_]+\.(?:py|toml|md)|(?:[a-z_]+/)+[a-z_]+)`", written))
    assert len(named) >= 30
    files = [path.as_posix() for home in ("src", "tests") for path in (ROOT / home).rglob("*")]
    files += [(ROOT / "pyproject.toml").as_posix()]
    assert {name for name in named if not any(path.endswith(f"/{name}") for path in files)} == set()


def test_its_picture_was_made_by_this_reader() -> None:
    [place] = re.findall(r"!\[[^\]]*\]\(([^)]+)\)", README)
    picture = unescape((ROOT / place).read_text(encoding="utf-8")).replace("\xa0", " ")
    assert all(load(path).title in picture for path in sample_articles())
    assert "http://www.w3.org" in picture
    assert "url(http" not in picture


def test_its_python_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for side, sample in zip(Side, sample_articles(), strict=True):
        shutil.copy(sample, f"{side.value}.txt")
    write(compare(sample_articles().map(load)), "result.json")
    [code] = re.findall(r"^```python\n(.*?)^```$", README, re.DOTALL | re.MULTILINE)
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102 - our own
    assert "<!doctype html>" in Path("page.html").read_text(encoding="utf-8")
