"""Labels of a link's evidence, by kind, with limits on how many are shown.  Uses no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import EvidenceKind
from diptych.comparison_wording import evidence_label, telling_evidence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.model import Link
    from diptych.article.model import Article
    from diptych.sides import Pair

MOST_NUMBERED = 9
"""Maximum number of counterparts shown: those with a key of their own."""


_MOST_LABELS = 8
"""Maximum number of labels of one kind; more would push the rest off the line."""


class SharedLabels(NamedTuple):
    """Labels of the evidence of one kind."""

    kind: EvidenceKind
    named: list[str]
    more: str
    """How many are left out, as " and 3 more"; "" if none are."""


def evidence_labels(link: Link, articles: Pair[Article]) -> Iterator[SharedLabels]:
    """The evidence of a link, in the order of `EvidenceKind`; light words only if there is nothing else."""
    found = telling_evidence(link)
    for kind in EvidenceKind:
        labels = [evidence_label(each, articles) for each in found if each.kind is kind]
        if labels:
            left_out = len(labels) - _MOST_LABELS
            yield SharedLabels(kind, labels[:_MOST_LABELS], f" and {left_out} more" if left_out > 0 else "")
