"""Formats shares (0..1) for people."""

from __future__ import annotations


def percent(share: float) -> str:
    """A share in whole percent; only 0 becomes "0%", and only 1 becomes "100%"."""
    if 0.0 < share < 0.01:
        return "<1%"
    if 0.99 < share < 1.0:
        return ">99%"
    return f"{share:.0%}"
