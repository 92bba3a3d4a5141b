"""What the keys for verdicts and notes mean.  Imports no Textual."""
