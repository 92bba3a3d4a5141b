"""A dialog that writes the comparison to a file: format, file name, errors."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.style import Style
from textual.widgets import Input, Static

from diptych.errors import DiptychError
from diptych.reader.export.targets import (
    folder_of,
    format_of,
    in_folder,
    renamed,
    shown_path,
    suggested_name,
)
from diptych.reader.terminal.keys import EXPORT_KEYS

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.worker import Worker

    from diptych.comparison import Comparison
    from diptych.reader.export.targets import Exports, ExportTarget


TITLE = "Write the comparison to a file"
KEYS = "↵ writes  ·  ↑ ↓ format  ·  Esc closes"
PLAIN = (
    f"{TITLE}. Format {{}}: {{}}, {{}}. Up and Down choose another, Enter writes, Escape closes.\nFile name:"
)
"""The dialog in words: the number of the format, its name, its purpose."""
NO_NAME = "Type a file name."
IS_FOLDER = "{} is a folder: add a file name."
WRITING = "Writing …"
EXISTS = "{} exists already: press Enter again to overwrite it."
BAD_NAME = "This is not a valid file name: {}."
INTERNAL_ERROR = "diptych could not write the file because of an internal error ({}: {})."
WRITTEN = "{} written: {}"


class FileInput(Input):
    """Input for the file name."""

    DEFAULT_CSS = """
    FileInput, FileInput:focus { padding: 0 1; background: $panel; }
    """

    def __init__(self, name: str) -> None:
        # With select_on_focus, letters typed before the focus came would be replaced by the next one.
        super().__init__(name, compact=True, select_on_focus=False)


class ExportDialog(ModalScreen[str | None]):
    """Asks for a format and a file name, then writes.  Results in a message; None if nothing was written."""

    BINDINGS: ClassVar[list[BindingType]] = [*EXPORT_KEYS.bindings]
    DEFAULT_CSS = """
    ExportDialog {
        align: center middle;
        & > VerticalScroll {
            width: 76;
            padding: 0 1;
            scrollbar-size-vertical: 1;
        }
        & Static { link-style: none; link-color: $foreground; }
        & #export-formats { margin-bottom: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        & #export-message { padding: 0 1; height: auto; min-height: 1; color: $text-warning; }
        &.-plain {
            align: left top;
            background: $background;
            & #export-formats { text-wrap: wrap; }
            & > VerticalScroll { width: 100%; padding: 0; }
        }
    }
    """

    def __init__(
        self,
        comparison: Comparison,
        exports: Exports,
        *,
        plain: bool = False,
        warning: str = "",
        folder: str = "",
        on_written: Callable[[str], None] = lambda _: None,
    ) -> None:
        """Start with the first format.

        Args:
            comparison: the comparison at the present threshold.
            exports: the formats, and what saves them.
            plain: whether to suit screen readers: no frame, the choice in words.
            warning: message to show first.
            folder: the folder that was written to last; "" for the working directory.
            on_written: called with the folder of the file that was written, as `folder` names it.
        """
        super().__init__(classes="-plain" if plain else "")
        self._comparison = comparison
        self._formats = exports.formats
        self._save = exports.save
        self._plain = plain
        self._warning = warning
        self._chosen = self._formats[0]
        self._list = Static(id="export-formats")
        name = suggested_name(comparison.articles) + self._chosen.endings[0]
        self._line = FileInput(in_folder(folder, name))
        self._on_written = on_written
        self._message = Static(id="export-message")
        self._confirmed = ""
        """Name of the file that the next Enter overwrites; empty if there is none."""
        self._writing = False

    def compose(self) -> ComposeResult:
        """Formats, file name, message."""
        with VerticalScroll(can_focus=False, classes="framed") as box:
            if not self._plain:
                box.border_title = TITLE
                box.border_subtitle = KEYS
            yield self._list
            yield self._line
            yield self._message

    def on_mount(self) -> None:
        """Focus the file name."""
        self._show()
        self._say(self._warning)
        self._line.focus()

    def insert_text_at_cursor(self, text: str) -> None:
        """Insert letters typed before the input had the focus."""
        self._line.insert_text_at_cursor(text)

    # Choosing

    def _show(self) -> None:
        if self._plain:
            at = f"{self._formats.index(self._chosen) + 1} of {len(self._formats)}"
            self._list.update(Content(PLAIN.format(at, self._chosen.name, self._chosen.about)))
            return
        rows = []
        for form in self._formats:
            chosen = form is self._chosen
            row = Content(f"{'▸' if chosen else ' '} {form.name:<9} {form.about}")
            click = Style.from_meta({"@click": f"screen.choose('{form.name}')"})
            rows.append(row.stylize("bold" if chosen else "").stylize(click))
        self._list.update(Content("\n").join(rows))

    def _choose(self, form: ExportTarget) -> None:
        if form is not self._chosen:
            self._chosen = form
            self._line.value = renamed(self._line.value, form, self._formats)
            self._line.cursor_position = len(self._line.value)
            self._show()

    def action_choose(self, name: str) -> None:
        """Choose a format by its name."""
        self._choose(next(form for form in self._formats if form.name == name))

    def action_choose_next(self, steps: int) -> None:
        """Choose the format some steps further, or back."""
        at = self._formats.index(self._chosen) + steps
        self._choose(self._formats[at % len(self._formats)])

    @on(Input.Changed)
    def _type(self, event: Input.Changed) -> None:
        """Choose the format of the ending that is typed."""
        event.stop()
        typed = format_of(event.value.strip(), self._formats)
        if typed is not None and typed is not self._chosen:
            self._chosen = typed
            self._show()
        if event.value.strip() != self._confirmed:
            self._confirmed = ""

    # Writing

    def _say(self, message: str) -> None:
        self._message.update(Content(message))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        if not self._writing:
            self._writing = True
            _: Worker[None] = self.run_worker(partial(self._write, event.value.strip()), exit_on_error=False)

    async def _write(self, name: str) -> None:
        try:
            message = await self._written(name)
        finally:
            self._writing = False
        if message is not None:
            self.dismiss(message)

    async def _written(self, name: str) -> str | None:
        """Write to a file of this name; None, with a message in the dialog, if that fails."""
        if not name:
            self._say(NO_NAME)
            return None
        form = self._chosen
        try:
            path = Path(name).expanduser()
            if path.is_dir():
                self._say(IS_FOLDER.format(name))
                return None
            self._say(WRITING)
            text = await asyncio.to_thread(form.file_text, self._comparison)
            overwrite = self._confirmed == name
            await asyncio.to_thread(self._save, text, path, form.encoding, overwrite=overwrite)
        except FileExistsError:
            self._confirmed = name
            self._say(EXISTS.format(shown_path(path)))
        except DiptychError as error:
            self._say(str(error))
        except (RuntimeError, ValueError, OSError) as error:  # no home folder, a NUL in the name
            self._say(BAD_NAME.format(error))
        except Exception as error:  # a fault here does not end the session
            self._say(INTERNAL_ERROR.format(type(error).__name__, error))
        else:
            self._on_written(folder_of(path))
            return WRITTEN.format(form.name, shown_path(path))
        return None

    def action_leave(self) -> None:
        """Close, unless a file is being written."""
        if not self._writing:
            self.dismiss(None)
