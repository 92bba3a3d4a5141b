"""Quotations in a text."""

from __future__ import annotations

import itertools
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.reader.text.quotations import quotations
from support.small_articles import article

MARKS = '“”„"«»‚‘’‹›「」『』'


def quoted(sentence: str) -> list[str]:
    made = article("q", (sentence,))
    return [found.of(made.text) for found in quotations(made, 0)]


def test_quotations_are_found_within_their_block() -> None:
    text = article(
        "q", ("He said “no, never” and “perhaps”.",), ("“It runs on", "and on."), ('"Straight" too.',)
    )
    quoted = [[found.of(text.text) for found in quotations(text, block)] for block in range(3)]
    assert quoted == [["“no, never”", "“perhaps”"], ["“It runs on and on."], ['"Straight"']]


def test_many_unclosed_marks_are_no_quotation() -> None:
    for mark in "„«「“":
        flood = article("f", (mark * 50_000,))
        assert len(quotations(flood, 0)) <= 1


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Er sagte: »Die Brücke bleibt zu.« Mehr nicht.", ["»Die Brücke bleibt zu.«"]),
        ("Han sagde »nej« og »måske«.", ["»nej«", "»måske«"]),
        ("Hon sa »nej» och ”kanske”.", ["»nej»", "”kanske”"]),
        ("Il dit « non », puis « peut-être ».", ["« non »", "« peut-être »"]),
        ("»Er rief: ›Halt!‹, und lief«, sagte sie.", ["»Er rief: ›Halt!‹, und lief«"]),
        ("„Er rief: ‚Halt!‘, und lief“, sagte sie.", ["„Er rief: ‚Halt!‘, und lief“"]),
        ("« Il a dit « non » et « oui » », dit-elle.", ["« Il a dit « non » et « oui » »"]),
        ("「彼は『いや』と言った」と彼女。", ["「彼は『いや』と言った」"]),
        ("“He said ‘no’ and didn’t,” she said.", ["“He said ‘no’ and didn’t,”"]),
        ("„Nie”, powiedział.", ["„Nie”"]),
        ("The boys’ boat wasn’t ‘theirs’.", []),
    ],
)
def test_quotation_marks_of_several_languages(sentence: str, expected: list[str]) -> None:
    assert quoted(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("» et il dit « oui ».", ["« oui »"]),  # runs on from the paragraph before
        ("et plus encore », dit-il, « et mieux ».", ["« et mieux »"]),
        ("«Il commence, puis «oui».", ["«oui»"]),
        ("and so on,” he said, “and more.”", ["“and more.”"]),
        ("“One thing “and another” too.", ["“and another”"]),
        ("a 5” pipe and a 7” pipe", []),
    ],
)
def test_an_unclosed_mark_does_not_extend_a_quotation(sentence: str, expected: list[str]) -> None:
    assert quoted(sentence) == expected


@given(st.text(MARKS + "ab ", max_size=60))
def test_quotations_are_in_order_and_apart_and_have_marks_at_both_ends(sentence: str) -> None:
    made = article("q", (f"x{sentence}x",))
    found = quotations(made, 0)
    for one, two in itertools.pairwise(found):
        assert one.end <= two.start
    for span in found:
        assert made.text[span.start] in MARKS
        assert made.text[span.end - 1] in MARKS or (
            made.text[span.start] == "“" and span.end == len(made.text)
        )


@pytest.mark.parametrize("flood", [*MARKS, "«‹", "“„", "»a «", "„‚"])
def test_many_marks_take_linear_time(flood: str) -> None:
    made = [article("f", ("x" + flood * times,)) for times in (5_000, 80_000)]
    times = []
    for one in made:
        begun = process_time()
        quotations(one, 0)
        times.append(process_time() - begun)
    assert times[1] < 16 * 8 * max(times[0], 0.001)
