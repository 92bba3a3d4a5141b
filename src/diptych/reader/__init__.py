"""The interactive reader: the only package that imports Textual."""
