"""PDF: lines with their places, reading order, paragraphs."""
