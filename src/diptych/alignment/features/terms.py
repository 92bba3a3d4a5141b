"""First characters of the terms of numbers, months and weekdays; no word begins with them."""

from __future__ import annotations

NUMBER = "#"
CALENDAR = "@"
MONTH = "@m"
WEEKDAY = "@w"
NOT_WORDS = NUMBER + CALENDAR
"""First characters of terms that are not words."""
