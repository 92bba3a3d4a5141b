"""From a file or standard input to an `Article`."""
