"""Starting the reader from the command line, in a real terminal."""

from __future__ import annotations

import sys
from pathlib import Path

from diptych.samples import sample_articles
from support.terminal import Terminal

DIPTYCH = [sys.executable, "-m", "diptych"]
LEAVE_FULL_SCREEN = b"\x1b[?1049l"


def test_without_articles_the_samples_open() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("Twenty-two")
        terminal.wait_for("story")
        terminal.press("q")
        assert terminal.leave()[0] == 0
        assert LEAVE_FULL_SCREEN in terminal.seen


def test_keys_come_from_the_terminal_when_an_article_came_from_a_pipe() -> None:
    left, right = sample_articles()
    with Terminal([*DIPTYCH, "-", right], piped=Path(left).read_bytes()) as terminal:
        terminal.wait_for("Twenty-two")
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_a_missing_article_is_refused_before_the_screen_changes() -> None:
    with Terminal([*DIPTYCH, "no-such-file.txt", sample_articles().right]) as terminal:
        assert terminal.leave()[0] == 2
        assert terminal.seen.startswith(b"diptych: ")
        assert terminal.seen.count(b"\n") == 1


def test_a_mistake_in_the_config_file_is_told_in_the_reader(home: Path) -> None:
    file = home / "config" / "diptych" / "config.toml"
    file.parent.mkdir(parents=True)
    file.write_text("plain = 3")
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("line 1:")
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_the_place_is_saved_on_quitting_and_restored_on_return(home: Path) -> None:
    left, right = sample_articles()
    command = [*DIPTYCH, left, right]
    with Terminal(command) as terminal:
        terminal.wait_for("To begin:")
        terminal.wait_for("at threshold")
        terminal.press("Gq")
        assert terminal.leave()[0] == 0
    assert len(list((home / "state" / "diptych" / "pairs").iterdir())) == 1
    with Terminal(command) as terminal:
        terminal.wait_for("at threshold")
        assert b"GENEVA" not in terminal.seen  # which the article begins with
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_a_search_may_begin_before_the_first_frame() -> None:
    with Terminal(DIPTYCH) as terminal:
        terminal.press("/qxy")
        terminal.wait_for("at threshold")
        terminal.press("zzy\r")
        terminal.wait_for("xyzzy")
        terminal.press("q")
        assert terminal.leave()[0] == 0
