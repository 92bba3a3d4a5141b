"""`diptych text`: the text of a source, the parts left out, and its chapters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.cli import main
from sources.documents import epub

if TYPE_CHECKING:
    from pathlib import Path

PAGE = (
    "<title>The lock</title><nav>Home | World</nav><p>Skip to main content<p>The gate broke. Nobody was hurt."
)


@pytest.fixture
def page(tmp_path: Path) -> str:
    path = tmp_path / "page.html"
    path.write_text(PAGE)
    return str(path)


def test_the_text(page: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", page]) == 0
    assert capsys.readouterr().out == (
        "Title: The lock\n\nSkip to main content\n\nThe gate broke. Nobody was hurt.\n"
    )


def test_what_is_left_out(page: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", "--dropped", page]) == 0
    assert capsys.readouterr().out == (
        "left out: Home | World\nnever linked (navigation): Skip to main content\n"
    )
    plain = tmp_path / "a.txt"
    plain.write_text("The gate broke.")
    assert main(["text", "--dropped", str(plain)]) == 1
    assert capsys.readouterr().out == ""


def test_the_chapters_of_a_book(tmp_path: Path, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    book = tmp_path / "river.epub"
    book.write_bytes(epub())
    assert main(["text", "--chapters", str(book)]) == 0
    assert capsys.readouterr().out == (
        "1  17 words  The lock\n2  13 words  The weir\n3  17 words  The town\n4   7 words    The night\n"
    )
    assert main(["text", f"{book}#4"]) == 0
    assert "They worked through the night." in capsys.readouterr().out
    assert main(["text", "--chapters", page]) == 1


@pytest.mark.parametrize("arguments", [[], ["a", "b"], ["--dropped", "--chapters", "a"], ["--nonsense"]])
def test_invalid_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["text", *arguments]) == 2
    assert capsys.readouterr().err.count("\n") == 1
