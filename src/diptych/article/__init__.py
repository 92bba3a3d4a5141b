"""An article: its text, blocks and passages, with offsets that never drift."""
