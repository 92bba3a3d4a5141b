"""diptych: two accounts of the same thing, side by side."""
