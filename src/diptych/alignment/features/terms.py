"""What the terms of numbers, months and weekdays begin with, so that no word is equal to one of them."""

from __future__ import annotations

NUMBER = "#"
CALENDAR = "@"
MONTH = "@m"
WEEKDAY = "@w"
NOT_WORDS = NUMBER + CALENDAR
"""First characters of terms that are no words."""
