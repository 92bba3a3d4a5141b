"""Shares of a text, 0..1, as a reader is told them."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share as whole per cents, which call nothing and everything only what is."""
    if 0.0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1.0:
        return ">99%"
    return f"{share:.0%}"
