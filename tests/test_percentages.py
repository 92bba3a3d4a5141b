"""Only shares of exactly 0 and 1 are shown as 0% and 100%."""

from __future__ import annotations

import pytest

from diptych.percentages import percent


@pytest.mark.parametrize(
    ("share", "text"),
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
def test_a_share_is_shown_in_whole_percent(share: float, text: str) -> None:
    assert percent(share) == text
