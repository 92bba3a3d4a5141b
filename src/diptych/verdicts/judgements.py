"""The judgements of a reader on a comparison, and the comparison with them applied.

Passages are indices in the present articles; `diptych.verdicts.anchors` finds them again in a changed text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from diptych.alignment.pipeline.manual_link import ManualLinker
from diptych.sides import Pair

if TYPE_CHECKING:
    from diptych.alignment.model import Verdict
    from diptych.comparison import Comparison, PassageNote


@dataclass(frozen=True, slots=True)
class LinkJudgement:
    """The verdict and the note on the link between two passages, computed or not."""

    left: int
    right: int
    verdict: Verdict | None = None
    note: str = ""
    judged_as: Pair[str] = Pair("", "")  # noqa: RUF009 - frozen
    """The text of each passage at the time of the verdict; empty if it has not changed."""


@dataclass(frozen=True, slots=True)
class Judgements:
    """All verdicts and notes on one comparison."""

    links: tuple[LinkJudgement, ...] = ()
    """Ordered by left passage, then right passage; none is empty, and no two are about the same link."""
    notes: Pair[tuple[PassageNote, ...]] = Pair((), ())  # noqa: RUF009 - frozen
    """On passages, in their order; none is empty, and no two are about the same passage."""


def apply(comparison: Comparison, judgements: Judgements, linker: ManualLinker | None = None) -> Comparison:
    """The comparison with the reader's judgements.

    Accepted and added links count at any threshold, rejected ones at none.  Rejected links stay candidates,
    so that they can be shown and accepted again.  A link that was not a candidate gets its evidence and
    differences, and the score 0.

    Args:
        comparison: as computed.
        judgements: on passages of the articles.
        linker: makes the links that are not candidates, and caches them between calls; None for a new one.
    """
    wanted = {_ends(judgement): judgement for judgement in judgements.links}
    found = {
        ends: link for link in comparison.alignment.candidates if (ends := (link.left, link.right)) in wanted
    }
    if missing := [ends for ends in wanted if ends not in found]:
        linker = linker or ManualLinker(comparison.articles)
        found |= {ends: linker.link(*ends) for ends in missing}
    links = (
        replace(found[ends], verdict=one.verdict, note=one.note, judged_as=one.judged_as)
        for ends, one in wanted.items()
    )
    alignment = comparison.alignment.with_links(links) if wanted else comparison.alignment
    return replace(comparison, alignment=alignment, notes=judgements.notes)


def without_verdicts(comparison: Comparison) -> Comparison:
    """The comparison without verdicts and notes; links that were added by hand stay candidates."""
    alignment = comparison.alignment
    bare = (
        link
        if link.verdict is None and not link.note
        else replace(link, verdict=None, note="", judged_as=Pair("", ""))
        for link in alignment.candidates
    )
    return replace(comparison, alignment=replace(alignment, candidates=tuple(bare)), notes=Pair((), ()))


def judgements_in(comparison: Comparison) -> Judgements:
    """The judgements in a comparison; the inverse of `apply`."""
    links = (
        LinkJudgement(link.left, link.right, link.verdict, link.note, link.judged_as)
        for link in comparison.alignment.candidates
        if link.verdict is not None or link.note
    )
    return Judgements(tuple(links), comparison.notes)


def _ends(judgement: LinkJudgement) -> tuple[int, int]:
    return judgement.left, judgement.right
