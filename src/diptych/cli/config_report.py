"""What `diptych config` prints; it asks the reader which themes and commands there are."""

from __future__ import annotations

from diptych.alignment.settings import AlignmentSettings
from diptych.history.state_files import state_folder
from diptych.history.usage import UsageHistory
from diptych.preferences.path import config_path
from diptych.preferences.read import read_config
from diptych.preferences.report import DEFAULT, example, report
from diptych.reader.app.config_vocabulary import vocabulary
from diptych.reader.terminal.themes import has_few_colours, theme_to_begin_with


def settings_in_force() -> str:
    """Every setting and key, its value and where that comes from.

    Raises:
        ConfigError: something in the file is wrong.
    """
    words = vocabulary()
    config = read_config(config_path(), words)
    few_colours = has_few_colours()
    chosen = (
        UsageHistory(state_folder()).theme(few_colours=few_colours) if config.preferences.remember else None
    )
    theme = theme_to_begin_with(config.preferences.theme, chosen, few_colours=few_colours)
    otherwise = {
        "theme": (f'"{theme[0]}"', theme[1]),
        "threshold": (str(AlignmentSettings().threshold), DEFAULT),
        "language": ("found out for each", DEFAULT),
    }
    return report(config, words, otherwise)


def example_file() -> str:
    """A config file that changes nothing."""
    return example(vocabulary())
