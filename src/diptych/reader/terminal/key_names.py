"""Names of keys as keyboards print them, and bindings with the keys of the config file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from textual.keys import format_key

from diptych.reader.terminal.keys import BINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from textual.binding import Binding

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
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "right_curly_bracket": "}",
    "f15": "Shift+F3",
}


def key_names(binding: Binding) -> str:
    """All keys of a binding, separated by blanks."""
    return " ".join(dict.fromkeys(map(key_name, binding.key.split(","))))


def first_key(binding: Binding) -> str:
    """The first key of a binding, as the key bar prints it."""
    return binding.key_display or key_name(binding.key.split(",")[0])


def first_keys(keymap: Mapping[str, str], bindings: Iterable[Binding] = BINDINGS) -> dict[str, str]:
    """The first key of each command, by id.

    Args:
        keymap: keys by binding id, where they replace those of the table.
        bindings: the commands.
    """
    return {binding.id: first_key(binding) for binding in remapped(bindings, keymap) if binding.id}


def key_name(key: str) -> str:
    """A key, as Textual names it, in the words of a keyboard."""
    *modifiers, last = key.split("+")
    named = _NAMES.get(last) or (last if len(last) == 1 else format_key(last))
    if len(named) > 1 and named[1:].isdigit():
        named = named.upper()  # F5
    return "+".join([*(_NAMES.get(modifier, modifier) for modifier in modifiers), named])


def remapped(bindings: Iterable[Binding], keymap: Mapping[str, str]) -> list[Binding]:
    """The bindings, with the keys that `keymap` has for their ids instead of those of the table."""
    changed = [(binding, keymap.get(binding.id or "")) for binding in bindings]
    return [replace(binding, key=keys, key_display=None) if keys else binding for binding, keys in changed]
