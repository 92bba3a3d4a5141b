"""The functions that write the text formats, by format; imported when one of them is used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.export.csv import to_csv
from diptych.export.html import to_html
from diptych.export.json import to_json
from diptych.export.markdown import to_markdown
from diptych.export.text import to_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.comparison import Comparison

WRITERS: Mapping[str, Callable[[Comparison, float | None], str]] = {
    "html": to_html,
    "markdown": to_markdown,
    "text": to_text,
    "csv": to_csv,
    "json": to_json,
}
"""Each writes a comparison with its matches down to a score, 0..1; None for its links only."""
