"""PDF: lines with their positions, reading order, paragraphs."""
