"""What depends on the terminal or the process and not on a pair: keys, themes, collector, cursor."""
