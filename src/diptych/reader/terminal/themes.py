"""Themes beside Textual's own: for colour blindness, for high contrast, and for terminals of 16 colours.

Colour is never the only sign of a status: every passage has a mark, shared words are bold and differing words
are also underlined.  These themes still keep the colours apart.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from textual import constants
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

if TYPE_CHECKING:
    from collections.abc import Mapping

UNIQUE_TINT = 0.45
"""Share of the theme's warning colour in unique text, 0..1.  It is low: most of an article may be unique."""

SHARED_SHADE = 0.55
"""Share of the foreground in shared words of a light theme, 0..1: they must be legible on the cursor too."""

SHARED_TINT = 0.4
"""Share of the colour of shared words, 0..1, in those of passages without the cursor."""

_LIGHT = 0.5
"""Brightness of the background, 0..1, from which a theme is a light one."""

FEW_COLOURS = "diptych-16-dark"
"""Name of the theme for terminals with at most 16 colours."""

# The colours of Okabe and Ito, which stay distinct with any kind of colour blindness: blue for linked, yellow
# or orange for unique, vermillion or reddish purple for differs; lightened or darkened to be legible as text.
_COLOUR_BLIND = (
    Theme(
        name="diptych-colour-blind-dark",
        primary="#3d7aa8",
        secondary="#56b4e9",
        accent="#f0e442",
        success="#56b4e9",
        warning="#f0e442",
        error="#ff8a4c",
        foreground="#f0f0f0",
        background="#101418",
        surface="#181d23",
        panel="#222932",
        variables={
            "text-primary": "#8cc8f0",
            "text-success": "#6fc0ee",
            "text-warning": "#f0e442",
            "text-error": "#ff9a63",
            "unique-text": "#f2eba8",
            "furniture-text": "#8d949c",
            "hidden-text": "#9aa1a9",
            "hit-ground": "#6b6100",
            "bar": "#56b4e9",
        },
    ),
    Theme(
        name="diptych-colour-blind-light",
        primary="#7fb2d6",
        secondary="#0072b2",
        accent="#8a5a00",
        success="#0072b2",
        warning="#e69f00",
        error="#b3003c",
        foreground="#101010",
        background="#fbfbf8",
        surface="#f0f0ec",
        panel="#e4e4de",
        dark=False,
        variables={
            "text-primary": "#004b78",
            "text-success": "#005a9c",
            "text-warning": "#7a5000",
            "text-error": "#b0004a",
            "unique-text": "#4f3800",
            "furniture-text": "#666664",
            "hidden-text": "#5c5c5a",
            "hit-here-text": "#101010",
            "bar": "#0072b2",
        },
    ),
)

_HIGH_CONTRAST = (
    Theme(
        name="diptych-high-contrast-dark",
        primary="#3a6ea5",
        secondary="#66d9ff",
        accent="#ffff00",
        success="#66ff66",
        warning="#ffd700",
        error="#ff9d9d",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#1a1a1a",
        variables={
            "text-primary": "#a8d8ff",
            "text-success": "#7dff7d",
            "text-warning": "#ffe14d",
            "text-error": "#ffc4c4",
            "text-muted": "#d9d9d9",
            "unique-text": "#ffef9e",
            "furniture-text": "#b0b0b0",
            "hidden-text": "#c8c8c8",
            "also-ground": "#0c1c33",
            "counterpart-ground": "#112c4f",
            "cursor-ground": "#163d68",
            "scrollbar": "#8fb8e0",
            "bar": "#66d9ff",
        },
    ),
    Theme(
        name="diptych-high-contrast-light",
        primary="#8ab8e6",
        secondary="#003c78",
        accent="#5c0099",
        success="#004d00",
        warning="#ffd24d",
        error="#8b0000",
        foreground="#000000",
        background="#ffffff",
        surface="#ffffff",
        panel="#ededed",
        dark=False,
        variables={
            "text-primary": "#002f5f",
            "text-success": "#003d00",
            "text-warning": "#4a3200",
            "text-error": "#780000",
            "text-muted": "#262626",
            "unique-text": "#3d2a00",
            "furniture-text": "#4d4d4d",
            "hidden-text": "#404040",
            "also-ground": "#e8f2fc",
            "counterpart-ground": "#d3e7fb",
            "cursor-ground": "#a9d1f7",
            "scrollbar": "#003c78",
            "hit-here-text": "#000000",
            "bar": "#003c78",
        },
    ),
)


def _sixteen(
    name: str,
    *,
    dark: bool,
    text: str,
    ground: str,
    linked: str,
    unique: str,
    differs: str,
    tint: str,
    key: str,
) -> Theme:
    """A theme of the 16 colours that every terminal has.

    It sets its own background, because no colour is certain to be legible on an unknown one.  It sets every
    colour for which Textual would use the terminal's default, which may be illegible on that background.
    """
    texts = (
        "text", "text-muted", "text-disabled", "foreground-muted", "footer-foreground",
        "footer-description-foreground", "input-cursor-background", "furniture-text", "hidden-text",
        "link-color",
    )  # fmt: skip
    grounds = (
        "surface", "panel", "boost", "ansi-background", "background-muted", "footer-background",
        "footer-description-background", "footer-item-background", "block-cursor-blurred-background",
        "scrollbar-background", "scrollbar-background-hover", "scrollbar-background-active",
        "scrollbar-corner-color", "input-cursor-foreground", "hit-here-text",
    )  # fmt: skip
    return Theme(
        name=name,
        ansi=True,
        dark=dark,
        primary=key,
        success=linked,
        warning=unique,
        error=differs,
        accent=key,
        foreground=text,
        background=ground,
        variables={
            **dict.fromkeys(texts, text),
            **dict.fromkeys(grounds, ground),
            "ansi-foreground": text,
            "primary-muted": tint,
            "link-background-hover": tint,
            "link-color-hover": text,
            "counterpart-ground": tint,
            "block-cursor-foreground": ground,
            "block-cursor-background": text,
            "block-cursor-blurred-foreground": text,
            "block-hover-background": tint,
            "input-selection-background": tint,
            "input-selection-foreground": text,
            "screen-selection-background": tint,
            "screen-selection-foreground": text,
            "footer-key-foreground": key,
            "border": key,
            "border-blurred": key,
            "scrollbar": key,
            "scrollbar-hover": key,
            "scrollbar-active": key,
            "unique-text": unique,
            "shared-text": linked,
            "shared-elsewhere-text": text,
            "hit-ground": "ansi_yellow",
            "hit-text": "ansi_black",
            "hit-here-ground": "ansi_bright_cyan" if dark else "ansi_magenta",
            "bar": key,
        },
    )


_SIXTEEN = (
    _sixteen(
        FEW_COLOURS,
        dark=True,
        text="ansi_white",
        ground="ansi_black",
        linked="ansi_bright_green",
        unique="ansi_yellow",
        differs="ansi_bright_red",
        tint="ansi_blue",
        key="ansi_bright_cyan",
    ),
    _sixteen(
        "diptych-16-light",
        dark=False,
        text="ansi_black",
        ground="ansi_bright_white",
        linked="ansi_blue",
        unique="ansi_magenta",
        differs="ansi_red",
        tint="ansi_cyan",
        key="ansi_blue",
    ),
)

THEMES: Mapping[str, Theme] = {theme.name: theme for theme in (*_COLOUR_BLIND, *_HIGH_CONTRAST, *_SIXTEEN)}
"""The themes of diptych, by name."""


def theme_names() -> tuple[str, ...]:
    """The names of all themes."""
    return (*BUILTIN_THEMES, *THEMES)


def reader_variables(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables of the reader's style sheets beside Textual's; a theme may override them.

    Args:
        variables: the variables of Textual and of the theme.
    """
    foreground, background, primary, warning = (
        variables[name] for name in ("foreground", "background", "primary", "warning")
    )
    unique = Color.parse(foreground).blend(Color.parse(variables["text-warning"]), UNIQUE_TINT).hex
    shared, light = variables["text-success"], Color.parse(background).brightness > _LIGHT
    if light:
        shared = Color.parse(shared).blend(Color.parse(foreground), SHARED_SHADE).hex
    elsewhere = Color.parse(foreground).blend(Color.parse(shared), SHARED_TINT).hex
    return {
        "unique-text": unique,
        "shared-text": shared,
        "shared-elsewhere-text": elsewhere,
        "differs-text": variables["text-error"],
        "furniture-text": f"{foreground} 45%",
        "hidden-text": f"{foreground} 50%",
        "also-ground": f"{primary} 10%",
        "counterpart-ground": f"{primary} 18%",
        "cursor-ground": f"{primary} {28 if light else 38}%",
        "hit-text": foreground,
        "hit-ground": f"{warning} 40%",
        "hit-here-text": background,
        "hit-here-ground": warning,
        "bar": primary,
    }


def has_few_colours() -> bool:
    """Whether the terminal has at most 16 colours, according to the environment."""
    from rich.console import Console

    terminal = Console(color_system=constants.COLOR_SYSTEM, force_terminal=True, legacy_windows=False)  # type: ignore[arg-type]
    return terminal.color_system in (None, "standard")


def initial_theme(preferred: str | None, chosen: str | None, *, few_colours: bool) -> tuple[str, str]:
    """The theme that the reader starts with, and where it comes from.

    Args:
        preferred: the theme of the config file.
        chosen: the theme last chosen in the reader on a terminal of this kind.
        few_colours: whether the terminal has at most 16 colours.
    """
    if preferred is not None:
        return preferred, "config file"
    if "TEXTUAL_THEME" in os.environ and constants.DEFAULT_THEME in theme_names():
        return constants.DEFAULT_THEME, "environment (TEXTUAL_THEME)"
    if chosen in theme_names():
        return str(chosen), "chosen in the reader"
    if few_colours:
        return FEW_COLOURS, f"environment (TERM={os.environ.get('TERM', '')}: 16 colours)"
    return "textual-dark", "default"
