"""The words by which details of linked passages are compared, by language."""
