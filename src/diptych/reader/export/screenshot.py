"""Pictures of the screen: SVG that fetches nothing and runs nothing."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from diptych.errors import DiptychError
from diptych.reader.state.outcome import Outcome

if TYPE_CHECKING:
    from textual.app import App

WIDTH = 140
"""Default width of a picture, in cells: both articles at a comfortable measure."""

HEIGHT = 42
"""Default height of a picture, in rows."""

FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
"""System fonts; the first one has all marks."""

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FONT_FAMILY = re.compile(r"font-family: Fira Code, monospace;")
_TEXT = re.compile(r'(<text [^>]*textLength=")([^"]*)("[^>]*>)([^<]*)(</text>)')
_CELL = 12.2
"""Width of a cell in SVG units, as Rich draws it."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow, escaped or not."""

_NO_NAME = re.compile(r"[^\w]+")
_LONGEST_NAME = 40
"""Code points of a title used in a file name, which may have 255 bytes."""

_MOST_NAMES = 10_000
"""Maximum number of pictures of one title in a folder."""


def take_picture(app: App[None], title: str) -> Outcome:
    """Write a picture of the screen into the working directory.

    Args:
        app: the app.
        title: title of an article, for the file name.
    """
    try:
        return Outcome(f"picture written: {save(picture_of(app), title)}")
    except DiptychError as error:
        return Outcome(warning=str(error))


def picture_of(app: App[None], title: str = "diptych") -> str:
    """The screen of a running app as SVG.

    Args:
        app: the app.
        title: heading of the picture.
    """
    return stand_alone(app.export_screenshot(title=title))


def stand_alone(svg: str) -> str:
    """Rich's SVG without the fonts that it would fetch, and with the right width of wide letters."""
    svg = _NO_XML.sub("\ufffd", svg)
    svg = _FONT_FAMILY.sub(f"font-family: {FONTS};", _FONT_FACE.sub("", svg))
    svg = _TEXT.sub(_at_its_width, svg)
    svg = "\n".join(line.rstrip() for line in svg.split("\n") if line.strip()) + "\n"
    # ASCII survives every encoding, such as that of an old locale.
    return svg.encode("ascii", "xmlcharrefreplace").decode()


def _at_its_width(match: re.Match[str]) -> str:
    """A text element with the length of its cells; Rich uses the number of code points."""
    before, _, between, content, after = match.groups()
    length = cell_len(unescape(content)) * _CELL
    return f"{before}{length:g}{between}{content}{after}"


def save(svg: str, title: str, folder: Path | None = None) -> Path:
    """Write a picture to a new file; existing files stay.

    Args:
        svg: the picture.
        title: title of an article, for the file name.
        folder: folder of the file; the working directory when None.

    Returns:
        The new file.

    Raises:
        DiptychError: it cannot be written.
    """
    name = _NO_NAME.sub("-", title)[:_LONGEST_NAME].strip("-") or "picture"
    try:
        for number in range(1, _MOST_NAMES):
            path = (folder or Path()) / f"diptych-{name}{f'-{number}' if number > 1 else ''}.svg"
            try:
                file = path.open("x", encoding="utf-8")
            except FileExistsError:
                continue
            try:
                with file:
                    file.write(svg)
            except OSError:  # leave no incomplete picture
                path.unlink(missing_ok=True)
                raise
            return path
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiptychError(f"The picture could not be written: {reason}.") from error
    raise DiptychError(f"The picture could not be written: there are {_MOST_NAMES:,} of this title.")
