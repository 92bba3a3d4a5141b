"""The columns: how they are painted, and how scrolling is kept in sync."""
