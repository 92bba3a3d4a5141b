"""The terminal gets text that it counts as many cells for as Textual does."""

from __future__ import annotations

import sys
from io import BytesIO, TextIOWrapper

import pytest
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from diptych import Pair
from diptych.reader.app.app import DiptychApp
from diptych.reader.terminal.text_filters import TextFilter, in_encoding, text_filters, without_emoji_style
from diptych.sources.parse import parse
from reader.terminal.test_no_color import written

LEFT = "The ☂️ stall on the quay – “open late” – shut ⚠️ early. Fêtes and 5️⃣ fairs were put off, said Jiří."
RIGHT = "The stall on the quay shut early ⚠️, said Ζωή. 村の祭りは延期された。 Five fairs were put off."


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Closed ⚠️ today", "Closed ⚠  today"),
        ("✈️✈️", "✈ ✈ "),
        ("1️⃣ of 3️⃣", "1⃣  of 3⃣ "),
        ("©️ 2020", "©  2020"),
        ("📦️ is wide anyway", "📦 is wide anyway"),
        ("a️ letter", "a letter"),
        ("no emoji – at all", "no emoji – at all"),
    ],
)
def test_emoji_take_two_cells_in_every_terminal(text: str, shown: str) -> None:
    assert without_emoji_style(text) == shown
    assert cell_len(shown) == cell_len(text)


def test_a_joined_emoji_keeps_its_length() -> None:
    text = "Two ❤️\u200d🔥 and one 🏳️\u200d🌈 there"
    assert cell_len(without_emoji_style(text)) == cell_len(text)


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("● 7 linked (≠ 1)  ○ 2 unique…", "latin-1", "* 7 linked (! 1)  o 2 unique."),
        ("▌“Jiří’s café” – €5│", "latin-1", '|"Jirí\'s café" - ?5|'),
        ("▌“Jiří’s café” – €5│", "cp1252", "|“Jirí’s café” – €5|"),
        ("łódź", "iso-8859-2", "łódź"),
        ("東京 is 東", "ascii", "? ?  is ? "),
        ("a 👩\u200d🚀 up", "koi8-r", "a ?  up"),
        ("═╬═ ⠶", "ascii", "-+- ?"),
        ("\u200eשלום\u200e", "latin-1", "????"),
    ],
)
def test_an_encoding_gets_what_it_has(text: str, encoding: str, shown: str) -> None:
    assert in_encoding(text, encoding) == shown
    assert cell_len(shown) == cell_len(text)


def test_only_the_text_of_a_segment_changes() -> None:
    text_filter = TextFilter(without_emoji_style)
    background = DiptychApp(None).background_colors[1]
    style = Style(bold=True)
    assert text_filter.apply([Segment("⚠️", style), Segment("plain")], background) == [
        Segment("⚠ ", style),
        Segment("plain"),
    ]


@pytest.mark.parametrize(("encoding", "number"), [("utf-8", 1), ("UTF8", 1), ("latin-1", 2), ("ascii", 2)])
def test_only_other_encodings_than_utf8_need_substitutes(
    encoding: str, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stderr__", TextIOWrapper(BytesIO(), encoding))
    assert len(text_filters()) == number


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
@pytest.mark.parametrize("keys", [(), ("e",), ("question_mark",), ("v",), ("o",)])
async def test_every_screen_can_be_written(
    encoding: str, keys: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "__stderr__", TextIOWrapper(BytesIO(), encoding))
    app = DiptychApp(Pair(parse(LEFT.encode(), "left.txt"), parse(RIGHT.encode(), "right.txt")))
    async with app.run_test(size=(100, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        segments = list(written(app))
    text = "".join(segment.text for segment in segments)
    text.encode(encoding)
    assert "\ufe0f" not in text
    assert cell_len(text) == 100 * 24
