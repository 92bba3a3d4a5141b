"""Paints rows for a screen reader: without gutter and marks, with the status of a passage in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment

from diptych.comparison_wording import counted
from diptych.reader.accessible.rows import status_prefix
from diptych.reader.panes.row_painter import MARK_COMPONENTS, RowPainter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.model import Link
    from diptych.reader.panes.row_painter import Palette
    from diptych.reader.text.highlights import Layer
    from diptych.reader.text.rows import Row


class AccessiblePainter(RowPainter):
    """Paints the rows of `lay_out_accessible`."""

    gutter = 0
    centred = False

    def hidden(self, count: int) -> str:
        """The text in place of passages that the filter hides."""
        return f"{counted(count, 'passage')} not shown"

    def before_text(
        self, row: Row, passages: range, roles: tuple[Layer, ...], palette: Palette, link: Link | None
    ) -> Iterator[Segment]:
        """The status prefix of the passage that begins in a row."""
        del roles, link  # rows for a screen reader do not depend on the link shown
        if not row.indent:
            return
        status = self.statuses[passages[0]] if passages else None
        component = MARK_COMPONENTS.get(status) if status is not None else None
        style = palette.component(component) if component else palette.base
        yield Segment(status_prefix(self.article, row.block, status), style)
