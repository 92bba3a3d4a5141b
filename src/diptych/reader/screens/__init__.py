"""The reader's screens and the actions of its keys."""
