"""Custom keys for commands: the spelling of keys, and a check that no two commands share a key.

The name of a command may begin with its screen, as in "help.close".  Two commands of the same screen cannot
share a key; commands of different screens can.
"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NAMED = frozenset(
    {
        "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete",
        "enter", "escape", "tab", "space", "backspace", *(f"f{number}" for number in range(1, 25)),
    }
)  # fmt: skip
_ALIASES = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup",
    "page_up": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "page_down": "pagedown",
    "control": "ctrl", "option": "alt", "cmd": "super",
}  # fmt: skip
_SHORT_NAMES = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""Textual's names for some characters, by the names that Unicode gives them."""
_UNICODE_NAMES = {short: name for name, short in _SHORT_NAMES.items()}
_SAME_KEY = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""Keys that a terminal sends as another key."""
_RESERVED = {"ctrl+q": "quits", "ctrl+c": "copies or quits", "ctrl+p": "shows all commands"}
"""Keys that the app handles before any screen, and what they do."""


class Command(NamedTuple):
    """An action that has keys."""

    name: str
    """Its name in the config file, such as "next-linked"."""
    keys: tuple[str, ...]
    """Its default keys."""
    about: str
    """What it does, in one sentence."""
    typing: frozenset[str] = frozenset()
    """Keys that edit the text input in which the command works, besides printable characters."""

    @property
    def screen(self) -> str:
        """Its screen; "" for the reader's main screen."""
        return self.name.rpartition(".")[0]


class KeysError(DiptychError):
    """Some keys are invalid; holds all the mistakes, and the other keys."""

    def __init__(self, mistakes: Mapping[str, str], valid: Mapping[str, str] | None = None) -> None:
        super().__init__(*mistakes.values())
        self.mistakes = mistakes
        """A sentence for each command whose line has a mistake; the key "" stands for the table itself."""
        self.valid = dict(valid or {})
        """The keys of the other commands, as `remapped` returns them."""


def key_named(spelling: str) -> str | None:
    """Textual's name for a key; None if there is no such key.

    Args:
        spelling: a character ("?") or a name ("question_mark"), after any modifiers and "+".
    """
    spelling = spelling.strip()
    if spelling == "+" or spelling.endswith("++"):
        modifiers, key = spelling[:-1].split("+")[:-1], "+"
    else:
        *modifiers, key = spelling.split("+")
    modifiers = [_ALIASES.get(modifier.lower(), modifier.lower()) for modifier in modifiers]
    name = _base(key)
    if name is None or not set(modifiers) <= set(_MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return None
    if "ctrl" in modifiers:  # a terminal sends the same for both cases
        name = name.lower() if len(name.lower()) == len(name) else name
    elif "shift" in modifiers and len(name) == len(name.upper()) == 1 and name.upper() != name:
        modifiers.remove("shift")
        name = name.upper()
    full = "+".join([*sorted(modifiers), name])
    return _SAME_KEY.get(full, full)


def _base(key: str) -> str | None:
    """The name of a key without modifiers; None if there is no such key."""
    if len(key) == 1:
        if key.isalnum():
            return key
        if key == " ":
            return "space"
        name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
        return _SHORT_NAMES.get(name, name) if _character(name) == key and key.isprintable() else None
    key = _ALIASES.get(key.lower(), key.lower())
    if key in _NAMED or key in _UNICODE_NAMES:
        return key
    character = _character(key)
    return _base(character) if len(character) == 1 else None


def _character(name: str) -> str:
    """The character with a Unicode name, written with underscores; "" if there is none."""
    for spelled in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return unicodedata.lookup(spelled)
        except KeyError:
            continue
    return ""


def remapped(
    table: Mapping[str, Sequence[str]], commands: Sequence[Command], wrong: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Check the custom keys of commands.

    Args:
        table: keys as the file spells them, by the names of commands.
        commands: all commands.
        wrong: mistakes found earlier, by the names of commands that are not in `table`.

    Returns:
        Textual's names of the keys, joined by commas, by the names of commands.

    Raises:
        KeysError: a command or key is unknown, a key belongs to another command or is reserved.
    """
    known = {command.name: command for command in commands}
    wanted: dict[str, tuple[str, ...]] = {}
    mistakes = dict(wrong or {})
    for name, spellings in table.items():
        try:
            wanted[name] = _wanted(name, spellings, known)
        except KeysError as error:
            mistakes.update(error.mistakes)
    owners: dict[tuple[str, str], str] = {}
    # Commands with custom keys come last, so that a conflict is reported on a line of the file.
    for command in sorted(commands, key=lambda command: command.name in wanted):
        name = command.name
        if name in mistakes:  # its keys are not known
            continue
        for key in wanted.get(name, command.keys):
            owner = owners.setdefault((command.screen, key), name)
            if owner != name and name not in mistakes:
                mistakes[name] = _conflict(key, known[owner], name, wanted)
    valid = {name: ",".join(keys) for name, keys in wanted.items() if name not in mistakes}
    if mistakes:
        raise KeysError(mistakes, valid)
    return valid


def _wanted(name: str, spellings: Sequence[str], known: Mapping[str, Command]) -> tuple[str, ...]:
    """The custom keys of one command."""
    if name not in known:
        raise KeysError({name: f"there is no command “{name}”{_suggestion(name, known)}"})
    if not spellings:
        sentence = f"“{name}” would be left without a key; name one, or remove the line"
        raise KeysError({name: sentence})
    return tuple(dict.fromkeys(_checked(known[name], spelling) for spelling in spellings))


def _checked(command: Command, spelling: str) -> str:
    name, key = command.name, key_named(spelling)
    if key is None:
        *modifiers, last = spelling.strip().split("+")
        if last and _base(last) is not None:
            instead = "; before “+” there can be ctrl, shift, alt or super"
        else:
            known = [*_ALIASES, *sorted(_NAMED), *_UNICODE_NAMES]
            instead = _suggestion(last, known, before="+".join([*modifiers, ""]))
        raise KeysError({name: f"there is no key “{spelling}” for “{name}”{instead}"})
    if key in _RESERVED:
        sentence = f"“{key}” {_RESERVED[key]} and never reaches “{name}”; choose another key"
        raise KeysError({name: sentence})
    prints = "+" not in key and (key not in _NAMED or key == "space")
    if command.typing and key not in command.keys and (prints or key in command.typing):
        sentence = f"“{key}” edits the text where “{name}” works; choose a key such as escape or ctrl+g"
        raise KeysError({name: sentence})
    return key


def _suggestion(name: str, known: Iterable[str], *, before: str = "") -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f"; did you mean “{before}{close[0]}”?" if close else "; diptych config lists them all"


def _conflict(key: str, owner: Command, name: str, wanted: Mapping[str, tuple[str, ...]]) -> str:
    left = [other for other in wanted.get(owner.name, owner.keys) if other != key]
    remedy = f'as in {quoted(owner.name)} = "{",".join(left)}"' if left else f"or remove it from “{name}”"
    return f"“{key}” is a key of both “{owner.name}” and “{name}”; give “{owner.name}” other keys, {remedy}"


def quoted(name: str) -> str:
    """The name of a command as a TOML key."""
    return f'"{name}"' if "." in name else name
