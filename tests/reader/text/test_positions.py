from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.model import Alignment
from diptych.article.model import Article, BlockKind
from diptych.comparison import Comparison
from diptych.reader.text.positions import LONG, PassagePositions
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from support.readers import Opener


def book(passages: int) -> Article:
    """Passages of a paragraph each; the first two of them, and each hundredth, are headings."""
    made = article("Book", *((f"Passage {number}.",) for number in range(passages)))
    headings = {0, 1, *range(100, passages, 100)}
    blocks = (
        replace(block, kind=BlockKind.HEADING) if number in headings else block
        for number, block in enumerate(made.blocks)
    )
    return replace(made, blocks=tuple(blocks))


SHORT = PassagePositions(article("A", ("One.", "Two."), ("Three.",)))


def test_a_label_has_the_number_of_the_passage_and_of_all() -> None:
    assert SHORT.label(0) == SHORT.label(0, 0) == "passage 1 of 3"
    assert SHORT.label(1, 2) == "passages 2 to 3 of 3"
    assert (SHORT.short_label(0), SHORT.short_label(1, 2)) == ("1/3", "2–3/3")


def test_in_a_long_article_a_label_has_percentage_and_heading() -> None:
    places = PassagePositions(book(400))
    assert places.label(99) == "passage 100 of 400 (25%, “Passage 1.”)"
    assert places.label(100, 120) == "passages 101 to 121 of 400 (25%, “Passage 100.”)"
    assert places.label(299, heading=False) == "passage 300 of 400 (75%)"
    assert (places.short_label(299), places.short_label(0)) == ("300 75%", "1 <1%")


def test_a_heading_in_furniture_or_below_does_not_count() -> None:
    made = book(LONG)
    blocks = (
        replace(block, furniture="menu") if number < 2 else block for number, block in enumerate(made.blocks)
    )
    assert PassagePositions(replace(made, blocks=tuple(blocks))).label(99) == f"passage 100 of {LONG} (50%)"


@given(st.sampled_from([3, LONG - 1, LONG, 1000]), st.data())
def test_no_short_label_is_wider_than_the_width(passages: int, data: st.DataObject) -> None:
    places = PassagePositions(book(passages))
    assert len(places.short_label(data.draw(st.integers(0, passages - 1)))) <= places.width


async def test_the_status_line_has_the_position_in_a_long_article(open_reader: Opener) -> None:
    articles = Pair(book(400), article("A", ("One.",)))
    alignment = Alignment((), Pair(400, 1), threshold=0.5, same_event=True)
    async with open_reader(Comparison(articles, alignment)) as reader:
        await reader.press("G")
        assert reader.text_of("StatusBar").endswith("passage 400 of 400 (100%, “Passage 300.”)")
        await reader.press("tab")
        assert "passage" not in reader.text_of("StatusBar")
        await reader.press("tab")
        await reader.pilot.resize_terminal(60, 30)
        await reader.pilot.pause()
        assert reader.text_of("StatusBar").split("  ·  ")[1] == "400 100%"
