"""What diptych keeps between runs without being asked: where a pair was left, recent pairs, the theme.

Nothing here may stop anybody from reading: an unreadable file counts as missing, and a file that cannot be
written is reported in one sentence.  Imports no Textual.
"""
