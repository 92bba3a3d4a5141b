"""HTML, and the blocks of any tree of tags."""
