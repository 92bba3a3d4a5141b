"""The reader's settings: their names and values, the config file, and the mistakes in it.

Independent of Textual: the caller supplies the names of themes and commands.
"""
