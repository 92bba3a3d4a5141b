"""Opening articles, and refusing other sources with one clear sentence."""

from __future__ import annotations

import io
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.errors import SourceError
from diptych.sources import read_bytes
from diptych.sources.open import load
from diptych.sources.parse import parse
from diptych.sources.sanitize import sanitize

STORY = "The bridge fell on Tuesday. Nobody was hurt."


def refused(source: str) -> str:
    with pytest.raises(SourceError) as caught:
        load(source)
    message = str(caught.value)
    assert message.endswith(".")
    assert "\n" not in message
    return message


def standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_file(tmp_path: Path) -> None:
    file = tmp_path / "bridge-falls.txt"
    file.write_text(f"Title: A bridge falls\nPublisher: Reed\nDate: 4 March\n\n{STORY}\n", "utf-8")
    article = load(str(file))
    assert (article.title, article.publisher, article.date) == ("A bridge falls", "Reed", "4 March")
    assert article.source == str(file)
    assert [article.passage_text(index) for index in range(2)] == [
        "The bridge fell on Tuesday.",
        "Nobody was hurt.",
    ]


def test_titles_of_texts_without_a_header() -> None:
    assert parse(STORY.encode(), "some/wire-report.txt").title == "wire-report"
    assert parse(STORY.encode(), "-").title == "standard input"
    assert parse(f"A bridge falls\n\n{STORY}".encode(), "x.txt").title == "A bridge falls"
    assert parse(f"# A bridge falls\n\n{STORY}".encode(), "x.md").title == "A bridge falls"


def test_the_first_line_stays_in_the_text_when_it_is_the_title() -> None:
    assert parse(f"A bridge falls\n\n{STORY}".encode(), "x.txt").text == f"A bridge falls\n\n{STORY}"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    standard_input(monkeypatch, STORY.encode("utf-16"))
    assert load("-").text == STORY


def test_a_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen([sys.executable, "-c", f"open({str(pipe)!r}, 'w').write({STORY!r})"]):
        assert load(str(pipe)).text == STORY


def test_hostile_text_is_harmless_and_readable() -> None:
    article = parse(f"Title: \x1b]0;owned\x07\n\n\u202e{STORY}\x1b[2J [red]".encode(), "x.txt")
    assert article.title == "␛]0;owned␇"
    assert article.text == f"\ufffd{STORY}␛[2J [red]"


def test_entities_are_sanitised_too() -> None:
    assert parse(b"It &#x202e;fell &#x200b;down.", "x.md").text == "It \ufffdfell down."


def test_markdown_without_an_ending_is_recognised_by_its_beginning() -> None:
    for text in (f"---\ntitle: A bridge falls\n---\n{STORY}", f"# A *bridge* falls\n\n*{STORY}*"):
        for source in ("-", "bridge", "x.txt", "x.TEXT"):
            article = parse(text.encode(), source)
            assert article.title == "A bridge falls"
            assert article.text.endswith(STORY)
            assert "*" not in article.text
        assert parse(text.encode(), "x.log").title != "A bridge falls"


@pytest.mark.parametrize(
    "text",
    [
        "# 5 on their list was the *bridge*, which fell.\n\nNobody was hurt.",
        "# 5\n\nIt was the _bridge_.",
        "# settings of the bridge\n# and of the lock\n\nopen = *never*",
        "#bridge\n\nIt *fell*.",
        "Bridge # 5\n\nIt *fell*.",
        "The bridge\n\n# 5 of all\n\nIt *fell*.",
        "---\nNote: it *fell*.\n\nNobody was hurt.",
        "The bridge\n\n* * *\n\n* It *fell*.\n* Nobody was hurt.",
    ],
)
def test_single_signs_do_not_make_a_text_markdown(text: str) -> None:
    shown = parse(text.encode(), "x.txt").text
    assert all(sign in shown for sign in ("*fell*", "_bridge_", "*never*", "*bridge*") if sign in text)
    assert shown.count("#") == text.count("#")


def test_markdown_without_text_is_shown_unparsed() -> None:
    assert parse(b"``` word", "x.md").text == "``` word"


def test_a_million_characters_on_one_line() -> None:
    article = parse(b"x" * 1_000_000, "x.txt")
    assert len(article.text) == 1_000_000
    assert len(article.passages) == 1000


MARKUP = st.sampled_from(
    [*"<>/!-&#;[]()*_`>|\n\t x\x1b\x00", "<p>", "</p>", "<li>", "&#0;", "&#x110000;", "---\n", "a: b\n"]
)


@settings(deadline=None, max_examples=60)
@given(st.one_of(st.binary(max_size=300), st.lists(MARKUP).map(lambda parts: "".join(parts).encode())))
def test_any_data_is_an_article_or_refused(data: bytes) -> None:
    for source in ("x.txt", "x.md", "x.html"):
        try:
            article = parse(data, source)
        except SourceError:
            continue
        assert article.title
        assert article.passages
        assert sanitize(article.text) == article.text


def test_missing(tmp_path: Path) -> None:
    assert refused(str(tmp_path / "nine.txt")).endswith(
        "/nine.txt” does not exist; check how its path is spelled."
    )
    refused("")
    refused("a\0b")
    refused("x" * 5000)


def test_an_address_is_distinguished_from_a_misspelt_path() -> None:
    with pytest.raises(SourceError, match="cannot fetch"):
        load("ftp://example.org/article.html")


def test_a_path_object_is_accepted(tmp_path: Path) -> None:
    file = tmp_path / "wire.txt"
    file.write_text("The quay was closed.", encoding="utf-8")
    assert load(file) == load(str(file))


def test_directory(tmp_path: Path) -> None:
    assert refused(str(tmp_path)) == f"“{tmp_path}” is a directory; name one of the files in it."


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", b"\xef\xbb\xbf", "\u200b\u2060".encode()])
def test_empty(tmp_path: Path, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "empty.txt"
    file.write_bytes(data)
    assert refused(str(file)).startswith(f"“{file}” ")
    standard_input(monkeypatch, data)
    assert refused("-").startswith("Standard input ")


def test_unreadable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "locked.txt"
    file.write_text(STORY)

    def refuse(
        *_: object,
    ) -> None:  # root may read anything, so permissions alone refuse nothing in a container
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert (
        refused(str(file))
        == f"You are not allowed to read “{file}”; change its permissions or name a copy of your own."
    )


def test_no_name_at_all() -> None:
    assert refused("") == "An empty name was given; name a file that contains an article."


def test_huge(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "huge.txt"
    with file.open("wb") as stream:
        stream.truncate(read_bytes.LIMIT + 1)  # takes no room on the disk, and is refused unread
    assert refused(str(file)) == f"“{file}” is larger than 50 MB; save the article alone in a file."
    standard_input(monkeypatch, STORY.encode())
    with pytest.raises(SourceError, match=r"^Standard input is larger than"):
        read_bytes.read_source("-", 10)


def test_devices_and_sockets() -> None:
    assert "is empty" in refused("/dev/null")
    with tempfile.TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as server:
        server.bind(f"{folder}/s")
        assert "is a device or a socket" in refused(f"{folder}/s")


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert refused("-") == "Standard input is closed; pipe an article into it or name a file."


def test_names_are_sanitized() -> None:
    assert refused("\x1b[31m\nred\u202e.txt").startswith("“␛[31m␊red\ufffd.txt” does not exist")
    assert len(refused("dir/" * 100 + "x.txt")) < 250


def test_heavy_libraries_are_imported_only_when_a_source_needs_them(tmp_path: Path) -> None:
    file = tmp_path / "x.txt"
    file.write_text(STORY)
    script = (
        "import sys; from diptych.sources.open import load; load(sys.argv[1]);"
        "print({'trafilatura', 'lxml', 'charset_normalizer', 'markdown_it', 'textual'} & set(sys.modules))"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(file)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "set()"
