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

ALWAYS = ("help", "quit", "folder.back", "folder.quit")
"""Commands shown at any width: how to find the others, and how to quit."""

USUAL = ("linked", "unique", "differs", "search", "link-list", "pane", "filter", "view", "stricter", "looser")
"""Commands of general use, the most useful first."""

OF_A_LINK = ("accept", "reject")
"""Commands for the link shown, after those of general use."""

BY_HAND = {"counterpart": "Link these", "away": "Cancel the link", "pane": "Other pane"}
"""Commands shown first while the user links by hand, with their names: at a passage of the other article."""

BEGUN = {"pane": "Other pane", "away": "Cancel the link", "link-by-hand": "Link from here"}
"""The same at a passage of the article in which the link begins."""

OF_A_DIFFERENCE = ("accept-difference", "reject-difference")
"""Commands for what differs in the link shown, after those for the link."""

THRESHOLD = ("stricter", "looser")
"""Commands that those for the link shown come before."""

AT_UNIQUE = {"counterpart": "Nearest"}
"""Commands shown first at a passage without a counterpart that something comes near, with their names."""

IN_LISTED = {"quit": "Folder"}
"""Names of commands in a pair that was opened from the list of a folder."""
IN_STORY = ("next-account", "coverage")
"""Commands for the other accounts of a story, after the lists."""
SELDOM = ("ask", "voice")
"""Commands for which there is room in a wide terminal only."""


IN_SEARCH = {"linked": "Next hit", "previous-linked": "Previous hit", "away": "End search"}
"""Commands shown first during a search, the most useful first, with their names during a search."""

_PARTNERS = (
    ("accept", "reject"),
    ("accept-difference", "reject-difference"),
    ("list.accept", "list.reject"),
    ("stricter", "looser"),
)
PARTNERS = {one: other for pair in _PARTNERS for one, other in (pair, pair[::-1])}
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
        self._shown: tuple[Sequence[str], Mapping[str, str], int] | None = None

    def show(self, session: ReaderSession, *, listed: bool, in_story: bool = False) -> None:
        """Show the commands that are useful in the current state.

        Args:
            session: the state.
            listed: whether the pair was opened from the list of a folder.
            in_story: whether both articles are accounts of one of its stories.
        """
        named = {**_names(session), **(IN_LISTED if listed else {})}
        wanted = [*keys_that_matter(session)]
        if in_story:
            after = wanted.index("link-list") + 1
            wanted[after:after] = IN_STORY
        self.show_commands(wanted, named)

    def show_commands(self, wanted: Sequence[str], named: Mapping[str, str]) -> None:
        """Show commands.

        Args:
            wanted: their ids, the most useful first.
            named: other names than their own, by id.
        """
        self._wanted, self._named = wanted, named
        self._update()

    def on_resize(self) -> None:
        """Show as many commands as fit."""
        self._update()

    def _update(self) -> None:
        width = self.content_size.width
        shown = self._wanted, self._named, width
        if self._shown == shown or width <= 0:
            return
        self._shown = shown
        bindings = [self._bindings_by_id[name] for name in self._wanted if name in self._bindings_by_id]
        named = [replace(key, description=self._named.get(key.id or "", key.description)) for key in bindings]
        widths = [cell_len(f"{first_key(binding)} {binding.description}") for binding in named]
        fitting = fit(list(zip(named, widths, strict=True)), width)
        self.update(Content(" " * _GAP).join(map(_key, fitting)), layout=False)


def keys_that_matter(session: ReaderSession) -> Sequence[str]:
    """Ids of the commands that are useful in the current state, the most useful first."""
    names = dict.fromkeys(_names(session))
    usual, link, alignment = [*USUAL], session.link, session.alignment
    if link is not None and alignment is not None:
        names["counterpart"] = None
        differs = link.differences or alignment.may_differ(link)
        judging = (*OF_A_LINK, *(OF_A_DIFFERENCE if differs else ()))
        usual = [name for name in USUAL if name not in THRESHOLD] + [*judging, *THRESHOLD, "note"]
    return (*(names | dict.fromkeys([*usual, *SELDOM])), *ALWAYS)


def _is_in_search(session: ReaderSession) -> bool:
    return bool(session.hits) and not session.hits.is_typed


def _names(session: ReaderSession) -> Mapping[str, str]:
    """Names of the commands that come first in the current state, by id."""
    search = IN_SEARCH if _is_in_search(session) else {}
    if session.hand is None:
        near = session.link is None and bool(session.nearest)
        return {**search, **(AT_UNIQUE if near else {})}
    names = dict(BEGUN if session.hand.side is session.active else BY_HAND)
    if session.place == session.hand:
        del names["link-by-hand"]
    return {**names, "away": search.get("away", names["away"])}


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
