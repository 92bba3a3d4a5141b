"""From an article to what its passages hold: tokens, names, quantities, quoted words, embeddings."""
