from __future__ import annotations

import pytest

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.comparison import Comparison
from diptych.sides import Pair
from support.small_articles import article, span


@pytest.fixture
def comparison() -> Comparison:
    """Two short articles: one link that differs in a number, one weak candidate, the rest unique."""
    left = article(
        "The quay",
        ("Some 22 boats left the “old harbour” on Monday.", "Nobody was hurt."),
        ("The mayor had warned of the storm.", "Rain fell for a week."),
    )
    right = article(
        "The storm",
        ("It was a hard week.",),
        ("From the “old harbour” 25 boats had sailed.", "The town hall said it had seen the storm coming."),
        furniture="Donate now!",
    )
    boats = Link(
        0,
        1,
        0.875,
        Grade.RESTATED,
        (
            Evidence(
                EvidenceKind.QUOTATION,
                "old harbour",
                Pair((span(left, "old harbour"),), (span(right, "old harbour"),)),
                0.9,
            ),
            Evidence(EvidenceKind.WORD, "boats", Pair((span(left, "boats"),), (span(right, "boats"),)), 0.4),
        ),
        (
            Difference(
                DifferenceKind.NUMBER,
                "boats",
                Pair("22", "25"),
                Pair(span(left, "22"), span(right, "25")),
            ),
        ),
    )
    storm = Link(2, 2, 0.25, Grade.RELATED)
    return Comparison(
        Pair(left, right), Alignment((boats, storm), Pair(4, 3), 0.5, same_event=True, model="lexical-1")
    )
