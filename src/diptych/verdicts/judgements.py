"""What a reader says of a comparison, as a value, and the comparison as it then is.

Indices are those of passages of the two articles as they are now; `diptych.verdicts.anchors` finds them again
when a text has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.manual_link import ManualLinker
from diptych.comparison import Comparison, PassageNote
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.alignment.model import Verdict


@dataclass(frozen=True, slots=True)
class JudgedLink:
    """What is said of the link between a left and a right passage, whether or not there is one."""

    left: int
    right: int
    verdict: Verdict | None = None
    note: str = ""
    judged_as: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """What each passage said when the verdict was given; empty where it says the same now."""


@dataclass(frozen=True, slots=True)
class Judged:
    """All that a reader says of one comparison."""

    links: tuple[JudgedLink, ...] = ()
    """Ordered by left passage, then right passage; one at most for two passages, none that says nothing."""
    notes: Pair[tuple[PassageNote, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """About passages, in their order; one at most for each, none that is empty."""

    @property
    def swapped(self) -> Judged:
        """The same with the sides exchanged."""
        links = (
            replace(link, left=link.right, right=link.left, judged_as=link.judged_as.swapped)
            for link in self.links
        )
        return Judged(tuple(sorted(links, key=_ends)), self.notes.swapped)

    def of(self, left: int, right: int) -> JudgedLink:
        """What is said of the link between two passages; nothing, perhaps."""
        return next((link for link in self.links if _ends(link) == (left, right)), JudgedLink(left, right))

    def note(self, side: Side, passage: int) -> str:
        """What is said of a passage; empty where nothing is."""
        return next((note.text for note in self.notes[side] if note.passage == passage), "")

    def with_link(self, said: JudgedLink) -> Judged:
        """The same but for what is said of one link."""
        links = [link for link in self.links if _ends(link) != _ends(said)]
        if said.verdict is not None or said.note:
            links.append(said)
        return replace(self, links=tuple(sorted(links, key=_ends)))

    def with_note(self, side: Side, said: PassageNote) -> Judged:
        """The same but for what is said of one passage."""
        notes = [note for note in self.notes[side] if note.passage != said.passage]
        if said.text:
            notes.append(said)
        changed = tuple(sorted(notes, key=lambda note: note.passage))
        other = self.notes[side.other]
        return replace(self, notes=Pair(changed, other) if side is Side.LEFT else Pair(other, changed))


def apply(comparison: Comparison, judged: Judged, by_hand: ManualLinker | None = None) -> Comparison:
    """The comparison as a reader judges it.

    Accepted and added links count at any threshold, rejected ones at none; they stay candidates, so that they
    can be found and taken back.  A link that was no candidate gets its evidence and differences, and the
    score 0.

    Args:
        comparison: as computed.
        judged: what the reader says; of passages that the articles have.
        by_hand: makes the links that are not among the candidates, and remembers them from one call to the
            next; one for this call alone when None.
    """
    wanted = {_ends(said): said for said in judged.links}
    found = {
        ends: link for link in comparison.alignment.candidates if (ends := (link.left, link.right)) in wanted
    }
    if missing := [ends for ends in wanted if ends not in found]:
        by_hand = by_hand or ManualLinker(comparison.articles)
        found |= {ends: by_hand.link(*ends) for ends in missing}
    links = (
        replace(found[ends], verdict=said.verdict, note=said.note, judged_as=said.judged_as)
        for ends, said in wanted.items()
    )
    alignment = comparison.alignment.with_links(links) if wanted else comparison.alignment
    return Comparison(comparison.articles, alignment, judged.notes)


def without_verdicts(comparison: Comparison) -> Comparison:
    """The comparison as if nobody had said anything of it; what was linked by hand stays a candidate."""
    alignment = comparison.alignment
    bare = (
        link
        if link.verdict is None and not link.note
        else replace(link, verdict=None, note="", judged_as=Pair("", ""))
        for link in alignment.candidates
    )
    return Comparison(comparison.articles, replace(alignment, candidates=tuple(bare)))


def judged_in(comparison: Comparison) -> Judged:
    """What the reader of a comparison has said; the inverse of `apply`."""
    links = (
        JudgedLink(link.left, link.right, link.verdict, link.note, link.judged_as)
        for link in comparison.alignment.candidates
        if link.verdict is not None or link.note
    )
    return Judged(tuple(links), comparison.notes)


def _ends(said: JudgedLink) -> tuple[int, int]:
    return said.left, said.right
