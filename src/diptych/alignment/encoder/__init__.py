"""An encoder that reads passages in context, and the pair features that its vectors give."""
