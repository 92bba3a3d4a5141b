"""Grouping the accounts of one event."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from diptych.folder.related_articles import Similarities
from diptych.folder.stories import JOINED, Story, _average_linkage, stories_among
from diptych.folder.survey import Findings, survey
from support.events import DROUGHT, FLOOD, OTHER, QUAY, WEIR, profile

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def stories(texts: Sequence[str], days: Sequence[date | None] | None = None) -> list[Story]:
    profiles = [profile(text) for text in texts]
    return stories_among(profiles, Similarities(profiles, days))


def test_each_story_has_all_its_accounts() -> None:
    found = stories([*FLOOD, DROUGHT, *QUAY, OTHER, *WEIR])
    assert {story.accounts for story in found} == {(0, 1, 2, 3, 4), (6, 7), (9, 10)}
    flood = next(story for story in found if story.accounts[0] == 0)
    assert flood.score > JOINED
    assert not flood.copies
    assert {"Greta Holm", "Ulmstead"} <= set(flood.shared)
    assert set(flood.best) <= set(flood.accounts)
    scores = [round(story.score, 2) for story in found]
    assert scores == sorted(scores, reverse=True)


def test_copies_follow_their_original_and_count_once() -> None:
    again = FLOOD[0].replace("140", "150")
    found = stories([*FLOOD[:2], again, FLOOD[0], OTHER, WEIR[0], WEIR[0]])
    flood, weir = sorted(found, key=lambda story: story.accounts)
    assert (flood.accounts, flood.copies, flood.originals) == ((0, 1, 2, 3), {2: 0, 3: 0}, (0, 1))
    assert flood.best == (0, 1)
    assert (weir.accounts, weir.copies, weir.score, weir.best) == ((5, 6), {6: 5}, 1.0, (5, 6))
    assert flood.score == stories(FLOOD[:2])[0].score or flood.score > JOINED


def test_many_copies_of_a_text_are_one_story() -> None:
    for days in (None, [date(2024, 5, 1)] * 400):
        (story,) = stories([FLOOD[1], *[FLOOD[0]] * 350, *[OTHER] * 0], None if days is None else days[:351])
        assert (len(story.accounts), len(story.originals)) == (351, 2)


def test_the_fullest_text_is_the_original() -> None:
    beginning = FLOOD[0][: len(FLOOD[0]) * 3 // 4]
    (story,) = stories([beginning, FLOOD[1], FLOOD[0]])
    assert (story.accounts, story.copies) == ((0, 1, 2), {0: 2})


def test_far_days_make_one_event_less_likely_among_many() -> None:
    others = [f"{OTHER} Number {at} of the series by Author{at} Name{at}." for at in range(200)]
    profiles = [profile(text) for text in [FLOOD[0], DROUGHT, *others]]

    def score(*days: date | None) -> float:
        return Similarities(profiles, [*days, *[date(2020, 1, 1)] * 200]).scores[0, 1]

    day = date(2024, 5, 1)
    near, undated, far = score(day, date(2024, 5, 2)), score(day, None), score(day, date(2016, 5, 2))
    assert near > undated > far


def test_a_chain_is_no_story() -> None:
    chain = {(at, at + 1): 0.9 for at in range(6)}
    assert max(map(len, _average_linkage(chain))) <= 3
    whole = dict.fromkeys(combinations(range(7), 2), 0.9)
    assert [sorted(its) for its in _average_linkage(whole)] == [list(range(7))]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda ends: ends[0] < ends[1]),
        st.floats(0, 1),
        max_size=30,
    )
)
def test_the_accounts_of_a_group_share_enough_on_the_whole(scores: dict[tuple[int, int], float]) -> None:
    groups = _average_linkage(scores)
    told = [at for its in groups for at in its]
    assert len(told) == len(set(told))
    for its in groups:
        pairs = list(combinations(sorted(its), 2))
        assert sum(scores.get(ends, 0.0) for ends in pairs) / len(pairs) >= JOINED - 1e-9


def test_accounts_are_ordered_by_age_and_undated_ones_last(tmp_path: Path) -> None:
    dates = ("", "Date: 3 May 2024\n", "Date: 2024-05-01\n", "")
    for at, (text, written) in enumerate(zip(FLOOD, dates, strict=False)):
        (tmp_path / f"{at}.txt").write_text(f"Title: Flood {at}\n{written}\n{text}")
    articles = list(survey(sorted(tmp_path.iterdir())))
    (story,) = Findings(articles).stories
    assert story.accounts == (2, 1, 0, 3)
