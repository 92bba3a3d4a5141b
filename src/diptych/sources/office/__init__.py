"""Documents in zip archives: Word and EPUB."""
