"""The text of the view for screen readers (`--plain`)."""
