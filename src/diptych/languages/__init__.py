"""Languages: the words, numbers, dates, quotation marks, abbreviations and header keys of each."""
