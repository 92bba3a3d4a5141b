"""One file, written as a whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from diptych.atomic import remove_leftovers, write_atomically


def test_a_file_is_replaced_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"one")
    write_atomically(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_that_exists_is_kept_when_it_must_not_be_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"one", overwrite=False)
    with pytest.raises(FileExistsError):
        write_atomically(path, b"two", overwrite=False)
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(("private", "mode"), [(True, 0o600), (False, 0o640)])
def test_a_new_file_is_private_or_as_the_umask_says_and_an_old_one_keeps_its_mode(
    tmp_path: Path,
    private: bool,  # noqa: FBT001 - a parameter
    mode: int,
) -> None:
    path = tmp_path / "file"
    umask = os.umask(0o027)
    try:
        write_atomically(path, b"one", private=private)
        assert path.stat().st_mode & 0o777 == mode
        path.chmod(0o666)
        write_atomically(path, b"two", private=private)
        assert path.stat().st_mode & 0o777 == 0o666
    finally:
        os.umask(umask)


def test_the_name_may_be_as_long_as_the_file_system_takes(tmp_path: Path) -> None:
    path = tmp_path / ("é" * 127)
    write_atomically(path, b"one")
    assert path.read_bytes() == b"one"


@pytest.mark.parametrize("name", ["file", "[x]*", "é" * 127])
def test_only_the_leftovers_of_this_file_are_removed(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr(Path, "replace", killed)
        patched.setattr(Path, "unlink", killed)
        for each in (name, "other"):
            with pytest.raises(SystemExit):
                write_atomically(tmp_path / each, b"half")
    assert len(list(tmp_path.iterdir())) == 2
    remove_leftovers(tmp_path / name)
    (left,) = tmp_path.iterdir()
    assert left.name.startswith(".other.")
