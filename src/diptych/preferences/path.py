"""Where the config file is.  Apart from what reads it: most readers have none, and need not wait for that."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def config_path() -> Path:
    """Where the file is, or would be: $XDG_CONFIG_HOME, or ~/.config on macOS too."""
    if sys.platform == "win32":
        from platformdirs import user_config_path

        return user_config_path("diptych", appauthor=False) / "config.toml"
    home = os.environ.get("XDG_CONFIG_HOME", "")
    # The standard has it that a relative path is to be passed over.
    folder = Path(home) if os.path.isabs(home) else Path("~/.config").expanduser()  # noqa: PTH117
    return folder / "diptych" / "config.toml"
