"""The screen as a picture: SVG that stands alone, with nothing to fetch and nothing that runs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from textual.app import App

    from diptych.reader.state.session import ReaderSession

WIDTH, HEIGHT = 140, 42
"""Cells of a picture that nobody gave a size: both articles at a comfortable measure."""

FONTS = "'DejaVu Sans Mono', Menlo, Consolas, 'Liberation Mono', monospace"
"""Fonts of the system; the first has all marks."""

_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")
_FONT_FAMILY = re.compile(r"font-family: Fira Code, monospace;")
_TEXT = re.compile(r'(<text [^>]*textLength=")([^"]*)("[^>]*>)([^<]*)(</text>)')
_CELL = 12.2
"""Width of a cell in the units of the picture, as Rich draws it."""

_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML cannot hold, escaped or not."""

_NO_NAME = re.compile(r"[^\w]+")
_LONGEST_NAME = 40
"""Code points of a title that go into the name of a file; a name may have 255 bytes."""

_MOST_NAMES = 10_000
"""Pictures of one title that a folder may hold."""


def take_picture(app: App[None], session: ReaderSession) -> str | None:
    """Write the present screen into the present folder; one sentence where that cannot be done."""
    try:
        path = save(picture_of(app), session.articles.left.title)
    except DiptychError as error:
        return str(error)
    session.note = f"picture written: {path}"
    return None


def picture_of(app: App[None], title: str = "diptych") -> str:
    """The present screen of a running app as SVG.

    Args:
        app: whose screen.
        title: what stands above it.
    """
    return stand_alone(app.export_screenshot(title=title))


def stand_alone(svg: str) -> str:
    """What Rich draws, without the fonts that it would fetch, and with wide letters given their room."""
    svg = _NO_XML.sub("\ufffd", svg)
    svg = _FONT_FAMILY.sub(f"font-family: {FONTS};", _FONT_FACE.sub("", svg))
    svg = _TEXT.sub(_at_its_width, svg)
    svg = "\n".join(line.rstrip() for line in svg.split("\n") if line.strip()) + "\n"
    # In ASCII no encoding on its way, such as that of an old locale, can do it harm.
    return svg.encode("ascii", "xmlcharrefreplace").decode()


def _at_its_width(match: re.Match[str]) -> str:
    """A text with the length of its cells; Rich gives it that of its code points."""
    before, _, between, content, after = match.groups()
    length = cell_len(unescape(content)) * _CELL
    return f"{before}{length:g}{between}{content}{after}"


def save(svg: str, title: str, folder: Path | None = None) -> Path:
    """Write a picture into a folder, the working directory by default; never over another file.

    Args:
        svg: the picture.
        title: of what it shows; a part of it becomes the file's name.
        folder: where to.

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
            except OSError:  # half a picture is none
                path.unlink(missing_ok=True)
                raise
            return path
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DiptychError(f"The picture could not be written: {reason}.") from error
    raise DiptychError(f"The picture could not be written: there are {_MOST_NAMES:,} of this title.")
