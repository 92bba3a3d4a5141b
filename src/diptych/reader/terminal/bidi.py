"""Text that reads from the right, kept apart from what stands beside it in a row of the screen.

A terminal that turns Arabic and Hebrew round knows nothing of panes: it would turn the texts of both round as
one, figures and frames between them included.  Marks that take no cell and read from the left part them.
"""

from __future__ import annotations

import re

RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
"""A letter or sign of a script that is written from the right."""

LEFT_TO_RIGHT_MARK = "\u200e"


def kept_apart(text: str) -> str:
    """`text` as it may stand beside other text."""
    if RIGHT_TO_LEFT.search(text) is None:
        return text
    return f"{LEFT_TO_RIGHT_MARK}{text}{LEFT_TO_RIGHT_MARK}"
