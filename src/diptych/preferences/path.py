"""The path of the config file.  Users without a file do not import `read`, which is a separate module."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def config_path() -> Path:
    """The path of the config file, whether or not it exists: below $XDG_CONFIG_HOME, or else ~/.config."""
    if sys.platform == "win32":
        from platformdirs import user_config_path

        return user_config_path("diptych", appauthor=False) / "config.toml"
    home = os.environ.get("XDG_CONFIG_HOME", "")
    # The XDG standard says that relative paths are invalid and must be ignored.
    folder = Path(home) if os.path.isabs(home) else Path("~/.config").expanduser()  # noqa: PTH117
    return folder / "diptych" / "config.toml"
