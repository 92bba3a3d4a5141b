"""Verdicts on links, links added by hand, and notes: kept across runs and never lost.  Imports no Textual."""
