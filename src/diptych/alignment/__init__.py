"""From two articles to the links between their passages: `pipeline` runs the stages in order."""
