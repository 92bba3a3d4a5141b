"""Languages: for each its words, numbers, dates, quotation marks, abbreviations and header keys."""
