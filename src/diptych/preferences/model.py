"""The settings, as values."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

VIEWS = ("facing", "synopsis", "single")
"""How the two articles share the screen."""

CHARACTERS = ("auto", "braille", "box", "ascii")
"""What the link map may be drawn with."""

NARROWEST_MEASURE, WIDEST_MEASURE = 20, 200


@dataclass(frozen=True)
class Preferences:
    """What the reader is to be like; each default is what it is like without a file."""

    theme: str | None = None
    """Name of the colours; None takes what was chosen last, or what the terminal can show."""
    threshold: float | None = None
    """Score from which a match counts as a link, 0..1; None for that of `AlignmentSettings`."""
    language: str | None = None
    """ISO 639-1 code of the language of both articles; None to find out for each."""
    view: str = "facing"
    """One of `VIEWS`."""
    plain: bool = False
    """Whether to be plain for a screen reader: no frames, marks as words."""
    link_map: bool = True
    """Whether curves between the panes join the passages that are linked."""
    link_map_characters: str = "auto"
    """One of `CHARACTERS`."""
    animate: bool = True
    """Whether a jump scrolls over a few frames instead of at once."""
    remember: bool = True
    """Whether the place, view and threshold of a pair are kept across runs."""
    sidecar: bool = False
    """Whether verdicts and notes are kept beside the articles instead of in the user's data folder."""
    measure: int = 80
    """The widest that text is set, in cells."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """Keys of commands that have others than they come with, joined by commas, as Textual names them."""
