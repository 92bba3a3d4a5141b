"""Every key of the reader: what the footer, the help screen and the command palette show comes from here."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding
from textual.keys import format_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class KeyGroup(NamedTuple):
    """Keys that belong together on the help screen."""

    title: str
    bindings: tuple[Binding, ...]


def _key(keys: str, action: str, description: str, tooltip: str, *, display: str | None = None) -> Binding:
    """One key; the name that a keymap calls it by is its description, as "next-linked"."""
    name = description.lower().replace(" ", "-")
    return Binding(keys, action, description, key_display=display, tooltip=tooltip, id=name)


def _list_key(keys: str, action: str, description: str, tooltip: str, display: str | None = None) -> Binding:
    """One key of the lists; the line of keys has those with a `display`."""
    name = f"list.{description.lower().replace(' ', '-')}"
    return Binding(
        keys,
        action,
        description,
        key_display=display,
        tooltip=tooltip,
        id=name,
    )


KEYS: tuple[KeyGroup, ...] = (
    KeyGroup(
        "Find the counterpart",
        (
            _key(
                "enter",
                "to_counterpart",
                "Counterpart",
                "Jump to the counterpart; again: to the next one, then back",
                display="↵",
            ),
            *(
                _key(
                    str(number),
                    f"counterpart({number})",
                    f"Counterpart {number}",
                    f"Jump to counterpart {number}",
                )
                for number in range(1, 10)
            ),
            _key(
                "backspace,alt+left",
                "back",
                "Back",
                "Go back to where the last jump came from",
            ),
            _key("alt+right", "forward", "Forward", "Undo going back"),
        ),
    ),
    KeyGroup(
        "Step through",
        (
            _key(
                "n",
                "next_in('linked', 1)",
                "Linked",
                "Next passage that the other article has too; in a search, the next hit",
            ),
            _key(
                "N",
                "next_in('linked', -1)",
                "Previous linked",
                "Previous passage that the other article has too; in a search, the previous hit",
            ),
            _key("u", "next_in('unique', 1)", "Unique", "Next passage that only this article has"),
            _key(
                "U", "next_in('unique', -1)", "Previous unique", "Previous passage that only this article has"
            ),
            _key(
                "d",
                "next_in('differs', 1)",
                "Differs",
                "Next passage where the two articles disagree",
            ),
            _key(
                "D",
                "next_in('differs', -1)",
                "Previous differs",
                "Previous passage where the two articles disagree",
            ),
        ),
    ),
    KeyGroup(
        "Move",
        (
            _key("down,j", "step(1)", "Next passage", "Next passage"),
            _key("up,k", "step(-1)", "Previous passage", "Previous passage"),
            _key("right_curly_bracket", "step_block(1)", "Next paragraph", "Next paragraph"),
            _key(
                "left_curly_bracket",
                "step_block(-1)",
                "Previous paragraph",
                "Previous paragraph",
            ),
            _key("pagedown,space,ctrl+f", "page(1)", "Page down", "One page on"),
            _key("pageup,b,ctrl+b", "page(-1)", "Page up", "One page back"),
            _key("ctrl+d", "page(0.5)", "Half a page down", "Half a page on"),
            _key("ctrl+u", "page(-0.5)", "Half a page up", "Half a page back"),
            _key("g,home", "end(False)", "Beginning", "The first passage"),
            _key("G,end", "end(True)", "End", "The last passage"),
            _key(
                "tab,left,right,h,l",
                "switch",
                "Pane",
                "Go to the other pane, without moving it",
                display="Tab",
            ),
        ),
    ),
    KeyGroup(
        "Search",
        (
            _key(
                "slash",
                "search",
                "Search",
                "Search both articles, exact first, then near",
                display="/",
            ),
            _key("f3", "next_hit(1)", "Next hit", "Next place that the search found"),
            _key(
                "shift+f3",
                "next_hit(-1)",
                "Previous hit",
                "Previous place that the search found",
            ),
            _key("escape", "escape", "Away", "Put the selection away, end the search, stop computing links"),
            _key("r", "resume", "Resume", "Take up again the computing of links that was stopped"),
        ),
    ),
    KeyGroup(
        "Judge",
        (
            _key("a", "accept", "Accept", "Accept the link shown; again: take that back"),
            _key("x", "reject", "Reject", "Reject the link shown; again: take that back"),
            _key(
                "L",
                "link_by_hand",
                "Link by hand",
                "Link this passage with the one of the other article where you press it again",
            ),
            _key("i", "note", "Note", "Write a note on the link shown, or on a passage without one"),
            _key(
                "I",
                "note(True)",
                "Note on passage",
                "Write a note on the passage, linked or not",
            ),
            _key("J", "list('JUDGED')", "Judged list", "List of what you judged, and what no longer fits"),
            _key("z", "undo", "Undo", "Take back your last verdict or note"),
            _key("Z", "redo", "Redo", "Give it again"),
        ),
    ),
    KeyGroup(
        "Take away",
        (
            _key("y", "copy", "Copy", "Copy the passage, or what is selected; again: the pair"),
            _key("Y", "copy_pair", "Copy pair", "Copy both passages, with titles, score and what differs"),
            _key(
                "w",
                "app.export",
                "Export",
                "Write the comparison into a file: HTML, Markdown, text, CSV, JSON, a picture",
            ),
            _key("p", "picture", "Picture", "Write this screen as a picture (SVG) into the present folder"),
        ),
    ),
    KeyGroup(
        "Other articles",
        (
            _key("O,ctrl+o", "app.open", "Open", "Open another pair: files, addresses, the clipboard"),
            _key("F", "app.folder", "Folder", "The articles of a folder: which two cover the same event?"),
            _key("f5,ctrl+r", "app.reload", "Reload", "Read both articles again; the place is kept"),
        ),
    ),
    KeyGroup(
        "diptych",
        (
            _key(
                "question_mark",
                "help",
                "Help",
                "What the marks mean and what the keys do",
                display="?",
            ),
            _key("q", "quit", "Quit", "Leave at once"),
            _key("ctrl+z", "app.suspend_process", "Suspend", "Back to the shell for a while (fg returns)"),
        ),
    ),
    KeyGroup(
        "What is shown",
        (
            _key(
                "plus,equals_sign",
                "shift_threshold(1)",
                "Stricter",
                "Raise the threshold: fewer, surer links",
                display="+",
            ),
            _key(
                "minus",
                "shift_threshold(-1)",
                "Looser",
                "Lower the threshold: more, weaker links",
                display="-",
            ),
            _key("f", "cycle_selection", "Filter", "Show all, linked, unique or differing passages"),
            _key("v", "cycle_view", "View", "Facing pages, synopsis, single column"),
            _key("V", "turn_order", "Order", "Let the synopsis follow the order of the other article"),
            _key("m", "link_map", "Link map", "Show or hide the curves between linked passages"),
            _key("s", "hold", "Hold", "Hold the other pane, then free both, then keep them level again"),
            _key("e", "evidence", "Evidence", "Show or hide the evidence panel"),
            _key("o", "list('LINKS')", "Link list", "List of links, filtered as you type"),
        ),
    ),
)
"""The groups in the order of the help screen."""

LIST_COMMANDS = (
    ("List of differences", "Both readings, both places", "list('DIFFERS')"),
    ("What the other leaves out", "Unique passages, the longest runs first", "list('UNIQUE')"),
)
"""Lists that have no key of their own, as Tab leads to them: name, explanation, action."""

LIST_KEYS = KeyGroup(
    "In the lists (letters filter)",
    (
        _list_key("enter", "go", "Go there", "Go to what is under the cursor", "↵"),
        _list_key("escape", "leave", "Close", "Clear the filter; then go back to reading", "Esc"),
        _list_key(
            "tab", "next_list(1)", "Next list", "Links, what differs, what only one article has", "Tab"
        ),
        _list_key("shift+tab", "next_list(-1)", "Previous list", "The list before"),
        _list_key("ctrl+o,f2", "sort_by_next", "Order", "Sort by place, score, grade or length", "^O"),
        _list_key("ctrl+y", "copy_entry", "Copy", "Copy what is under the cursor", "^Y"),
        _list_key("ctrl+l", "copy_list", "Copy list", "Copy the whole list as it is filtered", "^L"),
        _list_key("f6", "judge('accept')", "Accept", "Accept the link; again: take that back", "F6"),
        _list_key("f7", "judge('reject')", "Reject", "Reject it, or take back what no longer fits", "F7"),
        _list_key("f8", "judge('undo')", "Undo", "Take back your last verdict or note"),
        _list_key("ctrl+r", "turn_round", "Turn round", "Turn the order round", "^R"),
        _list_key("down,ctrl+n", "step(1)", "Down", "The next in the list"),
        _list_key("up", "step(-1)", "Up", "The one before"),
        _list_key("pagedown", "page(1)", "Page down", "One page on"),
        _list_key("pageup", "page(-1)", "Page up", "One page back"),
        _list_key("home", "end(False)", "First", "The first in the list"),
        _list_key("end", "end(True)", "Last", "The last in the list"),
    ),
)
"""What works in the lists, where every letter goes to the filter."""

BINDINGS = tuple(binding for group in KEYS for binding in group.bindings)
"""All of them."""

COPY_SELECTED = Binding("ctrl+c", "copy_selected", "Copy what the mouse has selected", show=False)
"""Without a name, for no config file can give Ctrl+C away: terminals and hands know it."""

_NAMES = {
    "enter": "Enter",
    "backspace": "Backspace",
    "escape": "Esc",
    "tab": "Tab",
    "space": "Space",
    "home": "Home",
    "end": "End",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "alt": "Alt",
    "ctrl": "Ctrl",
    "shift": "Shift",
    "slash": "/",
    "plus": "+",
    "minus": "-",
    "equals_sign": "=",
    "question_mark": "?",
    "left_curly_bracket": "{",
    "right_curly_bracket": "}",
}


def key_names(binding: Binding) -> str:
    """The keys of a binding as they are printed on a keyboard."""
    return " ".join(map(_key_name, binding.key.split(",")))


def first_key(binding: Binding) -> str:
    """The first of the keys of a binding, as the footer has it."""
    return binding.key_display or _key_name(binding.key.split(",")[0])


def first_keys(keymap: Mapping[str, str], bindings: Iterable[Binding] = BINDINGS) -> dict[str, str]:
    """The first key of each command, of the reader or of another screen, by its id, as a keyboard has it."""
    return {binding.id: first_key(binding) for binding in remapped(bindings, keymap) if binding.id}


def _key_name(key: str) -> str:
    *modifiers, last = key.split("+")
    named = _NAMES.get(last) or (last if len(last) == 1 else format_key(last))
    if len(named) > 1 and named[1:].isdigit():
        named = named.upper()  # F5
    return "+".join([*(_NAMES.get(modifier, modifier) for modifier in modifiers), named])


def remapped(bindings: Iterable[Binding], keymap: Mapping[str, str]) -> list[Binding]:
    """The bindings with the keys that a keymap gives them, by their ids, instead of their own."""
    changed = [(binding, keymap.get(binding.id or "")) for binding in bindings]
    return [replace(binding, key=keys, key_display=None) if keys else binding for binding, keys in changed]
