"""Checkable details of passages: numbers, dates, times, names and quoted words, and which answer which."""
