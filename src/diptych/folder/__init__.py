"""A folder of articles: which files they are, and which two of them seem to cover the same event."""
