"""The entries of the folder list, their rows, and what a filter leaves of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diptych.folder.survey import Findings, ListedArticle, UnparsedSource, listed
from diptych.history.recent import RecentPair
from diptych.reader.opening.folder_entries import (
    EntryKind,
    FolderContents,
    FolderEntry,
    contents_of,
    filtered,
    index_of,
    recent_entries,
)
from diptych.reader.opening.folder_rows import FolderLook, FolderRows
from diptych.reader.opening.wording import ALONE, NOT_ALL_READ
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Sequence

QUAY = (
    "The quay at Harrow was closed on July 11 after cracks were found, said Olive Brandt, mayor of Harrow."
    " Engineers from Marlow will examine the piers before the ferry to Oxley may land there again. The"
    " harbour office counted 42 cracks in the eastern wall of the old basin."
)
TEXTS = {
    "late.txt": (
        "Repairs begin",
        "",
        "",
        "Repairs of the quay at Harrow, closed on July 11 by Olive Brandt, begin.",
    ),
    "copy.txt": ("Harrow quay closed", "Post", "2019-07-12", f"{QUAY} More on page 2."),
    "wire.txt": ("Quay closed", "Wire", "2019-07-11", QUAY),
    "choir.txt": ("Songs of old", "Mail", "2019-05-05", "A choir sang; nobody had heard its songs before."),
    "herald.txt": (
        "Mayor shuts quay",
        "Herald",
        "13 July 2019",
        "Olive Brandt, mayor of Harrow, shut the quay on July 11. Engineers from Marlow count 42 cracks.",
    ),
}
LOOK = FolderLook(".")


def article(name: str, title: str, publisher: str, date: str, text: str) -> ListedArticle:
    known = {"Title": title, "Publisher": publisher, "Date": date}
    head = "".join(f"{key}: {value}\n" for key, value in known.items() if value)
    return listed(UnparsedSource(name, f"{head}\n{text}".encode()))


def contents() -> FolderContents:
    articles = [article(name, *about) for name, about in TEXTS.items()]
    articles.insert(1, ListedArticle(Path("bad.pdf"), "bad.pdf", problem="It is damaged."))
    return contents_of(Findings(articles), {})


def entries(shown: FolderContents) -> list[FolderEntry]:
    return [entry for group in shown.groups for entry in group.entries]


def texts(of: Sequence[FolderEntry], width: int = 100, look: FolderLook = LOOK) -> list[str]:
    rows = FolderRows(of, look, width)
    return ["".join(part.text for part in rows.row(at)).rstrip() for at in range(rows.count)]


def test_a_story_has_its_accounts_below_the_oldest_first_and_copies_count_once() -> None:
    shown = contents()
    assert (shown.stories, shown.unread, len(shown.articles)) == (1, 1, 6)
    kinds = [entry.kind for entry in entries(shown)]
    account = EntryKind.ACCOUNT
    assert kinds == [EntryKind.STORY, *[account] * 4, EntryKind.ALONE, EntryKind.UNREAD]
    heading, wire, copy, herald, late, choir, nearest, bad, problem = texts(entries(shown))
    assert heading.startswith("0.9")
    assert "   3 accounts, 1 copy  share " in heading
    assert "Olive Brandt" in heading
    assert wire == "    1  2019-07-11  Wire    Quay closed   49 words · wire.txt"
    assert copy == "       2019-07-12  Post    copy of 1: Harrow quay closed   53 words · copy.txt"
    assert herald.startswith("    2  2019-07-13  Herald  Mayor shuts quay")
    assert late.startswith("    3  undated             Repairs begin")
    assert choir == "    ○  Songs of old   Mail · 2019-05-05 · 9 words · choir.txt"
    assert nearest.startswith(f"       {ALONE}")
    assert (bad, problem) == ("    ✗  bad.pdf", "       It is damaged.")


def test_an_entry_opens_two_accounts_the_older_one_left_and_no_copies_of_one_text() -> None:
    story, wire, copy, herald, late, choir, bad = entries(contents())
    assert story.opens == Pair("wire.txt", "herald.txt")
    assert wire.opens == herald.opens == Pair("wire.txt", "herald.txt")
    assert copy.opens == Pair("copy.txt", "herald.txt")
    assert late.opens.right == "late.txt"
    assert (choir.opens, bad.opens) == (Pair("choir.txt", ""), Pair("bad.pdf", ""))


def test_copies_of_one_text_open_each_other() -> None:
    both = [article(name, *TEXTS[name]) for name in ("copy.txt", "wire.txt")]
    story, wire, copy = entries(contents_of(Findings(both), {}))
    assert "1 account, 1 copy" in texts([story])[0]
    assert {entry.opens for entry in (story, wire, copy)} == {Pair("wire.txt", "copy.txt")}


def test_two_articles_share_a_story_or_none() -> None:
    shown = contents()
    story = shown.shared_story(Pair("copy.txt", "late.txt"))
    assert story is not None
    assert [account.source for account in story.accounts] == [
        "wire.txt",
        "copy.txt",
        "herald.txt",
        "late.txt",
    ]
    assert shown.shared_story(Pair("copy.txt", "choir.txt")) is None
    assert shown.shared_story(Pair("choir.txt", "bad.pdf")) is None
    assert shown.older_first("wire.txt", "choir.txt") == Pair("choir.txt", "wire.txt")
    assert shown.older_first("late.txt", "wire.txt") == Pair("wire.txt", "late.txt")
    absolute = Pair(str(Path("wire.txt").absolute()), "/elsewhere.txt")
    assert shown.as_listed(absolute) == Pair("wire.txt", "/elsewhere.txt")


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("", [5, 1, 1]),
        ("HERALD shuts", [5]),
        ("olive herald", [5]),  # shared by the story, and of one account
        ("wire herald", []),  # of two accounts
        ("choir.txt", [1]),
        ("2019-05", [1]),
        ("bad", [1]),
    ],
)
def test_a_filter_leaves_whole_stories(query: str, left: list[int]) -> None:
    assert [len(group.entries) for group in filtered(contents().groups, query)] == left


def test_an_article_is_found_wherever_it_stands_and_a_story_by_its_accounts() -> None:
    shown = entries(contents())
    herald = article("herald.txt", *TEXTS["herald.txt"])
    (alone,) = entries(contents_of(Findings([herald]), {}))
    assert alone.kind is EntryKind.ALONE
    assert index_of(alone, shown) == 3
    pair = entries(contents_of(Findings([herald, article("wire.txt", *TEXTS["wire.txt"])]), {}))
    assert index_of(pair[0], shown) == 0
    assert index_of(pair[0], shown[5:]) is None
    (recent,) = recent_entries([RecentPair(Pair("/a", "/b"), Pair("One", "Two"))], 60)
    assert index_of(recent, [*shown, recent]) == 7
    assert texts([recent]) == ["again  One  ⟷  Two"]


@pytest.mark.parametrize("plain", [False, True])
def test_no_article_is_called_alone_before_all_are_read(*, plain: bool) -> None:
    shown = entries(contents_of(Findings([article("choir.txt", *TEXTS["choir.txt"])]), {}))
    assert any(ALONE in text for text in texts(shown, look=FolderLook(".", plain=plain)))
    reading = "\n".join(texts(shown, look=FolderLook(".", plain=plain, is_reading=True)))
    assert NOT_ALL_READ in reading
    assert "alone" not in reading
    assert "○" not in reading


def test_plain_rows_have_words_in_place_of_signs_and_columns() -> None:
    look = FolderLook(".", marked=["copy.txt"], plain=True)
    heading, wire, copy, _, late, choir, _, bad, _ = texts(entries(contents()), 200, look)
    assert heading.startswith("story, score 0.9")
    assert ", 3 accounts, 1 copy, share " in heading
    assert wire == "account 1, Quay closed, 2019-07-11, Wire, 49 words, wire.txt"
    assert copy.startswith("marked, copy of 1, Harrow quay closed, 2019-07-12, Post")
    assert late.startswith("account 3, Repairs begin, undated")
    assert choir == "alone, Songs of old, 2019-05-05, Mail, 9 words, choir.txt"
    assert bad == "not read, bad.pdf"


@pytest.mark.parametrize("width", [20, 49, 79, 159])
@pytest.mark.parametrize("plain", [False, True])
def test_any_title_fits_its_row_and_is_harmless(width: int, *, plain: bool) -> None:
    title = "\x1b[31m[bold]Quay[/bold]\n\t" + "closed at Harrow 港口 " * 30
    about = [(name, title, "P\x07ublisher " * 9, date, text) for name, (_, _, date, text) in TEXTS.items()]
    articles = [ListedArticle(Path("bad\x1b.txt"), title, problem=f"Bad {title}")]
    articles += [article(*each) for each in about]
    shown = entries(contents_of(Findings(articles), {}))
    rows = FolderRows(shown, FolderLook(".", marked=["wire.txt"], plain=plain), width)
    for at in range(rows.count):
        text = "".join(part.text for part in rows.row(at))
        assert text.replace("\u200e", "").isprintable()
        assert sum(2 if sign in "港口" else sign != "\u200e" for sign in text) <= max(width, 20)
        assert shown[rows.entry_at(at)] is shown[next(n for n in range(len(shown)) if at in rows.rows_of(n))]
