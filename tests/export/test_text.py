from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.kinds import AlignmentWarning, ScoreRule, Verdict
from diptych.alignment.model import ScoreStep
from diptych.comparison import PassageNote, compare
from diptych.comparison_wording import same_text, warning_sentence
from diptych.export.html import to_html
from diptych.export.json import to_json
from diptych.export.markdown import to_markdown
from diptych.export.read_json import from_json
from diptych.export.text import to_text
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.comparison import Comparison

REPORT = """\
L: The quay
   1 of 4 passages linked, 40% of the text.

R: The storm
   1 of 3 passages linked, 39% of the text; 1 line of page furniture left
   out.

1 link with a score of 0.50 or more: 1 restated. A detail differs in 1 of
them. The links are by the model lexical-1.

WHAT DIFFERS

Differs: boats: 22 in L, 25 in R (L 1, R 2).

LINKED PASSAGES

L 1 says: Some 22 boats left the “old harbour” on Monday.
R 2 says: From the “old harbour” 25 boats had sailed.
   Restated, score 0.88. Both have: “old harbour”, boats.
   Differs: boats: 22 in L, 25 in R.

UNIQUE IN L: NO COUNTERPART FOUND

L 2: Nobody was hurt.

L 3 to 4: The mayor had warned of the storm. Rain fell for a week.

UNIQUE IN R: NO COUNTERPART FOUND

R 1: It was a hard week.

R 3: The town hall said it had seen the storm coming.

Written by diptych.
"""


def test_the_whole_report(comparison: Comparison) -> None:
    assert to_text(comparison, width=76) == REPORT


@pytest.mark.parametrize("width", [20, 33, 80, 200])
def test_no_line_is_longer_than_the_width(comparison: Comparison, width: int) -> None:
    assert max(map(len, to_text(comparison, 0.0, width=width).splitlines())) <= width


def test_weaker_matches_have_their_own_section(comparison: Comparison) -> None:
    assert "BELOW" not in to_text(comparison)
    report = to_text(comparison, min_score=0.2)
    section = report[report.index("BELOW THE THRESHOLD") : report.index("UNIQUE IN L: NO COUNTERPART FOUND")]
    assert "L 3 says: The mayor had warned of the storm.\nR 3 says: The town hall" in section
    assert "Related, score 0.25.\n" in section


def test_what_may_differ_is_told_beside_what_differs(comparison: Comparison) -> None:
    boats = comparison.alignment.candidates[0]
    doubtful = replace(boats, differences=(), may_differ=boats.differences)
    judged = replace(comparison, alignment=comparison.alignment.with_links([doubtful]))
    assert "WHAT DIFFERS\n\nMay differ: boats: 22 in L, 25 in R (L 1, R 2).\n" in to_text(judged)
    assert "| ≟ may differ | boats | **22** | **25** | L 1, R 2 |" in to_markdown(judged)
    assert '<span class="d">≟</span>2</a>' in to_html(judged)


def test_one_text_given_twice_is_said(comparison: Comparison) -> None:
    twice = Pair(comparison.articles.left, comparison.articles.left)
    assert same_text(twice) in to_text(compare(twice))
    assert same_text(twice)
    assert not same_text(comparison.articles)
    other_lines = article("Other", ("Some 22 boats left the “old harbour” on Monday.", "Nobody\nwas hurt."))
    assert same_text(Pair(replace(other_lines, text=other_lines.text.replace("\n", " ")), other_lines))


def test_articles_on_different_events_get_a_warning(comparison: Comparison) -> None:
    other = replace(comparison.alignment, same_event=False)
    assert warning_sentence(other) not in to_text(comparison)
    assert warning_sentence(other) in to_text(replace(comparison, alignment=other))


def test_articles_in_two_languages_get_a_warning() -> None:
    german = (
        "Die Fähre ist am Morgen vor der Insel auf Grund gelaufen, und niemand wurde dabei verletzt.",
        "Die Reederei will das Schiff am Abend mit der Flut wieder in den Hafen schleppen lassen.",
    )
    english = (
        "The harvest festival of the valley drew a record crowd to the old market on Saturday.",
        "Bakers had worked through the night, and the brass band played until the lamps went out.",
    )
    for left, right, warning in (
        (german, english, AlignmentWarning.TWO_LANGUAGES),
        (english[:1], english[1:], AlignmentWarning.TWO_EVENTS),
    ):
        comparison = compare(Pair(article("One", left), article("Two", right)))
        assert comparison.alignment.warning is warning
        assert warning_sentence(comparison.alignment) in to_text(comparison)
        read = from_json(to_json(comparison).encode()).comparison
        assert read.alignment.languages == comparison.alignment.languages
        assert read.alignment.warning is warning


def test_an_empty_section_says_so(comparison: Comparison) -> None:
    none = to_text(comparison.at(0.9))
    assert "LINKED PASSAGES\n\nNone." in none
    assert "No links with a score of 0.90 or more." in none


def test_a_report_is_free_of_box_drawing(comparison: Comparison) -> None:
    assert not any("\u2500" <= character <= "\u259f" for character in to_text(comparison))


def test_publisher_and_date_are_under_the_title(comparison: Comparison) -> None:
    articles = comparison.articles
    dated = replace(articles, left=replace(articles.left, publisher="The Gazette", date="11 July 2019"))
    report = to_text(replace(comparison, articles=dated))
    assert report.startswith("L: The quay\n   The Gazette, 11 July 2019\n")


def test_changed_passages_have_their_text_at_the_time_of_the_verdict(comparison: Comparison) -> None:
    boats = replace(
        comparison.alignment.candidates[0],
        verdict=Verdict.ACCEPTED,
        judged_as=Pair("Some 21 boats\nleft.", ""),
    )
    judged = replace(comparison, alignment=comparison.alignment.with_links([boats]))
    lines = to_text(judged).splitlines()
    assert "   When it was accepted by hand, L said: “Some 21 boats left.”" in lines


def test_a_report_may_explain_scores(comparison: Comparison) -> None:
    assert "Score: " not in to_text(comparison, explain=True)  # not kept by what was written before
    link = comparison.alignment.links[0]
    steps = ScoreStep(ScoreRule.MODEL, 0.92), ScoreStep(ScoreRule.FEW_SHARED, 0.88)
    explained = replace(comparison, alignment=comparison.alignment.with_links([replace(link, steps=steps)]))
    assert "Score: 0.92 by the model, then 0.88 because they share few words" in to_text(
        explained, 200, explain=True
    )
    assert to_text(explained) == to_text(comparison)


def test_verdicts_and_notes_are_counted_and_notes_stand_above_the_links(comparison: Comparison) -> None:
    boats, storm = comparison.alignment.candidates
    denied = replace(boats.differences[0], verdict=Verdict.REJECTED)
    links = [
        replace(
            boats, verdict=Verdict.ACCEPTED, note="Ask\nhim.", differences=(), rejected_differences=(denied,)
        ),
        storm,
    ]
    judged = replace(
        comparison,
        alignment=comparison.alignment.with_links(links),
        notes=Pair((PassageNote(1, "Check it."),), ()),
    )
    report = to_text(judged, width=200)
    assert "By hand, whatever the score: 1 link accepted, 1 difference rejected, 2 notes." in " ".join(
        report.split()
    )
    assert "NOTES\n\nL 2: Check it.\n\nL 1, R 2: Ask him.\n\nLINKED PASSAGES" in report
    assert "NOTES" not in to_text(comparison)
