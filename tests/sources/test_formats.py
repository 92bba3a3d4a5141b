"""The table of formats: how a source is recognised."""

from __future__ import annotations

from pathlib import Path

import pytest

from diptych.errors import SourceError
from diptych.sources.formats import (
    DOCX,
    ENDINGS,
    EPUB,
    FORMATS,
    HTML,
    MARKDOWN,
    PDF,
    TEXT,
    SourceFormat,
    binary_format,
    ending_of_media_type,
    format_named,
    has_chapters,
    text_format,
    unsupported_format,
)
from diptych.sources.parse import parse
from sources.documents import docx, epub

EXTRAS = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("each", FORMATS, ids=lambda each: each.name)
def test_each_format_is_complete(each: SourceFormat) -> None:
    assert format_named(each.name) is each
    assert all(ending == ending.lower() and ending.startswith(".") for ending in each.endings)
    assert set(each.endings) <= ENDINGS
    assert not each.extra or f"\n{each.extra} = [" in EXTRAS
    assert all(ending_of_media_type(media_type) == each.endings[0] for media_type in each.media_types)


def test_no_ending_and_no_media_type_belongs_to_two_formats() -> None:
    endings = [ending for each in FORMATS for ending in each.endings]
    types = [media_type for each in FORMATS for media_type in each.media_types]
    assert len(endings) == len(set(endings))
    assert len(types) == len(set(types))


@pytest.mark.parametrize(
    ("data", "ending", "expected"),
    [
        (b"%PDF-1.7", ".txt", PDF),
        (b"\xef\xbb\xbf\r\n%PDF-1.7", "", PDF),
        (b"From: a@b\n\n%PDF-1.7", ".pdf", PDF),
        (b"From: a@b\n\n%PDF-1.7", ".txt", None),
        (epub(), ".docx", EPUB),
        (docx(), ".epub", DOCX),
        (b"PK\3\4", ".epub", EPUB),
        (b"PK\3\4", ".docx", DOCX),
        (b"PK\3\4", ".zip", None),
        (b"It fell.", ".pdf", None),
    ],
    ids=range(10),
)
def test_content_decides_before_the_ending(data: bytes, ending: str, expected: SourceFormat | None) -> None:
    assert binary_format(data, ending) is expected


@pytest.mark.parametrize(
    ("beginning", "ending", "expected"),
    [
        ("<!doctype html><p>", ".txt", HTML),
        ("<!doctype html><p>", ".md", MARKDOWN),
        ("It fell.", ".htm", HTML),
        ("# It fell", "", MARKDOWN),
        ("# It fell", ".txt", TEXT),
        ("# It fell\n\nHard.", ".txt", MARKDOWN),
        ("# It fell\n\nHard.", ".log", TEXT),
        ("It fell.", "", TEXT),
    ],
)
def test_a_text_shows_its_format(beginning: str, ending: str, expected: SourceFormat) -> None:
    assert text_format(beginning, ending) is expected


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"PK\x03\x04....", "a zip archive or an office document"),
        (b"{\\rtf1 It fell.}", "a rich text document"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
        (b"\x7fELF\x02\x01", "a program"),
        (b"BZh91AY&SY\x00\x01\x02", "a compressed file"),
    ],
)
def test_unsupported_formats_are_named(data: bytes, what: str) -> None:
    assert unsupported_format(data) == what
    with pytest.raises(SourceError, match=f"^“x” is {what}, not text; save the article as plain text"):
        parse(data, "x")


def test_a_word_is_not_a_signature() -> None:
    assert unsupported_format(b"BZhengzhou is a town.") is None


def test_only_books_have_chapters_to_choose() -> None:
    assert [each.name for each in FORMATS if has_chapters(each.endings[0])] == ["epub"]
