"""From passages to rows and labels: pure functions and values.  Imports no Textual."""
