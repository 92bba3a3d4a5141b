from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.errors import SourceError
from diptych.sources.open import load
from diptych.sources.parse import parse
from diptych.sources.read_bytes import shown_name
from diptych.sources.web.address import host_of, is_address, missing_scheme, path_of, without_credentials


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("https://me:secret@example.org/a?b#c", "https://example.org/a?b#c"),
        ("https://me:a@b@example.org", "https://example.org"),
        ("HTTP://me@example.org", "HTTP://example.org"),
        ("https://example.org/@someone", "https://example.org/@someone"),
        ("https://example.org?me@here", "https://example.org?me@here"),
        ("notes@home.txt", "notes@home.txt"),
    ],
)
def test_name_and_password_are_not_shown(typed: str, shown: str) -> None:
    assert without_credentials(typed) == shown
    assert shown_name(typed) == f"“{shown}”"


@given(st.text(st.characters(exclude_characters="/?#\\", exclude_categories=["Z", "C"]), min_size=1))
def test_no_password_is_shown(password: str) -> None:
    shown = without_credentials(f"https://me:{password}@example.org/story")
    assert shown == "https://example.org/story"


def test_which_sources_are_fetched() -> None:
    assert is_address("HTTPS://example.org")
    assert not is_address("ftp://example.org")
    assert not is_address("https.txt")


@pytest.mark.parametrize(
    ("typed", "scheme"),
    [
        ("www.example.org", "https://"),
        ("example.org/story", "https://"),
        ("example.org:8080", "https://"),
        ("127.0.0.1:8765/x.html", "http://"),
        ("localhost:8000/x", "http://"),
        ("[::1]:80", "http://"),
        ("left.txt", ""),
        ("5.10.2024.txt", ""),
        ("below/left.txt", ""),
    ],
)
def test_the_missing_scheme_of_an_address(typed: str, scheme: str) -> None:
    assert missing_scheme(typed) == scheme
    hint = f"put {scheme} before an address" if scheme else "check how its path is spelled"
    with pytest.raises(SourceError, match=f"does not exist; {hint}"):
        load(typed)


def test_parts() -> None:
    assert host_of("https://me:pw@www.Example.org:80/a") == "example.org"
    assert host_of("http://[::1]:80/") == "[::1]"
    assert path_of("https://example.org/a/b.html?x=/y#z") == "/a/b.html"


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("https://example.org/2024/the-old-bridge.html?x=1", "the old bridge"),
        ("https://me:pw@example.org/", "example.org"),
        ("https://example.org", "example.org"),
    ],
)
def test_a_page_without_a_title_is_named_by_its_address(address: str, title: str) -> None:
    assert parse(b"The quay was closed.", address, "").title == title
