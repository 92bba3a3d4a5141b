"""The table of export formats, from which the command line and the reader's export dialog are built.

A new format is one more row, with a function that imports its writer when it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from diptych.comparison import Comparison


class Writer(Protocol):
    """A function that writes a comparison in one format."""

    def __call__(self, comparison: Comparison, *, min_score: float | None = None) -> str:
        """The comparison, with matches below the threshold down to `min_score` (0..1)."""
        ...


class ExportFormat(NamedTuple):
    """One format.

    The exit status of `compare` and `export` does not depend on it: it says whether there are links.
    """

    name: str
    """Its name on the command line."""
    endings: tuple[str, ...]
    """Endings of its files; the first is the usual one."""
    about: str
    """What it is for, to be read after "is"."""
    writer: Callable[[], Writer] | None
    """Imports the function that writes it; None for a picture, which only the reader can draw."""
    encoding: str = "utf-8"
    """Encoding of its files."""
    exact: bool = False
    """Whether standard output gets it as it is in a file: in UTF-8 and with its own line ends."""
    complete: bool = False
    """Whether its files hold weaker matches too, so that a lower threshold can show them later."""

    def write(self, comparison: Comparison, min_score: float | None = None) -> str:
        """The comparison in this format.

        Args:
            comparison: what to write.
            min_score: also write matches below the threshold, down to this score.
        """
        assert self.writer is not None  # noqa: S101 - `TEXT_FORMATS` has only formats with a writer
        return self.writer()(comparison, min_score=min_score)

    def file_text(self, comparison: Comparison, min_score: float | None = None) -> str:
        """The contents of a file in this format; a complete format has all matches by default."""
        return self.write(comparison, 0.0 if min_score is None and self.complete else min_score)

    def of_text(self, text: str) -> ExportFormat:
        """This format for a text that is already written, such as a picture."""
        return self._replace(writer=lambda: lambda comparison, *, min_score=None: text)  # noqa: ARG005


def _html() -> Writer:
    from diptych.export.html import to_html

    return to_html


def _markdown() -> Writer:
    from diptych.export.markdown import to_markdown

    return to_markdown


def _text() -> Writer:
    from diptych.export.text import to_text

    return to_text


def _csv() -> Writer:
    from diptych.export.csv import to_csv

    return to_csv


def _json() -> Writer:
    from diptych.export.json import to_json

    return to_json


_ALL = (
    ExportFormat(
        "html", (".html", ".htm"), "a page to read and to click through, in one file", _html, exact=True
    ),
    ExportFormat(
        "markdown", (".md", ".markdown"), "a report for a forge or an editor", _markdown, exact=True
    ),
    ExportFormat("text", (".txt",), "a report to read or to hear", _text),
    ExportFormat("csv", (".csv",), "a table for spreadsheets", _csv, "utf-8-sig", exact=True),
    ExportFormat("json", (".json",), "everything, for programs and for diptych open", _json, complete=True),
    ExportFormat("svg", (".svg",), "a picture of the reader's screen", None),
)

FORMATS: Mapping[str, ExportFormat] = {form.name: form for form in _ALL}
"""All formats by name, in the order of the export dialog."""

TEXT_FORMATS: Mapping[str, ExportFormat] = {form.name: form for form in _ALL if form.writer is not None}
"""The formats that need no screen."""
