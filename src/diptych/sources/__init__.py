"""From a file, an address, standard input or the clipboard to an `Article`."""
