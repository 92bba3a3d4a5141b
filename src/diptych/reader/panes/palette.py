"""Styles for painting rows, read from the style sheets of a pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.style import Style

from diptych.reader.panes.row_painter import COMPONENTS, Palette

if TYPE_CHECKING:
    from textual.color import Color
    from textual.widget import Widget


def palette_of(pane: Widget) -> Palette:
    """The present styles of a pane."""
    ground = pane.background_colors[1]
    return Palette(pane.rich_style, {name: _component(pane, name, ground) for name in COMPONENTS})


def _component(pane: Widget, name: str, ground: Color) -> Style:
    """The style of a component; translucent colours are blended with `ground`."""
    styles = pane.get_component_styles(name)
    colours = Style(
        color=(ground + styles.color).rich_color if styles.has_rule("color") else None,
        bgcolor=(ground + styles.background).rich_color if styles.has_rule("background") else None,
    )
    return colours + styles.text_style
