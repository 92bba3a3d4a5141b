"""`diptych config`: the settings in effect, an example file, or the path of the file."""

from __future__ import annotations

from diptych.cli.exit_status import ERROR, LINKS_FOUND
from diptych.cli.parsers import config_parser
from diptych.cli.streams import print_message, write


def run_config(arguments: list[str]) -> int:
    """Print the settings, after the mistakes in the config file."""
    options = config_parser().parse_args(arguments)

    from diptych.preferences.path import config_path

    if options.path:
        write(f"{config_path()}\n")
        return LINKS_FOUND

    if options.example:
        from diptych.preferences.report import example
        from diptych.reader.app.config_vocabulary import vocabulary

        write(example(vocabulary()))
        return LINKS_FOUND
    settings, mistakes = _settings_in_force()
    for mistake in mistakes:
        print_message(mistake)
    write(settings)
    return ERROR if mistakes else LINKS_FOUND


def _settings_in_force() -> tuple[str, tuple[str, ...]]:
    """Every setting and key, its value and the origin of the value; then the mistakes in the config file."""
    from diptych.history.state_files import state_folder
    from diptych.history.usage import UsageHistory
    from diptych.preferences.path import config_path
    from diptych.preferences.read import read_config
    from diptych.preferences.report import DEFAULT, report
    from diptych.reader.app.config_vocabulary import vocabulary
    from diptych.reader.terminal.themes import has_few_colours, initial_theme

    names = vocabulary()
    config = read_config(config_path(), names)
    few_colours = has_few_colours()
    remember = config.preferences.remember
    chosen = UsageHistory(state_folder()).theme(few_colours=few_colours) if remember else None
    theme, origin = initial_theme(config.preferences.theme, chosen, few_colours=few_colours)
    fallbacks = {
        "theme": (f'"{theme}"', origin),
        "threshold": ("that of the model", DEFAULT),
        "model": ("encoder, where it can read both articles", DEFAULT),
        "language": ("detected for each", DEFAULT),
    }
    return report(config, names, fallbacks), config.preferences.mistakes
