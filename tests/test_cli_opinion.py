"""`diptych ask`, `diptych opinions`, and the opinions that `diptych compare` takes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from diptych.cli import main
from support.chat_server import ChatServer, refuses, rows, says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LEFT = "The old bridge was closed on Monday. Some 25 boats were held up.\n\nShops on the quay stayed shut.\n"
RIGHT = "On Tuesday the old bridge was shut.\n\nIt held up 22 boats. The weir was repaired in 1999.\n"
ANSWER = rows("L1 R1 same", "L2 R2 same", "L9 R9 same", differs=("L2 R2 number | 25 boats | 22 boats",))


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text(LEFT)
    (tmp_path / "b.txt").write_text(RIGHT)
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def server(home: Path) -> Iterator[ChatServer]:
    with ChatServer([says(ANSWER)]) as running:
        configure(home, f'endpoint = "{running.endpoint}"')
        yield running


def configure(home: Path, *lines: str) -> None:
    path = home / "config" / "diptych" / "config.toml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(["[opinion]", 'model = "a-model"', *lines, ""]), encoding="utf-8")


def compared(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["compare", "a.txt", "b.txt", "--format", "json", *options]) in (0, 1)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_asking_says_what_the_model_says_and_keeps_it(
    server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "a.txt", "b.txt"]) == 0
    assert capsys.readouterr().out == (
        "a-model links 2 pairs of passages and names 1 difference.\n1 of 4 rows was not usable.\n"
    )
    assert main(["ask", "a.txt", "b.txt"]) == 0
    assert len(server.received) == 1
    assert main(["ask", "b.txt", "a.txt"]) == 0
    assert len(server.received) == 1
    assert main(["ask", "--again", "a.txt", "b.txt"]) == 0
    assert len(server.received) == 2
    assert main(["opinions"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("  a-model  a | b")
    assert main(["opinions", "--delete", "2"]) == 2
    assert "There is no opinion number 2" in capsys.readouterr().err
    assert main(["opinions", "--delete", "1"]) == 0
    assert capsys.readouterr().err == "diptych: The opinion of a-model on a | b is deleted.\n"
    assert main(["opinions"]) == 1
    assert capsys.readouterr().err == "diptych: No opinions are kept.\n"


def test_compare_takes_an_opinion_and_says_whose_links_count(
    server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    found = compared(capsys, "--opinion", "--links", "model")
    assert (found["voice"], found["opinion"]["model"]) == ("model", "a-model")
    assert [(link["left"], link["right"]) for link in found["links"]] == [(0, 0), (1, 1)]
    assert compared(capsys, "--links", "both")["voice"] == "both"  # the one that is kept
    assert compared(capsys, "--opinion")["voice"] == "both"
    assert len(server.received) == 1
    assert compared(capsys, "--links", "own")["opinion"] is None
    assert compared(capsys)["opinion"] is None


def test_the_report_names_the_model_and_what_may_differ(
    server: ChatServer, capsys: pytest.CaptureFixture[str]
) -> None:
    server.answers[:] = [says(rows("L1 R1 part", "L3 R3 same", differs=("L3 R3 other | Shops | weir",)))]
    assert main(["compare", "a.txt", "b.txt", "--opinion", "--width", "200"]) == 0
    printed = capsys.readouterr().out
    assert " links are made by both lexical-1 and a-model, " in printed
    assert "; the language model says related too." in printed
    assert "Restated, by the language model alone." in printed
    assert "May differ, says the language model: Shops in L, weir in R." in printed


def test_requests_and_answers_are_files_for_rooms_without_a_network(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, connections: list[Any]
) -> None:
    assert main(["ask", "a.txt", "b.txt", "--requests", "asked.jsonl"]) == 0
    (line,) = (tmp_path / "asked.jsonl").read_text().splitlines()
    request = json.loads(line)
    assert request.keys() == {"id", "messages", "response_format"}
    assert main(["ask", "a.txt", "b.txt", "--requests", "-"]) == 0
    assert capsys.readouterr().out == f"{line}\n"
    answers = [
        "no json",
        json.dumps({"id": "another", "content": rows("L3 R3 same")}),
        json.dumps({"id": request["id"], "content": ANSWER, "model": "a-person"}),
    ]
    (tmp_path / "answers.jsonl").write_text("\n".join(answers))
    found = compared(capsys, "--answers", "answers.jsonl", "--links", "model")
    assert [(link["left"], link["right"]) for link in found["links"]] == [(0, 0), (1, 1)]
    assert found["opinion"]["model"] == "a-person"
    (tmp_path / "answers.jsonl").write_text(answers[1])
    assert main(["compare", "a.txt", "b.txt", "--answers", "answers.jsonl"]) == 2
    assert "has no answer about these two articles" in capsys.readouterr().err
    (tmp_path / "answers.jsonl").write_text(json.dumps({"id": request["id"], "content": "I cannot\nhelp."}))
    assert main(["compare", "a.txt", "b.txt", "--answers", "answers.jsonl"]) == 2
    assert "an answer that is not in the form asked for: “I cannot help.”" in capsys.readouterr().err
    (tmp_path / "answers.jsonl").write_text(answers[0])
    assert main(["compare", "a.txt", "b.txt", "--answers", "answers.jsonl"]) == 2
    assert "has no answers: an answer is a line of JSON" in capsys.readouterr().err
    assert not connections


def test_another_host_is_asked_only_if_it_is_allowed(
    home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(home, 'endpoint = "https://models.example.org/v1"')
    asked: list[str] = []

    def stop(_articles: object, settings: Any, **_: object) -> None:
        asked.append(settings.host)
        raise KeyboardInterrupt

    monkeypatch.setattr("diptych.opinion.ask.ask", stop)
    assert main(["ask", "a.txt", "b.txt"]) == 2
    assert capsys.readouterr().err == (
        "diptych: Both articles would be sent to models.example.org; to allow it once, add --send-to"
        " models.example.org, or name it in allow_hosts of your config file.\n"
    )
    assert main(["compare", "--opinion", "--send-to", "example.org", "a.txt", "b.txt"]) == 2
    assert not asked
    main(["ask", "--send-to", "models.example.org", "a.txt", "b.txt"])
    configure(home, 'endpoint = "https://models.example.org/v1"', 'allow_hosts = ["models.example.org"]')
    main(["ask", "a.txt", "b.txt"])
    assert asked == 2 * ["models.example.org"]


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["ask"], "Name two articles to compare: diptych ask LEFT RIGHT."),
        (["ask", "a.txt", "b.txt"], "No language model is configured."),
        (["compare", "--opinion", "a.txt", "b.txt"], "No language model is configured."),
        (["compare", "--links", "model", "a.txt", "b.txt"], "No opinion on these articles is kept"),
        (["compare", "--answers", "none.jsonl", "a.txt", "b.txt"], "none.jsonl"),
        (["compare", "--send-to", "x.org", "a.txt", "b.txt"], "--send-to is for --opinion"),
        (["compare", "--opinion", "--answers", "x", "a.txt", "b.txt"], "Either --opinion or --answers"),
        (["ask", "a.txt", "b.txt", "--requests", "no/folder/x"], "no/folder/x could not be written"),
    ],
)
def test_mistakes_are_one_sentence_and_nothing_is_sent(
    options: list[str], sentence: str, capsys: pytest.CaptureFixture[str], connections: list[Any]
) -> None:
    assert main(options) == 2
    assert sentence in capsys.readouterr().err
    assert not connections


@pytest.mark.usefixtures("server")
def test_names_in_answers_and_kept_opinions_are_shown_harmlessly(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, home: Path
) -> None:
    main(["ask", "a.txt", "b.txt", "--requests", "-"])
    number = json.loads(capsys.readouterr().out)["id"]
    evil = "m\x1b[2J\u202e\n<script>\ud800"
    (tmp_path / "x.jsonl").write_text(json.dumps({"id": number, "content": ANSWER, "model": evil}))
    for form in ("text", "markdown", "html", "csv"):
        assert main(["compare", "a.txt", "b.txt", "--answers", "x.jsonl", "--format", form]) == 0
        printed = capsys.readouterr().out
        assert not {"\x1b", "\u202e", "\ud800"} & set(printed), form
        assert "<script>" not in printed or form != "html"
    assert main(["ask", "a.txt", "b.txt"]) == 0
    (kept,) = home.rglob("opinions/*.json")
    raw = json.loads(kept.read_text())
    kept.write_text(json.dumps({**raw, "model": evil, "asked": evil, "articles": [{"title": evil}]}))
    capsys.readouterr()
    assert main(["opinions"]) == 0
    printed = capsys.readouterr().out
    assert printed.count("\n") == 1
    assert not {"\x1b", "\u202e", "\ud800"} & set(printed)


def test_a_server_that_refuses_is_told(server: ChatServer, capsys: pytest.CaptureFixture[str]) -> None:
    server.answers[:] = [refuses(401)]
    assert main(["compare", "--opinion", "a.txt", "b.txt"]) == 2
    assert "wants a key" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        (
            ['endpoint = "http://models.example.org/v1"'],
            "line 3: the endpoint “http://models.example.org/v1”",
        ),
        (["endpont = 1"], "line 3: there is no setting “endpont”; did you mean “endpoint”?"),
        (['key_variable = ""'], "line 3: key_variable is the name of an environment variable, not the key"),
        (['key_variable = "sk-proj-1"'], "line 3: key_variable is the name of an environment variable"),
        (["timeout = 0"], "line 3: write timeout as a number of seconds up to 3600"),
        (["allow_hosts = 'x'"], "line 3: write allow_hosts as a list of hosts"),
        (['links = "mine"'], "line 3: write links as one of both, model, own"),
    ],
)
def test_mistakes_in_the_configuration_are_told_with_their_line(
    home: Path, lines: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    configure(home, *lines)
    assert main(["ask", "a.txt", "b.txt"]) == 2
    assert complaint in capsys.readouterr().err


def test_nothing_is_sent_unless_somebody_asks(server: ChatServer, connections: list[Any]) -> None:
    for options in ([], ["--links", "own"], ["--format", "html"]):
        assert main(["compare", "a.txt", "b.txt", *options]) == 0
    assert main(["opinions"]) == 1
    assert main(["ask", "a.txt", "b.txt", "--requests", "-"]) == 0
    assert not connections
    assert not server.received


COMPARING = "from diptych.cli import main; main(['compare', 'a.txt', 'b.txt', '-q'])"
READING = """
import asyncio
from diptych import Pair, load
from diptych.reader.app.app import DiptychApp

async def read():
    async with DiptychApp(Pair(load("a.txt"), load("b.txt"))).run_test() as pilot:
        await pilot.press("j", "n", "c", "o", "escape")

asyncio.run(read())
"""


@pytest.mark.parametrize("code", [COMPARING, READING], ids=["compare", "reader"])
def test_without_an_opinion_the_client_is_not_imported(code: str) -> None:
    pytest.importorskip("openai")
    code += "\nimport sys\nsys.exit(bool({'openai', 'httpx', 'httpx2'} & {*sys.modules}))"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
