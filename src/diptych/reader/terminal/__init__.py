"""What depends on the terminal or the process: keys, themes, garbage collector, cursor."""
