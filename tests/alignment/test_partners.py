from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.partners import LIKELY, partners_among
from diptych.alignment.profiles import MOST_READ, TermKind, profile_of
from diptych.sources.open import parse

if TYPE_CHECKING:
    from random import Random

    from diptych.alignment.profiles import Profile

QUAY = (
    "The quay at Harrow was closed on July 11 after a crane fell, the mayor Olive Brandt said.",
    "Olive Brandt, who is mayor of Harrow, had the quay closed. The crane had not been checked since 1998.",
)
WEIR = (
    "The weir of Marlow gave way in the night of 3 May. Jonas Petersen, its keeper, had warned the county.",
    "On May 3 Marlow lost its weir. The county had been warned, says Jonas Petersen, the keeper.",
)
OTHER = "A choir sang in Oxley. Nobody had heard the songs for forty years, and the hall was full."


def profile(text: str) -> Profile:
    return profile_of(parse(text.encode(), "article.txt"))


def test_partners_find_each_other_and_say_why() -> None:
    partners = partners_among([profile(text) for text in (QUAY[0], WEIR[0], OTHER, QUAY[1], WEIR[1])])
    best = [found[0].index if found else None for found in partners]
    assert (best[0], best[3], best[1], best[4]) == (3, 0, 4, 1)
    assert all(partners[at][0].score >= LIKELY for at in (0, 1, 3, 4))
    assert {"Olive Brandt", "Harrow"} <= set(partners[0][0].shared)
    assert {"Jonas Petersen", "Marlow", "May 3"} <= set(partners[1][0].shared)
    assert all(partner.score < LIKELY for partner in partners[2])


def test_a_name_is_said_once_and_in_full() -> None:
    (partner,) = partners_among([profile(QUAY[0]), profile(QUAY[1])])[0]
    assert "Olive Brandt" in partner.shared
    assert "Brandt" not in partner.shared


def test_what_a_profile_holds() -> None:
    found = profile("The mayor of Harrow’s port, Olive Brandt, said so on 3 May. The mayor counted 22 boats.")
    assert found.labels["@m5#3"] == (TermKind.DAY, "3 May")
    assert found.labels["#22"][0] is TermKind.NUMBER
    assert found.labels["oliv brandt"] == (TermKind.NAME, "Olive Brandt")
    assert found.labels["harrow"] == (TermKind.NAME, "Harrow")
    assert found.counts["mayor"] == 2
    assert "the" not in found.counts


def test_of_a_book_the_beginning_is_read() -> None:
    found = profile("\n\n".join(f"Word{at} came." for at in range(2 * MOST_READ)))
    assert f"word{MOST_READ - 1}" in found.counts
    assert f"word{MOST_READ}" not in found.counts


def test_nothing_to_compare() -> None:
    assert partners_among([]) == []
    assert partners_among([profile(OTHER)]) == [()]
    assert partners_among([profile("1 a"), profile("the")]) == [(), ()]


@settings(max_examples=40)
@given(st.lists(st.text("abc déA.1 \n", max_size=40), max_size=8), st.randoms())
def test_the_order_of_the_articles_does_not_matter(texts: list[str], rng: Random) -> None:
    profiles = [profile(f"x {text}") for text in texts]
    order = list(range(len(profiles)))
    rng.shuffle(order)
    before = partners_among(profiles, most=len(profiles))
    after = partners_among([profiles[at] for at in order], most=len(profiles))
    for at, found in enumerate(after):
        moved = {(order[partner.index], round(partner.score, 6)) for partner in found}
        assert moved == {(partner.index, round(partner.score, 6)) for partner in before[order[at]]}
        assert all(0 <= partner.score <= 1 and partner.index != at for partner in found)
