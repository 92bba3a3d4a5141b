"""Snapshots of whole screens: read the report of a failure before you update one.

They show every screen at every usual size in the dark theme, and some in a light theme and without colours.
The environment of the developer has no influence.  The `test` extra pins the version of Textual that drew
them: others draw frames and footers a little differently.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual import constants
from textual.widgets import Input

from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from support.full_articles import harbour

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

WIDE = ((200, 60), (160, 48), (120, 40), (100, 30))
NARROW = ((80, 24), (50, 20))
SIZES = (*WIDE, *NARROW)


def case(screen: str, size: tuple[int, int], *keys: str, look: str = "dark") -> object:
    """One snapshot, named after what it shows."""
    width, height = size
    return pytest.param(size, keys, look, id=f"{screen}-{width}x{height}-{look}")


EVERYWHERE = {"links": ("o",), "help": ("question_mark",)}
"""Keys that open a screen from the reader."""

CASES = [
    *(case(screen, size, *keys) for screen, keys in EVERYWHERE.items() for size in SIZES),
    *(case("facing", size, "d", "d") for size in WIDE),
    *(case("synopsis", size, "v", "d") for size in WIDE),
    *(case("single", size, "v", "v", "d") for size in WIDE),
    # A narrow terminal shows the single column first and stacks facing articles.  The single column replaces
    # the synopsis there, so it has both orders.
    *(case("single", size, "d", "d") for size in NARROW),
    *(case("single-in-order-of-b", size, "V", "d", "d") for size in NARROW),
    *(case("facing", size, "v", "d", "d") for size in NARROW),
    case("differs", (80, 24), "o", "tab"),
    case("only-left", (50, 20), "o", "tab", "tab"),
    case("search", (100, 30), "f", "f", "slash", *"boat", "enter"),
    *(
        case(screen, size, *keys, look=look)
        for look in ("light", "no-colour")
        for screen, size, keys in (
            ("facing", (160, 48), ("d", "d")),
            ("single", (50, 20), ("d", "d")),
            ("synopsis", (120, 40), ("v", "d")),
            ("links", (100, 30), ("o",)),
            ("help", (80, 24), ("question_mark",)),
        )
    ),
]


@pytest.fixture
def make_app(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], DiptychApp]:
    """Returns a function that makes a reader in an environment that is the same everywhere."""
    monkeypatch.setattr(constants, "COLOR_SYSTEM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")
    for name in ("NO_COLOR", "FORCE_COLOR", "TEXTUAL_THEME"):
        monkeypatch.delenv(name, raising=False)

    def make(look: str) -> DiptychApp:
        if look == "no-colour":
            monkeypatch.setenv("NO_COLOR", "1")
        theme = "textual-light" if look == "light" else "textual-dark"
        known = harbour()
        chosen = Preferences(theme=theme, link_map_characters="braille", animate=False)
        return DiptychApp(known.articles, preferences=chosen, known=known)

    return make


def pressing(*keys: str) -> Callable[[Pilot[None]], object]:
    """Press keys once the links are there, and stop cursors from blinking."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()
        for line in pilot.app.screen.query(Input):
            line.cursor_blink = False
        await pilot.pause()

    return run


@pytest.mark.parametrize(("size", "keys", "look"), CASES)
def test_screen(
    make_app: Callable[[str], DiptychApp],
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    keys: tuple[str, ...],
    look: str,
) -> None:
    app = make_app(look)
    assert app.no_color is (look == "no-colour")
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys))
