"""Asking a server of the protocol: what is sent to it, and whatever it answers."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest

from diptych.errors import Cancelled
from diptych.opinion import client as client_module
from diptych.opinion.ask import ask
from diptych.opinion.request import RESPONSE_FORMAT, requests_of
from diptych.opinion.settings import OpinionError, OpinionSettings
from diptych.opinion.store import OpinionStore
from diptych.sides import Pair
from support.chat_server import ChatServer, Exchange, breaks_off, refuses, rows, says, sends, waits
from support.long_articles import told_twice
from support.small_articles import bridge

if TYPE_CHECKING:
    from pathlib import Path

    from diptych.opinion.model import Opinion
    from support.chat_server import Answer

ARTICLES = bridge().articles
GOOD = rows("L1 R3 same", "L4 R5 part")


def settings_of(server: ChatServer, **changes: Any) -> OpinionSettings:
    return OpinionSettings(server.endpoint, "a-model", **changes)


def asked(*answers: Answer, **changes: Any) -> tuple[Opinion, ChatServer]:
    with ChatServer([*answers]) as server:
        return ask(ARTICLES, settings_of(server, **changes)), server


def fault(*answers: Answer, **changes: Any) -> str:
    with ChatServer([*answers]) as server, pytest.raises(OpinionError) as caught:
        ask(ARTICLES, settings_of(server, **changes))
    return str(caught.value).replace(server.address, "HOST")


def test_the_request_and_nothing_else_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "s3cret")
    for name, value in {
        "OPENAI_API_KEY": "wrong-key",
        "OPENAI_ADMIN_KEY": "wrong-admin",
        "OPENAI_ORG_ID": "an-organisation",
        "OPENAI_PROJECT_ID": "a-project",
        "OPENAI_BASE_URL": "http://127.0.0.1:9/elsewhere",
        "OPENAI_CUSTOM_HEADERS": "X-Mine: 1\nAuthorization: Bearer wrong\nHost: elsewhere\nUser-Agent: leak",
        "HTTP_PROXY": "http://127.0.0.1:9",
        "ALL_PROXY": "http://127.0.0.1:9",
    }.items():
        monkeypatch.setenv(name, value)
    opinion, server = asked(says(GOOD), key_variable="MY_KEY")
    assert [(link.left, link.right) for link in opinion.links] == [(0, 2), (3, 4)]
    (received,) = server.received
    (request,) = requests_of(ARTICLES)
    assert received.path == "/v1/chat/completions"
    assert received.body == {
        "model": "a-model",
        "messages": list(request.messages),
        "temperature": 0,
        "stream": True,
        "response_format": RESPONSE_FORMAT,
    }
    assert received.headers["authorization"] == "Bearer s3cret"
    assert received.headers["host"] == server.address
    assert received.headers["user-agent"] == "diptych"
    assert not {"openai-organization", "openai-project", "x-mine"} & received.headers.keys()
    assert not [name for name in received.headers if name.startswith("x-stainless")]


def test_a_server_without_keys_gets_none() -> None:
    _, server = asked(says(GOOD))
    assert "authorization" not in server.received[0].headers


def test_a_server_that_knows_no_schema_is_asked_for_json_and_then_for_nothing() -> None:
    unknown = refuses(500, "validation error: body, response_format, type")
    opinion, server = asked(unknown, refuses(422), says(f"Well: {GOOD}"))
    assert len(opinion.links) == 2
    forms = [received.body.get("response_format", {}).get("type") for received in server.received]
    assert forms == ["json_schema", "json_object", None]


def test_a_model_without_a_temperature_is_asked_without_one() -> None:
    opinion, server = asked(refuses(400, "temperature does not support 0"), says(GOOD))
    assert len(opinion.links) == 2
    assert ["temperature" in received.body for received in server.received] == [True, False]
    assert server.received[1].body["response_format"] == RESPONSE_FORMAT


def test_an_answer_that_had_no_room_is_no_answer() -> None:
    def answer(exchange: Exchange) -> None:
        exchange.begin_stream()
        exchange.piece('{"links": ["L1 R3 same"')
        exchange.piece("", "length")

    assert "has no room for the whole answer" in fault(answer)


def test_a_busy_server_is_asked_again_after_the_time_that_it_names() -> None:
    opinion, server = asked(refuses(429, Retry_After="0.2"), refuses(503, Retry_After="0"), says(GOOD))
    assert len(opinion.links) == 2
    assert len(server.received) == 3


def test_a_server_that_stays_busy_is_given_up() -> None:
    assert (
        fault(refuses(429, Retry_After="0"))
        == "HOST is busy or limits the key (status 429); ask again later."
    )
    assert "ask again later" in fault(refuses(429, Retry_After="4000"))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (refuses(401), "HOST wants a key (status 401); name its environment variable as key_variable."),
        (refuses(404), "HOST has no model 'a-model' at this address (status 404)."),
        (refuses(500, "boom\x1b[2J\n\nbang"), "HOST answers with status 500: boom [2J bang."),
        (refuses(302, Location="http://127.0.0.2:9/v1"),
         "HOST redirects to another address; write that one as the endpoint."),
        (breaks_off('{"links": ["L1 R'), "The answer of HOST was cut off; ask again."),
        (says(""), "HOST has given an empty answer."),
        (says("I cannot\nhelp."), "a-model has not answered in the form asked for: “I cannot help.”"),
    ],
)  # fmt: skip
def test_each_failure_is_one_sentence(answer: Answer, sentence: str) -> None:
    assert fault(answer) == sentence


@pytest.mark.parametrize(
    "answer",
    [
        sends("no json"),
        sends({"choices": "x"}),
        sends({"choices": [{"delta": None}]}),
        sends([1, 2]),
        sends({"error": {"message": "out of memory"}}),
        lambda exchange: exchange.reply(200, b"<html>", Content_Type="text/html"),
        lambda exchange: exchange.reply(200, b"\xff\xfe", Content_Type="text/event-stream"),
    ],
)
def test_what_is_no_stream_is_told(answer: Answer) -> None:
    assert fault(answer).startswith(("The answer of HOST", "HOST "))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "gopher://127.0.0.1:9"),
        ("SSL_CERT_FILE", "/nowhere.pem"),
        ("ALL_PROXY", "tor://127.0.0.1:9"),
    ],
)
def test_a_connection_that_the_environment_prevents_is_told(
    name: str, value: str, monkeypatch: pytest.MonkeyPatch, connections: list[Any]
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(OpinionError, match=r"^No connection to models\.example can be prepared; look at"):
        ask(ARTICLES, OpinionSettings("https://models.example/v1", "a-model"))
    assert not connections


def test_another_host_is_reached_through_the_proxy_of_the_environment(
    monkeypatch: pytest.MonkeyPatch, connections: list[Any]
) -> None:
    with ChatServer([]) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", f"http://{proxy.address}")
        with pytest.raises(OpinionError, match=r"models\.example"):
            ask(ARTICLES, OpinionSettings("https://models.example/v1", "a-model"))
        assert {port for _, port in connections} == {int(proxy.address.split(":")[1])}


def test_a_key_that_is_refused_is_not_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "s3cret")
    assert fault(refuses(401, "bad key s3cret"), key_variable="MY_KEY") == (
        "HOST refuses the key in MY_KEY (status 401)."
    )
    assert "s3cret" not in fault(refuses(500, "bad key s3cret"), key_variable="MY_KEY")
    monkeypatch.delenv("MY_KEY")
    assert fault(says(GOOD), key_variable="MY_KEY") == "The environment variable MY_KEY has no key for HOST."


def test_a_server_that_does_not_run_is_told() -> None:
    with ChatServer([says(GOOD)]) as server:
        settings = settings_of(server)
    with pytest.raises(OpinionError, match=r"cannot be reached; does the server run\?"):
        ask(ARTICLES, settings)


def test_a_silent_server_is_given_up() -> None:
    silent = threading.Event()
    try:
        assert fault(waits(silent), timeout=0.3) == "HOST has sent nothing for 0.3 seconds."
    finally:
        silent.set()


def test_asking_can_be_cancelled_in_the_middle_of_an_answer() -> None:
    shares: list[float] = []

    def give_up(share: float) -> None:
        shares.append(share)
        if 0 < share < 1:
            raise Cancelled

    with ChatServer([says(GOOD * 3)]) as server, pytest.raises(Cancelled):
        ask(ARTICLES, settings_of(server), on_progress=give_up)
    assert shares == sorted(shares)


def test_an_answer_without_end_is_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_module, "LONGEST", 50)
    assert fault(says("no end " * 20)) == "HOST does not stop answering."


def test_answers_are_kept_and_only_what_is_missing_is_asked(tmp_path: Path) -> None:
    long = told_twice(900, 20)
    requests = requests_of(long)
    assert len(requests) > 2
    store = OpinionStore(tmp_path)
    with ChatServer([says(rows("L1 R1 same")), breaks_off("{")]) as server:
        with pytest.raises(OpinionError):
            ask(long, settings_of(server), store=store)
        assert len(store.answers(long, "a-model")) == 1
        server.answers[:] = [says(rows())]
        opinion = ask(long, settings_of(server), store=store)
        assert len(server.received) == 1 + len(requests)
        ask(long, settings_of(server), store=store)
        assert len(server.received) == 1 + len(requests)
        ask(long, settings_of(server), store=store, again=True)
        assert len(server.received) == 1 + 2 * len(requests)
    assert opinion.unanswered == 0
    assert store.find(long) is not None


def test_nothing_is_sent_to_any_other_host(connections: list[Any]) -> None:
    with ChatServer([refuses(302, Location="http://127.0.0.2:9/v1"), says(GOOD)]) as server:
        with pytest.raises(OpinionError):
            ask(ARTICLES, settings_of(server))
        ask(ARTICLES, settings_of(server))
        here = ("127.0.0.1", int(server.address.split(":")[1]))
    assert set(connections) == {here}


def test_articles_without_passages_are_not_asked_about(connections: list[Any]) -> None:
    from support.small_articles import article

    with ChatServer([says(GOOD)]) as server, pytest.raises(OpinionError, match="no passages"):
        ask(Pair(ARTICLES.left, article("Empty")), settings_of(server))
    assert not connections
