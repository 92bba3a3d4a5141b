"""The opinion of a language model on two articles: the request, the answer, and where it is kept."""
