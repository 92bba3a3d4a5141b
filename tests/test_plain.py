"""The plain mode in a real terminal, as a screen reader or a braille display gets it."""

from __future__ import annotations

import re
import sys

from diptych.samples import sample_articles
from support.terminal import Terminal

DIPTYCH = [sys.executable, "-m", "diptych"]
SHOW, HIDE = b"\x1b[?25h", b"\x1b[?25l"
DRAWN = re.compile("[─-▟⠀-⣿●◐○≠]")


def rows_of(seen: bytes, rows: int, columns: int) -> tuple[list[str], tuple[int, int]]:
    """The screen of a terminal after the output `seen`, and its cursor as row and column from 0."""
    cells = [[" "] * columns for _ in range(rows)]
    y = x = 0
    text = seen.decode(errors="replace")
    for match in re.finditer(
        r"\x1b\[([?><=]?[\d;]*)([A-Za-z]|\$p)|\x1b\][^\a]*\a|\x1b.|[\r\n]|[^\x1b]", text
    ):
        part = match[0]
        if match[2] == "H":
            place = [int(number) - 1 for number in match[1].split(";")] if match[1] else [0, 0]
            y, x = place
        elif part == "\r":
            x = 0
        elif part == "\n":
            x, y = 0, min(y + 1, rows - 1)
        elif not part.startswith("\x1b") and x < columns:
            cells[y][x] = part
            x += 1
    return ["".join(row).rstrip() for row in cells], (y, x)


def test_the_cursor_is_shown_at_the_passage() -> None:
    with Terminal([*DIPTYCH, "--plain"], rows=24, columns=80) as terminal:
        terminal.wait_for("differs:")
        terminal.press("n")
        terminal.wait_for("linked passage 2 of")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    seen = terminal.seen
    assert HIDE not in seen
    assert SHOW in seen
    session = seen[: seen.rindex(b"\x1b[?1049l")]
    rows, (y, x) = rows_of(session, 24, 80)
    assert x == 0
    assert re.match(r"(linked|related|differs|may differ):", rows[y])
    assert rows[0].startswith("Left article: Twenty-two countries")
    assert not [row for row in rows if DRAWN.search(row)]
    assert not DRAWN.search(seen.decode())


def test_without_it_the_cursor_stays_hidden() -> None:
    left, right = sample_articles()
    with Terminal([*DIPTYCH, left, right], rows=24, columns=80) as terminal:
        terminal.wait_for("in place of")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    assert HIDE in terminal.seen
    assert SHOW not in terminal.seen[: terminal.seen.rindex(b"\x1b[?1049l")]
