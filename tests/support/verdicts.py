"""Verdicts and notes: changed and written in one call, and looked up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.verdicts.judgements import Judgements, LinkJudgement

if TYPE_CHECKING:
    from diptych.alignment.kinds import Verdict
    from diptych.sides import Side
    from diptych.verdicts.store import Change, Subject, VerdictStore


def judge(store: VerdictStore, subject: Subject, value: Verdict | str | None) -> tuple[Change, str | None]:
    """Record a change and write it; returns the change, and a warning if it is not on the disk."""
    return store.record(subject, value), store.flush()


def take_back(store: VerdictStore, change: Change) -> tuple[Change, str | None]:
    """Undo a change and write that; returns the change that undoes it, and a warning as `judge` does."""
    return store.take_back(change), store.flush()


def swapped(judgements: Judgements) -> Judgements:
    """The judgements with the sides exchanged."""
    links = (
        link._replace(left=link.right, right=link.left, judged_as=link.judged_as.swapped)
        for link in judgements.links
    )
    ordered = sorted(links, key=lambda link: (link.left, link.right))
    return Judgements(tuple(ordered), judgements.notes.swapped)


def on_link(judgements: Judgements, left: int, right: int) -> LinkJudgement:
    """The judgement on a link; an empty one if there is none."""
    found = (link for link in judgements.links if (link.left, link.right) == (left, right))
    return next(found, LinkJudgement(left, right))


def note_on(judgements: Judgements, side: Side, passage: int) -> str:
    """The note on a passage; empty if there is none."""
    return next((note.text for note in judgements.notes[side] if note.passage == passage), "")
