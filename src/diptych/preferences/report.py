"""The output of `diptych config`: the settings in effect and their origin, or an example file."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from diptych.preferences.keys import quoted
from diptych.preferences.settings import OPINION_SETTINGS, SETTINGS, toml_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from diptych.preferences.read import Config
    from diptych.preferences.settings import ConfigVocabulary

DEFAULT = "default"
"""Origin of a setting that has not been changed."""

WRONG = "default (line {} is wrong)"
"""Origin of a setting whose line has a mistake."""

_NAME_WIDTH = 22
"""Cells of the column of names."""
_VALUE_WIDTH = 28
"""Cells of the column of values."""

_EXAMPLE_HEAD = """\
# The config file of diptych.  Remove the # from a line to change that setting; diptych config shows
# the settings in effect, and the mistakes in this file.
"""

_EXAMPLE_OPINION = """\
# The opinion of a language model, which you ask for with a key or --opinion.  Both texts are sent to its
# server then.  The reader asks you before; hosts in allow_hosts are asked without that.
[opinion]
"""

_EXAMPLE_KEYS = """\
# Other keys for commands; commas separate several.  A key is a character (n, N, ?), a name (enter,
# slash, pagedown, f3), or either after ctrl+, alt+ or shift+.
[keys]
"""


def report(config: Config, vocabulary: ConfigVocabulary, fallbacks: Mapping[str, tuple[str, str]]) -> str:
    """The settings in effect.

    Args:
        config: the contents of the file.
        vocabulary: the names that it may use.
        fallbacks: for settings whose default is computed elsewhere, the value and its origin.

    Returns:
        A line for each setting and each command: its name, its value and the origin of the value.
    """
    return "".join(f"{line.rstrip()}\n" for line in _lines(config, vocabulary, fallbacks))


def _lines(
    config: Config, vocabulary: ConfigVocabulary, fallbacks: Mapping[str, tuple[str, str]]
) -> Iterator[str]:
    state = "" if config.exists else " (there is none; diptych config --example prints one to begin with)"
    yield f"file: {config.path}{state}"
    yield ""
    for name in SETTINGS:
        origin, value = _origin(config, name), toml_text(getattr(config.preferences, name))
        if name not in config.lines or name in config.wrong:
            value, otherwise = fallbacks.get(name, (value, DEFAULT))
            origin = otherwise if origin == DEFAULT else origin
        yield _row(name, value, origin)
    yield ""
    yield "[opinion]"
    for name in OPINION_SETTINGS:
        value = getattr(config.preferences.opinion, name)
        yield _row(name, "none" if value is None else toml_text(value), _origin(config, f"opinion.{name}"))
    yield ""
    yield "[keys]"
    for command in vocabulary.commands:
        keys = config.preferences.keys.get(command.name, ",".join(command.keys))
        yield _row(command.name, f'"{keys}"', _origin(config, f"keys.{command.name}"))
    yield ""
    listed = ", ".join(vocabulary.themes)
    yield from textwrap.wrap(f"themes: {listed}", width=80, subsequent_indent="  ", break_on_hyphens=False)


def _origin(config: Config, name: str) -> str:
    """Where the value of a setting comes from, as the file decides it."""
    line = config.lines.get(name)
    if line is None:
        return DEFAULT
    return WRONG.format(line) if name in config.wrong else f"line {line}"


def _row(name: str, value: str, origin: str) -> str:
    return f"{name:<{_NAME_WIDTH}}  {value:<{_VALUE_WIDTH}}  {origin}"


def example(vocabulary: ConfigVocabulary) -> str:
    """A config file that changes nothing: every setting and every key with its default, as a comment."""
    settings, asking = (
        (f"# {setting.about}\n# {name} = {setting.example}\n" for name, setting in table.items())
        for table in (SETTINGS, OPINION_SETTINGS)
    )
    commands = (
        f'# {quoted(command.name)} = "{",".join(command.keys)}"  # {command.about}\n'
        for command in vocabulary.commands
    )
    parts = [_EXAMPLE_HEAD, *settings, _EXAMPLE_OPINION, *asking, _EXAMPLE_KEYS]
    return "\n".join(parts) + "".join(commands)
