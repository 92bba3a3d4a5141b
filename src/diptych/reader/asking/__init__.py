"""Asking a language model while somebody reads."""
