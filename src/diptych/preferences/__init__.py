"""What a reader has set for good: the settings, the file that holds them, and what is wrong with it.

Knows nothing of Textual: which themes and commands there are is told by whoever asks.
"""
