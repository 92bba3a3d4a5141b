"""What each press of a copy key copies."""

from __future__ import annotations

import pytest

from diptych.reader.export.copy import PassageCopier
from diptych.reader.state.navigation import Place
from diptych.reader.state.outcome import Outcome
from diptych.reader.state.session import ReaderSession
from diptych.reader.state.wording import NO_PASSAGES
from diptych.reader.text.quotes import IF_ALLOWED, MOST_BYTES
from diptych.sides import Pair, Side
from support.small_articles import article, bridge


@pytest.fixture
def session() -> ReaderSession:
    made = ReaderSession(bridge().articles)
    made.receive(bridge())
    return made


@pytest.fixture
def copied() -> list[str]:
    return []


@pytest.fixture
def copying(copied: list[str]) -> PassageCopier:
    return PassageCopier(copied.append, "q")


def test_the_passage_first_then_the_pair_then_the_passage(
    session: ReaderSession, copying: PassageCopier, copied: list[str]
) -> None:
    for _ in range(3):
        outcome = copying.passage(session)
        assert outcome.note is not None
        session.note = outcome.note
    passage = session.articles.left.passage_text(0)
    assert copied[0] == copied[2] == passage
    assert "since Tuesday" in copied[1]
    assert session.note.startswith("copied: passage L 1, ")
    assert f"{IF_ALLOWED}; again" in session.note


def test_after_a_move_the_key_copies_the_passage_again(
    session: ReaderSession, copying: PassageCopier, copied: list[str]
) -> None:
    session.note = copying.passage(session).note or ""
    session.step(1)
    session.note = copying.passage(session).note or ""
    session.step(-1)
    copying.passage(session)
    assert copied == [session.articles.left.passage_text(passage) for passage in (0, 1, 0)]


def test_the_pair_is_that_of_the_link_shown(
    session: ReaderSession, copying: PassageCopier, copied: list[str]
) -> None:
    session.to_numbered(2)
    assert copying.pair(session) == Outcome(f"copied: link L 1 – R 4, {IF_ALLOWED}")
    assert "Fifteen people" in copied[0]


def test_a_selection_is_copied_instead_of_the_passage(
    session: ReaderSession, copying: PassageCopier, copied: list[str]
) -> None:
    copying.passage(session, "old bridge")
    assert copied == ["old bridge"]
    copying.passage(session)
    assert copied[1] == session.articles.left.passage_text(0)


def test_a_unique_passage_has_no_pair(
    session: ReaderSession, copying: PassageCopier, copied: list[str]
) -> None:
    session.move_to(Place(Side.LEFT, 2))
    first = copying.passage(session)
    assert first.warning is None
    session.note = first.note or ""
    assert copying.passage(session) == Outcome(warning="No counterpart to copy, only the passage.")
    assert len(copied) == 1


def test_a_text_that_is_too_long_is_not_copied(copied: list[str]) -> None:
    long = article("long", ("a" * (MOST_BYTES + 1),))
    refused = PassageCopier(copied.append, "q").passage(ReaderSession(Pair(long, long))).warning
    assert refused is not None
    assert refused.startswith("Too long to copy")
    assert not copied


def test_an_article_without_passages_has_nothing_to_copy(copied: list[str]) -> None:
    none = article("none", furniture="Subscribe")
    outcome = PassageCopier(copied.append, "q").passage(ReaderSession(Pair(none, none)))
    assert outcome == Outcome(warning=NO_PASSAGES)
    assert not copied
