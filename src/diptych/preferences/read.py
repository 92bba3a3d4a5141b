"""Reads the config file into `Preferences`, with a sentence for each mistake that names its line."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, NamedTuple

from diptych.preferences.keys import KeysError, remapped
from diptych.preferences.settings import (
    OPINION_SETTINGS,
    SETTINGS,
    InvalidValueError,
    OpinionPreferences,
    Preferences,
)
from diptych.sources.read_bytes import shown_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from diptych.preferences.settings import ConfigVocabulary, Setting

MOST_BYTES = 1_000_000
"""Size of the largest file that is read; an ordinary one has a page."""

MOST_BROKEN = 10
"""Most lines that are left out because they are not TOML; a file with more is no config file."""
_ABOVE = 20
"""Lines above a syntax error among which it may begin."""

OPINION = "opinion"
"""Name of the table with the settings for asking a language model."""

KEYS = "keys"
"""Name of the table with the keys of commands."""

_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'  # the last quotation marks may be two of the text and three that end it
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\]|\\.)*"'
    r"|'[^']*'"
    r"|#[^\n]*|[\[{]|[\]}]|\n",
    re.DOTALL,
)
"""The tokens that decide where a statement of valid TOML ends: strings, comments, brackets, line ends."""


class Config(NamedTuple):
    """The contents of a config file."""

    path: Path
    exists: bool
    preferences: Preferences
    """The settings, with the mistakes in the file; for a wrong one its default."""
    lines: Mapping[str, int]
    """The line, counted from 1, of each setting in the file; commands are named as in "keys.help"."""
    wrong: frozenset[str] = frozenset()
    """The settings in `lines` whose line has a mistake."""


def read_config(path: Path, vocabulary: ConfigVocabulary) -> Config:
    """Read the file at `path`; a file that does not exist or cannot be read gives the defaults."""
    name = shown_name(str(path))

    def unread(mistake: str) -> Config:
        return Config(path, exists=True, preferences=Preferences(mistakes=(mistake,)), lines={})

    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return Config(path, exists=False, preferences=Preferences(), lines={})
    except OSError as error:
        return unread(f"{name} could not be read ({error.strerror}); correct or remove it.")
    if len(data) > MOST_BYTES:
        return unread(f"{name} is too large for a config file; remove it, or write a shorter one.")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return unread(f"In {name}, line {line}: this is not UTF-8; save the file as UTF-8.")
    return read_text(text, path, vocabulary)


def read_text(text: str, path: Path, vocabulary: ConfigVocabulary) -> Config:
    """Read the text of a config file.

    Args:
        text: the whole file.
        path: its path, for messages.
        vocabulary: the names that it may use.
    """
    mistakes: list[tuple[int, str]] = []
    table, lines = _parsed(text, mistakes)
    plain = {key: value for key, value in table.items() if key not in (KEYS, OPINION)}
    values = _read_table(plain, SETTINGS, vocabulary, (), lines, mistakes)
    valid: set[tuple[str, ...]] = {(name,) for name in values}
    asked = table.get(OPINION, {})
    if isinstance(asked, dict):
        read = _read_table(asked, OPINION_SETTINGS, vocabulary, (OPINION,), lines, mistakes)
        values[OPINION] = OpinionPreferences(**read)  # type: ignore[arg-type]
        valid |= {(OPINION, name) for name in read}
    else:
        sentence = f'{OPINION} is a table; write [{OPINION}], and below it lines such as model = "qwen3:8b"'
        mistakes.append((lines[OPINION,], sentence))
    try:
        keys = _keys(table.get(KEYS, {}), vocabulary)
    except KeysError as error:
        keys = error.valid
        for command, sentence in error.mistakes.items():
            mistakes.append((lines[KEYS, command] if command else lines[KEYS,], sentence))
    values[KEYS] = keys
    valid |= {(KEYS, name) for name in keys}
    told = tuple(_told(shown_name(str(path)), *mistake) for mistake in sorted(mistakes))
    tables = (KEYS,), (OPINION,)
    found = {key: line for key, line in lines.items() if key[:1] not in tables or len(key) == 2}
    return Config(
        path,
        exists=True,
        preferences=Preferences(**values, mistakes=told),  # type: ignore[arg-type]
        lines={".".join(key): line for key, line in found.items()},
        wrong=frozenset(".".join(key) for key in found.keys() - valid),
    )


def _told(name: str, line: int, sentence: str) -> str:
    """A mistake in the file of a name, as a sentence; line 0 is an unknown one."""
    at = f", line {line}:" if line else ","
    return f"In {name}{at} {sentence}{'' if sentence.endswith('?') else '.'}"


def _parsed(
    text: str, mistakes: list[tuple[int, str]]
) -> tuple[Mapping[str, object], Mapping[tuple[str, ...], int]]:
    """The table of a config file without the lines that are not TOML, and the lines of its keys.

    Args:
        text: the whole file.
        mistakes: gets a line and a sentence for each line that is not TOML.
    """
    broken: list[tuple[int, str]] = []
    while len(broken) < MOST_BROKEN:
        try:
            found = tomllib.loads(text), key_lines(text)
        except ValueError as error:
            line, sentence = _syntax_mistake(str(error), text)
            line, remaining = _without_mistake(text, line)
            broken.append((line, sentence))
            if remaining == text:
                break
            text = remaining
        except RecursionError:
            broken.append((0, "something nests too deep to be read; correct it"))
            break
        else:
            mistakes += broken
            return found
    line, sentence = broken[0]
    mistakes.append((line, f"{sentence}; until then nothing of the file holds"))
    return {}, {}


def _without_mistake(text: str, line: int) -> tuple[int, str]:
    """The line that a syntax error comes from, and the text without it.

    An open bracket or string is only noticed on a later line, so the lines above are tried too.

    Args:
        text: the text.
        line: where the error was noticed; 0 if that is not known.
    """
    for at in range(line, max(0, line - _ABOVE), -1):
        remaining = _without(text, at)
        if remaining != text and not 0 < _first_error(remaining) <= line:
            return at, remaining
    return line, _without(text, line) if line else text


def _first_error(text: str) -> int:
    """The line of the first syntax error; 0 if there is none."""
    try:
        tomllib.loads(text)
    except ValueError as error:
        return _syntax_mistake(str(error), text)[0]
    return 0


def _without(text: str, line: int) -> str:
    """The text with a line blank; after a header, with the lines of its table blank too."""
    lines = text.split("\n")
    end = line
    if lines[line - 1].lstrip().startswith("["):
        while end < len(lines) and not lines[end].lstrip().startswith("["):
            end += 1
    return "\n".join([*lines[: line - 1], *[""] * (end - line + 1), *lines[end:]])


def _read_table(
    table: Mapping[str, object],
    settings: Mapping[str, Setting],
    vocabulary: ConfigVocabulary,
    above: tuple[str, ...],
    lines: Mapping[tuple[str, ...], int],
    mistakes: list[tuple[int, str]],
) -> dict[str, object]:
    """The settings of a table by name; mistakes are added with their line.

    Args:
        table: the table.
        settings: the settings that it may have.
        vocabulary: the names that the file may use.
        above: the keys that lead to the table.
        lines: see `key_lines`.
        mistakes: gets a line and a sentence for each mistake.
    """
    values: dict[str, object] = {}
    for key, value in table.items():
        try:
            if key not in settings:
                raise InvalidValueError(_unknown_setting(key, settings, vocabulary))
            values[key] = settings[key].read(key, value, vocabulary)
        except InvalidValueError as error:
            mistakes.append((lines[*above, key], str(error)))
    return values


def key_lines(document: str) -> dict[tuple[str, ...], int]:
    """The lines of the keys of a TOML document, which tomllib does not give.

    Each statement is parsed alone, so that its keys are known to be on its line.

    Args:
        document: valid TOML.

    Returns:
        The first line, counted from 1, of each key ("theme",) and of each key in a table ("keys", "search").
    """
    lines: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for line, statement in _statements(document):
        parsed = tomllib.loads(statement)
        if is_header := statement.lstrip().startswith("["):
            table = ()
        for key, value in parsed.items():
            inner = value if isinstance(value, dict) else ()
            for path in ((*table, key), *((*table, key, name) for name in inner)):
                if len(path) <= 2:
                    lines.setdefault(path, line)
        if is_header:
            table = _header_path(parsed)
    return lines


def _statements(document: str) -> Iterator[tuple[int, str]]:
    """The first line, counted from 1, and the text of each statement of a TOML document."""
    start, line, depth = 0, 1, 0
    for token in _TOKEN.finditer(f"{document}\n"):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if token[0] == "\n" and depth == 0:
            statement = document[start : token.end()]
            yield line, statement
            start, line = token.end(), line + statement.count("\n")


def _header_path(parsed: dict[str, object]) -> tuple[str, ...]:
    """The keys of a header such as [a.b], from the nested tables that it makes."""
    path: list[str] = []
    inner: object = parsed
    while inner and isinstance(inner, dict):
        ((key, inner),) = inner.items()
        path.append(key)
    return tuple(path)


def _keys(table: object, vocabulary: ConfigVocabulary) -> dict[str, str]:
    if not isinstance(table, dict):
        sentence = 'keys is a table; write [keys], and below it lines such as search = "slash"'
        raise KeysError({"": sentence})
    wanted: dict[str, list[str]] = {}
    wrong: dict[str, str] = {}
    for name, value in table.items():
        if isinstance(value, dict) and value:  # help.close without quotation marks
            inner = f"{name}.{next(iter(value))}"
            wrong[name] = f'a name with a dot needs quotation marks; write "{inner}"'
            continue
        spellings = value.split(",") if isinstance(value, str) else value
        if not isinstance(spellings, list) or not all(isinstance(key, str) for key in spellings):
            wrong[name] = f'write the keys of {name} as text, as in {name} = "n,ctrl+n"'
            continue
        wanted[name] = [key for key in spellings if key.strip()]
    return remapped(wanted, vocabulary.commands, wrong)


def _unknown_setting(key: str, settings: Mapping[str, Setting], vocabulary: ConfigVocabulary) -> str:
    from difflib import get_close_matches

    if any(command.name == key for command in vocabulary.commands):
        return f"“{key}” is a command, not a setting; write its line below [keys]"
    if settings is SETTINGS and key in OPINION_SETTINGS:
        return f"“{key}” belongs below [{OPINION}]"
    names = [*settings, OPINION, "keys"] if settings is SETTINGS else [*settings]
    close = get_close_matches(key.replace("-", "_"), names, n=1)
    instead = f"did you mean “{close[0]}”?" if close else "diptych config lists them all"
    return f"there is no setting “{key}”; {instead}"


def _syntax_mistake(complaint: str, text: str) -> tuple[int, str]:
    """The line of a syntax error of tomllib, 0 if it is not known, and a sentence."""
    match = re.fullmatch(r"(.*?) \(at (?:line (\d+), column \d+|end of document)\)", complaint, re.DOTALL)
    if match is None:  # such as a number with too many digits, whose line tomllib does not give
        return 0, f"there is something that TOML does not allow ({complaint}); correct it"
    line = int(match[2] or text.rstrip("\n").count("\n") + 1)
    problem = re.sub(r"'(.*?)'", r"“\1”", " ".join(match[1].split()))
    problem = problem[0].lower() + problem[1:]
    if "overwrite" in problem or "twice" in problem:
        return line, f"this is set twice ({problem}); set it once"
    return line, f"this is not TOML ({problem}); write a setting as name = value"
