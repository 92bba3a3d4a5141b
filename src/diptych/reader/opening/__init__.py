"""Ways to another pair: the open dialog, the folder screen, recent pairs."""
