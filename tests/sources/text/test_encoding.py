"""Bytes to text."""

from __future__ import annotations

import random

import pytest

from diptych.errors import SourceError
from diptych.sources.text.encoding import decode

ENGLISH = "“The mayor’s bridge didn’t fall by itself,” she said — it cost £3 million. Nobody answered.\n"
FRENCH = "L’été dernier, le maire a déclaré que le pont était sûr. « Nous avons tout vérifié », a-t-il dit.\n"
GERMAN = "Die Brücke über den Fluß ist gestern eingestürzt, „früher als gedacht“, sagte der Bürgermeister.\n"
RUSSIAN = "Мост через реку рухнул вчера вечером. Никто не пострадал, сказал мэр, потому что он был закрыт.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
@pytest.mark.parametrize("text", [ENGLISH, FRENCH, GERMAN, FRENCH * 2000])
def test_the_encodings_of_news(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding), "x") == text


def test_the_library_knows_others() -> None:
    assert decode((RUSSIAN * 3).encode("cp1251"), "x") == RUSSIAN * 3


@pytest.mark.parametrize("word", ["Zürich", "São Paulo", "François", "£5"])
def test_a_single_accent_in_a_long_text_is_of_windows_1252(word: str) -> None:
    text = f"{'The bridge had been closed since the spring, the mayor said. ' * 9}She was in {word} then."
    assert decode(text.encode("cp1252"), "x") == text


def test_japanese_in_the_encoding_of_mails() -> None:
    text = "古い橋は月曜日に閉鎖された。\n"
    assert decode(text.encode("iso2022_jp"), "x") == text
    coloured = "A \x1b[31mred\x1b[0m quay, \x1b$ and no end."
    assert decode(coloured.encode(), "x") == coloured


def test_a_page_may_name_its_encoding_and_latin_1_is_windows_1252() -> None:
    page = f'<html><meta charset="iso-8859-1"><p>{ENGLISH}'
    assert decode(page.encode("cp1252"), "x") == page
    page = f'<html><meta http-equiv="Content-Type" content="text/html; charset=koi8-r"><p>{RUSSIAN}'
    assert decode(page.encode("koi8-r"), "x") == page
    unknown = f'<html><meta charset="no-such-thing"><p>{ENGLISH}'
    assert decode(unknown.encode("cp1252"), "x") == unknown


def test_damaged_utf8_stays_utf8() -> None:
    data = (FRENCH * 3).encode()
    cut = data[:-1] + b"\xc3"
    assert decode(cut, "x") == (FRENCH * 3)[:-1] + "\ufffd"
    assert decode(data + b"\xff", "x") == FRENCH * 3 + "\ufffd"


def test_stray_controls_are_text() -> None:
    assert (
        decode(b"It fell.\0 Nobody \x1b[31mwas\x1b[0m hurt.", "x")
        == "It fell.\0 Nobody \x1b[31mwas\x1b[0m hurt."
    )


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (bytes(1000), "“x” is binary, not text"),
        (random.Random(7).randbytes(5000), "“x” is binary, not text"),  # noqa: S311 - nothing secret
        (bytes(range(256)) * 10, "“x” is binary, not text"),
    ],
)
def test_binary(data: bytes, message: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode(data, "“x”")
    assert str(caught.value) == f"{message}; save the article as plain text, Markdown or HTML."
