"""A line of the frame around the texts: on the colour of surfaces, cut where it is too long."""

from __future__ import annotations

from textual.widgets import Static


class OneLine(Static):
    """A line; where something in it can be clicked, it shows that by its ground alone."""

    DEFAULT_CSS = """
    OneLine {
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
        text-overflow: ellipsis;
        background: $surface;
        link-style: none;
        link-color: $foreground;
        link-background-hover: $primary-muted;
        link-color-hover: $foreground;
    }
    """
