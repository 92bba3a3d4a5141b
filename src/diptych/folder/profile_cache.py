"""Profiles of articles that were read before, in a database in the user's cache folder.

A row has the words of an article and how often it has each, its title, publisher and date, and no text.  It
is found by the path, size and time of its file, or else by the digest of its bytes.  Rows of another version
of the program or of its language data are never used.  Two processes may use the database at once.  It is
never worth an error: what cannot be read is read again from the article, and a damaged file is made anew.
"""

from __future__ import annotations

import os
import sqlite3
import time
from contextlib import suppress
from dataclasses import astuple, fields
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, NamedTuple

from diptych.folder.article_profile import Profile
from diptych.folder.code_version import profile_version
from diptych.sources.chapter_choice import split_choice

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

LIMIT = 300_000_000
"""Bytes of the largest database: some 50,000 articles.  The rows that were used last stay."""
_KEPT = 0.7
"""Share of the rows that stay when it has grown too large."""
_LAYOUT = 1
"""Version of the tables."""
_WAITING = 10.0
"""Seconds to wait while another process writes."""
_PENDING = 500
"""Rows that are written at once."""
_DAY = 86_400
_UNSURE = 2e9
"""Nanoseconds after a change of a file in which another one may have left its time as it was."""

_PROFILE = tuple(field.name for field in fields(Profile))
_ARTICLE = ("title", "publisher", "date", "words", *_PROFILE)
_COLUMNS = ("path", "size", "time", "file_digest", "ending", "version", "kept", "used", *_ARTICLE)


class FileKey(NamedTuple):
    """What tells whether a file, or a line of an archive, has changed."""

    path: str
    """Its absolute path; of a line, with its number, as in archive.jsonl#12."""
    size: int
    """Its bytes."""
    time: int
    """When it was changed last, in nanoseconds."""


class CachedArticle(NamedTuple):
    """What is kept of an article."""

    title: str | None
    """None if it has none: then its name stands for it."""
    publisher: str | None
    date: str | None
    words: int
    """Number of words, without furniture."""
    profile: Profile


def cache_file() -> Path:
    """The database in the user's cache folder."""
    from platformdirs import user_cache_path

    return user_cache_path("diptych", appauthor=False) / "profiles.sqlite"


class ProfileCache:
    """The profiles that are kept; for one thread."""

    def __init__(self, file: Path | None = None, *, limit: int = LIMIT) -> None:
        """Open the database, or create it.

        Args:
            file: the database; None for that of the user.
            limit: bytes of the largest database.
        """
        self._file = cache_file() if file is None else file
        self._limit = limit
        self._version = profile_version()
        self._pending: list[tuple[object, ...]] = []
        self._used: list[tuple[float, bytes]] = []
        self._connection = self._open()

    def find(self, key: FileKey) -> CachedArticle | None:
        """The article of a file that has not changed since it was kept."""
        row = self._row("path = ? AND size = ? AND time = ?", os.fsencode(key.path), key.size, key.time)
        if row is None:
            return None
        _, kept, used, *article = row
        if kept * 1e9 - key.time < _UNSURE:
            return None
        if (now := time.time()) - used > _DAY:
            self._used.append((now, os.fsencode(key.path)))
        return _article(article)

    def find_digest(self, digest: bytes, key: FileKey) -> CachedArticle | None:
        """The article of any file with the same content and ending; it is kept for `key` too."""
        row = self._row("file_digest = ? AND ending = ?", digest, _ending(key.path))
        if row is None:
            return None
        found = _article(row[3:])
        if found is not None:
            self.keep(key, digest, found)
        return found

    def keep(self, key: FileKey, digest: bytes, article: CachedArticle) -> None:
        """Keep an article.

        Args:
            key: its file.
            digest: digest of the bytes from which it was made.
            article: what is kept.
        """
        *about, profile = article
        now = time.time()
        path = os.fsencode(key.path)  # a name that is no text is one nevertheless
        its = key.size, key.time, digest, _ending(key.path), self._version, now, now
        row = path, *its, *about, *astuple(profile)
        self._pending.append(row)
        if len(self._pending) >= _PENDING:
            self._write()

    def close(self) -> None:
        """Write what is not written yet, and keep within the limit."""
        self._write()
        if self._connection is not None:
            with suppress(sqlite3.Error, OSError):
                self._keep_limit(self._connection)
            self._connection.close()
            self._connection = None

    def _row(self, condition: str, *values: object) -> tuple[Any, ...] | None:
        """The path, times and article of a row of the present version."""
        if self._connection is None:
            return None
        columns = ", ".join(("path", "kept", "used", *_ARTICLE))
        query = f"SELECT {columns} FROM articles WHERE version = ? AND {condition} LIMIT 1"  # noqa: S608 - ours
        try:
            row: tuple[Any, ...] | None
            row = self._connection.execute(query, (self._version, *values)).fetchone()
        except sqlite3.OperationalError:  # another process writes, and for long
            return None
        except sqlite3.Error:
            self._give_up()
            return None
        return row

    def _open(self) -> sqlite3.Connection | None:
        """A connection to the database, made anew if it is damaged; None if there can be none."""
        for _ in range(2):
            try:
                # The names of articles are private.
                self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                os.close(os.open(self._file, os.O_RDWR | os.O_CREAT, 0o600))
                connection = sqlite3.connect(self._file, timeout=_WAITING)
            except (OSError, sqlite3.Error):
                return None
            try:
                _make_table(connection)
                connection.execute("SELECT path FROM articles LIMIT 1").fetchone()
            except sqlite3.OperationalError:  # locked for too long, or cannot be written
                connection.close()
                return None
            except sqlite3.DatabaseError:
                connection.close()
                self._delete()
            else:
                return connection
        return None

    def _write(self) -> None:
        if self._connection is None:
            return
        values = ", ".join("?" * len(_COLUMNS))
        try:
            with self._connection:
                self._connection.executemany("UPDATE articles SET used = ? WHERE path = ?", self._used)
                self._connection.executemany(f"REPLACE INTO articles VALUES ({values})", self._pending)  # noqa: S608
        except sqlite3.OperationalError:  # another process writes, or the disk is full: they are read again
            pass
        except sqlite3.Error:
            self._give_up()
        self._used.clear()
        self._pending.clear()

    def _keep_limit(self, connection: sqlite3.Connection) -> None:
        """If the database is too large, delete the rows that were not used for longest."""
        if self._file.stat().st_size <= self._limit:
            return
        (count,) = connection.execute("SELECT COUNT(*) FROM articles").fetchone()
        with connection:
            connection.execute(
                "DELETE FROM articles WHERE path IN (SELECT path FROM articles ORDER BY used LIMIT ?)",
                (count - int(count * _KEPT),),
            )
        connection.execute("VACUUM")

    def _give_up(self) -> None:
        """Delete the damaged database; this process goes on without one."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
            self._delete()

    def _delete(self) -> None:
        with suppress(OSError):
            self._file.unlink()


def _make_table(connection: sqlite3.Connection) -> None:
    """Make the table, unless it is there in the present layout."""
    if _layout(connection) == _LAYOUT:
        return
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        if _layout(connection) != _LAYOUT:  # another process may have made it meanwhile
            connection.execute("DROP TABLE IF EXISTS articles")
            connection.execute(f"CREATE TABLE articles ({', '.join(_COLUMNS)}, PRIMARY KEY (path))")
            connection.execute("CREATE INDEX by_digest ON articles (file_digest)")
            connection.execute(f"PRAGMA user_version = {_LAYOUT}")


def _layout(connection: sqlite3.Connection) -> int:
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    return int(layout)


def _article(row: Sequence[Any]) -> CachedArticle | None:
    """The article of a row; None if the row is none of ours."""
    title, publisher, date, words, *its = row
    profile = Profile(*its)
    if not (
        all(isinstance(text, str | None) for text in (title, publisher, date))
        and isinstance(words, int)
        and profile.is_valid
    ):
        return None
    return CachedArticle(title, publisher, date, words, profile)


def _ending(path: str) -> str:
    """The ending of a name, on which its format depends."""
    return PurePath(split_choice(path)[0]).suffix.lower()
