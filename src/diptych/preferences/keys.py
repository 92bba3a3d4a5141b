"""Other keys for commands: how keys are spelled, and what would leave a command without one.

A command's name may begin with the screen that it belongs to, as "help.close"; two commands of one screen
may not share a key, those of different screens may.
"""

from __future__ import annotations

import unicodedata
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MODIFIERS = ("alt", "ctrl", "hyper", "meta", "shift", "super")
_NAMED = frozenset(
    {
        "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete",
        "enter", "escape", "tab", "space", "backspace", *(f"f{number}" for number in range(1, 25)),
    }
)  # fmt: skip
_OTHER_SPELLINGS = {
    "esc": "escape", "return": "enter", "del": "delete", "ins": "insert", "pgup": "pageup",
    "page_up": "pageup", "pgdn": "pagedown", "pgdown": "pagedown", "page_down": "pagedown",
    "control": "ctrl", "option": "alt", "cmd": "super",
}  # fmt: skip
_SIGNS = {
    "solidus": "slash", "reverse_solidus": "backslash", "commercial_at": "at", "hyphen_minus": "minus",
    "plus_sign": "plus", "low_line": "underscore",
}  # fmt: skip
"""What Textual calls signs whose names in Unicode nobody knows."""
_SIGN_NAMES = {short: name for name, short in _SIGNS.items()}
_SAME_KEY = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
"""What a terminal cannot tell apart."""
_TAKEN = {"ctrl+q": "leaves", "ctrl+c": "is for leaving and copying", "ctrl+p": "shows all commands"}
"""Keys that go to the app before any screen."""


class Command(NamedTuple):
    """Something that a key does."""

    name: str
    """What the file calls it, as "next-linked"."""
    keys: tuple[str, ...]
    """The keys that it comes with."""
    does: str
    typing: frozenset[str] = frozenset()
    """The keys that, beside those with a sign, serve to type a text where it works; none where none is."""

    @property
    def screen(self) -> str:
        """The screen that it belongs to; "" for the one that people read in."""
        return self.name.rpartition(".")[0]


class Mistake(NamedTuple):
    """What is wrong with the keys of a command."""

    command: str
    """The one whose line to look at; "" for the table itself."""
    sentence: str


class KeysError(DiptychError):
    """Keys that cannot be: all the mistakes in them."""

    def __init__(self, *mistakes: Mistake) -> None:
        super().__init__(*mistakes)
        self.mistakes = mistakes

    @property
    def sentences(self) -> tuple[str, ...]:
        """One for each mistake."""
        return tuple(mistake.sentence for mistake in self.mistakes)


def key_named(spelling: str) -> str | None:
    """The key that is meant, as Textual calls it; None where there is none.

    A sign may stand for itself ("?") or be named ("question_mark"); modifiers come before it, joined by "+".
    """
    spelling = spelling.strip()
    if spelling == "+" or spelling.endswith("++"):
        modifiers, key = spelling[:-1].split("+")[:-1], "+"
    else:
        *modifiers, key = spelling.split("+")
    modifiers = [_OTHER_SPELLINGS.get(modifier.lower(), modifier.lower()) for modifier in modifiers]
    name = _base(key)
    if name is None or not set(modifiers) <= set(_MODIFIERS) or len(set(modifiers)) < len(modifiers):
        return None
    if "ctrl" in modifiers:  # a terminal sends the same for either case
        name = name.lower() if len(name.lower()) == len(name) else name
    elif "shift" in modifiers and len(name) == len(name.upper()) == 1 and name.upper() != name:
        modifiers.remove("shift")
        name = name.upper()
    full = "+".join([*sorted(modifiers), name])
    return _SAME_KEY.get(full, full)


def _base(key: str) -> str | None:
    """A key without modifiers."""
    if len(key) == 1:
        if key.isalnum():
            return key
        if key == " ":
            return "space"
        name = unicodedata.name(key, "").lower().replace("-", "_").replace(" ", "_")
        return _SIGNS.get(name, name) if _sign_named(name) == key and key.isprintable() else None
    key = _OTHER_SPELLINGS.get(key.lower(), key.lower())
    if key in _NAMED or key in _SIGN_NAMES:
        return key
    sign = _sign_named(key)
    return _base(sign) if len(sign) == 1 else None


def _sign_named(name: str) -> str:
    """The sign that Unicode calls so, but for underscores; "" where there is none."""
    for spelled in (name.replace("_", " "), name.replace("_", "-")):
        try:
            return unicodedata.lookup(spelled)
        except KeyError:
            continue
    return ""


def remapped(
    table: Mapping[str, Sequence[str]], commands: Sequence[Command], wrong: Sequence[Mistake] = ()
) -> dict[str, str]:
    """The keys that commands get instead of their own.

    Args:
        table: keys as they are spelled in the file, by the names of commands.
        commands: all that there are.
        wrong: mistakes that were met already, in commands that the table then lacks.

    Returns:
        Keys as Textual names them, joined by commas, by the names of commands.

    Raises:
        KeysError: a command or a key that is unknown, that is another's, or that never arrives.
    """
    known = {command.name: command for command in commands}
    wanted: dict[str, tuple[str, ...]] = {}
    mistakes = {mistake.command: mistake for mistake in wrong}
    for name, spellings in table.items():
        try:
            wanted[name] = _wanted(name, spellings, known)
        except KeysError as error:
            mistakes[name] = error.mistakes[0]
    owners: dict[tuple[str, str], str] = {}
    # Those of the file come last, so that the line to look at is theirs.
    for command in sorted(commands, key=lambda command: command.name in wanted):
        name = command.name
        if name in mistakes:  # whose keys it is to have nobody knows
            continue
        for key in wanted.get(name, command.keys):
            owner = owners.setdefault((command.screen, key), name)
            if owner != name and name not in mistakes:
                mistakes[name] = Mistake(name, _shared(key, owner, name, known[owner], wanted))
    if mistakes:
        raise KeysError(*mistakes.values())
    return {name: ",".join(keys) for name, keys in wanted.items()}


def _wanted(name: str, spellings: Sequence[str], known: Mapping[str, Command]) -> tuple[str, ...]:
    """The keys that one command gets."""
    if name not in known:
        raise KeysError(Mistake(name, f"there is no command “{name}”{_instead(name, known)}"))
    if not spellings:
        sentence = f"“{name}” would be left without a key; name one, or remove the line"
        raise KeysError(Mistake(name, sentence))
    return tuple(dict.fromkeys(_checked(known[name], spelling) for spelling in spellings))


def _checked(command: Command, spelling: str) -> str:
    name, key = command.name, key_named(spelling)
    if key is None:
        spelled = _OTHER_SPELLINGS.keys() | _NAMED | _SIGN_NAMES.keys()
        *modifiers, last = spelling.strip().split("+")
        if last and _base(last) is not None:
            instead = "; what may come before “+” is ctrl, shift, alt or super"
        else:
            instead = _instead(last, spelled, before="+".join([*modifiers, ""]))
        raise KeysError(Mistake(name, f"there is no key “{spelling}” for “{name}”{instead}"))
    if key in _TAKEN:
        sentence = f"“{key}” {_TAKEN[key]} and never comes to “{name}”; choose another key"
        raise KeysError(Mistake(name, sentence))
    sign = "+" not in key and (key not in _NAMED or key == "space")
    if command.typing and key not in command.keys and (sign or key in command.typing):
        sentence = f"“{key}” is typed where “{name}” works; choose a key such as escape or ctrl+g"
        raise KeysError(Mistake(name, sentence))
    return key


def _instead(name: str, known: Mapping[str, object] | frozenset[str] | set[str], *, before: str = "") -> str:
    close = get_close_matches(name, known, n=1, cutoff=0.6)
    return f"; did you mean “{before}{close[0]}”?" if close else "; diptych config lists them all"


def _shared(key: str, owner: str, name: str, of: Command, wanted: Mapping[str, tuple[str, ...]]) -> str:
    left = [other for other in wanted.get(owner, of.keys) if other != key]
    remedy = f'as in {_quoted(owner)} = "{",".join(left)}"' if left else f"or leave it out of “{name}”"
    return f"“{key}” is a key of “{owner}” as well as of “{name}”; give “{owner}” other keys, {remedy}"


def _quoted(name: str) -> str:
    """A name as a key of TOML."""
    return f'"{name}"' if "." in name else name
