"""The stages of an alignment in order: of whole articles, of a part, of one link made by hand."""
