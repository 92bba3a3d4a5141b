"""Shares are said without claiming nothing or everything."""

from __future__ import annotations

import pytest

from diptych.percentages import percent


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0.0, "0%"),
        (0.0004, "<1%"),
        (0.0099, "<1%"),
        (0.01, "1%"),
        (0.38, "38%"),
        (0.992, ">99%"),
        (1.0, "100%"),
    ],
)
def test_a_share_is_said_in_whole_per_cents(share: float, said: str) -> None:
    assert percent(share) == said
