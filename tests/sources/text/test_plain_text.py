"""Paragraphs of plain text in every layout."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.article.model import BlockKind
from diptych.sources.text.masthead import LONGEST_TITLE
from diptych.sources.text.plain_text import LONGEST_HEADING, read_plain_text

if TYPE_CHECKING:
    from diptych.article.parsed_document import ParsedDocument

FIRST = (
    "The old bridge over the Reed fell on Tuesday night after a storm that had lasted for two days, and with "
    "it went the only road between the two halves of the town, the mayor said."
)
SECOND = (
    "Nobody was hurt, because the bridge had been closed to all traffic since the spring, when a diver found "
    "that one of its three piers had no ground left under it."
)
THIRD = "A new bridge is to be built within three years."


def says(document: ParsedDocument) -> list[str]:
    return [block.text for block in document.blocks]


def kinds(document: ParsedDocument) -> list[BlockKind]:
    return [block.kind for block in document.blocks]


def test_paragraphs_between_blank_lines() -> None:
    assert says(read_plain_text(f"\n{FIRST}\n\n{SECOND}\n \t \n\n{THIRD}\n")) == [FIRST, SECOND, THIRD]


def test_a_paragraph_per_line() -> None:
    assert says(read_plain_text(f"{FIRST}\n{SECOND}\n{THIRD}")) == [FIRST, SECOND, THIRD]


def test_short_lines_that_end_in_stops_are_paragraphs() -> None:
    lines = ["He came.", "She went.", "They met again in the town by the river.", "It rained."]
    assert says(read_plain_text("\n".join(lines))) == lines


def test_forced_wraps_are_joined_at_any_width() -> None:
    for width in (60, 72, 80, 100):
        wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in (FIRST, SECOND, THIRD))
        assert says(read_plain_text(wrapped)) == [FIRST, SECOND, THIRD]


def test_wrapped_paragraphs_without_blank_lines_end_at_their_short_last_lines() -> None:
    wrapped = "\n".join(textwrap.fill(paragraph, 60) for paragraph in (FIRST, SECOND, THIRD))
    assert says(read_plain_text(wrapped)) == [FIRST, SECOND, THIRD]


def test_lines_wrapped_by_hand_are_joined_inside_a_sentence() -> None:
    text = "The old bridge over the Reed fell on Tuesday\nnight after a storm that had lasted for\ntwo days."
    assert says(read_plain_text(text)) == [text.replace("\n", " ")]


def test_a_hyphen_or_wide_characters_at_the_wrap_take_no_space() -> None:
    text = "The council met for a second time to hear what the well-\nknown engineer had to say about it."
    assert says(read_plain_text(text)) == [text.replace("\n", "")]
    wide = "橋は昨日の夜に落ちたが、誰も怪我をしなかったと市長は述べた。新しい橋はすぐに\n建てられる。"
    assert says(read_plain_text(wide)) == [wide.replace("\n", "")]


def test_verses_keep_their_lines() -> None:
    verses = ["Down by the Reed", "Where the willows grow", "I lost my hat", "A long time ago"]
    assert says(read_plain_text("\n".join(verses))) == verses


def test_header() -> None:
    found = read_plain_text(
        f"TITLE: A bridge falls\nSource: The Daily Reed\nPublished: 4 March 2020\n\n{FIRST}"
    )
    assert (found.title, found.publisher, found.date) == ("A bridge falls", "The Daily Reed", "4 March 2020")
    assert says(found) == [FIRST]


@pytest.mark.parametrize(
    ("header", "title"),
    [
        ("Titel: Die Brücke fällt\nQuelle: Der Bote\nVeröffentlicht am: 1931", "Die Brücke fällt"),
        ("Titre : Le pont tombe\nJournal : Le Quai\nDate : 1931", "Le pont tombe"),
        ("Título: El puente cae\nFuente: El Muelle\nFecha: 1931", "El puente cae"),
        ("标题：桥塌了\n来源：日报\n日期：1931", "桥塌了"),
        ("タイトル: 橋が落ちた\n出典: 日報\n日付: 1931", "橋が落ちた"),
        ("หัวข้อ: สะพานถล่ม\nแหล่งที่มา: ข่าว\nวันที่: 1931", "สะพานถล่ม"),
        ("العنوان: سقط الجسر\nالمصدر: الرصيف\nالتاريخ: 1931", "سقط الجسر"),
        ("כותרת: הגשר נפל\nמקור: הרציף\nתאריך: 1931", "הגשר נפל"),
    ],
)
def test_headers_in_other_languages(header: str, title: str) -> None:
    found = read_plain_text(f"{header}\n\n{FIRST}")
    assert (found.title, found.date) == (title, "1931")
    assert found.publisher
    assert says(found) == [FIRST]


def test_other_lines_of_a_header_stay_in_the_text() -> None:
    found = read_plain_text(f"Title: A bridge falls\nAuthor: Ada Alder\n\n{FIRST}")
    assert says(found) == ["Author: Ada Alder", FIRST]


def test_lines_that_only_resemble_a_header_stay() -> None:
    for first in (
        "Title: A bridge falls\nIt was old.",
        "Update: The bridge fell.",
        "Source:",
        "Datum:12",
        "Journal du soir : le pont tombe",
        "来源报道：桥塌了",
        f"Source: {FIRST * 3}",
    ):
        found = read_plain_text(f"{first}\n\n{SECOND}")
        assert "".join(" ".join(says(found)).split()) == "".join(f"{first}{SECOND}".split())
        assert found.publisher is None


def test_a_header_with_nothing_below_it_is_the_text() -> None:
    assert says(read_plain_text("Title: A bridge falls\n")) == ["Title: A bridge falls"]


def test_a_number_at_the_beginning_of_a_wrapped_line_is_not_an_item() -> None:
    prose = "The company says that it lost no more than 12 tonnes of it, and the agency for the river spoke"
    text = f"{prose} of 30. Nobody has measured it, they said on Friday, and nobody will before the spring."
    wrapped = textwrap.fill(text, 97)
    assert "\n30. Nobody" in wrapped
    items = ["They asked for:", "1. a gate of oak,", "2. a bell"]
    body = textwrap.fill(FIRST, 97) + "\n\n" + "\n".join(items)
    assert says(read_plain_text(f"{wrapped}\n\n{body}")) == [text, FIRST, *items]


def test_headings_are_short_lines_alone_above_a_paragraph() -> None:
    found = read_plain_text(f"A bridge falls\n\n{FIRST}\n\nWhat happened\n\n{SECOND}\n\nRegion\n")
    assert kinds(found) == [
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.HEADING,
        BlockKind.PARAGRAPH,
        BlockKind.PARAGRAPH,
    ]


def test_a_longer_line_is_a_title_only_at_the_beginning_above_a_sentence() -> None:
    line = "The old bridge over the Reed falls after a storm of two days, and takes the only road with it"
    assert LONGEST_HEADING < len(line) <= LONGEST_TITLE
    heading, paragraph = BlockKind.HEADING, BlockKind.PARAGRAPH
    assert kinds(read_plain_text(f"{line}\n\n{FIRST}\n\n{line}\n\n{SECOND}")) == [heading, *[paragraph] * 3]
    for text in (f"{line}\n\nand more of it\n\n{FIRST}", f"{line}.\n\n{FIRST}", f"{line}\n{line}\n\n{FIRST}"):
        assert heading not in kinds(read_plain_text(text))


def test_no_headings() -> None:
    for line in (
        "Nobody was hurt.",
        "“No,” he said",
        "and went on",
        "12",
        "He asked:",
        "By Ada Alder",
        "4 March 2020",
        "March 4, 2020",
    ):
        assert BlockKind.HEADING not in kinds(read_plain_text(f"{line}\n\n{FIRST}"))
    assert BlockKind.HEADING not in kinds(read_plain_text(f"Reed\nAlder\n\n{FIRST}"))


def test_lists_keep_their_marks() -> None:
    found = read_plain_text(f"{FIRST}\n\n- a rope\n- a lamp\n\n1. walk\n2) swim\n\n2019 was dry.")
    assert says(found)[1:] == ["- a rope", "- a lamp", "1. walk", "2) swim", "2019 was dry."]
    assert kinds(found)[1:] == [BlockKind.LIST_ITEM] * 4 + [BlockKind.PARAGRAPH]


def test_quoted_mail_and_rules() -> None:
    found = read_plain_text(f"{THIRD}\n\n> It fell.\n> We saw it.\n\n* * *\n\n{SECOND}")
    assert says(found) == [THIRD, "It fell.", "We saw it.", SECOND]
    assert kinds(found)[1] is BlockKind.QUOTATION


WORDS = st.text(st.sampled_from("abcdeé XY.:\n\t"), max_size=300)


@given(WORDS)
def test_no_word_is_lost(text: str) -> None:
    found = read_plain_text(text)
    kept = " ".join(says(found)) if not (found.title or found.publisher or found.date) else None
    assert kept is None or "".join(kept.split()) == "".join(text.split())


HEADLINE = "Storm Takes the Old Bridge"


@pytest.mark.parametrize(
    ("lines", "publisher", "date"),
    [
        ("Reed Daily News\n2018-12-18", "Reed Daily News", "2018-12-18"),
        ("2018-12-18\nReed Daily News", "Reed Daily News", "2018-12-18"),
        ("Reed TV (Web News)\n\n2018-12-18", "Reed TV (Web News)", "2018-12-18"),
        ("June 25, 2012", None, "June 25, 2012"),
        ("Updated 3 May 2021, 10:05", None, "3 May 2021, 10:05"),
        (
            "The Reed\nPublished: Tuesday, June 25, 2012 at 5 p.m. EDT",
            "The Reed",
            "Tuesday, June 25, 2012 at 5 p.m. EDT",
        ),
        ("Der Bote\n\nVeröffentlicht am 3. März 2021 um 10:05 Uhr", "Der Bote", "3. März 2021 um 10:05 Uhr"),
        ("Le Quai\nMis à jour le 3 août 2021", "Le Quai", "3 août 2021"),
        ("2018年12月18日", None, "2018年12月18日"),
    ],
)
def test_a_masthead_gives_publisher_and_date(lines: str, publisher: str | None, date: str) -> None:
    for above in (
        HEADLINE,
        "Will the old bridge ever open again?",
        "“It fell”: the night of the storm",
        FIRST[:150],
    ):
        found = read_plain_text(f"{above}\n\n{lines}\n\n{FIRST}\n\n{SECOND}")
        assert (found.publisher, found.date) == (publisher, date)
        assert says(found) == [above, FIRST, SECOND]
        assert kinds(found) == [BlockKind.HEADING, BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]


def test_a_masthead_may_stand_right_below_the_headline_or_alone() -> None:
    for text in (f"{HEADLINE}\n2018-12-18\n\n{FIRST}", f"{HEADLINE}\nReed News\n2018-12-18\n{FIRST}"):
        found = read_plain_text(text)
        assert says(found) == [HEADLINE, FIRST]
        assert found.date == "2018-12-18"
    alone = read_plain_text(f"Reed News\n2018-12-18\n\n{FIRST}")
    assert (alone.publisher, alone.date, says(alone)) == ("Reed News", "2018-12-18", [FIRST])


def test_a_byline_and_a_first_sentence_stay_in_the_text() -> None:
    found = read_plain_text(f"{HEADLINE}\n\nBy Ada Reed\nReed News\n2018-12-18\n2018-12-19\n\n{FIRST}")
    assert says(found) == [HEADLINE, "By Ada Reed", FIRST]
    assert [block.text for block in found.dropped] == ["2018-12-19"]
    found = read_plain_text(f"{THIRD}\n\nReed News\n2018-12-18\n\n{FIRST}")
    assert (says(found), kinds(found)[0], found.date) == ([THIRD, FIRST], BlockKind.PARAGRAPH, "2018-12-18")


@pytest.mark.parametrize(
    "text",
    [
        f"{HEADLINE}\n\nReed News\n\n{FIRST}",  # no date
        f"{HEADLINE}\n\nReed News\n\n{FIRST}\n\n2018-12-18\n\n{SECOND}",  # a date, but not at the beginning
        f"{HEADLINE}\n\n2018-12-18 was a day of rain\n\n{FIRST}",
        f"{HEADLINE}\n\n25 dead by May 2012\n\n{FIRST}",
        f"{HEADLINE}\n\nJune 2012\n\n{FIRST}",
        f"3 May 2021\n\n{FIRST}\n\n4 May 2021\n\n{SECOND}",  # a diary
        f"{HEADLINE}\n\nNobody was hurt there\n\n2018-12-18\n\n{FIRST}",  # a subtitle
        f"{HEADLINE}\n\n2018-12-18",
        f"- a rope\n\n2018-12-18\n\n{FIRST}",
    ],
)
def test_what_only_resembles_a_masthead_stays(text: str) -> None:
    found = read_plain_text(text)
    assert (found.publisher, found.date) == (None, None)
    assert "".join(" ".join(says(found)).split()) == "".join(text.split())


@pytest.mark.parametrize(
    "line",
    [
        "“It fell”: the night in which the storm took the old bridge",
        "Storm takes the old bridge? The mayor says that it was closed: what is known",
        "The old bridge over the Reed falls after a storm of two days, and takes the only road with it",
    ],
)
def test_a_title_may_begin_with_quoted_words_or_be_long(line: str) -> None:
    for between in ("", "By Ada Reed\n\n"):
        found = read_plain_text(f"{line}\n\n{between}{FIRST}\n\n{SECOND}")
        assert kinds(found)[0] is BlockKind.HEADING
    caption = f"{line} | Reed Photos The bridge that fell at night, and nobody saw it"
    assert BlockKind.HEADING not in kinds(read_plain_text(f"{caption}\n\n{FIRST}"))
