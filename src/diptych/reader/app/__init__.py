"""The app, and how one pair gives way to another."""
