"""The entries of the list of details: every figure, date, name and quotation of both articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.lookup import details_of_article
from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.side_by_side import group_of, reading_of, same_detail
from diptych.alignment.kinds import EvidenceKind
from diptych.reader.text.quotes import passage_name
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.alignment.details.model import Detail
    from diptych.alignment.details.side_by_side import DetailGroup
    from diptych.alignment.model import Link
    from diptych.article.model import Span
    from diptych.comparison import Comparison
    from diptych.sides import Pair


class DetailEntry(NamedTuple):
    """A detail of one passage, and what answers it in the linked ones."""

    side: Side
    passage: int
    detail: Detail
    group: DetailGroup
    reading: str
    answers: tuple[tuple[str, str], ...]
    """The counterparts' details with their mark: "=" the same, "≠" differs, "≟" may differ."""
    link: Link | None
    """The link of the first answer; without one, the best link of the passage, if it has any."""

    @property
    def heading(self) -> str:
        """What the filter searches: kind, reading, marks and answers."""
        answers = " ".join(f"{mark} {reading}" for mark, reading in self.answers)
        kind = "" if self.group.value == self.detail.kind.value else f" {self.detail.kind.value}"
        return f"{self.group.value}{kind} {self.reading} {answers or 'unmatched'}"


def detail_entries(
    comparison: Comparison, details: Pair[Sequence[tuple[Detail, ...]]] | None = None
) -> list[DetailEntry]:
    """The details of both articles by passage, the left article's first.

    Args:
        comparison: the links.
        details: the details of each passage; read here when None.
    """
    details = details or comparison.articles.map(details_of_article)
    return [
        entry
        for side in Side
        for passage, its in enumerate(details[side])
        for entry in _entries(comparison, details, side, passage, its)
    ]


def _entries(
    comparison: Comparison,
    details: Pair[Sequence[tuple[Detail, ...]]],
    side: Side,
    passage: int,
    its: Sequence[Detail],
) -> Iterator[DetailEntry]:
    alignment, texts = comparison.alignment, comparison.articles.map(lambda article: article.text)
    links = alignment.links_of(side, passage)
    for detail in its:
        answers: dict[tuple[str, str], Link] = {}
        for link in links:
            differing: list[Span] = []
            for mark, told in (("≠", link.differences), ("≟", alignment.may_differ(link))):
                for difference in told:
                    if difference.spans[side].shared(detail.span):
                        answers[mark, " ".join(difference.readings[side.other].split())] = link
                        differing.append(difference.spans[side.other])
            for span, same in _same(detail, side, link, details, texts):
                # What differs is not the same too, however much of its words are: Lindqvist ≠ Lindkvist.
                if not any(span.shared(other) for other in differing):
                    answers.setdefault(("=", same), link)
        reading = reading_of(detail, texts[side])
        shown = next(iter([*answers.values(), *links]), None)
        yield DetailEntry(
            side, passage, detail, group_of(detail), reading, _placed(answers, side.other), shown
        )


def _same(
    detail: Detail,
    side: Side,
    link: Link,
    details: Pair[Sequence[tuple[Detail, ...]]],
    texts: Pair[str],
) -> list[tuple[Span, str]]:
    """Where the other passage of a link has the same detail or words of the quotation, and its reading."""
    text = texts[side.other]
    found = [
        (other.span, reading_of(other, text))
        for other in details[side.other][link.end(side.other)]
        if group_of(other) is group_of(detail) and same_detail(detail, other, texts[side], text)
    ]
    if found or detail.kind is not DetailKind.QUOTATION:
        return found
    return [
        (span, " ".join(span.of(text).split()))
        for evidence in link.evidence
        if evidence.kind is EvidenceKind.QUOTATION
        and any(mine.shared(detail.span) for mine in evidence.spans[side])
        for span in evidence.spans[side.other]
    ]


def _placed(answers: Mapping[tuple[str, str], Link], side: Side) -> tuple[tuple[str, str], ...]:
    """The answers; if one is the same and another differs, each with its passage: that tells them apart."""
    if len({mark == "=" for mark, _ in answers}) < 2:
        return tuple(answers)
    return tuple(
        (mark, f"{reading} ({passage_name(side, link.end(side))})")
        for (mark, reading), link in answers.items()
    )
