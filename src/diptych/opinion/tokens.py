"""About how many tokens a language model makes of a text.

Every model counts in its own way.  The estimate is between what current vocabularies give for English news:
tests/opinion compares it with one of them.
"""

from __future__ import annotations

import re

_PIECES = re.compile(r"[A-Za-z]+|\d+|[^\W\d_A-Za-z]+|[^\w\s]|_")


def estimated_tokens(text: str) -> int:
    """The tokens of a text, about."""
    total = 0.0
    for piece in _PIECES.findall(text):
        if piece.isascii():
            if piece.isalpha():
                total += 1 + max(0, len(piece) - 6) / 7
            elif piece.isdigit():
                total += len(piece) * 0.75
            else:
                total += 1
        else:
            total += len(piece) * 0.6
    return round(total)
