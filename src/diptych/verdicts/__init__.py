"""Verdicts on links, links made by hand, and notes: kept across runs, and never lost.  Imports no Textual."""
