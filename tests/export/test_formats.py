from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from diptych.errors import DiptychError
from diptych.export.files import render, save, write
from diptych.export.formats import TEXT_FORMATS
from diptych.export.read_json import reopen

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.comparison import Comparison


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_the_ending_of_a_file_tells_its_format(comparison: Comparison, tmp_path: Path, name: str) -> None:
    form = TEXT_FORMATS[name]
    for ending in form.endings:
        path = tmp_path / f"result{ending.upper()}"
        write(comparison, path)
        expected = render(comparison, name, min_score=0.0 if form.complete else None)
        assert path.read_bytes() == expected.encode(form.encoding)
    assert {path.name[:6] for path in tmp_path.iterdir()} == {"result"}


def test_written_json_is_the_same_comparison_again(comparison: Comparison, tmp_path: Path) -> None:
    write(comparison, tmp_path / "r.json")
    assert reopen(tmp_path / "r.json").comparison == comparison


def test_a_format_may_be_named(comparison: Comparison, tmp_path: Path) -> None:
    write(comparison, tmp_path / "notes", "markdown")
    assert (tmp_path / "notes").read_text(encoding="utf-8").startswith("# The quay")


def test_an_unknown_format_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(
        DiptychError, match=r"“.*result\.doc” has no ending that tells the format; end it in \.html"
    ):
        write(comparison, tmp_path / "result.doc")
    with pytest.raises(DiptychError, match="There is no format 'pdf'; there are html"):
        render(comparison, "pdf")


def test_an_existing_file_is_not_overwritten_without_permission(tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("mine")
    with pytest.raises(FileExistsError):
        save("new", path)
    assert path.read_text() == "mine"
    save("new", path, overwrite=True)
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_a_symbolic_link_is_followed_and_the_mode_is_kept(tmp_path: Path) -> None:
    path, link = tmp_path / "mine", tmp_path / "link"
    path.write_text("mine")
    path.chmod(0o600)
    link.symlink_to(path)
    save("new", link, overwrite=True)
    assert link.is_symlink()
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o600


def test_pipes_and_read_only_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "locked").write_text("mine")
    (tmp_path / "locked").chmod(0o400)
    os.mkfifo(tmp_path / "pipe")
    for name, reason in (
        ("locked", "it is read-only"),
        ("pipe", "it is not a regular file"),
        ("", "Is a dir"),
    ):
        with pytest.raises(DiptychError, match=f"could not be written: {reason}"):
            save("new", tmp_path / name, overwrite=True)
    assert (tmp_path / "locked").read_text() == "mine"
    assert (tmp_path / "pipe").is_fifo()


@pytest.mark.parametrize(
    ("name", "reason"), [("no/such/folder.md", "No such file"), ("a\0b.md", "not a file name")]
)
def test_a_failed_write_is_one_sentence(
    comparison: Comparison, tmp_path: Path, name: str, reason: str
) -> None:
    with pytest.raises(DiptychError, match=f"could not be written: .*{reason}"):
        write(comparison, tmp_path / name)


def test_half_a_file_is_never_left(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    with pytest.raises(DiptychError):
        save("a lone surrogate: \ud800", path)
    assert list(tmp_path.iterdir()) == []
