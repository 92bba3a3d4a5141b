"""The reader's settings: what they are, the file that holds them, and its mistakes.

Independent of Textual: the caller supplies the names of themes and commands.
"""
