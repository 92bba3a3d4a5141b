"""What a link rests on, by kind, and how much of it is told.  Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.model import EvidenceKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.model import Link

MOST_NUMBERED = 9
"""Counterparts that are told of: those with a key of their own."""

MOST_NEAREST = 3
"""Passages that are named where there is no counterpart."""

_MOST_LABELS = 8
"""Things shared of one kind that are named; more would push the rest off a line."""


class SharedLabels(NamedTuple):
    """Things of one kind that both passages have."""

    kind: EvidenceKind
    named: list[str]
    more: str
    """How many are left out, as " and 3 more"; "" where none is."""


def evidence_labels(link: Link) -> Iterator[SharedLabels]:
    """What both passages of a link have, names first."""
    for kind in EvidenceKind:
        labels = [evidence.label for evidence in link.evidence if evidence.kind is kind]
        if labels:
            left_out = len(labels) - _MOST_LABELS
            yield SharedLabels(kind, labels[:_MOST_LABELS], f" and {left_out} more" if left_out > 0 else "")
