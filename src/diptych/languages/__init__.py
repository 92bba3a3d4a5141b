"""What is known of each language: words, numbers, dates, quotation marks, abbreviations, header words."""
