"""The judgements of a reader on a comparison, and the comparison with them applied.

Passages are indices in the present articles; `diptych.verdicts.anchors` finds them again in a changed text.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.detail_model import detail_model
from diptych.alignment.differences.finder import graded
from diptych.alignment.kinds import DifferenceKind, Verdict, Voice
from diptych.alignment.model import Difference
from diptych.alignment.pipeline.manual_link import ManualLinker
from diptych.sides import Pair
from diptych.verdicts.difference_key import key_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.alignment.model import Link
    from diptych.article.model import Article, Span
    from diptych.comparison import Comparison, PassageNote
    from diptych.verdicts.difference_key import DifferenceKey


class LinkJudgement(NamedTuple):
    """The verdict and the note on the link between two passages, computed or not."""

    left: int
    right: int
    verdict: Verdict | None = None
    note: str = ""
    judged_as: Pair[str] = Pair("", "")
    """The text of each passage at the time of the verdict; empty if it has not changed."""


class DifferenceJudgement(NamedTuple):
    """The verdict on a detail in which two passages differ, computed or not."""

    left: int
    right: int
    key: DifferenceKey
    verdict: Verdict
    """ACCEPTED or REJECTED."""


class Judgements(NamedTuple):
    """All verdicts and notes on one comparison."""

    links: tuple[LinkJudgement, ...] = ()
    """Ordered by left passage, then right passage; none is empty, and no two are about the same link."""
    notes: Pair[tuple[PassageNote, ...]] = Pair((), ())
    """On passages, in their order; none is empty, and no two are about the same passage."""
    differences: tuple[DifferenceJudgement, ...] = ()
    """Ordered by left passage, then right passage; no two are about the same difference."""


def apply(comparison: Comparison, judgements: Judgements, linker: ManualLinker | None = None) -> Comparison:
    """The comparison with the reader's judgements.

    Accepted and added links count at any threshold, rejected ones at none.  Rejected links stay candidates,
    so that they can be shown and accepted again.  A link that was not a candidate gets its evidence and
    differences, and the score 0.  Accepted differences of a link are told, however certain, and also where
    none was computed; rejected ones are told no more.

    Args:
        comparison: as computed.
        judgements: on passages of the articles.
        linker: makes the links that are not candidates, and caches them between calls; None for a new one.
    """
    judged = {(each.left, each.right): each for each in judgements.links}
    differing: defaultdict[tuple[int, int], dict[DifferenceKey, Verdict]] = defaultdict(dict)
    for one in judgements.differences:
        differing[one.left, one.right][one.key] = one.verdict
    wanted = judged.keys() | differing.keys()
    found = {
        ends: link for link in comparison.alignment.candidates if (ends := (link.left, link.right)) in wanted
    }
    if missing := sorted(wanted - found.keys()):
        linker = linker or ManualLinker(comparison.articles)
        found |= {ends: linker.link(*ends) for ends in missing}
    for ends, link in judged.items():
        found[ends] = replace(found[ends], verdict=link.verdict, note=link.note, judged_as=link.judged_as)
    for ends, verdicts in differing.items():
        found[ends] = _with_differences(found[ends], verdicts, comparison.articles)
    alignment = comparison.alignment.with_links(found.values()) if found else comparison.alignment
    return replace(comparison, alignment=alignment, notes=judgements.notes)


def _with_differences(link: Link, verdicts: Mapping[DifferenceKey, Verdict], articles: Pair[Article]) -> Link:
    """A link with verdicts on its differences; those that were not computed are made from their words."""
    keys = {each: key_of(each, articles) for each in (*link.differences, *link.may_differ)}
    told = [replace(each, verdict=verdicts.get(key)) for each, key in keys.items()]
    for key in verdicts.keys() - keys.values():
        spans = key.find(articles, link.left, link.right)
        if spans is not None:
            kinds = (kind for kind in DifferenceKind if kind.value == key.kind)
            kind = next(kinds, DifferenceKind.OTHER)
            verdict = verdicts[key]
            told.append(Difference(kind, key.kind, key.readings, spans, certainty=0.0, verdict=verdict))
    told.sort(key=_place)
    certain = {each.spans for each in link.differences}
    return replace(
        link,
        differences=tuple(
            each
            for each in told
            if each.verdict is Verdict.ACCEPTED or (each.verdict is None and each.spans in certain)
        ),
        may_differ=tuple(each for each in told if each.verdict is None and each.spans not in certain),
        rejected_differences=tuple(each for each in told if each.verdict is Verdict.REJECTED),
    )


def without_verdicts(comparison: Comparison) -> Comparison:
    """The comparison without verdicts and notes; what was added by hand stays a candidate."""
    alignment = comparison.alignment
    bare = tuple(map(_without_verdicts, alignment.candidates))
    return replace(comparison, alignment=replace(alignment, candidates=bare), notes=Pair((), ()))


def _without_verdicts(link: Link) -> Link:
    if judged := _judged_differences(link):
        least = detail_model().may_differ  # what has less was made from the words of a verdict
        own = (each for each in judged if each.voice is not Voice.MODEL and each.certainty >= least)
        told = graded(replace(each, verdict=None) for each in own)
        by_model = (replace(each, verdict=None) for each in judged if each.voice is Voice.MODEL)
        differs = (*(each for each in link.differences if each.verdict is None), *told.differs)
        may_differ = (
            *(each for each in link.may_differ if each.verdict is None),
            *told.may_differ,
            *by_model,
        )
        link = replace(
            link,
            differences=tuple(sorted(differs, key=_place)),
            may_differ=tuple(sorted(may_differ, key=_place)),
            rejected_differences=(),
        )
    if link.verdict is None and not link.note:
        return link
    return replace(link, verdict=None, note="", judged_as=Pair("", ""))


def _judged_differences(link: Link) -> list[Difference]:
    """The differences of a link that have a verdict, in the order of the left passage."""
    told = (*link.differences, *link.rejected_differences)
    return sorted((each for each in told if each.verdict is not None), key=_place)


def judgements_in(comparison: Comparison) -> Judgements:
    """The judgements in a comparison; the inverse of `apply`."""
    links = (
        LinkJudgement(link.left, link.right, link.verdict, link.note, link.judged_as)
        for link in comparison.alignment.candidates
        if link.verdict is not None or link.note
    )
    differences = {
        (link.left, link.right, key): DifferenceJudgement(link.left, link.right, key, each.verdict)
        for link in comparison.alignment.candidates
        for each in _judged_differences(link)
        if each.verdict is not None and (key := key_of(each, comparison.articles))
    }
    return Judgements(tuple(links), comparison.notes, tuple(differences.values()))


def _place(difference: Difference) -> tuple[Span, Span]:
    return difference.spans.left, difference.spans.right
