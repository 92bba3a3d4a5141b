from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import diptych.folder.files
from diptych.errors import SourceError
from diptych.folder.files import article_files, holds_articles, more_below

if TYPE_CHECKING:
    from pathlib import Path


def put(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("The quay was closed.")


def names(folder: Path, *, below: bool = True) -> list[str]:
    return [str(path.relative_to(folder)) for path in article_files(folder, below=below)]


def test_articles_are_recognised_by_their_names(tmp_path: Path) -> None:
    put(tmp_path, "page 10.txt", "page 9.TXT", "b.md", "c.html", "d.pdf", "e.docx", "f.epub")
    put(tmp_path, "README.md", "LICENSE", "requirements-dev.txt", ".hidden.txt", "code.py", "data.json")
    assert names(tmp_path) == ["b.md", "c.html", "d.pdf", "e.docx", "f.epub", "page 9.TXT", "page 10.txt"]


def test_subfolders_come_after_their_folder_and_can_be_left_out(tmp_path: Path) -> None:
    put(tmp_path, "wire/a.txt", "z.txt", "wire/deep/b.txt", ".git/c.txt")
    assert names(tmp_path) == ["z.txt", "wire/a.txt", "wire/deep/b.txt"]
    assert names(tmp_path, below=False) == ["z.txt"]


def test_whether_subfolders_have_more_articles(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", "pictures/c.png", ".git/d.txt")
    assert not more_below(tmp_path)
    put(tmp_path, "wire/deep/e.txt")
    assert more_below(tmp_path)


def test_a_link_to_a_folder_above_is_not_followed(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert names(tmp_path) == ["a.txt"]


def test_the_search_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, *(f"{at}.txt" for at in range(9)))
    monkeypatch.setattr(diptych.folder.files, "MOST_FILES", 4)
    assert len(article_files(tmp_path)) == 4
    monkeypatch.setattr(diptych.folder.files, "MOST_ENTRIES", 2)
    assert len(article_files(tmp_path)) == 2


def test_which_folders_are_listed_although_not_named(tmp_path: Path) -> None:
    assert not holds_articles(tmp_path)
    put(tmp_path, "README.md", "notes.txt", "texts/a.txt", "texts/b.txt")
    assert not holds_articles(tmp_path)
    assert holds_articles(tmp_path / "texts")
    assert not holds_articles(tmp_path / "nowhere")


def test_other_paths_than_folders_are_refused(tmp_path: Path) -> None:
    put(tmp_path, "a.txt")
    for wrong in ("nowhere", "a.txt", "a\x1b]0;b"):
        with pytest.raises(SourceError, match="could not be listed") as caught:
            article_files(tmp_path / wrong)
        assert "\x1b" not in str(caught.value)
