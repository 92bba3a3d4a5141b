"""What the alignment knows of single languages, one module each; `languages` loads the one that it needs."""
