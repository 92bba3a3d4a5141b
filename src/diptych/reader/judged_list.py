"""The list of what the reader judged: verdicts, notes, and what no longer fits.  Makes no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.reader.listings import Entry
from diptych.reader.said import NOTE, SIGNS, WORDS, score_of, sign_of, since_changed
from diptych.sides import Pair, Side
from diptych.sources.sanitize import sanitize

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Alignment, Link
    from diptych.comparison import PassageNote
    from diptych.verdicts.statements import Statement

_MOST_LOST = 400
"""Code points of a passage that is not there any more that are quoted."""

_NOWHERE = range(10**9, 10**9)
"""No passage; by place, it comes last."""


class Said(NamedTuple):
    """What was said, as a list shows it."""

    sign: str
    heading: str
    """The verdict, or that it is a note, and whether it still fits."""
    note: str = ""
    then: Pair[str] = Pair("", "")
    """The words of passages that have changed since, or are there no longer; empty of others."""
    statement: Statement | None = None
    """What to take back, where it no longer fits."""

    @property
    def when(self) -> str:
        """What `then` is, in some words."""
        return "as you judged it" if self.statement is None else "not there any more"

    def text(self) -> str:
        """All of it, for a filter to look through."""
        return " ".join([self.heading, self.note, *self.then])


def judged_entries(
    alignment: Alignment, notes: Pair[tuple[PassageNote, ...]], lost: Sequence[Statement]
) -> list[Entry]:
    """All of it: links by place, then notes on passages, then what no longer fits.

    Args:
        alignment: their links, as judged.
        notes: on passages.
        lost: what was said of passages that the texts no longer have.
    """
    entries = [
        Entry(range(link.left, link.left + 1), range(link.right, link.right + 1), link, said=_link(link))
        for link in alignment.candidates
        if link.verdict is not None or link.note
    ]
    for side in Side:
        for note in notes[side]:
            here = range(note.passage, note.passage + 1)
            passages = (here, _NOWHERE) if side is Side.LEFT else (_NOWHERE, here)
            entries.append(Entry(*passages, said=Said(NOTE, "note on the passage", note.text)))
    entries += [Entry(_NOWHERE, _NOWHERE, said=_lost(statement)) for statement in lost]
    return entries


def count_judged(
    alignment: Alignment, notes: Pair[tuple[PassageNote, ...]], lost: Sequence[Statement]
) -> int:
    """How many they are."""
    links = sum(1 for link in alignment.candidates if link.verdict is not None or link.note)
    return links + len(notes.left) + len(notes.right) + len(lost)


def _link(link: Link) -> Said:
    how = f"{link.grade.value} {score_of(link)}".rstrip() + (" ≠" if link.differences else "")
    if link.verdict is None:
        return Said(NOTE, f"note on the link   {how}", link.note)
    heading = f"{WORDS[link.verdict]}{since_changed(link)}   {how}"
    return Said(sign_of(link), heading, link.note, link.judged_as)


def _lost(statement: Statement) -> Said:
    words = statement.about.map(lambda anchor: "" if anchor is None else sanitize(anchor.exact[:_MOST_LOST]))
    if statement.is_note:
        return Said(NOTE, "note that no longer fits the texts", statement.note, words, statement)
    verdict = statement.verdict
    assert verdict is not None  # noqa: S101 - what says nothing is not listed
    return Said(SIGNS[verdict], f"{WORDS[verdict]}, no longer fits the texts", "", words, statement)
