"""Themes, by the styles that the panes paint with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from rich.color import ColorSystem

from diptych.preferences.settings import Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.panes.row_painter import BAR_COMPONENT, HIDDEN_COMPONENT, MARK_COMPONENTS
from diptych.reader.terminal.themes import FEW_COLOURS, THEMES, has_few_colours, initial_theme
from diptych.reader.text.highlights import Layer
from diptych.sides import Side
from support.aligners import ready
from support.colors import DEFICIENCIES, RGB, contrast, least_difference, rgb
from support.small_articles import bridge

if TYPE_CHECKING:
    from rich.style import Style

    from diptych.reader.panes.row_painter import Palette

LEAST = {
    "diptych-colour-blind-dark": 4.5,
    "diptych-colour-blind-light": 4.5,
    "diptych-high-contrast-dark": 7.0,
    "diptych-high-contrast-light": 7.0,
    "diptych-16-dark": 4.5,
    "diptych-16-light": 4.5,
}
"""Minimum contrast of all text, as required by WCAG at its levels AA and AAA."""

GROUNDS = (Layer.NONE, Layer.ALSO, Layer.COUNTERPART, Layer.CURSOR)
WORDS = (Layer.NONE, Layer.HEADING, Layer.QUOTED, Layer.SHARED, Layer.SHARED_HERE, Layer.DIFFERS)
HITS = (Layer.HIT, Layer.HIT_HERE)

SHOWN = [
    *(ground | words for ground in GROUNDS for words in WORDS),
    *(ground | words | hit for ground in GROUNDS for words in WORDS for hit in HITS),
    # A unique passage is no counterpart, and furniture is no passage, so it is neither.
    *(Layer.UNIQUE | other for other in (Layer.NONE, Layer.CURSOR, *HITS)),
    *(Layer.FURNITURE | other for other in (Layer.NONE, *HITS)),
]
"""Every combination of layers that text can have."""


_palettes = dict[str, "Palette"]()


async def palette_of(theme: str) -> Palette:
    if theme not in _palettes:
        _palettes[theme] = await painted_with(theme)
    return _palettes[theme]


async def painted_with(theme: str) -> Palette:
    app = DiptychApp(bridge().articles, preferences=Preferences(theme=theme), aligner=ready(bridge()))
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.pause()
        return app.screen.split_view.pane(Side.LEFT).palette  # type: ignore[attr-defined, no-any-return]


def contrast_of(style: Style) -> float:
    return contrast(rgb(style.color), rgb(style.bgcolor))


def looks(style: Style) -> tuple[object, ...]:
    """The visible properties of a style."""
    text, ground = rgb(style.color), rgb(style.bgcolor)
    if style.reverse:
        text, ground = ground, text
    return text, ground, bool(style.bold), bool(style.underline), bool(style.italic)


@pytest.mark.parametrize("theme", THEMES)
async def test_all_text_is_legible_and_distinguishable(theme: str) -> None:
    palette = await palette_of(theme)
    faint = {layers: contrast_of(palette.layers(layers)) for layers in SHOWN}
    assert {layers: found for layers, found in faint.items() if found < LEAST[theme]} == {}
    marks = [*MARK_COMPONENTS.values(), HIDDEN_COMPONENT, BAR_COMPONENT]
    faint_marks = {mark: contrast_of(palette.component(mark)) for mark in marks}
    assert {mark: found for mark, found in faint_marks.items() if found < LEAST[theme]} == {}

    for ground in (Layer.NONE, Layer.COUNTERPART, Layer.CURSOR):
        told = [*(ground | words for words in (Layer.NONE, Layer.SHARED_HERE, Layer.DIFFERS, *HITS))]
        assert len({looks(palette.layers(layers)) for layers in told}) == len(told), ground
    for words in (Layer.NONE, Layer.SHARED_HERE):
        told = [ground | words for ground in (Layer.NONE, Layer.COUNTERPART, Layer.CURSOR)]
        assert len({looks(palette.layers(layers)) for layers in told}) == len(told), words
    assert looks(palette.layers(Layer.UNIQUE)) != looks(palette.base)


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light"])
async def test_shared_words_are_legible_under_the_cursor_in_the_usual_themes(theme: str) -> None:
    palette = await palette_of(theme)
    assert contrast_of(palette.layers(Layer.CURSOR | Layer.SHARED_HERE)) >= 4.5
    assert contrast_of(palette.layers(Layer.SHARED)) >= 4.5


@pytest.mark.parametrize("theme", ["textual-dark", "textual-light", *THEMES])
async def test_the_cursor_and_its_counterpart_are_visible_in_256_colours(theme: str) -> None:
    palette = await palette_of(theme)
    grounds = []
    for ground in (Layer.NONE, Layer.COUNTERPART, Layer.CURSOR):
        style = palette.layers(ground)
        assert style.bgcolor is not None
        grounds.append((style.bgcolor.downgrade(ColorSystem.EIGHT_BIT).number, style.reverse))
    assert len(set(grounds)) == 3, grounds


@pytest.mark.parametrize("theme", [name for name in THEMES if "colour-blind" in name])
@pytest.mark.parametrize("deficiency", DEFICIENCIES)
async def test_colour_blind_readers_can_distinguish_the_marks(theme: str, deficiency: str) -> None:
    palette = await palette_of(theme)
    # What is related is linked too, what comes near is nearly unique, what may differ nearly differs.
    other = ("related", "mark-near", "may-differ")
    names = {name for name in MARK_COMPONENTS.values() if not name.endswith(other)}
    colours = [rgb(palette.component(name).color) for name in sorted(names)]
    assert len(colours) == 3
    assert least_difference(colours, deficiency) >= 20.0


def test_the_simulation_makes_red_and_green_similar() -> None:
    red_green: list[RGB] = [(200, 60, 60), (110, 110, 40)]
    assert least_difference(red_green, "none") > 40
    assert least_difference(red_green, "deuteranopia") < 20
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21.0)


@pytest.mark.parametrize(
    ("term", "colorterm", "few"),
    [
        ("xterm", None, True),
        ("vt100", None, True),
        ("linux", None, True),
        ("xterm-256color", None, False),
        ("xterm", "truecolor", False),
    ],
)
def test_the_number_of_colours_comes_from_the_terminal(
    monkeypatch: pytest.MonkeyPatch, term: str, colorterm: str | None, *, few: bool
) -> None:
    monkeypatch.setenv("TERM", term)
    monkeypatch.delenv("COLORTERM")
    if colorterm is not None:
        monkeypatch.setenv("COLORTERM", colorterm)
    assert has_few_colours() is few


def test_the_theme_comes_from_the_config_file_then_the_last_choice_then_the_terminal() -> None:
    assert initial_theme("nord", "dracula", few_colours=True)[0] == "nord"
    assert initial_theme(None, "dracula", few_colours=True)[0] == "dracula"
    assert initial_theme(None, "gone", few_colours=True)[0] == FEW_COLOURS
    assert initial_theme(None, None, few_colours=False) == ("textual-dark", "default")


@pytest.mark.parametrize("theme", [None, "diptych-16-light"])
async def test_on_a_terminal_of_16_colours_no_other_is_painted(
    monkeypatch: pytest.MonkeyPatch, theme: str | None
) -> None:
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("COLORTERM")
    app = DiptychApp(bridge().articles, preferences=Preferences(theme=theme), aligner=ready(bridge()))
    async with app.run_test(size=(100, 30)) as pilot:
        await app.workers.wait_for_complete()
        for keys in (["n"], ["question_mark"], ["escape", "o", "down"], ["b"], ["escape", "escape", "v"]):
            await pilot.press(*keys)
            await pilot.pause()
            styles = [
                segment.style
                for strip in app.screen._compositor.render_strips()
                for segment in strip
                if segment.style and segment.text.strip(" ▁▂▃▄▅▆▇█")
            ]
            assert len(styles) > 20, keys
            assert any(style.reverse for style in styles) or keys == ["question_mark"], keys
            for style in styles:
                assert style.color is None or style.color.triplet is None
                assert contrast_of(style) >= 4.5, (keys, style)
