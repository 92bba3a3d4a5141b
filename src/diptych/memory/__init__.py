"""What diptych keeps across runs unasked: where a pair was left, and what a reader knows by now.

Nothing here may ever keep anybody from reading: what cannot be read counts as not there, and what cannot be
written is reported in one sentence.  Knows nothing of Textual.
"""
