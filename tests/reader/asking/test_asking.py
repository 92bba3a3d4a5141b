"""Asking a language model while somebody reads."""

from __future__ import annotations

import socket
from threading import Event
from typing import TYPE_CHECKING, Any, cast

import pytest

from diptych.alignment.kinds import Verdict, Voice
from diptych.history.usage import UsageHistory
from diptych.opinion.store import OpinionStore
from diptych.preferences.settings import OpinionPreferences, Preferences
from diptych.reader.app.app import DiptychApp
from diptych.reader.asking.consent_dialog import ConsentDialog
from diptych.reader.panes.article_column import ArticleColumn
from diptych.sides import Side
from support.aligners import ready
from support.chat_server import ChatServer, refuses, rows, says, waits
from support.idle import wait_until
from support.small_articles import bridge

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from diptych.reader.screens.reader_screen import ReaderScreen

COMPARISON = bridge()
ANSWER = rows(
    "L1 R3 part", "L3 R6 same", differs=("L1 R3 day | Monday | Tuesday", "L3 R6 other | driver | traffic")
)
SIZE = (160, 40)


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with ChatServer([says(ANSWER)]) as running:
        yield running


def app_of(
    server: ChatServer | None = None,
    *,
    store: OpinionStore | None = None,
    usage: UsageHistory | None = None,
    endpoint: str | None = None,
    **more: Any,
) -> DiptychApp:
    endpoint = server.endpoint if server is not None else endpoint
    asking = OpinionPreferences() if endpoint is None else OpinionPreferences(endpoint, "a-model")
    return DiptychApp(
        COMPARISON.articles,
        preferences=Preferences(opinion=asking),
        usage=usage,
        aligner=ready(COMPARISON),
        opinions=None if store is None else lambda: store,
        **more,
    )


def screen_of(pilot: Pilot[None]) -> ReaderScreen:
    return cast(
        "ReaderScreen", next(screen for screen in pilot.app.screen_stack if hasattr(screen, "opinions"))
    )


def status(pilot: Pilot[None]) -> str:
    return str(screen_of(pilot)._status.content)


def panel(pilot: Pilot[None]) -> str:
    return str(screen_of(pilot)._evidence.content)


def dialog(pilot: Pilot[None]) -> str:
    assert isinstance(pilot.app.screen, ConsentDialog)
    return " ".join(pilot.app.screen._lines)


async def linked(pilot: Pilot[None]) -> ReaderScreen:
    screen = screen_of(pilot)
    await wait_until(lambda: screen.session.alignment is not None and screen._links.stopped)
    await pilot.pause()
    return screen


async def asked(pilot: Pilot[None]) -> ReaderScreen:
    screen = await linked(pilot)
    await pilot.press("M", "enter")
    await wait_until(
        lambda: screen.session.comparison is not None and screen.session.comparison.opinion is not None
    )
    await pilot.pause()
    return screen


async def test_without_a_model_the_key_explains_how_to_get_one() -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.press("M")
        assert dialog(pilot).startswith("No language model is configured. Run one on this machine")
        await pilot.press("escape")
        assert not isinstance(pilot.app.screen, ConsentDialog)


async def test_a_dialog_says_where_the_articles_go_and_nothing_is_sent_without_a_yes(
    server: ChatServer,
) -> None:
    async with app_of(server).run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.press("M")
        assert f"Both articles go to {server.address} (on this machine), model a-model." in dialog(pilot)
        assert " tokens; nothing else is sent" in dialog(pilot)
        await pilot.press("escape")
        await pilot.pause()
    assert not server.received


async def test_reading_sends_nothing(server: ChatServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket.socket, "connect", None)
    async with app_of(server).run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.press("n", "enter", "c", "o", "escape", "d")
    assert not server.received


async def test_the_opinion_is_shown_beside_the_links(server: ChatServer) -> None:
    async with app_of(server).run_test(size=SIZE) as pilot:
        screen = await asked(pilot)
        assert "a-model links 2 pairs of passages" in status(pilot)
        assert "(1 by both, 1 by the model alone)" in status(pilot)
        assert screen.session.place == (Side.LEFT, 0)
        assert "restated 0.90   the model: related" in panel(pilot)
        assert "▸1 ≠● 0.90  both  The bridge at Harrow" in panel(pilot)
        headers = [str(column._coverage.content) for column in screen.query(ArticleColumn)]
        assert all("(1 by both)" in header for header in headers), headers
        await pilot.press("down", "down")
        assert "only the model: restated" in panel(pilot)
        assert "≟ may differ, says the model: driver | traffic" in panel(pilot)
        await pilot.press("c")
        assert "only diptych's own links count" in status(pilot)
        assert "○ unique" in panel(pilot)
        await pilot.press("c")
        assert "only the links of a-model count" in status(pilot)
        assert screen.session.alignment is not None
        assert screen.session.alignment.voice is Voice.MODEL
        assert len(screen.session.alignment.links) == 2
        await pilot.press("plus", "plus")
        assert len(screen.session.alignment.links) == 2
        await pilot.press("c")
        assert "the links of diptych and of a-model count" in status(pilot)


async def test_verdicts_stand_above_the_opinion(server: ChatServer) -> None:
    async with app_of(server).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await pilot.press("x")
        await asked(pilot)
        await pilot.press("c", "c")
        assert screen.session.alignment is not None
        link = screen.session.alignment.between(0, 2)
        assert link is not None
        assert link.verdict is Verdict.REJECTED
        assert link not in screen.session.alignment.links


async def test_the_list_has_a_column_for_the_model(server: ChatServer) -> None:
    async with app_of(server).run_test(size=SIZE) as pilot:
        await asked(pilot)
        await pilot.press("o")
        await pilot.pause()
        pane = pilot.app.screen._pane  # type: ignore[attr-defined]
        lines = ["".join(part.text for part in pane._rows.row(number)) for number in range(pane._rows.count)]
        columns = [line[:26].split()[:4] for line in lines]
        assert ["●", "restated", "0.90", "both"] in columns
        assert ["●", "restated", "0.00", "model"] in columns


async def test_an_opinion_is_kept_and_shown_again_without_a_connection(
    server: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = OpinionStore(tmp_path)
    async with app_of(server, store=store).run_test(size=SIZE) as pilot:
        await asked(pilot)
    monkeypatch.setattr(socket.socket, "connect", None)
    async with app_of(server, store=store).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await wait_until(lambda: "the model: related" in panel(pilot))
        assert "a-model links 2 pairs of passages, as it answered on 20" in status(pilot)
        await pilot.press("M")
        assert "kept already; this asks again and replaces it" in dialog(pilot)
    assert screen.session.comparison is not None
    assert len(server.received) == 1


async def test_a_host_on_this_machine_is_agreed_to_once(server: ChatServer, tmp_path: Path) -> None:
    async with app_of(server, usage=UsageHistory(tmp_path)).run_test(size=SIZE) as pilot:
        await asked(pilot)
    async with app_of(server, usage=UsageHistory(tmp_path)).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await pilot.press("M")
        assert not isinstance(pilot.app.screen, ConsentDialog)
        await wait_until(lambda: screen.opinions.service.progress is None)
    assert len(server.received) == 2


async def test_another_host_is_asked_for_each_time(tmp_path: Path) -> None:
    usage = UsageHistory(tmp_path)
    usage.keep_agreement("models.example.org")
    app = app_of(endpoint="https://models.example.org/v1", usage=usage)
    async with app.run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.press("M")
        assert "models.example.org (NOT this machine)" in dialog(pilot)


async def test_asking_can_be_stopped_while_the_server_is_silent(server: ChatServer) -> None:
    silent = Event()
    server.answers[:] = [waits(silent)]
    async with app_of(server).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await pilot.press("M", "enter")
        await wait_until(lambda: len(server.received) == 1)
        assert "asking a-model 0%" in status(pilot)
        await pilot.press("M")
        assert "a-model is being asked already; Esc stops that." in status(pilot)
        await pilot.press("escape")
        assert "Stopped: a-model has not answered" in status(pilot)
        assert screen.opinions.service.progress is None
        silent.set()
        await wait_until(server.left.is_set)  # what it says then meets a closed connection


@pytest.mark.parametrize("key", ["q", "f5"])
async def test_leaving_a_pair_stops_asking(server: ChatServer, key: str) -> None:
    silent = Event()
    server.answers[:] = [waits(silent)]
    async with app_of(server).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await pilot.press("M", "enter")
        await wait_until(lambda: len(server.received) == 1)
        if key == "q":
            await pilot.press("q")
        else:
            screen.on_unmount()  # as when another pair takes its place
    silent.set()
    await wait_until(server.left.is_set)


async def test_a_server_that_refuses_is_told(server: ChatServer) -> None:
    server.answers[:] = [refuses(404)]
    async with app_of(server).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        await pilot.press("M", "enter")
        await wait_until(lambda: screen.opinions.service.progress is None)
        await pilot.pause()
        assert "has no model 'a-model' at this address" in status(pilot)


async def test_without_an_opinion_the_key_for_voices_says_how_to_get_one() -> None:
    async with app_of().run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.press("c")
        assert "There is no opinion of a language model yet; M asks for one." in status(pilot)


async def test_the_reader_that_was_told_to_ask_names_the_key(server: ChatServer) -> None:
    async with app_of(server, ask=True).run_test(size=SIZE) as pilot:
        await linked(pilot)
        await pilot.pause()
        # No dialog opens by itself, which the next Enter would answer.
        assert f"M asks a-model on {server.address} for its opinion." in status(pilot)
        await pilot.press("enter")
        assert not server.received


async def test_the_reader_asks_at_once_where_the_user_has_agreed(server: ChatServer, tmp_path: Path) -> None:
    usage = UsageHistory(tmp_path)
    usage.keep_agreement(server.address)
    async with app_of(server, usage=usage, ask=True).run_test(size=SIZE) as pilot:
        await linked(pilot)
        await wait_until(lambda: "the model: related" in panel(pilot))


async def test_a_result_with_an_opinion_opens_with_it() -> None:
    from diptych.opinion.answer import opinion_of
    from diptych.opinion.request import requests_of

    (request,) = requests_of(COMPARISON.articles)
    opinion = opinion_of(COMPARISON.articles, (request,), {request.id: ANSWER}, "a-model")
    known = COMPARISON.with_opinion(opinion, Voice.MODEL)
    async with DiptychApp(known.articles, known=known).run_test(size=SIZE) as pilot:
        screen = await linked(pilot)
        assert screen.session.alignment is not None
        assert len(screen.session.alignment.links) == 2
        await pilot.press("c")
        assert len(screen.session.alignment.links) > 3
