"""Documents that are zip archives: Word and EPUB."""
