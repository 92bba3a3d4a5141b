"""The table of export formats, from which the command line and the reader's export dialog are built.

A new format needs a row here, and a function in `writers`, which is imported when it is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.comparison import Comparison


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
    encoding: str = "utf-8"
    """Encoding of its files."""
    exact: bool = False
    """Whether standard output gets the same as a file: UTF-8, with the line ends of the format."""
    complete: bool = False
    """Whether its files also have weaker matches, so that a lower threshold can show them later."""
    contents: str | None = None
    """The contents of its files, if they are already written: only the reader can draw a picture."""

    def write(self, comparison: Comparison, min_score: float | None = None) -> str:
        """The comparison in this format.

        Args:
            comparison: what to write.
            min_score: also write matches below the threshold, down to this score, 0..1.
        """
        from diptych.export.writers import WRITERS

        return WRITERS[self.name](comparison, min_score)

    def file_text(self, comparison: Comparison, min_score: float | None = None) -> str:
        """The contents of a file in this format; a complete format has all matches by default."""
        if self.contents is not None:
            return self.contents
        return self.write(comparison, 0.0 if min_score is None and self.complete else min_score)

    def of_text(self, text: str) -> ExportFormat:
        """This format for a text that is already written, such as a picture."""
        return self._replace(contents=text)


_ALL = (
    ExportFormat("html", (".html", ".htm"), "a page to read and to click through, in one file", exact=True),
    ExportFormat(
        "markdown", (".md", ".markdown"), "a report for a wiki, an issue or a text editor", exact=True
    ),
    ExportFormat("text", (".txt",), "a report to read or to hear"),
    ExportFormat("csv", (".csv",), "a table for spreadsheets", "utf-8-sig", exact=True),
    ExportFormat("json", (".json",), "everything, for programs and for diptych open", complete=True),
    ExportFormat("svg", (".svg",), "a picture of the reader's screen"),
)

FORMATS: Mapping[str, ExportFormat] = {form.name: form for form in _ALL}
"""All formats by name, in the order of the export dialog."""

TEXT_FORMATS: Mapping[str, ExportFormat] = {form.name: form for form in _ALL if form.name != "svg"}
"""The formats that need no screen."""
