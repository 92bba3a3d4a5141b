"""The lists of links, differences, unique passages, verdicts."""
