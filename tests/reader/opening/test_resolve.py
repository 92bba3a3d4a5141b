from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from diptych.article.model import Article
from diptych.errors import Cancelled, DiptychError
from diptych.history.recent import RecentPair
from diptych.reader.opening.path_completion import Completions
from diptych.reader.opening.resolve import Book, SourceRequest, is_article, open_side, open_sides, unquoted
from diptych.reader.opening.suggestions import chapter_suggestions, path_suggestions, recent_suggestions
from diptych.sides import Pair
from diptych.sources.chapters import Chapter

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = "The quay was closed.\n\nNobody said why."


def never() -> bool:
    return False


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("  left.txt ", "left.txt"),
        ("'my left.txt'", "my left.txt"),
        ('"my left.txt"', "my left.txt"),
        (r"my\ left.txt", "my left.txt"),
        ("file:///tmp/my%20left.txt", "/tmp/my left.txt"),  # noqa: S108 - nothing is there
        ("https://example.org/a%20b", "https://example.org/a%20b"),
        ("it's.txt", "it's.txt"),
    ],
)
def test_quotes_and_escapes_around_a_path_are_removed(typed: str, meant: str) -> None:
    assert unquoted(typed) == meant


def test_a_tilde_becomes_the_home_folder(home: Path) -> None:
    assert unquoted("~/left.txt") == str(home / "left.txt") or unquoted("~/left.txt").endswith("/left.txt")


def test_a_pasted_article_has_several_lines() -> None:
    assert is_article(ARTICLE)
    assert not is_article("left.txt\n")
    assert not is_article("\n\nhttps://example.org/\n\n")


def test_a_side_becomes_an_article_or_an_error(tmp_path: Path) -> None:
    (tmp_path / "left.txt").write_text(ARTICLE)
    found = open_side(SourceRequest(str(tmp_path / "left.txt")), never)
    assert isinstance(found, Article)
    assert found.text == ARTICLE
    pasted = open_side(SourceRequest("", f"Title: Pasted\n\n{ARTICLE}"), never)
    assert isinstance(pasted, Article)
    assert (pasted.title, pasted.source) == ("Pasted", "clipboard:")
    for wrong in (
        SourceRequest("nowhere.txt"),
        SourceRequest("-"),
        SourceRequest("", "\n \n"),
        SourceRequest(str(tmp_path)),
    ):
        assert isinstance(open_side(wrong, never), DiptychError)


def test_a_book_becomes_its_chapters_if_they_are_wanted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chapters = (Chapter(1, "The lock", 0, 120), Chapter(2, "The weir", 1, 80))
    monkeypatch.setattr("diptych.reader.opening.resolve.list_chapters", lambda _: chapters)
    monkeypatch.setattr("diptych.reader.opening.resolve.load", lambda source, **_: source)
    book = str(tmp_path / "book.epub")
    assert open_side(SourceRequest(book), never, offer_chapters=True) == Book(book, chapters)
    loaded: object = open_side(SourceRequest(book), never)
    assert loaded == book
    loaded = open_side(SourceRequest(f"{book}#2"), never, offer_chapters=True)
    assert str(loaded) == f"{book}#2"
    suggestions = chapter_suggestions(Book(book, chapters), 80)
    assert [suggestion.value for suggestion in suggestions.entries] == [book, f"{book}#1", f"{book}#2"]
    assert suggestions.entries[0].whole
    assert suggestions.entries[2].label.strip().startswith("2    The weir")


def test_both_sides_are_opened_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "left.txt").write_text(ARTICLE)
    found = open_sides(
        Pair(SourceRequest(str(tmp_path / "left.txt")), SourceRequest("no.txt")), never, Pair(*[True] * 2)
    )
    assert isinstance(found.left, Article)
    assert isinstance(found.right, DiptychError)

    def give_up(*_: object, **__: object) -> None:
        raise Cancelled

    monkeypatch.setattr("diptych.reader.opening.resolve.load", give_up)
    with pytest.raises(Cancelled):
        open_sides(Pair(SourceRequest("a.txt"), SourceRequest("b.txt")), never, Pair(*[True] * 2))


def test_suggestions_have_no_control_characters() -> None:
    recent = recent_suggestions(
        [RecentPair(Pair("/a.txt", "/b.txt"), Pair("The \x1b[2J\nquay" * 9, "[red]weir"))], 80
    )
    (suggestion,) = recent.entries
    assert "\x1b" not in suggestion.label
    assert "\n" not in suggestion.label
    assert suggestion.label.endswith("⟷  [red]weir")
    assert suggestion.pair == Pair("/a.txt", "/b.txt")
    assert recent_suggestions([], 80).entries == ()
    paths = path_suggestions(Completions(("texts/left.txt", "texts/more/"), "texts/"))
    assert [suggestion.label for suggestion in paths.entries] == ["left.txt", "more/"]


def test_a_long_title_leaves_a_chapters_words_on_its_line() -> None:
    book = Book("book.epub", (Chapter(1, "The flood and what became of it " * 4, 2, 311),))
    suggestions = chapter_suggestions(book, 60)
    assert cell_len(suggestions.entries[1].label) == 60
    assert suggestions.entries[1].label.endswith("…, 311 words")
