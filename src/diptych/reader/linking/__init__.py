"""The worker that compares while the user reads."""
