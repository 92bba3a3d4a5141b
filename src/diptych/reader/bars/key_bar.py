"""The last line: the keys that matter here and now, as many as there is room for."""

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
"""Shown however narrow the terminal is; they say how to find the others, and how to get out."""

USUAL = ("linked", "unique", "differs", "pane", "search", "filter", "view", "link-list", "stricter", "looser")
"""What may always be of use, the most useful first."""

OF_A_LINK = ("accept", "reject", "note")
"""What is there for a link that is shown, where there is room for more than the usual."""

BY_HAND = ("link-by-hand", "pane", "away")
"""Shown first while a link is made by hand."""

IN_SEARCH = {"linked": "Next hit", "previous-linked": "Previous hit", "away": "End search"}
"""What keys are called that do something else while a search is on, the most useful first."""

TWINS = {"accept": "reject", "reject": "accept", "stricter": "looser", "looser": "stricter"}
"""Keys of which one says little without the other."""

_GAP = 2
"""Cells between two keys."""


class KeyBar(Static):
    """Keys with their names; a click does what the key does."""

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
            bindings: those in force.
            wanted: the ids of those to begin with, the most useful first.
        """
        super().__init__()
        self._offered = {binding.id: binding for binding in bindings}
        self._wanted = wanted
        self._named: Mapping[str, str] = {}
        self._shown: tuple[Sequence[str], int] | None = None

    def show(self, session: ReaderSession) -> None:
        """Show what matters at the present point of a reading."""
        self._wanted = keys_that_matter(session)
        self._named = IN_SEARCH if session.searching else {}
        self._update()

    def on_resize(self) -> None:
        """Show as many as there is room for."""
        self._update()

    def _update(self) -> None:
        width = self.size.width - 2
        if self._shown == (self._wanted, width) or width <= 0:
            return
        self._shown = self._wanted, width
        offered = [self._offered[name] for name in self._wanted if name in self._offered]
        bindings = [
            replace(key, description=self._named.get(key.id or "", key.description)) for key in offered
        ]
        fitting = fit([(binding, cell_len(_said(binding))) for binding in bindings], width)
        parts = [_key(binding) for binding in fitting]
        self.update(Content(" " * _GAP).join(parts), layout=False)


def keys_that_matter(session: ReaderSession) -> Sequence[str]:
    """The ids of the bindings that are of use at a point of a reading, the most useful first."""
    names = dict.fromkeys(IN_SEARCH if session.searching else ())
    if session.hand is not None:
        names = dict.fromkeys(BY_HAND)
    if session.link is not None:
        names["counterpart"] = None
    review = OF_A_LINK if session.link is not None else ()
    return (*(names | dict.fromkeys([*USUAL, *review])), *ALWAYS)


def fit(bindings: Sequence[tuple[Binding, int]], width: int) -> list[Binding]:
    """As many bindings as fit into a line, in their order, twins both or not at all; those always there last.

    Args:
        bindings: with the cells that each takes, the most useful first.
        width: of the line, in cells.
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
    return [binding for binding in chosen if TWINS.get(binding.id or "", binding.id) in named]


def _said(binding: Binding) -> str:
    return f"{first_key(binding)} {binding.description}"


def _key(binding: Binding) -> Content:
    action = Style.from_meta({"@click": f"screen.{binding.action}"})
    key = (first_key(binding), "bold $footer-key-foreground")
    return Content.assemble(key, f" {binding.description}").stylize(action)
