from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.history.usage import UsageHistory

if TYPE_CHECKING:
    from pathlib import Path


def test_nothing_is_known_at_first(tmp_path: Path) -> None:
    habits = UsageHistory(tmp_path / "none")
    assert habits.theme(few_colours=False) is None
    assert not habits.knows_keys
    assert not (tmp_path / "none").exists()


def test_terminals_of_few_colours_have_a_theme_of_their_own(tmp_path: Path) -> None:
    assert UsageHistory(tmp_path).keep_theme("nord", few_colours=False) is None
    assert UsageHistory(tmp_path).keep_theme("ansi-dark", few_colours=True) is None
    assert UsageHistory(tmp_path).theme(few_colours=False) == "nord"
    assert UsageHistory(tmp_path).theme(few_colours=True) == "ansi-dark"


def test_two_readers_add_to_one_file(tmp_path: Path) -> None:
    one, other = UsageHistory(tmp_path), UsageHistory(tmp_path)
    one.keep_theme("nord", few_colours=False)
    other.keep_knowing_keys()
    assert UsageHistory(tmp_path).theme(few_colours=False) == "nord"
    assert UsageHistory(tmp_path).knows_keys


def test_a_file_with_other_content_counts_as_nothing(tmp_path: Path) -> None:
    for content in (b"\xff", b"[1]", b'{"theme": 3, "knows keys": "yes"}'):
        (tmp_path / "habits.json").write_bytes(content)
        assert UsageHistory(tmp_path).theme(few_colours=False) is None
        assert not UsageHistory(tmp_path).knows_keys


def test_a_failed_write_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    warning = UsageHistory(tmp_path / "file").keep_knowing_keys()
    assert warning is not None
    assert warning.startswith("This cannot be remembered: ")
