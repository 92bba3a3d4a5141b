"""How the components of a widget look that it paints itself: marks, highlighted text, curves.

A look is a style in Textual's words, such as "bold $primary on $surface".  Textual's component classes would
do the same, but it parses their rules and styles a node for each of them before the first frame, which shows
few of these 75 nodes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.style import Style

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.geometry import Region
    from textual.strip import Strip
    from textual.widget import Widget


def bare_lines(widget: Widget, crop: Region) -> list[Strip]:
    """Rows as a widget paints them: Textual would look for borders, padding and opacity in each."""
    strips = [widget.render_line(y).crop(crop.x, crop.right) for y in crop.line_range]
    ground = widget.background_colors[1]
    for each in widget.get_line_filters():
        strips = [strip.apply_filter(each, ground) for strip in strips]
    return strips


class Looks(NamedTuple):
    """The looks of the components of a widget, by their names."""

    usual: Mapping[str, str]
    ansi: Mapping[str, str] = {}
    """Those that differ in the terminal's own colours."""
    no_color: Mapping[str, str] = {}
    """Those that differ without colours."""

    def style(self, widget: Widget, component: str, *, partial: bool = False) -> Style:
        """The style of a component on the ground of its widget, with which translucent colours are blended.

        Args:
            widget: the widget that paints the component.
            component: a name among `usual`.
            partial: whether to leave out what the look does not name, instead of taking it from the widget.
        """
        look = self.usual[component]
        if widget.has_pseudo_class("ansi"):
            look = self.ansi.get(component, look)
        if widget.has_pseudo_class("nocolor"):
            look = self.no_color.get(component, look)
        variables = widget.app.theme_variables
        # Textual's own substitution would ignore how translucent a variable is.
        words = (variables[word[1:]] if word.startswith("$") else word for word in look.split())
        parsed, ground = widget.app.stylesheet.parse_style(" ".join(words)), widget.background_colors[1]
        if parsed.background is not None:
            ground += parsed.background
        color = parsed.foreground
        if color is not None and parsed.auto_color:
            color = ground.get_contrast_text(color.a)
        style = Style(
            color=None if color is None else (ground + color).rich_color,
            bgcolor=None if parsed.background is None else ground.rich_color,
            bold=parsed.bold,
            dim=parsed.dim,
            italic=parsed.italic,
            underline=parsed.underline,
            reverse=parsed.reverse,
        )
        return style if partial else widget.rich_style + style
