"""What is read, where the cursor is, what is filtered and searched.  Imports no Textual."""
