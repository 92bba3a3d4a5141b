from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.kinds import Verdict
from diptych.sides import Pair
from diptych.verdicts.judgements import Judgements, LinkJudgement
from diptych.verdicts.location import in_folder
from diptych.verdicts.store import ChangedMeanwhileError, Subject, VerdictStore
from diptych.verdicts.undo_stack import UndoStack
from support.small_articles import article, bridge
from support.verdicts import judge

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = bridge().articles
LINK = Subject(0, 2, is_note=False)
OTHER = Subject(4, 0, is_note=False)
CHANGE = st.tuples(st.sampled_from([LINK, OTHER]), st.none() | st.sampled_from(Verdict))
CHANGES = st.lists(CHANGE, max_size=10)


@settings(max_examples=40, deadline=None)
@given(CHANGES, st.lists(st.booleans(), max_size=15))
def test_everything_can_be_undone_and_redone(
    changes: list[tuple[Subject, Verdict | None]], turns: list[bool]
) -> None:
    store = VerdictStore(ARTICLES)
    acts, states = UndoStack(store), [store.judgements]
    for subject, value in changes:
        acts.record(subject, value)
        states.append(store.judgements)
    at = len(changes)
    for back in [*turns, *[True] * len(states), *[False] * len(states)]:
        wanted = at - 1 if back else at + 1
        change = acts.undo() if back else acts.redo()
        assert (change is not None) == (0 <= wanted < len(states))
        at = min(max(wanted, 0), len(changes))
        assert store.judgements == states[at]


def test_a_new_change_clears_the_redo_stack() -> None:
    acts = UndoStack(store := VerdictStore(ARTICLES))
    acts.record(LINK, Verdict.ACCEPTED)
    acts.undo()
    acts.record(OTHER, Verdict.REJECTED)
    assert acts.redo() is None
    assert store.judgements == Judgements((LinkJudgement(4, 0, Verdict.REJECTED),))


def test_a_record_that_fits_no_passage_can_be_removed_and_restored() -> None:
    other = article("Left", ("Other words.",))
    store = VerdictStore(Pair(other, ARTICLES.right))
    before = VerdictStore(ARTICLES)
    old, acts = UndoStack(before), UndoStack(store)
    old.record(LINK, Verdict.ACCEPTED)
    old.record(OTHER, Verdict.REJECTED)
    old.record(LINK, Verdict.REJECTED)
    store.continue_from(before)
    acts.continue_from(old)

    def lost() -> set[Verdict | None]:
        return {record.verdict for record in store.orphaned}

    acts.undo()
    assert lost() == {Verdict.ACCEPTED, Verdict.REJECTED}
    acts.forget(store.orphaned[0])
    acts.undo()
    assert lost() == {Verdict.ACCEPTED, Verdict.REJECTED}
    acts.undo()
    assert lost() == {Verdict.ACCEPTED}
    acts.undo()
    assert not lost()
    for _ in range(3):
        acts.redo()
    assert lost() == {Verdict.ACCEPTED}


def test_a_later_change_of_another_reader_is_not_undone(tmp_path: Path) -> None:
    mine, theirs = (VerdictStore(ARTICLES, in_folder(tmp_path, ARTICLES)) for _ in range(2))
    acts = UndoStack(mine)
    acts.record(OTHER, Verdict.REJECTED)
    acts.record(LINK, Verdict.ACCEPTED)
    acts.record(LINK, None)
    mine.flush()
    judge(theirs, LINK, Verdict.REJECTED)
    with pytest.raises(ChangedMeanwhileError):
        acts.undo()
    assert mine.value_of(LINK) is Verdict.REJECTED  # and it is known by now
    change = acts.undo()
    mine.flush()
    assert change is not None
    assert (change.subject, mine.value_of(OTHER)) == (OTHER, None)
    assert theirs.load() is None
    assert theirs.judgements == Judgements((LinkJudgement(0, 2, Verdict.REJECTED),))
