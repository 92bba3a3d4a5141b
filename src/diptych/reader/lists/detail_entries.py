"""The entries of the list of details: every figure, date, name and quotation of both articles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.lookup import details_of_article
from diptych.alignment.details.side_by_side import group_of, reading_of, same_detail
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.details.model import Detail
    from diptych.alignment.details.side_by_side import DetailGroup
    from diptych.alignment.model import Link
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
            for mark, told in (("≠", link.differences), ("≟", alignment.may_differ(link))):
                for difference in told:
                    if difference.spans[side].shared(detail.span):
                        answers[mark, " ".join(difference.readings[side.other].split())] = link
            for other in details[side.other][link.end(side.other)]:
                if group_of(other) is group_of(detail) and same_detail(
                    detail, other, texts[side], texts[side.other]
                ):
                    same = reading_of(other, texts[side.other])
                    if all(reading != same for _, reading in answers):  # Lindqvist ≠ Lindkvist
                        answers["=", same] = link
        reading = reading_of(detail, texts[side])
        shown = next(iter([*answers.values(), *links]), None)
        yield DetailEntry(side, passage, detail, group_of(detail), reading, tuple(answers), shown)
