"""The reader's settings: their names and values, the config file, and the mistakes in it.

A mistake is told with its line, and the default stands in its place: the rest of the file holds.

Independent of Textual: the caller supplies the names of themes and commands.
"""
