"""Copying in a real terminal: by OSC 52, which works over ssh too."""

from __future__ import annotations

import re
import sys
import time
from base64 import b64decode

from diptych.samples import sample_articles
from diptych.sources.open import load
from terminal import Terminal

DIPTYCH = [sys.executable, "-m", "diptych"]
CLIPBOARD = re.compile(rb"\x1b\]52;c;([A-Za-z0-9+/=]*)\a")


def copied(seen: bytes) -> list[str]:
    """What the terminal was asked to put on the clipboard."""
    return [b64decode(text).decode() for text in CLIPBOARD.findall(seen)]


def mouse(what: str, column: int, row: int) -> str:
    """A mouse report as terminals send it, counted from 1."""
    code, end = {"press": (0, "M"), "drag": (32, "M"), "release": (0, "m")}[what]
    return f"\x1b[<{code};{column};{row}{end}"


def test_the_passage_and_then_the_pair_are_sent_to_the_terminal() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("at threshold")
        terminal.press("y")
        terminal.wait_for("passage copied")
        terminal.press("y")
        terminal.wait_for("pair copied")
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
        terminal.press(mouse("press", 8, 12) + mouse("drag", 30, 13) + mouse("release", 30, 13))
        time.sleep(0.5)
        terminal.press("\x03")
        terminal.wait_for("selection copied")
        terminal.press("\x1b")
        time.sleep(0.5)  # a terminal's escape sequences begin with Esc too
        terminal.press("y")
        terminal.wait_for("passage copied")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    left = load(sample_articles().left)
    selected, passage = copied(terminal.seen)
    assert selected in left.text
    assert passage == left.passage_text(0)


def test_what_the_mouse_drags_over_is_copied_and_nothing_beside_it() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("at threshold")
        terminal.press(mouse("press", 8, 5) + mouse("drag", 30, 5) + mouse("drag", 110, 7))
        terminal.press(mouse("release", 110, 7))
        time.sleep(0.5)  # a hand needs longer from the mouse to the keyboard
        terminal.press("\x03")
        terminal.wait_for("selection copied")
        terminal.press("q")
        assert terminal.leave()[0] == 0
    [selected] = copied(terminal.seen)
    left = sample_articles().left
    assert len(selected.split()) > 10
    assert selected in load(left).text
