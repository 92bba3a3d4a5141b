"""The curves between the columns."""
