"""With NO_COLOR nothing is coloured: bold, underline and reverse replace the colours."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from diptych.reader.app.app import DiptychApp
from support.full_articles import harbour

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from rich.segment import Segment

SCREENS = {
    "facing": (),
    "searching": ("slash", *"harbour", "enter", "n"),
    "typing": ("slash", "h"),
    "synopsis": ("v",),
    "lists": ("o", "tab", "down", *"har"),
    "help": ("question_mark",),
    "palette": ("ctrl+p", "down", "down"),
}


def written(app: DiptychApp) -> Iterator[Segment]:
    """What is written to the terminal."""
    for strip in app.screen._compositor.render_strips():
        for line_filter in app.get_line_filters():
            if line_filter.enabled:
                strip = strip.apply_filter(line_filter, app.background_colors[1])
        yield from strip


@asynccontextmanager
async def reader(keys: tuple[str, ...], size: tuple[int, int] = (120, 36)) -> AsyncIterator[DiptychApp]:
    known = harbour()
    app = DiptychApp(known.articles, known=known)
    async with app.run_test(size=size) as pilot:
        await app.workers.wait_for_complete()
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        yield app


@pytest.fixture
def no_color(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")


@pytest.mark.usefixtures("no_color")
@pytest.mark.parametrize("terminal", ["xterm-256color", "xterm"])
@pytest.mark.parametrize("screen", SCREENS)
async def test_no_colour_is_written(monkeypatch: pytest.MonkeyPatch, screen: str, terminal: str) -> None:
    monkeypatch.setenv("TERM", terminal)
    async with reader(SCREENS[screen]) as app:
        styles = [segment.style for segment in written(app) if segment.style]
        assert all(style.color is None and style.bgcolor is None for style in styles)
        assert any(style.bold for style in styles)


@pytest.mark.usefixtures("no_color")
async def test_cursor_and_hits_are_visible() -> None:
    async with reader(SCREENS["searching"]) as app:
        told = [segment for segment in written(app) if segment.style]
        reverse = "".join(segment.text for segment in told if segment.style and segment.style.reverse)
        assert "A harbour without boats" in reverse
        assert "Eleven" in reverse
        hits = [segment for segment in told if segment.text == "harbour"]
        assert len(hits) > 1
        assert all(hit.style and hit.style.underline and not hit.style.reverse for hit in hits)


@pytest.mark.usefixtures("no_color")
async def test_the_choice_in_the_palette_is_visible() -> None:
    async with reader(SCREENS["palette"]) as app:
        underlined = [segment.text for segment in written(app) if segment.style and segment.style.underline]
        assert any(len(text) > 10 for text in underlined), underlined


async def test_an_empty_variable_has_no_effect(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    async with reader(()) as app:
        assert not app.no_color
        colours = {segment.style.bgcolor for segment in written(app) if segment.style}
        assert len(colours) > 3
