"""What leaves the reader: files, screenshots, the clipboard."""
