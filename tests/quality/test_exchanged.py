"""Recall of differences: one value of each passage is exchanged in a copy of a train article.

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
LEAST_RECALL = 0.97
SOME = 8
"""Number of pairs in the suite, which has to be quick."""
LEAST_WORDS = 6
"""Shorter passages stay as they are."""

MONTHS = (
    *("January", "February", "March", "April", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
VALUE = re.compile(rf"(?<![\w.,:])\d+(?:[.,:]\d+)*(?!\w)|\b(?:{'|'.join(MONTHS + DAYS)})\b")


def another(value: str, chance: random.Random) -> str:
    """Another value of the same kind: another day or month, or a number with another digit."""
    for names in (MONTHS, DAYS):
        if value in names:
            return chance.choice([name for name in names if name != value])
    at = len(value) - 1 if ":" in value or re.fullmatch(r"(?:19|20)\d\d", value) else 0
    digits = [digit for digit in "123456789" if digit != value[at]]
    return value[:at] + chance.choice(digits) + value[at + 1 :]


def with_others(article: Article, chance: random.Random) -> tuple[Article, list[str]]:
    """A copy with another value in each passage that has one, and the original text of these passages."""
    text, originals = article.text, []
    for passage in reversed(article.passages):
        original = article.passage_text(passage.index)
        values = [*VALUE.finditer(original)]
        if values and len(original.split()) >= LEAST_WORDS:
            value = chance.choice(values)
            start, end = (passage.span.start + place for place in value.span())
            text = text[:start] + another(value.group(), chance) + text[end:]
            originals.append(original)
    return parse(text.encode(), "copy.txt"), originals


def measured(pairs: Sequence[GoldPair]) -> tuple[int, int]:
    """The number of exchanged values, and of those whose passage gets a difference."""
    chance = random.Random(1)  # noqa: S311 - the same ones each time
    exchanged = found = 0
    for pair in pairs:
        for article in pair.articles:
            original = parse(article.text.encode(), "original.txt")
            copy, originals = with_others(original, chance)
            alignment = compare(Pair(original, copy)).alignment
            differing = {
                original.passage_text(passage.index)
                for passage in original.passages
                if any(link.differences for link in alignment.links_of(Side.LEFT, passage.index))
            }
            exchanged += len(originals)
            found += sum(passage in differing for passage in originals)
    return exchanged, found


@pytest.mark.skipif(not TRAIN.is_dir(), reason="the annotated pairs are not at hand")
def test_an_exchanged_value_is_found() -> None:
    exchanged, found = measured(read_gold(TRAIN)[:SOME])
    assert exchanged > 50
    assert found >= LEAST_RECALL * exchanged


if __name__ == "__main__":
    number, shown = measured(read_gold(TRAIN))
    sys.stdout.write(f"{shown} of {number} exchanged values found ({shown / number:.1%})\n")
