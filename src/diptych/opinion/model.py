"""The opinion of a language model on which passages of two articles are linked and where they differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.alignment.kinds import Grade
    from diptych.alignment.model import Difference

MOST_LINKS = 20
"""Links of a passage that are taken; an answer with more looks as if an article had instructed the model."""


def now() -> str:
    """The date and the time of day in UTC, in ISO 8601."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


@dataclass(frozen=True, slots=True)
class OpinionLink:
    """Two passages that the language model links."""

    left: int
    right: int
    grade: Grade
    """Restated or related."""
    differences: tuple[Difference, ...] = ()
    """Details in which it says that they differ."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a language model says about two articles."""

    model: str
    """Name of the language model."""
    links: tuple[OpinionLink, ...]
    """Ordered by left passage, then right passage; no two join the same passages."""
    rows: int = 0
    """Rows of the answers: links and differences."""
    unusable: int = 0
    """Rows that were dropped, because they are not true of the articles, or repeated or contradictory."""
    excessive: bool = False
    """Whether the answer links so much that an article may have instructed the model."""
    requests: int = 1
    """Requests about the two articles."""
    unanswered: int = 0
    """Requests without an answer."""
    version: int = 0
    """Version of the request."""
    asked: str = ""
    """When the last answer came: date and time of day in UTC, in ISO 8601; empty if that is not known."""

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a reader of the opinion must know, one sentence each."""
        said = []
        if self.unanswered:
            have = "has" if self.unanswered == 1 else "have"
            said.append(
                f"{self.unanswered} of {self.requests} requests {have} no answer: the opinion is incomplete."
            )
        if self.unusable:
            are = "was" if self.unusable == 1 else "were"
            said.append(f"{self.unusable} of {self.rows} rows {are} not usable.")
        if self.excessive:
            said.append(
                "The answer links more than any two articles have in common;"
                " one of them may have instructed the model."
            )
        return tuple(said)

    @property
    def swapped(self) -> Opinion:
        """The same about the articles exchanged."""
        links = (
            OpinionLink(
                link.right,
                link.left,
                link.grade,
                tuple(
                    replace(each, readings=each.readings.swapped, spans=each.spans.swapped)
                    for each in link.differences
                ),
            )
            for link in self.links
        )
        return replace(self, links=tuple(sorted(links, key=lambda link: (link.left, link.right))))
