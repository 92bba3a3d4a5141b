"""The last line: the most useful keys in the current state, as many as fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style
from textual.widgets import Static

from diptych.reader.terminal.key_names import first_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from textual.binding import Binding

    from diptych.reader.state.session import ReaderSession

ALWAYS = ("help", "quit")
"""Commands shown at any width: how to find the others, and how to quit."""

USUAL = ("linked", "unique", "differs", "search", "link-list", "pane", "filter", "view", "stricter", "looser")
"""Commands of general use, the most useful first."""

OF_A_LINK = ("accept", "reject", "note")
"""Commands for the link shown, after those of general use."""

SELDOM = ("ask", "voice")
"""Commands for which there is room in a wide terminal only."""

BY_HAND = ("link-by-hand", "pane", "away")
"""Commands shown first while the user links by hand."""

IN_SEARCH = {"linked": "Next hit", "previous-linked": "Previous hit", "away": "End search"}
"""Commands shown first during a search, the most useful first, with their names during a search."""

PARTNERS = {"accept": "reject", "reject": "accept", "stricter": "looser", "looser": "stricter"}
"""Commands that are only shown together."""

_GAP = 2
"""Cells between two keys."""


class KeyBar(Static):
    """Keys with the names of their commands; a click runs the command."""

    DEFAULT_CSS = """
    KeyBar {
        height: 1;
        padding: 0 1;
        text-wrap: nowrap;
        background: $footer-background;
        color: $footer-foreground;
        link-style: none;
        link-color: $footer-foreground;
        link-background-hover: $primary-muted;
        link-color-hover: $foreground;
        link-style-hover: none;
    }
    """

    def __init__(self, bindings: Iterable[Binding], wanted: Sequence[str] = USUAL) -> None:
        """A line of keys.

        Args:
            bindings: all commands with their current keys.
            wanted: ids of the commands to show at first, the most useful first.
        """
        super().__init__()
        self._bindings_by_id = {binding.id: binding for binding in bindings}
        self._wanted = wanted
        self._named: Mapping[str, str] = {}
        self._shown: tuple[Sequence[str], int] | None = None

    def show(self, session: ReaderSession) -> None:
        """Show the commands that are useful in the current state."""
        self._wanted = keys_that_matter(session)
        self._named = IN_SEARCH if session.hits else {}
        self._update()

    def on_resize(self) -> None:
        """Show as many commands as fit."""
        self._update()

    def _update(self) -> None:
        width = self.content_size.width
        if self._shown == (self._wanted, width) or width <= 0:
            return
        self._shown = self._wanted, width
        bindings = [self._bindings_by_id[name] for name in self._wanted if name in self._bindings_by_id]
        named = [replace(key, description=self._named.get(key.id or "", key.description)) for key in bindings]
        widths = [cell_len(f"{first_key(binding)} {binding.description}") for binding in named]
        fitting = fit(list(zip(named, widths, strict=True)), width)
        self.update(Content(" " * _GAP).join(map(_key, fitting)), layout=False)


def keys_that_matter(session: ReaderSession) -> Sequence[str]:
    """Ids of the commands that are useful in the current state, the most useful first."""
    names = dict.fromkeys(IN_SEARCH if session.hits else ())
    if session.hand is not None:
        names = dict.fromkeys(BY_HAND)
    if session.link is not None:
        names["counterpart"] = None
    review = OF_A_LINK if session.link is not None else ()
    return (*(names | dict.fromkeys([*USUAL, *review, *SELDOM])), *ALWAYS)


def fit(bindings: Sequence[tuple[Binding, int]], width: int) -> list[Binding]:
    """As many bindings as fit into a line, in their order; partners both or not at all.

    Args:
        bindings: each with its width in cells, the most useful first.
        width: cells of the line.
    """
    room = width + _GAP - sum(_GAP + cells for binding, cells in bindings if binding.id in ALWAYS)
    chosen = []
    for binding, cells in bindings:
        if binding.id in ALWAYS:
            chosen.append(binding)
        elif cells + _GAP <= room:
            room -= cells + _GAP
            chosen.append(binding)
        else:
            room = 0
    named = {binding.id for binding in chosen}
    return [binding for binding in chosen if PARTNERS.get(binding.id or "", binding.id) in named]


def _key(binding: Binding) -> Content:
    action = Style.from_meta({"@click": f"screen.{binding.action}"})
    key = (first_key(binding), "bold $footer-key-foreground")
    return Content.assemble(key, f" {binding.description}").stylize(action)
