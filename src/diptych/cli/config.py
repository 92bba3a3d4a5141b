"""`diptych config`: the settings in force, a file to begin with, or where that belongs."""

from __future__ import annotations

from diptych.cli.exit_status import LINKS_FOUND
from diptych.cli.parsers import config_parser
from diptych.cli.streams import write


def run_config(arguments: list[str]) -> int:
    """Print the settings."""
    options = config_parser().parse_args(arguments)

    from diptych.preferences.path import config_path

    if options.path:
        write(f"{config_path()}\n")
        return LINKS_FOUND
    from diptych.cli.config_report import example_file, settings_in_force

    write(example_file() if options.example else settings_in_force())
    return LINKS_FOUND
