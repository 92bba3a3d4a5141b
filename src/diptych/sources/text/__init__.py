"""Text without binary parts: encodings, headers, plain text, Markdown."""
