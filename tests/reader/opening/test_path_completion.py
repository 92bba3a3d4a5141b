from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import diptych.reader.opening.path_completion
from diptych.reader.opening.path_completion import completions

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("wire 10.txt", "wire 9.txt", "Notes.md", "code.py", ".hidden.txt", "texts/left.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()


@pytest.mark.parametrize(
    ("typed", "suggestions", "common"),
    [
        ("w", ("wire 9.txt", "wire 10.txt"), "wire "),
        ("wire 1", ("wire 10.txt",), "wire 10.txt"),
        ("./w", ("./wire 9.txt", "./wire 10.txt"), "./wire "),
        ("no", ("Notes.md",), "Notes.md"),
        ("t", ("texts/",), "texts/"),
        ("texts/", ("texts/left.txt",), "texts/left.txt"),
        (".h", (".hidden.txt",), ".hidden.txt"),
        ("code", (), "code"),
        ("zebra", (), "zebra"),
        ("nowhere/x", (), "nowhere/x"),
        ("https://t", (), "https://t"),
        ("~nobody-of-that-name/x", (), "~nobody-of-that-name/x"),
        ("a\0b", (), "a\0b"),
    ],
)
def test_completions_of_a_path(typed: str, suggestions: tuple[str, ...], common: str) -> None:
    assert completions(typed) == (suggestions, common)


def test_completions_of_a_large_folder_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diptych.reader.opening.path_completion, "MOST_SHOWN", 1)
    found = completions("w")
    assert found.suggestions == ("wire 9.txt",)
    assert found.common == "wire "


def test_names_with_control_characters_are_not_suggested(tmp_path: Path) -> None:
    (tmp_path / "z\x1b]0;boo\x07.txt").touch()
    assert completions("z").suggestions == ()
