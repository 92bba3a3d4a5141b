"""From features to scored pairs: retrieval of candidates, pair features, logistic models, order."""
