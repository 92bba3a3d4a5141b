from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from diptych.alignment.kinds import DifferenceKind, EvidenceKind, Grade, Verdict
from diptych.alignment.model import Alignment, Difference, Evidence, Link
from diptych.comparison import Comparison
from diptych.reader.bars.evidence_panel import EvidencePanel
from diptych.sides import Pair
from support.small_articles import article, bridge, span

if TYPE_CHECKING:
    from diptych.article.model import Span
    from support.readers import Opener


async def test_the_evidence_panel_shows_what_a_link_rests_on(open_reader: Opener) -> None:
    async with open_reader() as reader:
        lines = reader.text_of("EvidencePanel").splitlines()
        assert lines[0] == "● restated 0.90   2 counterparts   both  names Harrow   words bridge"
        assert lines[1] == "≠ weekday: Monday  │  Tuesday"
        assert lines[2].startswith("▸1 ≠● 0.90  The bridge at Harrow")
        assert lines[3].startswith(" 2  ◐ 0.52  Fifteen people")


async def test_after_a_jump_the_panel_says_whose_counterpart_the_passage_is(open_reader: Opener) -> None:
    async with open_reader() as reader:
        first = reader.screen.session.articles.left.passage_text(0)
        await reader.press("enter")
        headline = reader.text_of("EvidencePanel").splitlines()[0]
        assert f"counterpart 1 of 2 of “{first[:20]}" in headline


async def test_after_a_jump_the_only_counterpart_is_not_listed_as_its_own(open_reader: Opener) -> None:
    known = bridge()
    one = replace(known, alignment=replace(known.alignment, candidates=known.alignment.links[:1]))
    async with open_reader(one) as reader:
        left, right = known.articles
        assert f"▸1 ≠● 0.90  {right.passage_text(2)[:20]}" in reader.text_of("EvidencePanel")
        await reader.press("enter")
        assert "▸1" not in reader.text_of("EvidencePanel")
        assert f"↵ {left.passage_text(0)[:20]}" in reader.text_of("EvidencePanel")


async def test_all_counterparts_are_listed_in_a_low_terminal(open_reader: Opener) -> None:
    async with open_reader(differing(1, 3), size=(80, 24)) as reader:
        panel = reader.screen.query_one(EvidencePanel)
        lines = reader.text_of("EvidencePanel").splitlines()[: panel.content_size.height]
        assert "≠ weekday: Monday  │  Tuesday" in lines
        assert [lines[-1].count(f"{number}  ◐ 0.60") for number in (2, 3)] == [1, 1]
        assert all(cell_len(line) <= panel.content_size.width for line in lines[1:])


async def test_a_rejected_link_is_told_beside_the_counterparts_left(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("x")
        headline = reader.text_of("EvidencePanel").splitlines()[0]
        assert headline.startswith("✗ rejected by hand   ● restated 0.90   1 other counterpart")
        assert "no counterpart" not in headline


async def test_all_the_evidence_names_the_model(open_reader: Opener) -> None:
    known = bridge()
    named = replace(known, alignment=replace(known.alignment, model="lexical-9"))
    async with open_reader(named, size=(80, 24)) as reader:
        assert "lexical-9" not in reader.text_of("EvidencePanel")
        await reader.press("E")
        await reader.pilot.pause()
        assert reader.text_of("EvidencePanel").splitlines()[-1] == "links by lexical-9"


async def test_a_passage_that_comes_near_is_not_called_unique(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.press("u", "u")
        lines = reader.text_of("EvidencePanel").splitlines()
        assert lines == [
            "◌ near   no counterpart found at threshold 0.50",
            " 1 nearest 0.30  Critics doubt it.",
        ]


def told_at_length() -> Comparison:
    """Two linked passages with a difference whose readings are longer than a row."""
    readings = Pair(
        "we shall never ever give up the old harbour", "we shall never give up any harbour of ours"
    )
    articles = Pair(
        article("One", (f"The mayor of Vessa said: {readings.left}.",)),
        article("Two", (f"In Vessa they heard: {readings.right}.",)),
    )
    spans = Pair(span(articles.left, readings.left), span(articles.right, readings.right))
    differs = Difference(DifferenceKind.QUOTATION, "quoted words", readings, spans)
    words = ("Vessa", "never", "give", "harbour")

    def shared(word: str) -> Evidence:
        places: Pair[tuple[Span, ...]] = Pair((span(articles.left, word),), (span(articles.right, word),))
        return Evidence(EvidenceKind.WORD, word, places, 0.5)

    evidence = tuple(map(shared, words))
    link = Link(0, 0, 0.8, Grade.RESTATED, evidence, (differs,))
    return Comparison(articles, Alignment((link,), Pair(1, 1), threshold=0.5, same_event=True))


@pytest.mark.parametrize("size", [(120, 40), (100, 24), (80, 24), (50, 20)])
async def test_both_readings_begin_within_the_panel_however_narrow(
    open_reader: Opener, size: tuple[int, int]
) -> None:
    async with open_reader(told_at_length(), size=size) as reader:
        text = " ".join(reader.text_of("EvidencePanel").splitlines())
        left, right = text[text.index("≠") :].split("│")[:2]
        assert "we shall" in left
        assert right.strip().startswith("we shall")
        differs = next(line for line in reader.text_of("EvidencePanel").splitlines() if line.startswith("≠"))
        assert cell_len(differs) <= reader.screen.query_one("EvidencePanel").content_size.width


async def test_free_rows_are_used_for_long_lines_and_the_counterpart(open_reader: Opener) -> None:
    async with open_reader(told_at_length(), size=(100, 40)) as reader:
        lines = reader.text_of("EvidencePanel").splitlines()
        assert "we shall never ever give up the old harbour" in " ".join(lines)
        assert "we shall never give up any harbour of ours" in " ".join(lines)
        assert lines[-1].startswith("▸1 ≠● 0.80  In Vessa they heard")
        assert len(lines) <= 6
        await reader.pilot.resize_terminal(50, 40)
        await reader.pilot.pause()
        assert "…" in reader.text_of("EvidencePanel").splitlines()[1]


async def test_a_click_on_a_numbered_counterpart_goes_there(open_reader: Opener) -> None:
    async with open_reader() as reader:
        await reader.pilot.click("EvidencePanel", offset=(20, 3))
        await reader.pilot.pause()
        assert reader.place == ("right", 3)


async def test_the_counterpart_that_is_shown_is_always_among_those_listed(open_reader: Opener) -> None:
    known = bridge()
    links = tuple(Link(0, right, 0.9 - right / 100, Grade.RELATED) for right in range(7))
    many = replace(known, alignment=replace(known.alignment, candidates=links))
    async with open_reader(many, size=(80, 24)) as reader:
        for number in range(1, 8):
            await reader.press("enter")
            assert f"▸{number}" in reader.text_of("EvidencePanel")


def differing(differences: int, counterparts: int) -> Comparison:
    """A passage with several counterparts; the first one differs from it in several details."""
    known = bridge()
    link = known.alignment.links[0]
    kinds = (DifferenceKind.WEEKDAY, DifferenceKind.NUMBER, DifferenceKind.NAME, DifferenceKind.DATE)
    details = tuple(replace(link.differences[0], kind=kind) for kind in kinds[:differences])
    links = [replace(link, differences=details)]
    links += [Link(0, right, 0.6, Grade.RELATED) for right in range(3, 2 + counterparts)]
    return replace(known, alignment=replace(known.alignment, candidates=tuple(links)))


@pytest.mark.parametrize(("rows", "height"), [(30, 4), (48, 6)])
async def test_the_panel_is_as_high_as_the_terminal_allows_wherever_the_cursor_is(
    open_reader: Opener, rows: int, height: int
) -> None:
    async with open_reader(size=(100, rows)) as reader:
        for key in ("", *"jjjj"):
            await reader.press(*key)
            assert reader.screen.query_one("EvidencePanel").size.height == height


@pytest.mark.parametrize("differences", [0, 1, 2, 4])
@pytest.mark.parametrize("counterparts", [1, 3])
@pytest.mark.parametrize("rows", [30, 48])
async def test_differences_and_the_counterpart_shown_always_fit(
    open_reader: Opener, differences: int, counterparts: int, rows: int
) -> None:
    async with open_reader(differing(differences, counterparts), size=(100, rows)) as reader:
        height = reader.screen.query_one("EvidencePanel").content_size.height
        lines = reader.text_of("EvidencePanel").splitlines()[:height]
        assert lines[0].startswith("● restated 0.90")
        assert any("both  names Harrow" in line for line in lines)
        shown = sum(line.startswith("≠ weekday: Monday  │  Tuesday") for line in lines)
        more = [int(line.split()[1]) for line in lines if " more: " in line]
        assert shown + sum(more) == differences
        assert (counterparts == 1) or any(line.startswith("▸1") for line in lines)


@pytest.mark.parametrize("rows", [30, 48])
async def test_a_verdict_on_changed_text_shows_the_former_words(open_reader: Opener, rows: int) -> None:
    many = differing(2, 3)
    text = many.articles.right.passage_text(2)
    link = replace(
        many.alignment.candidates[0],
        verdict=Verdict.ACCEPTED,
        judged_as=Pair("", f"{text} It was *Friday*."),
        note="Ask.",
    )
    changed = replace(many, alignment=many.alignment.with_links([link]))
    async with open_reader(changed, size=(100, rows)) as reader:
        height = reader.screen.query_one("EvidencePanel").content_size.height
        lines = reader.text_of("EvidencePanel").splitlines()[:height]
        assert "✓ accepted by hand before the text changed" in lines[0]
        assert lines[1].startswith("✓ when you judged, right: “")
        assert any(line.startswith("▸1") for line in lines)


async def test_the_panel_of_half_the_screen_is_hidden_and_comes_back_small(open_reader: Opener) -> None:
    async with open_reader() as reader:
        panel = reader.screen.query_one(EvidencePanel)
        usual = panel.size.height
        shown = []
        for key in ("E", "e", "e", "E", "E", "e", "E"):
            await reader.press(key)
            await reader.pilot.pause()
            shown.append(panel.size.height if panel.display else 0)
        half = reader.screen.size.height // 2
        assert shown == [half, 0, usual, half, usual, 0, half]
