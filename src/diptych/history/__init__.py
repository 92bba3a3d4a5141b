"""What diptych keeps between runs without being asked: where a pair was left, and what the user has learnt.

Nothing here may keep anybody from reading.  A file that cannot be read counts as missing; one that cannot be
written is reported in one sentence.  Imports no Textual.
"""
