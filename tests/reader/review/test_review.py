"""Effects of the keys for verdicts and notes, without a screen."""

from __future__ import annotations

from concurrent.futures import wait
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.kinds import Verdict
from diptych.alignment.pipeline.manual_link import ManualLinker
from diptych.reader.review import wording, writer
from diptych.reader.review.review import ReviewController
from diptych.reader.state.navigation import Place
from diptych.reader.state.outcome import Outcome
from diptych.reader.state.session import ReaderSession
from diptych.reader.state.wording import NO_COUNTERPART
from diptych.reader.terminal.key_names import first_keys
from diptych.reader.text.verdict_labels import verdict_signs
from diptych.sides import Pair, Side
from diptych.verdicts import record_file
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import Subject, VerdictStore
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path


BRIDGE = bridge()
BY_HAND = ManualLinker(BRIDGE.articles)


class Judge:
    """A session with its review."""

    def __init__(self, store: VerdictStore | None = None) -> None:
        self.store = store or VerdictStore(BRIDGE.articles)
        self.session = ReaderSession(BRIDGE.articles)
        self.review = ReviewController(self.session, first_keys({}), self.store)
        self.review._manual_linker = BY_HAND  # keeps the computed links
        self.warning = self.review.load()
        self.session.receive(self.review.with_verdicts(BRIDGE))

    def at(self, side: Side, passage: int) -> Judge:
        self.session.move_to(Place(side, passage))
        return self

    def shown(self) -> tuple[int, int, Verdict | None] | None:
        link = self.session.link
        return None if link is None else (link.left, link.right, link.verdict)

    @property
    def counterparts(self) -> list[tuple[int, int]]:
        return [(link.left, link.right) for link in self.session.counterparts]


def test_the_same_key_accepts_a_link_and_undoes_that() -> None:
    judge = Judge()
    assert judge.review.accept() == Outcome("accepted; z undoes")
    assert judge.shown() == (0, 2, Verdict.ACCEPTED)
    assert judge.review.accept() == Outcome("no longer accepted; z undoes")
    assert judge.shown() == (0, 2, None)


def test_a_rejected_link_stays_shown_until_a_move_and_the_same_key_undoes_that() -> None:
    judge = Judge()
    judge.review.reject()
    assert judge.shown() == (0, 2, Verdict.REJECTED)
    assert judge.counterparts == [(0, 3)]
    judge.review.reject()
    assert judge.shown() == (0, 2, None)
    judge.review.reject()
    judge.at(Side.LEFT, 1).at(Side.LEFT, 0)
    assert judge.shown() == (0, 3, None)


def test_enter_does_not_lead_to_a_rejected_counterpart() -> None:
    judge = Judge()
    judge.review.reject()
    judge.session.to_counterpart()
    assert judge.session.place == Place(Side.RIGHT, 3)
    judge = Judge().at(Side.LEFT, 4)
    judge.review.reject()
    assert judge.session.to_counterpart() == NO_COUNTERPART


def test_without_another_link_the_key_undoes_an_earlier_rejection() -> None:
    judge = Judge().at(Side.LEFT, 4)
    judge.review.reject()
    judge.at(Side.LEFT, 0).at(Side.LEFT, 4)
    assert judge.shown() is None
    judge.review.reject()
    assert judge.shown() == (4, 0, None)


def test_the_counterpart_shown_is_judged() -> None:
    judge = Judge()
    judge.session.to_numbered(2)
    judge.review.accept()
    assert judge.shown() == (0, 3, Verdict.ACCEPTED)
    assert judge.session.place == Place(Side.RIGHT, 3)
    judge.at(Side.LEFT, 0)
    assert judge.shown() == (0, 3, Verdict.ACCEPTED)  # now the best one


def test_two_passages_are_linked_by_hand() -> None:
    judge = Judge().at(Side.LEFT, 2)
    assert judge.review.link_by_hand() == Outcome("")
    assert judge.session.hand == Place(Side.LEFT, 2)
    judge.at(Side.RIGHT, 6)
    assert judge.review.link_by_hand() == Outcome("linked by hand; z undoes")
    assert judge.shown() == (2, 6, Verdict.ADDED)
    assert judge.session.hand is None
    assert "removes it" in (judge.review.accept().warning or "")
    assert judge.review.reject() == Outcome("your link is removed; z undoes")
    assert judge.shown() is None


def test_linking_by_hand_can_begin_elsewhere_or_be_cancelled() -> None:
    judge = Judge().at(Side.LEFT, 2)
    judge.review.link_by_hand()
    judge.at(Side.LEFT, 5).review.link_by_hand()
    assert judge.session.hand == Place(Side.LEFT, 5)
    assert judge.review.link_by_hand() == Outcome(warning=wording.NOTHING_LINKED)
    assert judge.session.hand is None
    assert judge.store.judgements == Judgements()


def test_linking_linked_passages_by_hand_accepts_their_link() -> None:
    judge = Judge().at(Side.RIGHT, 0)
    judge.review.link_by_hand()
    judge.at(Side.LEFT, 4).review.link_by_hand()
    assert judge.shown() == (4, 0, Verdict.ACCEPTED)
    judge.review.link_by_hand()
    judge.at(Side.RIGHT, 0)
    assert judge.review.link_by_hand() == Outcome(warning="These two are accepted already.")


def test_a_note_is_about_the_link_shown_or_else_the_passage() -> None:
    judge = Judge()
    assert judge.review.note_subject(of_passage=False) == Subject(0, 2, is_note=True)
    assert judge.review.note_subject(of_passage=True) == Subject(0, None, is_note=True)
    alone = judge.at(Side.RIGHT, 1).review.note_subject(of_passage=False)
    assert alone == Subject(None, 1, is_note=True)
    judge.review.write_note(alone, "  who says so?\nask ")
    assert judge.review.note_of(alone) == "who says so?\nask"
    assert judge.session.comparison is not None
    assert [note.text for note in judge.session.comparison.notes.right] == ["who says so?\nask"]
    assert judge.review.write_note(alone, "long " * 2_001).warning == wording.NOTE_CUT
    judge.review.undo()
    judge.review.write_note(alone, "")
    assert judge.session.comparison.notes == Pair((), ())
    judge.review.undo()
    assert judge.review.note_of(alone) == "who says so?\nask"


def test_undo_goes_to_what_it_changes() -> None:
    judge = Judge()
    judge.review.reject()
    judge.at(Side.RIGHT, 5)
    judge.review.accept()
    judge.review.undo()
    assert (judge.session.place, judge.shown()) == (Place(Side.RIGHT, 5), (6, 5, None))
    judge.review.undo()
    assert (judge.session.place, judge.shown()) == (Place(Side.RIGHT, 2), (0, 2, None))
    assert judge.review.undo() == Outcome(warning=wording.NOTHING_GIVEN)
    assert judge.review.redo() == Outcome("redone: rejected link L 1 – R 3; z undoes")
    assert judge.shown() == (0, 2, Verdict.REJECTED)


KEYS = ("accept", "reject", "link_by_hand", "undo", "redo")
PRESSED = st.lists(
    st.sampled_from(KEYS) | st.tuples(st.sampled_from(Side), st.integers(0, 6)) | st.just("looser"),
    max_size=15,
)


@settings(max_examples=60)
@given(PRESSED)
def test_any_sequence_of_verdicts_can_be_undone(pressed: list[str | tuple[Side, int]]) -> None:
    judge = Judge()
    for key in pressed:
        if isinstance(key, tuple):
            judge.at(*key)
        elif key == "looser":
            judge.session.shift_threshold(-1)
        else:
            getattr(judge.review, key)()
        found = judge.session.comparison
        assert found is not None
        judgements = judge.store.judgements
        assert [(link.left, link.right) for link in found.alignment.rejected] == [
            (link.left, link.right) for link in judgements.links if link.verdict is Verdict.REJECTED
        ]
    while judge.review.undo().warning != wording.NOTHING_GIVEN:
        pass
    assert judge.session.comparison == BRIDGE.at(judge.session.comparison.alignment.threshold)  # type: ignore[union-attr]


def test_stored_verdicts_are_shown_and_orphaned_ones_reported(tmp_path: Path) -> None:
    first = Judge(VerdictStore(BRIDGE.articles, in_folder(tmp_path, BRIDGE.articles)))
    first.review.reject()
    again = Judge(VerdictStore(BRIDGE.articles, in_folder(tmp_path, BRIDGE.articles)))
    assert again.warning is None
    assert again.store.judgements.links == (LinkJudgement(0, 2, Verdict.REJECTED),)
    assert again.counterparts == [(0, 3)]
    nothing = again.review.undo().warning
    assert nothing is not None
    assert nothing.startswith("Nothing to undo since you opened this pair; J lists")
    first.review.undo()
    assert first.review.undo() == Outcome(warning=wording.NOTHING_GIVEN)
    assert again.review.refresh()
    assert again.counterparts == [(0, 2), (0, 3)]
    assert not again.review.refresh()


def test_leaving_warns_once_of_unwritten_verdicts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    judge = Judge(VerdictStore(BRIDGE.articles, in_folder(tmp_path / "file", BRIDGE.articles)))
    warning = judge.review.accept().warning
    assert warning is not None
    assert warning.startswith("Not on disk yet, but kept in memory: ")
    assert judge.shown() == (0, 2, Verdict.ACCEPTED)
    warning = judge.review.leave()
    assert warning is not None
    assert warning.startswith("1 verdict or note would be lost; press q again to leave anyway.")
    assert judge.review.leave() is None
    judge.review.write_note(Subject(1, None, is_note=True), "Ask.")
    warning = judge.review.leave("o")
    assert warning is not None
    assert warning.startswith("2 verdicts or notes would be lost; press o again to leave anyway.")
    assert judge.review.leave() is None


def test_verdicts_and_notes_have_signs() -> None:
    judge = Judge()
    judge.review.accept()
    judge.review.write_note(Subject(0, 2, is_note=True), "sure?")
    judge.at(Side.LEFT, 4).review.reject()
    judge.at(Side.LEFT, 2).review.link_by_hand()
    judge.at(Side.RIGHT, 6).review.link_by_hand()
    signs = verdict_signs(judge.session.comparison)
    assert signs == Pair({0: "✓✎", 4: "✗", 2: "+"}, {2: "✓✎", 0: "✗", 6: "+"})


# A disk that is slow


def test_a_key_does_not_wait_for_another_writer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.01)
    monkeypatch.setattr(record_file, "PATIENCE", 60)
    location = in_folder(tmp_path, BRIDGE.articles)
    judge = Judge(VerdictStore(BRIDGE.articles, location))
    with FileLock(tmp_path / f".{location.path.name}.lock"):
        assert judge.review.accept().warning is None
        assert judge.shown() == (0, 2, Verdict.ACCEPTED)
        assert judge.review.catch_up() is None
        assert not location.path.exists()
    assert judge.review.leave() is None
    assert judge.store.unwritten == 0
    again = VerdictStore(BRIDGE.articles, location)
    assert again.load() is None
    assert again.judgements == judge.store.judgements


def test_verdicts_that_wait_for_another_writer_share_one_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.01)
    monkeypatch.setattr(record_file, "PATIENCE", 60)
    location = in_folder(tmp_path, BRIDGE.articles)
    judge = Judge(VerdictStore(BRIDGE.articles, location))
    with FileLock(tmp_path / f".{location.path.name}.lock"):
        for passage in (0, 4, 6):
            assert judge.at(Side.LEFT, passage).review.accept().warning is None
        assert len(judge.review._writer._writes) <= 2  # one that has begun, and one for the rest
    assert judge.review.leave() is None
    again = VerdictStore(BRIDGE.articles, location)
    assert again.load() is None
    assert len(again.judgements.links) == 3


@pytest.mark.parametrize("slow", [False, True])
def test_a_message_says_once_that_the_disk_is_slow_and_when_it_has_taken_the_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, slow: bool
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.01)
    monkeypatch.setattr(writer, "SLOW", 60)
    monkeypatch.setattr(record_file, "PATIENCE", 60)
    location = in_folder(tmp_path, BRIDGE.articles)
    judge = Judge(VerdictStore(BRIDGE.articles, location))
    with FileLock(tmp_path / f".{location.path.name}.lock"):
        assert judge.review.accept().warning is None
        if slow:
            monkeypatch.setattr(writer, "SLOW", 0)
        assert judge.review.catch_up() == (writer.NOT_WRITTEN_YET if slow else None)
        assert judge.review.catch_up() is None
    wait(judge.review._writer._writes)
    assert judge.review.catch_up() == (writer.WRITTEN_LATE if slow else None)
    assert judge.review.catch_up() is None


def test_a_message_says_why_a_slow_disk_has_not_taken_a_verdict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writer, "PATIENCE", 0.01)
    monkeypatch.setattr(record_file, "PATIENCE", 0.1)
    location = in_folder(tmp_path, BRIDGE.articles)
    judge = Judge(VerdictStore(BRIDGE.articles, location))
    with FileLock(tmp_path / f".{location.path.name}.lock"):
        assert judge.review.accept().warning is None
        wait(judge.review._writer._writes)
        warning = judge.review.catch_up()
        assert warning is not None
        assert "another program is writing" in warning
        assert "would be lost" in str(judge.review.leave())
        assert judge.review.leave() is None


def test_the_message_about_a_verdict_in_a_list_keeps_its_semicolon(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    judge = Judge()
    monkeypatch.setitem(wording.DONE, Verdict.ACCEPTED, "accepted; thanks")
    link = judge.session.link
    assert judge.review.judge("accept", link, None) == Outcome("accepted; thanks: link L 1 – R 3")
    assert judge.session.note == ""
