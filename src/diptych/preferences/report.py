"""What `diptych config` prints: the settings in force and where they come from, or a file to begin with."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from diptych.preferences.settings import SETTINGS, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.preferences.read import Config
    from diptych.preferences.settings import ConfigVocabulary

_NAME, _VALUE = 22, 28
"""Cells of the first two columns."""

DEFAULT = "default"


def report(config: Config, vocabulary: ConfigVocabulary, otherwise: Mapping[str, tuple[str, str]]) -> str:
    """The settings in force.

    Args:
        config: what the file says.
        vocabulary: what it may name.
        otherwise: for settings without a value of their own that holds, the value and where it comes from.

    Returns:
        Lines that name each setting and each command, its value, and where that comes from.
    """
    return "".join(f"{line.rstrip()}\n" for line in _lines(config, vocabulary, otherwise))


def _lines(
    config: Config, vocabulary: ConfigVocabulary, otherwise: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    state = "" if config.exists else " (there is none; diptych config --example prints one to begin with)"
    yield f"file: {config.path}{state}"
    yield ""
    for name in SETTINGS:
        if name in config.lines:
            yield _row(name, written(getattr(config.preferences, name)), f"line {config.lines[name]}")
        elif name in otherwise:
            yield _row(name, *otherwise[name])
        else:
            yield _row(name, written(getattr(config.preferences, name)), DEFAULT)
    yield ""
    yield "[keys]"
    for command in vocabulary.commands:
        line = config.lines.get(f"keys.{command.name}")
        keys = config.preferences.keys.get(command.name, ",".join(command.keys))
        yield _row(command.name, f'"{keys}"', DEFAULT if line is None else f"line {line}")
    yield ""
    listed = ", ".join(vocabulary.themes)
    yield from textwrap.wrap(f"themes: {listed}", width=80, subsequent_indent="  ", break_on_hyphens=False)


def _row(name: str, value: str, origin: str) -> str:
    return f"{name:<{_NAME}}  {value:<{_VALUE}}  {origin}"


def example(vocabulary: ConfigVocabulary) -> str:
    """A config file that changes nothing: every setting and every key as it comes, each a comment."""
    lines = [
        "# The config file of diptych.  Take the # from a line to change what it says; diptych config shows",
        "# the settings in force, and what is wrong with a line.",
        "",
    ]
    for setting in SETTINGS.values():
        lines += [f"# {setting.about}", f"# {setting.name} = {setting.example}", ""]
    lines += [
        "# Other keys for commands; several are joined by commas.  A key is a sign (n, N, ?), a name (enter,",
        "# slash, pagedown, f3), or either after ctrl+, alt+ or shift+.",
        "[keys]",
    ]
    for command in vocabulary.commands:
        name = f'"{command.name}"' if "." in command.name else command.name
        lines.append(f'# {name} = "{",".join(command.keys)}"  # {command.does}')
    return "\n".join(lines) + "\n"
