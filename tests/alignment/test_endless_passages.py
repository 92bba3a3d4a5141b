"""A passage without end, as a broken page may hold one, costs no more for each word than a short one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.features.article_features import features_of
from diptych.alignment.features.names import short_names_of
from diptych.alignment.features.tokens import Token
from diptych.comparison import compare
from diptych.sides import Pair
from support.growth import MOST, growth
from support.small_articles import article

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORDS = 600
"""Words of the shorter passages."""


class Counted(tuple[Token, ...]):
    """Tokens that count how often one is looked at."""

    looks = 0

    def __iter__(self) -> Iterator[Token]:
        for token in super().__iter__():
            self.looks += 1
            yield token


@pytest.mark.parametrize(
    "repeated",
    ["President Ruiz, the CEO, said on Monday at 7 p.m. ", "Ana ", "U.N. ", "the Bank of England met "],
)
def test_short_names_are_found_in_one_reading(repeated: str) -> None:
    def looks(times: int) -> int:
        one = article("One", (repeated * times,))
        (passage,) = features_of(one).passages
        tokens = Counted(passage.tokens)
        assert tuple(short_names_of(one.text, tokens, passage.names)) == passage.short_names
        return tokens.looks

    assert looks(400) <= 2 * looks(200)


@pytest.mark.parametrize(
    "repeated",
    ["President Ruiz, the CEO, said on Monday at 7 p.m. ", "Ana ", "Ana{} Ruiz{} met ", "U.N. ",
     "harbour{} ", "{} boats ", "$17 million ", "July 17, 2019 ", "“we had to do so” ", "said Mr. "],
)  # fmt: skip
def test_the_time_of_a_comparison_grows_with_the_length_of_passages_and_no_faster(repeated: str) -> None:
    def prepare(words: int) -> Callable[[], object]:
        times = words // len(repeated.split()) + 1
        one = "".join(repeated.format(*[k] * 2) for k in range(times))
        two = "A " + "".join(repeated.format(*[k + k % 2] * 2).replace("7", "8") for k in range(times))
        return partial(compare, Pair(article("One", (one,)), article("Two", (two,))))

    assert growth(prepare, WORDS) < MOST
