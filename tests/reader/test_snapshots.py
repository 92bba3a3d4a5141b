"""A few whole screens, as pictures: look at the report that a failure writes before taking a new one."""

from __future__ import annotations

from importlib.metadata import version
from typing import TYPE_CHECKING

import pytest

import diptych.comparison
from diptych.reader.app import DiptychApp
from small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot

DRAWN_WITH = "8.2.8"
"""The Textual that the pictures were made with; others draw frames and footers a little differently."""

pytestmark = pytest.mark.skipif(
    version("textual") != DRAWN_WITH, reason=f"the pictures were made with Textual {DRAWN_WITH}"
)


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> DiptychApp:
    monkeypatch.setattr(diptych.comparison, "compare", lambda *_, **__: bridge())
    return DiptychApp(bridge().articles)


def pressing(*keys: str, theme: str = "textual-dark") -> Callable[[Pilot[None]], object]:
    """Once the links are there, press keys."""

    async def run(pilot: Pilot[None]) -> None:
        pilot.app.theme = theme
        await pilot.app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()

    return run


@pytest.mark.parametrize(
    ("size", "keys", "theme"),
    [
        pytest.param((160, 48), ["n", "n"], "textual-dark", id="facing"),
        pytest.param((100, 30), ["enter"], "textual-light", id="facing-light"),
        pytest.param((60, 24), ["d", "enter"], "textual-dark", id="narrow"),
        pytest.param((100, 30), ["f", "f", "slash", *"bridge", "enter"], "textual-dark", id="search"),
        pytest.param((80, 50), ["question_mark"], "textual-dark", id="help"),
        pytest.param((160, 48), ["o", *"bridge"], "textual-dark", id="links"),
        pytest.param((80, 24), ["o", "tab"], "textual-light", id="differs"),
        pytest.param((50, 20), ["o", "tab", "tab"], "textual-dark", id="only-left"),
    ],
)
def test_screen(
    app: DiptychApp,
    snap_compare: Callable[..., bool],
    size: tuple[int, int],
    keys: list[str],
    theme: str,
) -> None:
    assert snap_compare(app, terminal_size=size, run_before=pressing(*keys, theme=theme))
