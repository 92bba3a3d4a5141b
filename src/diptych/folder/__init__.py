"""A folder of articles: its files, and the pairs that seem to cover the same event."""
