"""One-line widgets and small panels."""
