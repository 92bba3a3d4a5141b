"""Folders, addresses and the clipboard on the command line."""

from __future__ import annotations

import json
import sys
import threading
from io import StringIO
from typing import TYPE_CHECKING

import pytest

from diptych.cli import main
from diptych.folder.engine import FEW
from sources.served import Answer, serving
from support.terminal import Terminal

if TYPE_CHECKING:
    from pathlib import Path

DIPTYCH = [sys.executable, "-m", "diptych"]
ARTICLES = {
    "a-quay.txt": "Title: The quay\n\nThe quay at Harrow was closed on July 11, said Olive Brandt.",
    "b-choir.txt": "A choir sang in Oxley. Nobody had heard the songs for forty years.",
    "below/c-quay.txt": "Title: Harrow\n\nOlive Brandt, mayor of Harrow, had the quay closed on July 11.",
}


class FakeTerminal(StringIO):
    """A terminal that keeps what is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()

    def isatty(self) -> bool:
        return True

    def write(self, text: str) -> int:
        length = super().write(text)
        self.written.set()
        return length


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("arguments", [["list", "."], ["."]])
def test_the_list_of_a_folder_for_scripts(capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert main(arguments) == 0
    pair, alone = capsys.readouterr().out.splitlines()
    score, left, right, shared, story = pair.split("\t")
    assert float(score) > 0.5
    assert (left, right) == ("a-quay.txt", "below/c-quay.txt")
    assert "Olive Brandt" in shared
    assert story == "1"
    assert alone == "-\tb-choir.txt\t\t\t"


def test_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["list", "--format", "json", "."]) == 0
    output = json.loads(capsys.readouterr().out)
    assert [pair["left"] for pair in output["pairs"]] == [0]
    assert len(output["articles"]) == 3


def test_without_a_pair_the_status_is_1_and_without_a_folder_2(
    capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    (folder / "a-quay.txt").unlink()
    assert main(["list", "."]) == 1
    assert main(["list", "nowhere"]) == 2
    assert capsys.readouterr().err.startswith("diptych: “nowhere” could not be listed")
    for folders in ([], [".", "."]):
        assert main(["list", *folders]) == 2
        assert capsys.readouterr().err == "diptych: Name one folder to list: diptych list FOLDER.\n"


def test_a_folder_may_begin_with_a_dash(capsys: pytest.CaptureFixture[str], folder: Path) -> None:
    (folder / "-below").symlink_to(folder, target_is_directory=True)
    for command in (["list"], []):
        assert main([*command, "--", "-below"]) == 0
        assert "-below/a-quay.txt" in capsys.readouterr().out


def test_an_incomplete_list_says_so(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("diptych.folder.files.MOST_FILES", 2)
    assert main(["list", "."]) == 1
    assert capsys.readouterr().err == (
        "diptych: Only the first 2 articles are listed; name a smaller folder for the others.\n"
    )


def test_a_missing_path_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    for named in ("nofolder/", "a-quay.tx", "a-quay.tx#3"):
        assert main([named]) == 2
        path = named.removesuffix("#3")
        output = f"diptych: “{path}” does not exist; check how its path is spelled.\n"
        assert capsys.readouterr().err == output


def test_one_article_without_a_terminal_is_too_few(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a-quay.txt"]) == 2
    assert "Only one article was named" in capsys.readouterr().err
    assert main(["compare", "clipboard:", "clipboard:"]) == 2
    assert "Only one of the two" in capsys.readouterr().err


def test_an_address_is_compared_like_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    with serving(
        {"/quay": Answer(ARTICLES["a-quay.txt"].encode(), headers={"Content-Type": "text/plain"})}
    ) as web:
        assert main(["compare", "--format", "json", web.address("/quay", "me:pw@"), "below/c-quay.txt"]) == 0
        output = json.loads(capsys.readouterr().out)
        assert output["left"]["title"] == "The quay"
        assert output["left"]["source"] == web.address("/quay")
        assert main(["compare", web.address("/gone", "me:pw@"), "a-quay.txt"]) == 2
        output = capsys.readouterr().err
        assert output == f"diptych: “{web.address('/gone')}” does not exist (404); check how it is spelled.\n"


def test_a_message_appears_while_a_page_takes_long(monkeypatch: pytest.MonkeyPatch) -> None:
    output = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", output)
    monkeypatch.setattr("diptych.cli.fetch_progress.PATIENCE", 0.05)
    monkeypatch.setenv("COLUMNS", "70")
    slow = Answer(
        ARTICLES["a-quay.txt"].encode(),
        headers={"Content-Type": "text/plain"},
        before=lambda: output.written.wait(60),
    )
    with serving({f"/{'quay' * 20}": slow, "/quay": Answer(b"The quay was closed.")}) as web:
        address = web.address(f"/{'quay' * 20}", "me:pw@")
        assert main(["text", address]) == 0
        remark, spaces, nothing = output.getvalue().split("\r")
        assert remark.startswith("diptych: fetching “http://127.0.0.1:")
        assert remark.endswith("…; Ctrl+C cancels.")
        assert "me:pw" not in remark
        assert len(spaces) == 69 >= len(remark)
        assert nothing == spaces.strip() == ""
        output.truncate(0)
        monkeypatch.setattr("diptych.cli.fetch_progress.PATIENCE", 600)
        assert main(["compare", "--quiet", web.address("/quay"), "a-quay.txt"]) in (0, 1)
        assert not output.getvalue().strip("\0")


def test_a_folder_of_articles_is_listed_and_its_pair_opened(folder: Path) -> None:
    (folder / "d-quay.txt").write_text(ARTICLES["below/c-quay.txt"])
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("3 articles, 1 story")  # not the one below
        terminal.press("\r")
        terminal.wait_for("⟷")
        terminal.wait_for("link")
        terminal.seen = b""
        terminal.press("q")  # back to the list
        terminal.wait_for("1 story")
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_an_archive_is_listed_in_the_reader_and_without_a_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = (json.dumps({"title": name, "text": text}) for name, text in ARTICLES.items())
    (folder / "archive.jsonl").write_text("\n".join(lines))
    assert main(["archive.jsonl"]) == 0
    assert "\tarchive.jsonl#1\tarchive.jsonl#3\t" in capsys.readouterr().out
    with Terminal([*DIPTYCH, "archive.jsonl"]) as terminal:
        terminal.wait_for("3 articles, 1 story")
        terminal.press("\r")
        terminal.wait_for("link")
        terminal.seen = b""
        terminal.press("q")
        terminal.wait_for("1 story")
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_many_articles_are_read_in_other_processes(folder: Path) -> None:
    for number in range(FEW):
        (folder / f"e{number}.txt").write_text(f"Report {number} of the choir in Oxley.")
    with Terminal([*DIPTYCH, "."]) as terminal:
        terminal.wait_for(f"{FEW + 3} articles, ")
        terminal.press("q")
        assert terminal.leave()[0] == 0


def test_with_fewer_articles_the_samples_open(folder: Path) -> None:
    (folder / "README.md").write_text("# What is here")
    (folder / "a-quay.txt").unlink()
    with Terminal(DIPTYCH) as terminal:
        terminal.wait_for("Twenty-two")
        terminal.press("q")
        assert terminal.leave()[0] == 0
