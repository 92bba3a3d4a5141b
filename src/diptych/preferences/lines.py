"""On which line of a TOML document each key stands; tomllib says so only of what it cannot read.

The document is one that tomllib has read, so nothing here doubts that it is well-formed.
"""

from __future__ import annotations

import re
import tomllib

_BLANK = re.compile(r"[ \t]*")
_NOTHING = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'  # up to two quotation marks may stand before the three that end it
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'",
    re.DOTALL,
)
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_SCALAR = re.compile(r"[^,\]}#\r\n]+")


def key_lines(document: str) -> dict[tuple[str, ...], int]:
    """Where each key and each table is first named.

    Args:
        document: TOML, its lines ended by line feeds, with or without carriage returns.

    Returns:
        Lines, counted from 1, by the path of keys that leads there: `a.b` and `b` in `[a]` are ("a", "b").
        What stands in an array has no path.
    """
    return _Scanner(document).run()


class _Scanner:
    def __init__(self, document: str) -> None:
        self._document = document
        self._at = 0
        self._lines: dict[tuple[str, ...], int] = {}
        self._counted = (0, 1)
        """A place, and the line that it is on."""

    def run(self) -> dict[tuple[str, ...], int]:
        table: tuple[str, ...] | None = ()
        while self._skip(_NOTHING) < len(self._document):
            if self._next("["):
                self._next("[")
                table = self._key(())
                self._next("]")
                self._next("]")
            else:
                self._pair(table)
        return self._lines

    def _pair(self, table: tuple[str, ...] | None) -> None:
        """A key, the equals sign and a value; in an array, where `table` is None, none is noted."""
        path = self._key(table)
        self._skip(_BLANK)
        self._next("=")
        self._value(path)

    def _key(self, table: tuple[str, ...] | None) -> tuple[str, ...] | None:
        path = table
        while True:
            self._skip(_BLANK)
            at = self._at
            quoted = _STRING.match(self._document, at)
            if quoted is not None:
                self._at = quoted.end()
                part = str(tomllib.loads(f"key = {quoted[0]}")["key"])
            else:
                self._skip(_BARE)
                part = self._document[at : self._at]
            if path is not None:
                path = (*path, part)
                self._lines.setdefault(path, self._line(at))
            self._skip(_BLANK)
            if not self._next("."):
                return path

    def _value(self, path: tuple[str, ...] | None) -> None:
        self._skip(_BLANK)
        if self._next("["):
            while self._skip(_NOTHING) < len(self._document) and not self._next("]"):
                self._value(None)
                self._skip(_NOTHING)
                self._next(",")
        elif self._next("{"):
            while self._skip(_NOTHING) < len(self._document) and not self._next("}"):
                self._pair(path)
                self._skip(_NOTHING)
                self._next(",")
        else:
            self._skip(_STRING if _STRING.match(self._document, self._at) else _SCALAR)

    def _next(self, sign: str) -> bool:
        """Pass over a sign, if it comes next."""
        found = self._document.startswith(sign, self._at)
        self._at += found
        return found

    def _skip(self, pattern: re.Pattern[str]) -> int:
        """Pass over what a pattern fits, if it does; the place after it."""
        match = pattern.match(self._document, self._at)
        if match is not None:
            self._at = match.end()
        return self._at

    def _line(self, at: int) -> int:
        place, line = self._counted
        line += self._document.count("\n", place, at)
        self._counted = (at, line)
        return line
