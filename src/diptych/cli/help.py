"""`diptych help`: the commands, the options of one of them, or the keys of the reader."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.cli import help_texts
from diptych.cli.exit_status import ERROR, LINKS_FOUND
from diptych.cli.parsers import COMMAND_PARSERS, UsageError, help_parser
from diptych.cli.streams import print_message, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

KEYS_TOPIC = "keys"


def run_help(arguments: list[str]) -> int:
    """Print help on a topic.

    Raises:
        UsageError: there is no such topic.
    """
    topic = help_parser().parse_args(arguments).topic
    if topic is None:
        write(help_texts.READ_HELP)
    elif topic == KEYS_TOPIC:
        return _print_keys()
    elif topic in COMMAND_PARSERS:
        write(COMMAND_PARSERS[topic]().format_help())
    else:
        topics = ", ".join([KEYS_TOPIC, *COMMAND_PARSERS])
        raise UsageError(f"There is no help on {topic!r}; there is help on {topics}.")
    return LINKS_FOUND


def _print_keys() -> int:
    """Print the keys in effect; `ERROR` if the config file has mistakes, which are printed first."""
    from diptych.cli.open_reader import preferences_of_file

    preferences = preferences_of_file()
    for mistake in preferences.mistakes:
        print_message(mistake)
    write("\n".join(_key_lines(preferences.keys)) + "\n")
    return ERROR if preferences.mistakes else LINKS_FOUND


def _key_lines(keymap: Mapping[str, str]) -> Iterator[str]:
    """The keys of each group: the keys, and what they do."""
    from diptych.reader.terminal.key_names import key_names, remapped
    from diptych.reader.terminal.keys import ALL_KEYS, APP_KEYS

    groups = [
        (group.title, [(key_names(key), key.tooltip) for key in remapped(group.bindings, keymap)])
        for group in ALL_KEYS
    ]
    groups.append(("Everywhere", [*APP_KEYS]))
    width = max(len(keys) for _, lines in groups for keys, _ in lines)
    for title, lines in groups:
        yield title
        yield from (f"  {keys:<{width}}  {about}" for keys, about in lines)
        yield ""
    yield "Each of these keys, but for the last two, can be changed: diptych config --example shows how."
