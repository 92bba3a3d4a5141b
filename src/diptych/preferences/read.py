"""From the config file to `Preferences`, or to the sentences that say what is wrong with it."""

from __future__ import annotations

import re
import tomllib
from difflib import get_close_matches
from typing import TYPE_CHECKING, NamedTuple

from diptych.errors import DiptychError
from diptych.preferences.keys import KeysError, Mistake, remapped
from diptych.preferences.lines import key_lines
from diptych.preferences.model import Preferences
from diptych.preferences.settings import SETTINGS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from diptych.preferences.settings import ConfigVocabulary

MOST = 1_000_000
"""Bytes of the largest file that is read: it is a page long, whatever stands in it."""


class ConfigError(DiptychError):
    """The config file cannot be read or says what cannot be."""


class Config(NamedTuple):
    """What was read."""

    path: Path
    exists: bool
    preferences: Preferences
    lines: Mapping[str, int]
    """The lines, counted from 1, of the settings that the file has; those of keys as "keys.help"."""


def read_config(path: Path, vocabulary: ConfigVocabulary) -> Config:
    """Read the file at `path`; where there is none, all is as it comes.

    Raises:
        ConfigError: it cannot be read, or says what cannot be.
    """
    name = _shown(path)
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Config(path, exists=False, preferences=Preferences(), lines={})
    except OSError as error:
        raise ConfigError(f"{name} could not be read ({error.strerror}); mend or remove it.") from None
    if len(data) > MOST:
        raise ConfigError(f"{name} is too large for a config file; remove it, or write a shorter one.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"In {name}, line {line}: this is not UTF-8; save the file as UTF-8.") from None
    return read_text(text, path, vocabulary)


def read_text(text: str, path: Path, vocabulary: ConfigVocabulary) -> Config:
    """Read what a config file says.

    Args:
        text: all of it.
        path: where it came from, for the sentences that say what is wrong.
        vocabulary: what it may name.

    Raises:
        ConfigError: it says what cannot be.
    """
    name = _shown(path)
    try:
        table = tomllib.loads(text)
    except ValueError as error:
        raise ConfigError(f"In {name}, {_syntax(str(error), text)}.") from None
    except RecursionError:
        raise ConfigError(f"{name} nests too deep to be read; mend or remove it.") from None
    lines = key_lines(text.replace("\r\n", "\n"))
    troubles: list[tuple[int, str]] = []
    settings: dict[str, object] = {}
    for key, value in table.items():
        line = lines[key,]
        if key == "keys":
            continue
        setting = SETTINGS.get(key)
        if setting is None:
            troubles.append((line, _unknown(key, vocabulary)))
        elif (complaint := setting.complaint(value, vocabulary)) is not None:
            troubles.append((line, complaint))
        else:
            settings[key] = setting.taken(value)
    try:
        settings["keys"] = _keys(table.get("keys", {}), vocabulary)
    except KeysError as trouble:
        for command, sentence in trouble.mistakes:
            path_of_key = ("keys", command) if command else ("keys",)
            troubles.append((lines[path_of_key], sentence))
    if troubles:
        ended = (
            (line, complaint if complaint.endswith("?") else f"{complaint}.")
            for line, complaint in sorted(troubles)
        )
        raise ConfigError(*(f"In {name}, line {line}: {complaint}" for line, complaint in ended))
    found = {path[0]: line for path, line in lines.items() if len(path) == 1 and path[0] != "keys"}
    found |= {".".join(path): line for path, line in lines.items() if len(path) == 2 and path[0] == "keys"}
    return Config(path, exists=True, preferences=Preferences(**settings), lines=found)  # type: ignore[arg-type]


def _keys(table: object, vocabulary: ConfigVocabulary) -> dict[str, str]:
    if not isinstance(table, dict):
        sentence = 'keys is a table; write [keys], and below it lines such as search = "slash"'
        raise KeysError(Mistake("", sentence))
    wanted: dict[str, list[str]] = {}
    wrong: list[Mistake] = []
    for name, value in table.items():
        if isinstance(value, dict) and value:  # help.close without quotation marks
            inner = f"{name}.{next(iter(value))}"
            wrong.append(Mistake(name, f'a name with a dot is put in quotation marks; write "{inner}"'))
            continue
        spellings = value.split(",") if isinstance(value, str) else value
        if not isinstance(spellings, list) or not all(isinstance(key, str) for key in spellings):
            wrong.append(Mistake(name, f'write the keys of {name} as text, as in {name} = "n,ctrl+n"'))
            continue
        wanted[name] = [key for key in spellings if key.strip()]
    return remapped(wanted, vocabulary.commands, wrong)


def _unknown(key: str, vocabulary: ConfigVocabulary) -> str:
    if any(command.name == key for command in vocabulary.commands):
        return f"“{key}” is a command, no setting; write its line below [keys]"
    close = get_close_matches(key.replace("-", "_"), [*SETTINGS, "keys"], n=1)
    instead = f"did you mean “{close[0]}”?" if close else "diptych config lists them all"
    return f"there is no setting “{key}”; {instead}"


def _syntax(complaint: str, text: str) -> str:
    """What tomllib says of what it cannot read, the line first."""
    match = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", complaint, re.DOTALL)
    if match is None:  # no line is told of a number that is too long, say
        return f"there is something that TOML does not have ({complaint}); mend it"
    line = match[2] or text.rstrip("\n").count("\n") + 1
    said = " ".join(match[1].split())
    said = said[0].lower() + said[1:]
    if "overwrite" in said or "twice" in said:
        return f"line {line}: this was said before ({said}); say it once"
    return f"line {line}: this is no TOML ({said}); a setting is written name = value"


def _shown(path: Path) -> str:
    from diptych.sources.read_bytes import shown_name

    return shown_name(str(path))
