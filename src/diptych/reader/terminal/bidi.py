"""Right-to-left text beside other text in one row of the screen.

Terminals that reorder Arabic and Hebrew do not know about panes.  They would reorder a whole row as one text,
with the frames and numbers between both panes.  Left-to-right marks, which take no cell, separate them.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""Matches a character of a script that is written from right to left."""

LEFT_TO_RIGHT_MARK = "\u200e"


def isolate_rtl(text: str) -> str:
    """`text` between left-to-right marks if it has right-to-left characters."""
    if RIGHT_TO_LEFT.search(text) is None:
        return text
    return f"{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}"
