"""Copying in a real terminal: by OSC 52, which works over ssh too."""

from __future__ import annotations

import re
import sys
import time
from base64 import b64decode

from diptych.samples import sample_articles
from diptych.sources.open import load
from support.terminal import Terminal

DIPTYCH = [sys.executable, "-m", "diptych"]
CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\a")


def copied(seen: bytes) -> list[str]:
    """The texts that the terminal was asked to put on the clipboard."""
    return [b64decode(text).decode() for text in CLIPBOARD.findall(seen)]


def drag(terminal: Terminal, *places: tuple[int, int]) -> None:
    """The input of a drag over columns and rows, counted from 1, at the speed of a hand."""
    for code, end, (column, row) in [
        (0, "M", places[0]),
        *((32, "M", place) for place in places[1:]),
        (0, "m", places[-1]),
    ]:
        terminal.press(f"\x1b[<{code};{column};{row}{end}")
        time.sleep(0.3)


def test_the_passage_and_then_the_pair_are_sent_to_the_terminal() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("at threshold")
        terminal.press("y")
        terminal.wait_for("copied: passage")
        terminal.press("y")
        terminal.wait_for("copied: link")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    left, right = sample_articles().map(load)
    passage, pair = copied(terminal.seen)
    assert passage == left.passage_text(0)
    assert passage in pair
    assert left.title in pair
    assert right.title in pair


def test_a_drag_moves_no_cursor() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("at threshold")
        drag(terminal, (8, 12), (30, 13))
        terminal.press("\x03")
        terminal.wait_for("copied: selection")
        terminal.press("\x1b")
        time.sleep(0.5)  # a terminal's escape sequences begin with Esc too
        terminal.press("y")
        terminal.wait_for("copied: passage")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    left = load(sample_articles().left)
    selected, passage = copied(terminal.seen)
    assert selected in left.text
    assert passage == left.passage_text(0)


def test_exactly_the_text_under_the_drag_is_copied() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("at threshold")
        drag(terminal, (8, 5), (30, 5), (110, 7))
        terminal.press("\x03")
        terminal.wait_for("copied: selection")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    [selected] = copied(terminal.seen)
    left = sample_articles().left
    assert len(selected.split()) > 10
    assert selected in load(left).text
