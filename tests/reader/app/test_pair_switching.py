"""Opens other pairs by the open dialog and the list of a folder, and reloads pairs."""

from __future__ import annotations

import gc
import threading
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from weakref import ref

import pytest
from textual import events
from textual.widgets import Input, Static

import diptych.reader.app.reloading
from diptych.alignment.kinds import Verdict
from diptych.comparison import compare
from diptych.comparison_wording import own_exports
from diptych.errors import SourceError
from diptych.export.files import save
from diptych.export.formats import FORMATS
from diptych.history.usage import UsageHistory
from diptych.reader.app.app import DiptychApp
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.app.reloading import NOT_RELOADABLE, UNCHANGED
from diptych.reader.opening import wording
from diptych.reader.opening.folder_screen import FolderScreen
from diptych.reader.opening.open_dialog import OpenDialog
from diptych.reader.opening.source_input import SourceInput
from diptych.reader.screens.reader_screen import ReaderScreen
from diptych.reader.terminal import gc_tuning
from diptych.reader.terminal.gc_tuning import CollectorState
from diptych.sides import Pair
from diptych.sources.chapters import Chapter
from diptych.sources.open import load
from diptych.verdicts.judgements import Judgements, judgements_in
from diptych.verdicts.open_store import open_store
from support.aligners import StubAligner
from support.idle import PATIENCE, wait_until
from support.opened_pairs import (
    listed,
    offered,
    pair_factory,
    press,
    running,
    said,
    settled,
    titles,
    write_articles,
)
from support.readers import Opened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.comparison import Comparison


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working directory, with three articles; verdicts and histories are in the folder above."""
    monkeypatch.chdir(write_articles(tmp_path))
    return tmp_path


async def test_a_folder_opens_its_best_pair_and_can_be_shown_again(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        assert isinstance(app.screen, FolderScreen)
        story, first, second, alone = listed(app)
        assert story.startswith("0.9")
        assert "2 accounts  share" in story
        assert "Olive Brandt" in story
        assert "1  The quay   " in first
        assert "2  Harrow   " in second
        assert alone.startswith("    ○  b-choir")
        await press(reader, "enter")
        assert titles(app) == ["The quay", "Harrow"]
        await press(reader, "F")
        assert isinstance(app.screen, FolderScreen)
        assert listed(app)[0].startswith("again  The quay  ⟷  Harrow")
        assert listed(app)[1:] == [story, first, second, alone]
        await press(reader, *"choir")
        assert listed(app) == [alone]
        await press(reader, "escape", "escape")
        assert titles(app) == ["The quay", "Harrow"]


async def test_q_goes_back_from_a_listed_pair_to_its_list_and_quits_there(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        assert reader.text_of("KeyBar").endswith("q Quit")
        await press(reader, "enter")
        assert reader.text_of("KeyBar").endswith("q Folder")
        await press(reader, "f5", "q")  # read again, it is the same pair
        assert isinstance(app.screen, FolderScreen)
        assert "Back to the pair" not in reader.text_of("KeyBar")
        await press(reader, "end", "enter", *"a-", "tab", "enter")
        assert titles(app) == ["b-choir", "The quay"]  # the article was alone: the dialog asked for the other
        await press(reader, "q", *"oq")
        assert app.screen.query_one("FilterInput", Input).value == "oq"
        await press(reader, "escape")
        await reader.pilot.press("q")
        assert app.return_code == 0


async def test_the_hint_for_new_users_does_not_outlive_its_pair(folder: Path) -> None:
    usage = UsageHistory(folder / "state")
    app = DiptychApp(
        None, None, None, None, usage, pair_factory=pair_factory(folder), entrance=StartTarget(Path())
    )
    async with app.run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await settled(reader)
        await press(reader, "enter")
        assert app.screen.query("OnboardingHint")
        await press(reader, "q", "down", "up", "enter")
        assert titles(app) == ["The quay", "Harrow"]
        assert app.screen.query("OnboardingHint")


async def test_q_quits_in_a_pair_that_was_not_chosen_from_a_list(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        assert reader.text_of("KeyBar").endswith("q Quit")
        await press(reader, "F")
        assert "Esc Back to the pair" in reader.text_of("KeyBar")
        await press(reader, "enter")
        assert titles(app) == ["The quay", "Harrow"]
        await press(reader, "q")
        await press(reader, "enter")
        await press(reader, "O", *"b-", "tab", "enter")
        await wait_until(lambda: reader.text_of("KeyBar").endswith("q Quit"))
        assert isinstance(app.screen, ReaderScreen)
        await reader.pilot.press("q")
        assert app.return_code == 0


async def test_articles_in_subfolders_are_mentioned_and_listed_on_demand(folder: Path) -> None:
    def counted() -> str:
        return str(app.screen.query_one("#folder-message", Static).content)

    async with running(folder, entrance=StartTarget(Path(), below=False)) as (app, reader):
        assert counted() == "3 articles, 1 story"
        Path("below").mkdir()
        Path("below/d.txt").write_text("The ferry sank.")
        await press(reader, "f5")
        assert counted().endswith("1 story. F6 includes the articles in subfolders.")
        await press(reader, "f6")
        assert counted() == ("4 articles, 1 story. F6 leaves out the articles in subfolders.")
        assert "F6 Without subfolders" in reader.text_of("KeyBar")
        await press(reader, "f6")
        assert counted().startswith("3 articles, 1 story. F6 includes")
        assert "F6 With subfolders" in reader.text_of("KeyBar")


async def test_comparisons_that_diptych_wrote_are_not_listed(folder: Path) -> None:
    comparison = compare(Pair("a-quay.txt", "c-quay.txt").map(load))
    for name in ("html", "markdown", "text"):
        form = FORMATS[name]
        save(form.file_text(comparison), Path(f"written{form.endings[0]}"), form.encoding)
    async with running(folder, entrance=StartTarget(Path())) as (app, _):
        assert str(app.screen.query_one("#folder-message", Static).content) == (
            f"3 articles, 1 story. {own_exports(3)}"
        )
        assert len(listed(app)) == 4


async def test_for_an_article_that_is_alone_the_dialog_asks_for_the_other(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(Path())) as (app, reader):
        await press(reader, "end", "enter")
        assert isinstance(app.screen, OpenDialog)
        await press(reader, "c", "minus", "tab", "enter")
        assert titles(app) == ["b-choir", "Harrow"]


async def test_a_message_says_that_a_folder_is_empty_or_cannot_be_listed(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(folder / "nowhere")) as (app, reader):
        assert "could not be listed" in str(app.screen.query_one("#folder-message", Static).content)
        await press(reader, "enter")
        await reader.pilot.press("q")
        assert app.return_code == 0
    (folder / "empty").mkdir()
    async with running(folder, entrance=StartTarget(folder / "empty")) as (app, _):
        assert "There are no articles here." in str(app.screen.query_one("#folder-message", Static).content)


async def test_with_one_article_the_dialog_asks_for_the_other(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(left="a-quay.txt")) as (app, reader):
        assert isinstance(app.screen, OpenDialog)
        await press(reader, *"no.txt", "enter")
        assert said(app) == "Right: “no.txt” does not exist; check how its path is spelled."
        await press(reader, "backspace")
        assert said(app) == ""
        await press(reader, "home", "ctrl+k")
        await press(reader, "b", "down", "enter")
        assert titles(app) == ["The quay", "b-choir"]
        await press(reader, "ctrl+o", "escape")
        assert titles(app) == ["The quay", "b-choir"]
    async with running(folder, entrance=StartTarget(left="a-quay.txt")) as (app, reader):
        assert offered(app) == [wording.RECENT_PAIRS, "The quay  ⟷  b-choir"]
        await press(reader, "down", "enter")
        assert titles(app) == ["The quay", "b-choir"]


@pytest.mark.parametrize("key", ["tab", "right"])
async def test_a_suggestion_is_taken_without_opening(folder: Path, key: str) -> None:
    Path("a-weir.txt").write_text("The weir gave way.")
    async with running(folder, entrance=StartTarget(left="")) as (app, reader):
        line, other = app.screen.query(SourceInput)
        await press(reader, "a", "tab", "tab")  # as far as both agree; then the first one is chosen
        assert line.value == "a-"
        await press(reader, "down", key)
        assert (line.value, line.has_focus) == ("a-weir.txt", True)
        await press(reader, "tab")  # there is nothing more to complete
        assert other.has_focus


async def test_closing_the_first_dialog_ends_the_reader(folder: Path) -> None:
    async with running(folder, entrance=StartTarget(left="a-quay.txt")) as (app, reader):
        await reader.pilot.press("escape")
        assert app.return_code == 0


async def test_the_dialog_takes_a_pasted_text_as_article_and_lists_a_folder(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        await press(reader, "ctrl+o")
        text = "Title: Pasted\n\nThe weir gave way.\n\nNobody was hurt."
        app.screen.post_message(events.Paste(text))
        await settled(reader)
        assert app.screen.query_one(SourceInput).value == "(pasted text, 9 words)"
        await press(reader, "enter")
        assert titles(app) == ["Pasted", "b-choir"]
        provenance = [str(line.content) for line in app.screen.query(".column--provenance").results(Static)]
        assert provenance == ["clipboard", "b-choir.txt"]
        await press(reader, "f5")
        assert titles(app) == ["Pasted", "b-choir"]
        await press(reader, "ctrl+o")
        app.screen.post_message(events.Paste(f"'{folder / 'articles'}'\n"))
        await settled(reader)
        await press(reader, "enter")
        assert isinstance(app.screen, FolderScreen)


async def test_a_book_offers_its_chapters(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    chapters = (Chapter(1, "The lock", 0, 120), Chapter(2, "The weir", 0, 80))
    asked: list[str] = []

    def opened(source: str, **_: object) -> object:
        asked.append(source)
        return load("b-choir.txt")

    monkeypatch.setattr("diptych.reader.opening.resolve.list_chapters", lambda _: chapters)
    monkeypatch.setattr("diptych.reader.opening.resolve.load", opened)
    async with running(folder, entrance=StartTarget(left="book.epub")) as (app, reader):
        await press(reader, *"a-q", "tab", "enter")
        assert said(app) == "Which chapter of the left book?"
        assert [line.strip().split("  ")[-1] for line in offered(app)[1:]] == [
            wording.WHOLE_BOOK,
            "The lock, 120 words",
            "The weir, 80 words",
        ]
        await press(reader, "down", "down", "enter")
        assert isinstance(app.screen, ReaderScreen)
    assert "book.epub#2" in asked


async def test_opening_blocks_nothing_and_can_be_stopped(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    going_on = threading.Event()
    seen: list[bool] = []

    def slow(*arguments: object) -> object:
        going_on.wait(PATIENCE)
        seen.append(arguments[1]())  # type: ignore[operator]
        return Pair(load("b-choir.txt"), load("b-choir.txt"))

    monkeypatch.setattr("diptych.reader.opening.open_dialog.open_sides", slow)
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        await reader.press("ctrl+o", "enter")
        assert said(app) == wording.opening("Esc")
        await reader.press("escape")
        assert said(app) == wording.STOPPED
        going_on.set()
        await settled(reader)
        assert isinstance(app.screen, OpenDialog)
        assert seen == [True]


async def test_changed_files_are_reported_and_reloaded_at_the_same_place(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diptych.reader.app.reloading, "CHECK_INTERVAL", 0.05)
    sentences = [f"Boat {at} came to pier number {at} on its own." for at in range(30)]
    Path("a.txt").write_text("\n\n".join(sentences))
    async with running(folder, "a.txt", "b-choir.txt") as (app, reader):
        await press(reader, *"jjjjj", "e", "f5")
        assert UNCHANGED in reader.text_of("StatusBar")
        await press(reader, "+", "+")
        threshold = reader.screen.session.alignment.threshold  # type: ignore[union-attr]
        Path("a.txt").write_text("\n\n".join(["Title: Boats", "A first line.", *sentences]))
        await wait_until(lambda: "the left file has changed: F5 reloads" in reader.text_of("StatusBar"))
        before = reader.screen
        await press(reader, "f5")
        assert reader.screen is not before
        assert titles(app) == ["Boats", "b-choir"]
        assert reader.place == ("left", 6)
        assert reader.screen.session.alignment.threshold == threshold  # type: ignore[union-attr]
        assert reader.screen.has_class("-no-evidence")
        assert "changed" not in reader.text_of("StatusBar")
        Path("a.txt").unlink()
        await press(reader, "f5")
        assert "does not exist" in reader.text_of("StatusBar")
        assert titles(app) == ["Boats", "b-choir"]


async def test_standard_input_cannot_be_reloaded(folder: Path) -> None:
    articles = Pair("a-quay.txt", "b-choir.txt").map(load)
    app = DiptychApp(articles, sources=Pair("-", "clipboard:"), pair_factory=pair_factory(folder))
    async with app.run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await press(reader, "f5")
        assert NOT_RELOADABLE in reader.text_of("StatusBar")


async def test_only_typed_addresses_are_fetched(folder: Path) -> None:
    articles = Pair("a-quay.txt", "b-choir.txt").map(load)
    fetched = articles.map(lambda article: replace(article, source="https://example.org/"))
    async with DiptychApp(fetched, pair_factory=pair_factory(folder)).run_test(size=(120, 40)) as pilot:
        reader = Opened(pilot)
        await press(reader, "f5")
        assert NOT_RELOADABLE in reader.text_of("StatusBar")


async def linked(reader: Opened) -> Comparison:
    """The comparison, once it is computed."""
    await wait_until(
        lambda: reader.screen.session.comparison is not None and reader.screen.review.controller is not None
    )
    comparison = reader.screen.session.comparison
    assert comparison is not None
    return comparison


async def test_verdicts_can_be_undone_after_a_reload(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "c-quay.txt") as (_, reader):
        await linked(reader)
        await press(reader, "n", "a", "x", "z")
        text = Path("a-quay.txt").read_text()
        Path("a-quay.txt").write_text(text.replace("\n\n", "\n\nA new beginning.\n\n", 1))
        await press(reader, "f5")
        [link] = judgements_in(await linked(reader)).links
        assert link.verdict is Verdict.ACCEPTED
        await press(reader, "Z")
        assert "redone: " in reader.text_of("StatusBar")
        store = open_store(reader.screen.session.articles, folder=folder / "verdicts")
        store.load()
        assert store.judgements.links == (link._replace(verdict=Verdict.REJECTED),)
        await press(reader, "z", "z")
        store.load()
        assert store.judgements == Judgements()


async def test_unwritten_verdicts_survive_a_reload_and_leaving_warns_of_them(folder: Path) -> None:
    kept = folder / "verdicts"
    kept.write_text("no folder")
    async with running(folder, "a-quay.txt", "c-quay.txt") as (app, reader):
        await linked(reader)
        await press(reader, "n", "a")
        assert "Not on disk yet" in reader.text_of("StatusBar")
        Path("a-quay.txt").write_text(Path("a-quay.txt").read_text() + "\n\nA last line.\n")
        await press(reader, "f5")
        [link] = judgements_in(await linked(reader)).links
        await press(reader, "O")
        assert "1 verdict or note would be lost; press O again" in reader.text_of("StatusBar")
        articles = reader.screen.session.articles
        kept.unlink()
        app.pairs.read(Pair("b-choir.txt", "c-quay.txt").map(load), Pair("b-choir.txt", "c-quay.txt"))
        await settled(reader)
        assert titles(app) == ["b-choir", "Harrow"]
    store = open_store(articles, folder=kept)
    assert store.load() is None
    assert store.judgements.links == (link,)


async def test_quitting_before_a_reloaded_pair_is_linked_warns_of_unwritten_verdicts(folder: Path) -> None:
    (folder / "verdicts").write_text("no folder")
    released = threading.Event()
    released.set()

    def linking(_: object) -> Comparison:
        released.wait(PATIENCE)
        return compare(Pair("a-quay.txt", "c-quay.txt").map(load))

    async with running(folder, "a-quay.txt", "c-quay.txt", aligner=StubAligner(linking)) as (app, reader):
        await linked(reader)
        await press(reader, "a")
        before = reader.screen
        Path("a-quay.txt").write_text(Path("a-quay.txt").read_text() + "\n\nA last line.\n")
        released.clear()
        await reader.press("f5")
        await wait_until(lambda: reader.screen is not before and reader.screen.is_attached)
        await reader.press("q")
        assert "1 verdict or note would be lost; press q again" in reader.text_of("StatusBar")
        assert app.return_code is None
        released.set()


async def test_a_reload_frees_the_articles_and_links_from_before(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "c-quay.txt") as (_, reader):
        # Textual keeps the first screen of an app, so the second one is observed.
        for line in ("One more.", "And one more."):
            before = ref(reader.screen.session)
            Path("a-quay.txt").write_text(f"{Path('a-quay.txt').read_text()}\n\n{line}\n")
            await press(reader, "f5")
            await linked(reader)

        def freed() -> bool:
            gc.collect()
            return before() is None

        await wait_until(freed)  # the thread that compared the pair may be about to end


async def test_letters_typed_before_the_dialog_opens_replace_its_initial_value(folder: Path) -> None:
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        for key in ("O", *"c-q", "tab"):
            app.post_message(events.Key(key, key if len(key) == 1 else None))
        await settled(reader)
        lines = app.screen.query(SourceInput)
        assert [line.value for line in lines] == ["c-quay.txt", "b-choir.txt"]
        await press(reader, "tab", "c")
        assert [line.value for line in lines] == ["c-quay.txt", "c"]


async def test_the_app_resumes_if_the_terminal_does_not_send_its_clipboard(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    back: list[bool] = []

    @contextmanager
    def suspend() -> Iterator[None]:
        yield
        back.append(True)  # not reached by an error, as in Textual's own

    def refusing(*, terminal: bool = True, **_: object) -> str:
        raise SourceError("It says nothing." if terminal else "There are no tools.")

    monkeypatch.setattr("diptych.reader.opening.open_dialog.read_clipboard", refusing)
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        await press(reader, "O", "ctrl+v")
        assert said(app) == "There are no tools."
        monkeypatch.setattr(app, "suspend", suspend)
        await press(reader, "ctrl+v")
        assert said(app) == "It says nothing."
        assert back == [True]
        monkeypatch.setattr("diptych.reader.opening.open_dialog.read_clipboard", lambda **_: "c-quay.txt\n")
        await press(reader, "ctrl+v", "enter")
        assert titles(app) == ["Harrow", "b-choir"]


async def test_the_message_about_an_unreadable_clipboard_suggests_pasting(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.sources.clipboard._from_tools", lambda: None)
    async with running(folder, "a-quay.txt", "b-choir.txt") as (app, reader):
        await press(reader, "O", "ctrl+v")
        assert said(app).endswith("or paste the text here.")


async def test_the_garbage_collector_is_restored_when_the_app_ends(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(gc_tuning, "gc", gc)  # the other tests replace it
    before = gc.get_threshold(), gc.isenabled()
    gc.disable()
    gc.set_threshold(600, 7, 9)
    app = DiptychApp(Pair("a-quay.txt", "c-quay.txt").map(load))
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(Opened(pilot))
        assert gc.get_threshold() != (600, 7, 9)
        assert gc.isenabled()
    after = gc.get_threshold(), gc.isenabled()
    CollectorState(*before).restore()
    assert after == ((600, 7, 9), False)
