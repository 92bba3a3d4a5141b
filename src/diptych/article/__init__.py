"""Articles: text, blocks and passages, with offsets into the text."""
