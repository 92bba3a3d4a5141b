"""`w` writes the comparison as shown to a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.cli.reader_setup import exports as reader_exports
from diptych.export.files import render as rendered
from diptych.export.formats import FORMATS, TEXT_FORMATS
from diptych.export.read_json import reopen
from diptych.export.writers import WRITERS
from diptych.history.usage import UsageHistory
from diptych.reader.app.app import DiptychApp
from diptych.reader.export.export_dialog import EXISTS, INTERNAL_ERROR, IS_FOLDER, NO_NAME
from diptych.reader.export.targets import renamed, suggested_name
from diptych.sides import Pair
from support.readers import Opened
from support.small_articles import article, bridge

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.reader.export.targets import ExportTarget
    from support.readers import Opener

NAME = "the-old-bridge-and-a-crossing-lost"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def wait(reader: Opened) -> None:
    """Wait until the file is written."""
    await reader.pilot.app.workers.wait_for_complete()
    await reader.pilot.pause()


def line(reader: Opened) -> str:
    value: str = reader.pilot.app.screen.query_one("FileInput").value  # type: ignore[attr-defined]
    return value


async def test_two_keys_write_an_html_page(open_reader: Opener, folder: Path) -> None:
    async with open_reader() as reader:
        await reader.press("w", "enter")
        await wait(reader)
        assert reader.text_of("StatusBar").startswith(f"html written: {NAME}.html")
        assert (folder / f"{NAME}.html").read_text(encoding="utf-8") == rendered(bridge(), "html")
        assert reader.place == ("left", 0)


async def test_the_comparison_is_written_as_shown(open_reader: Opener, folder: Path) -> None:
    async with open_reader() as reader:
        await reader.press("plus", "plus", "w")
        for _ in range(len(TEXT_FORMATS) - 1):
            await reader.press("down")
        assert line(reader) == f"{NAME}.json"
        await reader.press("enter")
        await wait(reader)
    assert reopen(folder / f"{NAME}.json").comparison == bridge().at(0.6)


async def test_a_file_is_overwritten_only_after_confirmation(open_reader: Opener, folder: Path) -> None:
    path = folder / f"{NAME}.html"
    path.write_text("mine")
    async with open_reader() as reader:
        await reader.press("w", "enter")
        await wait(reader)
        assert reader.text_of("#export-message") == EXISTS.format(f"{NAME}.html")
        assert path.read_text() == "mine"
        await reader.press("x", "backspace", "enter")  # another name needs another confirmation
        await wait(reader)
        assert path.read_text() == "mine"
        await reader.press("enter")
        await wait(reader)
        assert path.read_text(encoding="utf-8").startswith("<!doctype html>")


async def test_a_typed_ending_chooses_the_format(open_reader: Opener, folder: Path) -> None:
    async with open_reader() as reader:
        await reader.press("w", "ctrl+u", *"x.md")
        assert "▸ markdown" in reader.text_of("#export-formats")
        await reader.press("enter")
        await wait(reader)
    assert (folder / "x.md").read_text(encoding="utf-8").startswith("# The old bridge")


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("no/such/x.csv", "“no/such/x.csv” could not be written: No such file or directory."),
        ("", NO_NAME),
        (".", IS_FOLDER.format(".")),
    ],
)
async def test_errors_are_shown_in_the_dialog(
    open_reader: Opener, folder: Path, typed: str, message: str
) -> None:
    async with open_reader() as reader:
        await reader.press("w", "ctrl+u", *(("full_stop" if key == "." else key) for key in typed), "enter")
        await wait(reader)
        assert reader.text_of("#export-message") == message
        await reader.press("escape")
        assert type(reader.screen).__name__ == "ReaderScreen"
    assert list(folder.iterdir()) == []


async def test_after_an_internal_error_another_format_can_be_tried(
    open_reader: Opener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> str:
        raise KeyError("block")

    monkeypatch.setattr("diptych.export.writers.WRITERS", {**WRITERS, "html": fail})
    async with open_reader() as reader:
        await reader.press("w", "enter")
        await wait(reader)
        assert reader.text_of("#export-message") == INTERNAL_ERROR.format("KeyError", "'block'")
        await reader.press("down", "enter")
        await wait(reader)
    assert [path.name for path in folder.iterdir()] == [f"{NAME}.md"]


async def test_a_click_chooses_a_format(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("w")
        await reader.pilot.click("#export-formats", offset=(5, 3))
        assert line(reader) == f"{NAME}.csv"


async def test_the_picture_shows_the_screen_below_the_dialog(open_reader: Opener, folder: Path) -> None:
    async with open_reader() as reader:
        await reader.press("w", "up", "enter")
        await wait(reader)
    picture = (folder / f"{NAME}.svg").read_text()
    assert "Harrow" in picture
    assert "Write&#160;the&#160;comparison" not in picture


async def test_before_there_are_links_nothing_can_be_exported(open_reader: Opener) -> None:
    async with open_reader() as reader:
        reader.screen.session.comparison = None
        await reader.press("w")
        assert "the links are being computed" in reader.text_of("StatusBar")


def test_file_names_are_made_of_titles() -> None:
    assert suggested_name(bridge().articles) == NAME
    formats: list[ExportTarget] = [*FORMATS.values()]
    assert renamed("a.b.html", FORMATS["csv"], formats) == "a.b.csv"
    assert renamed("a.b", FORMATS["csv"], formats) == "a.b.csv"
    assert renamed("a.SVG", FORMATS["json"], formats) == "a.json"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Gold crown of the Bronze Age stolen in Mellin", "gold-crown-of-the-bronze-age"),
        ("Gold crown of the Bronze Age is back", "gold-crown-of-the-bronze-age"),
        ("Gold crown of a Bronze Age king stolen", "gold-crown-of-a-bronze-age"),
        ("Gold crown of the old iron age?", "gold-crown-of-the-old-iron-age"),
        ("x" * 40, "x" * 30),
    ],
)
def test_a_name_is_cut_between_words(title: str, name: str) -> None:
    other = article("Lake", ("It rained.",))
    assert suggested_name(Pair(article(title, ("It rained.",)), other)) == f"{name}-and-lake"


async def test_the_folder_that_was_written_to_is_suggested_again(folder: Path) -> None:
    (folder / "below").mkdir()

    def app() -> DiptychApp:
        exports, usage = reader_exports, UsageHistory(folder / "state")
        return DiptychApp(bridge().articles, None, None, None, usage, known=bridge(), exports=exports)

    async with app().run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await wait(reader)
        await reader.press("w")
        assert line(reader) == f"{NAME}.html"
        await reader.press("home", *"below/", "enter")
        await wait(reader)
        await reader.press("w")
        assert line(reader) == f"below/{NAME}.html"
        await reader.press("escape")
    async with app().run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await wait(reader)
        await reader.press("w")
        assert line(reader) == f"below/{NAME}.html"
        await reader.press("home", *["delete"] * len("below/"), "enter")
        await wait(reader)
    assert UsageHistory(folder / "state").export_folder == ""
    UsageHistory(folder / "state").keep_export_folder(str(folder / "gone"))
    async with app().run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await wait(reader)
        await reader.press("w")
        assert line(reader) == f"{NAME}.html"
