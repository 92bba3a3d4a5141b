"""What a reader says of a comparison: verdicts on links, links made by hand, notes; kept, and never lost.

Knows nothing of Textual.
"""
