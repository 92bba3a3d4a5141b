"""What linked passages give differently, and above all what is no difference."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.alignment.differences.finder import Differences, Told
from diptych.alignment.features.article_features import features_of
from diptych.alignment.kinds import DifferenceKind
from diptych.sides import Pair
from support.growth import MOST, growth
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.model import Difference

LINKED = 0.9
"""The score of the link."""
_ENGLISH = "It was in the end one of the things that the people of the town had to do and to pay for."


def told(one: str, two: str, *others: str, dates: tuple[str | None, str | None] = (None, None)) -> Told:
    """What the first sentences of two articles give or may give differently, in the order of the first.

    Each article has a second sentence besides; what else is given is a third one of the second article.
    """
    articles = Pair(
        replace(article("One", (one, _ENGLISH)), date=dates[0]),
        replace(article("Two", (two, _ENGLISH, *others)), date=dates[1]),
    )
    return Differences(articles, articles.map(features_of)).of(0, 0, LINKED)


def differences(
    one: str, two: str, *others: str, dates: tuple[str | None, str | None] = (None, None)
) -> tuple[Difference, ...]:
    """The same, whether they differ or may differ, in the order of the first."""
    found = told(one, two, *others, dates=dates)
    return tuple(sorted((*found.differs, *found.may_differ), key=lambda each: each.spans.left))


N, M, P = DifferenceKind.NUMBER, DifferenceKind.MONEY, DifferenceKind.PERCENT
AGE, LASTING, DISTANCE = DifferenceKind.AGE, DifferenceKind.DURATION, DifferenceKind.DISTANCE
DATE, WEEKDAY, TIME = DifferenceKind.DATE, DifferenceKind.WEEKDAY, DifferenceKind.TIME
NAME, TITLE, SPEAKER = DifferenceKind.NAME, DifferenceKind.TITLE, DifferenceKind.SPEAKER
RANK = DifferenceKind.RANK
QUOTED, EXTENT = DifferenceKind.QUOTATION, DifferenceKind.EXTENT

DIFFERENT = [
    # counts, distances, sums and percentages
    (N, "A total of 14 countries backed the pact.", "The pact was backed by 15 countries.",
     "14 countries", "15 countries"),
    (N, "Twenty-one governments backed the pact.", "The pact was backed by 23 governments.",
     "Twenty-one governments", "23 governments"),
    (N, "The storm killed at least 25 people.", "The storm killed 19 people.", "25 people", "19 people"),
    (N, "The storm killed no more than 20 people.", "The storm killed 27 people.", "20 people", "27 people"),
    (N, "The storm killed 20 people.", "The storm killed 22 people.", "20 people", "22 people"),
    (N, "The storm killed at least 19 sheep and killed 12 people in the port.",
     "In the port the storm left 14 people dead.", "12 people", "14 people dead"),
    (N, "The storm in the port killed 12.", "There were 14 deaths in the port.", "12", "14 deaths"),
    (RANK, "It was her third term on the council.", "She began a fourth term on the council.",
     "third term", "fourth term"),
    (RANK, "On the 35th day of the strike the port closed.", "The port closed on the 33rd day of the strike.",
     "35th day", "33rd day"),
    (DISTANCE, "The camp lies 14 miles from the port.", "The camp lies 19 miles from the port.",
     "14 miles", "19 miles"),
    (M, "The repair cost $139 million in all, the port said.",
     "The port said that the repair cost $151,250,000.", "$139 million", "$151,250,000"),
    (M, "The port earned $139 million from fees.", "From fees the port earned roughly $141 million.",
     "$139 million", "$141 million"),
    (M, "The port earned $141 million and paid nearly $44 million in local taxes.",
     "The port has paid $43 million in local taxes.", "$44 million", "$43 million"),
    (M, "It lets the port use about $3.6 billion from the navy construction fund and $2.5 billion more.",
     "The navy construction fund would give the port $3.5 billion.", "$3.6 billion", "$3.5 billion"),
    (P, "Turnout in the ballot was 61 percent.", "The ballot had a turnout of 64% that day.",
     "61 percent", "64%"),
    # ages and lengths of time
    (AGE, "The pilot, Ana Ruiz, 42, was rescued.", "Rescuers found Ruiz, 41, on a raft.", "42", "41"),
    (AGE, "The 42-year-old pilot was rescued.", "Rescuers found the 41-year-old pilot.",
     "42-year-old", "41-year-old"),
    (AGE, "Ana Ruiz, a 42-year-old pilot, was rescued.", "Rescuers found Ruiz, 41, on a raft.",
     "42-year-old", "41"),
    (AGE, "Rescuers found 42-year-old Ana Ruiz on a raft.", "Ana Ruiz, aged 41, was rescued.",
     "42-year-old", "41"),
    (LASTING, "She was charged after a two-year fraud investigation.",
     "She was charged after a monthslong investigation.", "two-year", "monthslong"),
    (LASTING, "The court gave her a six-month sentence.", "The court gave her a nine-month jail sentence.",
     "six-month", "nine-month"),
    # days, years and times
    (WEEKDAY, "The minister resigned Sunday.", "The minister resigned on Monday.", "Sunday", "Monday"),
    (DATE, "The bridge closed on July 4 for good.", "The bridge was closed on July 5.", "July 4", "July 5"),
    (DATE, "The two will meet in a primary in April.", "Both hold primaries in mid May.", "April", "May"),
    (DATE, "The primary would be held on April 30.", "The primary will be held in May.", "April 30", "May"),
    (DATE, "Ruiz has led the council since 2003.", "Ruiz has led the council since 2002.", "2003", "2002"),
    (TIME, "She made the announcement Tuesday afternoon at the port.",
     "She will make the announcement at 11am at the port.", "afternoon", "11am"),
    (TIME, "The ferry sank at 7:40 p.m. near the port.", "The ferry sank at 9:15 p.m. off the coast.",
     "7:40 p.m.", "9:15 p.m."),
    (TIME, "The ferry sank at 7:42 p.m. near the port.", "The crew had left; it sank at 7:49 p.m. in fog.",
     "7:42 p.m.", "7:49 p.m."),
    # names, titles, speakers
    (NAME, "The crowd cheered Vicente Ruiz.", "It was then that Vincente Ruiz spoke.",
     "Vicente Ruiz", "Vincente Ruiz"),
    (NAME, "The crowd cheered Ana Kowalski.", "It was then that Ana Kowalsky spoke.",
     "Ana Kowalski", "Ana Kowalsky"),
    (NAME, "He came with his wife, Stacey.", "He and his wife Stacy came.", "Stacey", "Stacy"),
    (NAME, "On Friday Rep. Loretta Ruiz defeated Barbara Tanaka.",
     "In a close vote Representative Miriam T. Ruiz defeated Barbara Tanaka.",
     "Loretta Ruiz", "Miriam T. Ruiz"),
    (TITLE, "The crowd cheered the president, Ana Ruiz, at the gate.", "The crowd cheered CEO Ana Ruiz.",
     "president", "CEO"),
    (TITLE, "Boycotts followed after the company’s president criticised unions.",
     "Boycotts followed after CEO Ana Ruiz criticised unions.", "president", "CEO"),
    (TITLE, "It was Ruiz, then an assistant district attorney, who met her.",
     "It was Ruiz, then a district attorney, who met her.", "assistant district attorney", "attorney"),
    (TITLE, "They also met Ana Ruiz, a former senior official at the port.",
     "They also met port official Ana Ruiz.", "former senior official", "official"),
    (SPEAKER, "“We will never give up the old harbour,” Ruiz said.",
     "“We will never give up the old harbour,” said Mr. Tanaka.", "Ruiz", "Tanaka"),
    # wordings
    (QUOTED, "“We will never give up the old harbour,” Ruiz said.",
     "“We will not give up the old harbour,” said Ruiz.", "will never give", "will not give"),
    (QUOTED, "“We don’t want him. We don’t like him. We reject his visit.”",
     "“We don’t want him, we don’t like him. We reject his message.”", "his visit", "his message"),
    (QUOTED, "“I think the harbour master very well knows that,” Ruiz said.",
     "“As the harbour master very well knows that,” Ruiz said.", "I think the", "As the"),
    (QUOTED, "“I went too far and I was wrong,” she said.", "“I went way too far,” she said.",
     "went too", "went way too"),
    # extents
    (EXTENT, "The ruling overturned part of the Harbour Defence Act.",
     "The ruling struck down the Harbour Defence Act.", "part of the Harbour Defence Act",
     "Harbour Defence Act"),
    (EXTENT, "One of the country’s largest fishing unions met.", "The country’s largest fishing union met.",
     "One of the country’s largest", "largest"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "one", "two", "left", "right"), DIFFERENT)
def test_a_detail_given_differently_is_shown_with_both_readings(
    kind: DifferenceKind, one: str, two: str, left: str, right: str
) -> None:
    (found,) = differences(one, two)
    assert (found.kind, found.readings) == (kind, Pair(left, right))
    assert (found.spans.left.of(one), found.spans.right.of(two)) == (left, right)
    (swapped,) = differences(two, one)
    assert (swapped.kind, swapped.readings) == (kind, found.readings.swapped)
    assert swapped.spans == found.spans.swapped


SAME_OR_SOMETHING_ELSE = [
    # the same, a rounding of it or within its bounds
    ("Twenty-two countries backed the pact.", "The pact was backed by 22 countries."),
    (
        "“The Times's claims of fraud are wholly false,” Ruiz said.",
        "Ruiz said: “The Times’ claims of fraud are wholly false.”",
    ),
    (
        "“The whole neighbourhood has lost its colour,” Ruiz said.",
        "Ruiz said: “The whole neighborhood has lost its color.”",
    ),
    ("The repair cost $140 million.", "The repair cost $139,885,310."),
    ("The flood hit more than 800,000 people.", "The flood hit 800,000 people."),
    ("The flood hit a million or more people.", "The flood hit at least one million people."),
    ("The flood hit nearly 900,000 people.", "The flood hit 870,000 people."),
    ("The storm killed at least 12 people.", "The storm killed 15 people."),
    ("The storm killed up to 20 people.", "The storm killed 15 people."),
    ("The storm killed about 25 people.", "The storm killed 22 people."),
    ("The pact was backed by two dozen countries.", "The pact was backed by 22 countries."),
    ("The rate was 36 percent in the ballot.", "The ballot had a rate of 35.7 percent."),
    ("The course takes 40 to 60 hours of the staff.", "The course takes 50 hours of the staff."),
    ("The course takes between 40 and 55 hours of the staff.", "The course takes 50 hours of the staff."),
    # something else
    ("The pact was backed by 22 countries.", "The pact was backed by 18 coastal countries."),
    ("The pact was backed by 22 countries.", "The pact was backed by 25 mayors."),
    ("In 2011 the port paid 41 pilots.", "In 2014 the port paid 44 pilots."),
    ("Of 60 boats that left the port, 52 boats returned.", "The port saw 58 boats return."),
    ("The port pays $40 million a year for dredging.", "The port pays $50 million for dredging."),
    ("The port earned $141 million and paid $44 million in taxes.", "The port paid $13 million in taxes."),
    ("Turnout was 35.72 at noon, and 45 percent in all.", "Turnout was 35.7 percent at noon."),
    ("The storm killed 12 people in the port.", "The storm hurt 14 people in the port."),
    ("The storm killed 12 people in the port.", "The storm killed 14 sheep in the port."),
    ("The storm killed 12 and hurt 20 in the port.", "In the port 12 were killed and 20 hurt."),
    ("It was her third term on the council.", "It was her fourth day on the council."),
    ("It was protected by the First Amendment.", "It was protected by the Second Amendment."),
    ("The pilot, Ana Ruiz, 42, was rescued.", "Rescuers found Omar Tanaka, 41, on a raft."),
    ("The 42-year-old pilot was rescued.", "Rescuers found the 14-year-old girl."),
    ("She was charged after a two-year investigation.", "She was charged after a three-month trial."),
    ("She was charged after a two-month investigation.", "She was charged after a monthslong investigation."),
    ("The minister resigned Sunday.", "The mayor praised the minister on Monday."),
    ("The minister resigned on Sunday.", "The minister resigned by Monday."),
    ("Ruiz has led the council since 2003.", "Ruiz was born in 1962."),
    ("Ruiz led the council from 2000 to 2006.", "Tanaka led the council from 2006 to 2012."),
    ("She made the announcement Tuesday afternoon.", "She made the announcement at 2:30 p.m."),
    ("The ferry sank at 7 p.m. near the port.", "The ferry sank at 7:20 p.m. near the port."),
    ("The ferry sank at 7:42 p.m. near the port.", "The crew had left; it sank at 7:40 p.m. in fog."),
    (
        "The ferry sank at 7:42 p.m. near the port.",
        "The crew had left when it sank about 7:20 p.m. in fog.",
    ),
    ("The ferry sank at 9 p.m. Eastern near the port.", "The ferry sank at 6 p.m. Pacific near the port."),
    # one name in two forms, or two people
    ("The crowd cheered Jim Ruiz.", "It was then that James B. Ruiz spoke."),
    ("The crowd cheered Zachary Ruiz.", "It was then that Zack Ruiz spoke."),
    ("The crowd cheered Katie Ruiz.", "It was then that Kate Ruiz spoke."),
    ("The crowd cheered José Ruiz.", "It was then that Jose Ruiz spoke."),
    ("The crowd cheered Omar Ruiz.", "It was then that Elena Ruiz spoke."),
    ("He came with his wife, Ana.", "He came with his sister Anna."),
    # one office in two forms, or two offices that go together
    ("The crowd cheered Sen. Ana Ruiz.", "The crowd cheered the senator, Ana Ruiz, at the gate."),
    ("The crowd cheered Gov. Ana Ruiz.", "The crowd cheered former Gov. Ana Ruiz."),
    ("The crowd cheered the acting director, Ana Ruiz, at the gate.", "Then Deputy Director Ana Ruiz spoke."),
    ("The crowd cheered Associate Professor Ana Ruiz.", "The crowd cheered Professor Ana Ruiz."),
    ("The crowd cheered CEO Ana Ruiz.", "The crowd cheered the editor, Ana Ruiz, at the gate."),
    ("The crowd cheered President Ana Ruiz.", "The crowd cheered CEO Omar Tanaka."),
    ("They cheered the mayor, Ana Ruiz, and Sen. Omar Tanaka.", "They cheered Rep. Elena Diaz."),
    # a mere extra detail
    ("The minister resigned.", "The minister resigned on Monday."),
    ("The pact was backed.", "The pact was backed by 22 countries."),
    ("The ruling struck down the Harbour Defence Act.", "The ruling named the Harbour Defence Act."),
    # the same words, cut, marked, in a contraction or with a trifle more
    ("“We will never give up the harbour.”", "“We will never … give up the harbour.”"),
    ("“We will never give up the harbour.”", "“We will never give up [it] the harbour.”"),
    ("“We will never give up the harbour.”", "“We’ll never give up the harbour.”"),
    ("“I would like to see the harbour.”", "“I’d like to see the harbour.”"),
    ("“It would have been a harbour.”", "“It would’ve been a harbour.”"),
    ("“We will never give up the harbour.”", "“WE WILL NEVER GIVE UP THE HARBOUR!”"),
    ("“We will never give up the harbour.”", "“never give up the harbour”"),
    ("“We will never give up the harbour and town.”", "“We will never give up the harbour, the town.”"),
    ("“It is ending the harbour as we all know it.”", "“would end the harbour as we all know it”"),
    # other quotations
    ("“We will never give up the harbour.”", "“They have sold the harbour, and we know it.”"),
    ("“It is an abuse of the power of the port.”", "“He has the exclusive power of the purse.”"),
]


@pytest.mark.parametrize(("one", "two"), SAME_OR_SOMETHING_ELSE)
def test_what_may_be_the_same_or_something_else_is_no_difference(one: str, two: str) -> None:
    assert told(one, two).differs == ()
    assert told(two, one).differs == ()


def test_another_speaker_is_another_quotation() -> None:
    one = "“Release the whole report to the public,” Ruiz wrote."
    two = "Later Tanaka asked them to “release the report to the public.”"
    assert differences(one, two) == ()


def test_a_name_in_a_clause_about_the_speaker_is_no_speaker() -> None:
    one = "The fishermen who came down from Tarnholm said, “He has sold the whole harbour to them.”"
    two = "But Ruiz said, “He has sold the whole harbour to them.”"
    assert differences(one, two) == ()
    named = one.replace("The fishermen who came down from Tarnholm", "But Tanaka")
    assert [found.kind for found in differences(named, two)] == [DifferenceKind.SPEAKER]


def test_who_speaks_for_another_is_no_other_speaker() -> None:
    one = "“We will never give up the old harbour,” Ruiz said."
    two = "“We will never give up the old harbour,” said Omar Tanaka, a spokesman for Ruiz."
    assert differences(one, two) == ()


@pytest.mark.parametrize(
    ("one", "two", "also"),
    [
        ("The pact was backed by 22 countries.", "The pact was backed by 25 countries.",
         "Later 22 countries met."),
        ("The 42-year-old pilot was rescued.", "They found the 41-year-old pilot.",
         "A 42-year-old pilot had come too."),
        ("The crowd cheered Vicente Ruiz.", "It was then that Vincente Ruiz spoke.", "Vicente had left."),
        ("The crowd cheered the president, Ana Ruiz, at the gate.", "The crowd cheered CEO Ana Ruiz.",
         "The company president Ana Ruiz smiled."),
        ("The ruling overturned part of the Harbour Act.", "The ruling struck down the Harbour Act.",
         "They overturned part of the Harbour Act."),
    ],
)  # fmt: skip
def test_what_the_other_article_has_too_is_about_something_else(one: str, two: str, also: str) -> None:
    assert len(differences(one, two)) == 1
    assert differences(one, two, also) == ()


def test_today_is_a_weekday_where_the_article_says_when_it_was_written() -> None:
    one, two = "The minister resigned yesterday.", "The minister resigned on Wednesday."
    assert differences(one, two) == ()
    assert differences(one, two, dates=("2019-07-11", None)) == ()  # a Thursday
    (found,) = differences(one, two, dates=("2019-07-10T08:00:00Z", None))
    assert (found.kind, found.readings) == (WEEKDAY, Pair("yesterday", "Wednesday"))


PIECES = sorted({part for _, one, two, _, _ in DIFFERENT for part in (one, two)})


@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=4),
    st.text(alphabet='0123456789 ,.-%$“”"…aA', max_size=12),
)
def test_sides_can_be_swapped_and_readings_are_what_is_printed(
    left: list[str], right: list[str], noise: str
) -> None:
    one, two = " ".join([*left, noise]), " ".join([noise, *right])
    articles = Pair(article("One", (one, _ENGLISH)), article("Two", (two, _ENGLISH)))
    features = articles.map(features_of)
    found = Differences(articles, features).of(0, 0, LINKED)
    swapped = Differences(articles.swapped, features.swapped).of(0, 0, LINKED)
    for grade, other in zip(found, swapped, strict=True):
        assert {(item.kind, item.readings, item.spans) for item in grade} == {
            (item.kind, item.readings.swapped, item.spans.swapped) for item in other
        }
    for item in (*found.differs, *found.may_differ):
        for its, reading, span in zip(articles, item.readings, item.spans, strict=True):
            passage = its.passages[0].span
            assert reading == span.of(its.text)
            assert passage.start <= span.start < span.end <= passage.end


@pytest.mark.parametrize(
    "repeated",
    ["17 boats ",
     "7" * 400 + " boats ", "July " + "7" * 400 + " ", "$17 million ",
     "on Monday at 7 p.m. ", "Ana Ruiz, 42, ", "“we had to do so” ", "two-year plan ",
     "one of the largest ", "President Ruiz, the CEO, said ", "struck down part of "],
)  # fmt: skip
def test_the_time_grows_with_the_length_of_passages_and_no_faster(repeated: str) -> None:
    def prepare(times: int) -> Callable[[], object]:
        one, two = repeated * times, ("A " + repeated.replace("7", "8")) * times
        articles = Pair(article("One", (one,)), article("Two", (two,)))
        return partial(Differences(articles, articles.map(features_of)).of, 0, 0, LINKED)

    assert growth(prepare, 125) < MOST
