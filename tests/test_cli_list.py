"""`diptych list`: stories as JSON and CSV, archives, comparisons, the cache, and stopping."""

from __future__ import annotations

import csv
import json
import os
import signal
from io import StringIO
from typing import TYPE_CHECKING

import pytest

import diptych.cli.list_folder
import diptych.folder.dask_engine
from diptych.cli import main
from diptych.cli.list_folder import progress_line
from diptych.folder.profile_cache import cache_file

if TYPE_CHECKING:
    from pathlib import Path

ARTICLES = (
    (
        "The quay",
        "Wire",
        "2024-07-12",
        "The quay at Harrow was closed on July 11, said its mayor, Olive Brandt.",
    ),
    ("Choir", "Echo", "2024-01-01", "A choir sang in Oxley. Nobody had heard the songs for forty years."),
    ("Harrow", "", "", "Olive Brandt, mayor of Harrow, had the quay closed on July 11 after a crane fell."),
    (
        "Closed",
        "Post",
        "July 11, 2024",
        "The quay of Harrow is closed since July 11. The mayor is Olive Brandt.",
    ),
)
COPY = ("Again", "Echo", "2024-07-13", ARTICLES[0][3])


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    keys = ("title", "publisher", "date", "text")
    lines = [json.dumps(dict(zip(keys, each, strict=True))) for each in (*ARTICLES, COPY)]
    path = tmp_path / "archive.jsonl"
    path.write_text("\n".join([*lines[:2], "", *lines[2:]]) + "\n")
    return path


def output(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> str:
    assert main(["list", *arguments]) == status
    return capsys.readouterr().out


def test_the_stories_of_an_archive(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output(capsys, "archive.jsonl", "--format", "json"))
    lines = [1, 2, 4, 5, 6]
    assert [each["path"] for each in found["articles"]] == [f"archive.jsonl#{line}" for line in lines]
    (story,) = found["stories"]
    assert story["accounts"] == [3, 0, 4, 2]  # the oldest first, the one without a date last
    assert story["copies"] == [{"account": 4, "of": 0}]
    assert set(story["best"]) <= {0, 2, 3}
    assert 0.4 <= story["score"] <= 1
    assert "Olive Brandt" in story["shared"]
    assert found["format"] == 1
    assert {"left", "right", "score", "shared"} == found["pairs"][0].keys()
    assert main(["compare", "-q", "archive.jsonl#1", "archive.jsonl#4"]) == 0
    assert archive.exists()


@pytest.mark.usefixtures("archive")
def test_a_row_for_each_account(capsys: pytest.CaptureFixture[str]) -> None:
    rows = list(csv.DictReader(StringIO(output(capsys, ".", "--format", "csv"))))
    assert [row["story"] for row in rows] == ["1", "1", "1", "1", ""]
    assert [row["publisher"] for row in rows] == ["Post", "Wire", "Echo", "", "Echo"]
    assert [row["copy_of"] for row in rows] == ["", "", "archive.jsonl#1", "", ""]
    assert [row["title"] for row in rows] == ["Closed", "The quay", "Again", "Harrow", "Choir"]
    assert "Olive Brandt" in rows[0]["shared"]


@pytest.mark.usefixtures("archive", "encoder")
@pytest.mark.parametrize("model", ["lexical", "encoder"])
def test_each_two_accounts_are_compared(capsys: pytest.CaptureFixture[str], model: str) -> None:
    named = ("--model", model)
    found = json.loads(output(capsys, "archive.jsonl", "--format", "json", "--compare", *named))
    ends = [(each["story"], each["left"], each["right"]) for each in found["comparisons"]]
    assert ends == [(0, 3, 0), (0, 3, 2), (0, 0, 2)]  # not the copy
    assert main(["compare", "archive.jsonl#5", "archive.jsonl#1", "--format", "json", *named]) in (0, 1)
    alone = json.loads(capsys.readouterr().out)
    assert found["comparisons"][0]["comparison"] == alone
    assert alone["model"].startswith(model)
    assert found["complete"] is True


def test_a_file_that_cannot_be_read_is_named_at_the_end(
    archive: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with archive.open("a") as file:
        file.write('not JSON\n{"title": "no text"}\n')
    (archive.parent / "empty.txt").write_text("")
    assert main(["list", "."]) == 0
    written = capsys.readouterr()
    assert written.err.splitlines() == [
        "diptych: 3 articles could not be read:",
        "diptych: archive.jsonl#7: “archive.jsonl#7” is not JSON; each line must be an object with title"
        " and text.",
        'diptych: archive.jsonl#8: “archive.jsonl#8” has no "text"; each line must be an object with title'
        " and text.",
        "diptych: empty.txt: “empty.txt” is empty; name a file that contains an article.",
    ]
    assert [line.split("\t")[1] for line in written.out.splitlines()[-3:]] == [
        "archive.jsonl#7",
        "archive.jsonl#8",
        "empty.txt",
    ]


def test_other_data_in_lines_is_no_archive(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "log.jsonl").write_text('{"level": "info"}\n' * 3)
    assert output(capsys, str(tmp_path), status=1) == ""


@pytest.mark.usefixtures("archive")
def test_the_cache_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    first = output(capsys, "archive.jsonl", "--no-cache")
    assert not cache_file().exists()
    assert output(capsys, "archive.jsonl") == first
    assert cache_file().exists()
    assert output(capsys, "archive.jsonl") == first


@pytest.mark.usefixtures("archive")
def test_ctrl_c_lists_what_was_read(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_is = diptych.cli.list_folder._Progress.show

    def show(self: diptych.cli.list_folder._Progress, read: int) -> None:
        as_it_is(self, read)
        if read == 3:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(diptych.cli.list_folder._Progress, "show", show)
    before = signal.getsignal(signal.SIGINT)
    assert main(["list", "archive.jsonl"]) == 0
    written = capsys.readouterr()
    assert written.err == "diptych: Stopped: 3 of 5 articles are listed.\n"
    assert len(written.out.splitlines()) == 2
    assert signal.getsignal(signal.SIGINT) == before


@pytest.mark.usefixtures("archive")
def test_ctrl_c_writes_the_comparisons_that_there_are(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    as_it_is = diptych.cli.list_folder._Progress.show

    def show(self: diptych.cli.list_folder._Progress, done: int) -> None:
        as_it_is(self, done)
        if self.count == 3 and done == 1:
            os.kill(os.getpid(), signal.SIGINT)

    monkeypatch.setattr(diptych.cli.list_folder._Progress, "show", show)
    assert main(["list", "archive.jsonl", "--format", "json", "--compare", "--model", "lexical"]) == 0
    written = capsys.readouterr()
    found = json.loads(written.out)
    assert (len(found["comparisons"]), found["complete"]) == (1, False)
    assert written.err == "diptych: Stopped: 1 of 3 comparisons are written.\n"


def test_nothing_is_kept_without_remembering(
    archive: Path, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    config = home / "config" / "diptych" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text("remember = false\n")
    output(capsys, str(archive))
    assert not cache_file().exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--compare"], "Comparisons are only written as JSON: add --format json to --compare."),
        (["--model", "lexical"], "--model is for --compare: nothing would be compared."),
        (["--engine", "threads"], "There is no engine 'threads': name processes, or dask:ADDRESS."),
        (
            ["--engine", "dask:h:abc"],
            "'h:abc' is no address of a Dask scheduler, as tcp://127.0.0.1:8786 is.",
        ),
        (["--engine", "dask:"], "There is no engine 'dask:': name processes, or dask:ADDRESS."),
        (["--send-to", "here"], "--send-to is for --engine dask:ADDRESS: nothing would be sent."),
        (
            ["--engine", "dask:tcp://cluster.example:8786", "--send-to", "other.example"],
            "All articles would be sent unencrypted to cluster.example, which is not this machine; to allow"
            " it once, add --send-to cluster.example, or name it in allow_hosts of your config file.",
        ),
        (
            ["--engine", "dask:tls://cluster.example:8786"],
            "All articles would be sent to cluster.example, which is not this machine; to allow it once, add"
            " --send-to cluster.example, or name it in allow_hosts of your config file.",
        ),
    ],
)
def test_options_that_cannot_be(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[str], message: str
) -> None:
    assert main(["list", str(tmp_path), *arguments]) == 2
    assert capsys.readouterr().err == f"diptych: {message}\n"


def test_a_host_that_the_config_file_allows(
    home: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(diptych.folder.dask_engine, "_TO_CONNECT", 0.1)
    config = home / "config" / "diptych" / "config.toml"
    config.parent.mkdir(parents=True)
    for written, message in [
        ('allow_hosts = ["cluster.invalid"]', "The Dask scheduler at cluster.invalid:8786 cannot be used"),
        ("allow_hosts = 3", "line 2: "),
    ]:
        config.write_text(f"[opinion]\n{written}\n")
        assert main(["list", str(tmp_path), "--engine", "dask:cluster.invalid:8786"]) == 2
        assert message in capsys.readouterr().err


def test_the_progress() -> None:
    line = progress_line(1234, 6720, "articles", 14.5)
    assert line == "diptych: 1,234 of 6,720 articles, 85 a second, 64 s left"
    assert "8 min left" in progress_line(100, 50_000, "articles", 1)
    assert "0 a second" in progress_line(0, 5, "articles", 0.0)
    assert "0.5 a second" in progress_line(1, 5, "comparisons", 2.0)
