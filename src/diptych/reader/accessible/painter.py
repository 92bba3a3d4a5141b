"""Rows painted for a screen reader: no gutter, no marks; what a passage is stands before it in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from diptych.reader.accessible.rows import introduction
from diptych.reader.panes.row_painter import MARK_COMPONENTS, RowPainter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.model import Link
    from diptych.reader.panes.row_painter import Palette
    from diptych.reader.text.highlights import Layer
    from diptych.reader.text.rows import Row


class AccessiblePainter(RowPainter):
    """Paints rows that `lay_out_accessible` made."""

    gutter = 0
    centred = False

    def hidden(self, count: int) -> str:
        """What stands for passages that the filter hides."""
        return f"{count} passage{'' if count == 1 else 's'} not shown"

    def before_text(
        self, row: Row, passages: range, roles: tuple[Layer, ...], palette: Palette, link: Link | None
    ) -> Iterator[Segment]:
        """The introduction of the passage that begins in a row."""
        del roles, link  # plain rows are there for no link
        if not row.indent:
            return
        status = self.statuses[passages[0]] if passages else None
        component = MARK_COMPONENTS.get(status) if status is not None else None
        style = palette.component(component) if component else palette.base
        yield Segment(introduction(self.article, row.block, status), style)
