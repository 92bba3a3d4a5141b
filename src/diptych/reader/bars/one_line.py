"""A widget of one line on the surface colour, cut at its end if it is too long."""

from __future__ import annotations

from textual.widgets import Static


class OneLine(Static):
    """One line; only the background of a link changes under the mouse."""

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
