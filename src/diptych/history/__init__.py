"""What diptych remembers between runs: the place in each pair, recent pairs, the theme.

A fault in these files never stops the reader: an unreadable file counts as missing, and a file that cannot be
written is reported in one sentence.  Imports no Textual.
"""
