"""The words for comparing details of linked passages, by language."""
