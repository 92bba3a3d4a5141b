"""From two articles to the links between their passages."""
