"""The profiles that are kept between runs."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import threading
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import diptych.folder.profile_cache
import diptych.folder.survey
from diptych.folder.engine import ProcessEngine
from diptych.folder.files import article_files
from diptych.folder.profile_cache import ProfileCache, cache_file
from diptych.folder.survey import survey

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from diptych.folder.survey import ListedArticle


class CountingEngine(ProcessEngine):
    """Counts the articles that are read."""

    def __init__(self) -> None:
        super().__init__()
        self.read: list[str] = []

    def map(self, function: Callable, values: Iterable, **options: object) -> Iterator:  # type: ignore[type-arg]
        def counted() -> Iterator:  # type: ignore[type-arg]
            for value in values:
                self.read.append(Path(value.source).name)
                yield value

        return super().map(function, counted(), **options)  # type: ignore[arg-type]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "abc":
        (folder / f"{name}.txt").write_text(f"The quay {name} was closed by Olive Brandt on July 11.")
    for path in folder.iterdir():
        os.utime(path, (1_000_000_000, 1_000_000_000))  # long ago
    return folder


def listed(
    folder: Path, file: Path | None = None, limit: int = 10**9
) -> tuple[list[ListedArticle], list[str]]:
    """The articles of a folder, and which were read for that."""
    engine, cache = CountingEngine(), ProfileCache(file, limit=limit)
    try:
        return list(survey(article_files(folder), engine=engine, cache=cache)), engine.read
    finally:
        cache.close()


def test_articles_are_read_once(folder: Path, tmp_path: Path) -> None:
    first, read = listed(folder)
    assert read == ["a.txt", "b.txt", "c.txt"]
    assert listed(folder) == (first, [])
    assert cache_file().is_relative_to(tmp_path.parent.parent)
    assert b"quay a was" not in cache_file().read_bytes()


def test_a_changed_file_is_read_again(folder: Path) -> None:
    listed(folder)
    (folder / "b.txt").write_text("The weir of Marlow broke.")
    found, read = listed(folder)
    assert read == ["b.txt"]
    assert found[1].words == 5
    # at the same size, and within the precision of the time of a file
    (folder / "b.txt").write_text("The weir of Barlow broke.")
    found, read = listed(folder)
    assert read == ["b.txt"]


def test_a_moved_file_is_known_and_has_its_new_name(folder: Path) -> None:
    listed(folder)
    (folder / "b.txt").rename(folder / "d.txt")
    found, read = listed(folder)
    assert read == []
    assert [article.title for article in found] == ["a", "c", "d"]
    (folder / "d.txt").rename(folder / "d.md")  # may be read in another way
    assert listed(folder)[1] == ["d.md"]


def test_another_version_reads_everything_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    listed(folder)
    monkeypatch.setattr(diptych.folder.profile_cache, "profile_version", lambda: "another")
    assert len(listed(folder)[1]) == 3
    assert listed(folder)[1] == []


def test_problems_are_not_kept(folder: Path) -> None:
    (folder / "b.txt").write_text("")
    assert listed(folder)[0][1].problem is not None
    assert listed(folder)[0][1].problem is not None


@pytest.mark.parametrize("content", [b"", b"no database", b"SQLite format 3\0" + b"\1" * 5000])
def test_a_damaged_file_is_made_anew(folder: Path, tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "cache" / "profiles.sqlite"
    file.parent.mkdir()
    file.write_bytes(content)
    assert len(listed(folder, file)[0]) == 3
    assert listed(folder, file)[1] == []


def test_damage_that_shows_later(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "profiles.sqlite"
    listed(folder, file)
    whole = bytearray(file.read_bytes())
    whole[4096:] = b"\xff" * (len(whole) - 4096)
    file.write_bytes(whole)
    assert len(listed(folder, file)[0]) == 3
    listed(folder, file)
    assert listed(folder, file)[1] == []


def test_a_folder_that_cannot_be_written_is_no_error(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for file in (tmp_path / "file" / "profiles.sqlite", tmp_path):
        assert len(listed(folder, file)[1]) == 3
    assert len(listed(folder, tmp_path / "file" / "profiles.sqlite")[1]) == 3


def test_a_database_that_another_process_has_locked_stays(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diptych.folder.profile_cache, "_WAITING", 0.05)
    file = tmp_path / "profiles.sqlite"
    listed(folder, file)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        cache = ProfileCache(file)
        connection.execute("BEGIN EXCLUSIVE")
        assert len(list(survey(article_files(folder), cache=cache))) == 3
        cache.close()
        connection.rollback()
    assert listed(folder, file)[1] == []


def test_a_database_that_is_deleted_meanwhile(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "profiles.sqlite"
    cache = ProfileCache(file)
    file.unlink()
    assert len(list(survey(article_files(folder), cache=cache))) == 3
    cache.close()


def test_a_name_that_is_no_text(folder: Path) -> None:
    (folder / os.fsdecode(b"caf\xe9.txt")).write_text("The weir of Marlow broke.")
    assert listed(folder)[0][-1].words == 5
    assert len(listed(folder)[0]) == 4


@pytest.mark.parametrize("column", ["kinds = NULL", "packed_terms = x'00'", "words = 'many'", "sampled = 7"])
def test_a_row_that_is_none_of_ours_is_not_used(folder: Path, tmp_path: Path, column: str) -> None:
    file = tmp_path / "profiles.sqlite"
    first, _ = listed(folder, file)
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(f"UPDATE articles SET {column}")  # noqa: S608 - ours
    assert listed(folder, file)[0] == first


def test_only_the_user_reads_it_and_it_tells_no_text(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "profiles.sqlite"
    (found, *_), _ = listed(folder, file)
    assert file.stat().st_mode & 0o077 == 0
    assert found.profile is not None
    assert found.profile.terms == sorted(found.profile.terms)


def test_other_tables_are_replaced(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "profiles.sqlite"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE articles (path)")
    listed(folder, file)
    assert listed(folder, file)[1] == []


def test_the_rows_that_were_used_last_stay_within_the_limit(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, now = tmp_path / "profiles.sqlite", [2_000_000_000.0]
    monkeypatch.setattr("time.time", lambda: now[0])
    listed(folder, file)
    now[0] += 100_000
    (folder / "b.txt").rename(tmp_path / "b.txt")
    listed(folder, file)  # uses a and c
    (tmp_path / "b.txt").rename(folder / "b.txt")
    listed(folder, file, limit=100)  # uses all, so that one goes
    assert len(listed(folder, file)[1]) == 1
    assert file.stat().st_size < 100_000


def test_two_may_use_it_at_once(folder: Path, tmp_path: Path) -> None:
    for at in range(60):
        (folder / f"x{at}.txt").write_text(f"The weir {at} of Marlow broke on May {at % 28 + 1}.")
    file = tmp_path / "profiles.sqlite"
    found: list[int] = []
    threads = [threading.Thread(target=lambda: found.append(len(listed(folder, file)[0]))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [63] * 3
    assert sqlite3.connect(file).execute("SELECT COUNT(*) FROM articles").fetchone() == (63,)
