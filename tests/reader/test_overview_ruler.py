"""The ruler as it is painted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.highlights import Standing
from diptych.reader.ruler_layout import RulerMark, RulerScale
from diptych.sides import Side

if TYPE_CHECKING:
    from opened import Opener


async def test_what_looks_alike_is_painted_once(open_reader: Opener) -> None:
    """Marks lead to other rows after each change of the threshold; what is kept must not grow with them."""
    async with open_reader() as reader:
        ruler = reader.ruler(Side.LEFT)
        ruler.show(RulerScale(400, 36), [RulerMark(Standing.DIFFERS, row=10 * row) for row in range(36)])
        assert ruler.render_line(34) is ruler.render_line(35)
        assert ruler.render_line(35).text.startswith("≠")
