"""The interactive reader: the only room that knows Textual."""
