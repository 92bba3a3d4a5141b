"""Details that linked passages give differently, one module for each kind."""
