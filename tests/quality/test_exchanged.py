"""Whether a value exchanged in a copy of an article is told: training articles, one value of each passage.

The suite takes the first pairs; `python tests/quality/test_exchanged.py` takes all and prints the figures.
"""

from __future__ import annotations

import random
import re
import sys
from typing import TYPE_CHECKING

import pytest

from diptych.comparison import compare
from diptych.sides import Pair, Side
from diptych.sources.parse import parse
from support.gold import TRAIN, read_gold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Article
    from support.gold import GoldPair

# Measured on all: 1,350 of 1,363.
TOLD = 0.97
SOME = 8
"""Pairs that the suite takes; it has to be quick."""
LEAST_WORDS = 6

MONTHS = (
    *("January", "February", "March", "April", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VALUE = re.compile(rf"(?<![\w.,:])\d+(?:[.,:]\d+)*(?!\w)|\b(?:{'|'.join(MONTHS + DAYS)})\b")


def another(value: str, chance: random.Random) -> str:
    """A value of the same sort: another day or month, or a number with another digit."""
    for names in (MONTHS, DAYS):
        if value in names:
            return chance.choice([name for name in names if name != value])
    at = len(value) - 1 if ":" in value or re.fullmatch(r"(?:19|20)\d\d", value) else 0
    digits = [digit for digit in "123456789" if digit != value[at]]
    return value[:at] + chance.choice(digits) + value[at + 1 :]


def with_others(article: Article, chance: random.Random) -> tuple[Article, list[str]]:
    """The article with another value in each passage that has one, and those passages as they were."""
    text, were = article.text, []
    for passage in reversed(article.passages):
        said = article.passage_text(passage.index)
        values = [*VALUE.finditer(said)]
        if values and len(said.split()) >= LEAST_WORDS:
            value = chance.choice(values)
            start, end = (passage.span.start + place for place in value.span())
            text = text[:start] + another(value.group(), chance) + text[end:]
            were.append(said)
    return parse(text.encode(), "copy.txt"), were


def measured(pairs: Sequence[GoldPair]) -> tuple[int, int]:
    """How many values were exchanged, and of how many of those a difference is told."""
    chance = random.Random(1)  # noqa: S311 - the same ones each time
    exchanged = told = 0
    for pair in pairs:
        for article in pair.articles:
            original = parse(article.text.encode(), "original.txt")
            copy, were = with_others(original, chance)
            alignment = compare(Pair(original, copy)).alignment
            differing = {
                original.passage_text(passage.index)
                for passage in original.passages
                if any(link.differences for link in alignment.links_of(Side.LEFT, passage.index))
            }
            exchanged += len(were)
            told += sum(said in differing for said in were)
    return exchanged, told


@pytest.mark.skipif(not TRAIN.is_dir(), reason="the annotated pairs are not at hand")
def test_a_value_exchanged_in_a_copy_is_told() -> None:
    exchanged, told = measured(read_gold(TRAIN)[:SOME])
    assert exchanged > 50
    assert told >= TOLD * exchanged


if __name__ == "__main__":
    number, shown = measured(read_gold(TRAIN))
    sys.stdout.write(f"{shown} of {number} exchanged values told ({shown / number:.1%})\n")
