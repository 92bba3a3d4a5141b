from __future__ import annotations

import pytest

from diptych.folder.story_accounts import Account, StoryAccounts
from diptych.reader.state.story_walk import StoryWalk


def walk(*originals: int | None) -> StoryWalk:
    """A story in which some accounts are copies of others."""
    accounts = (
        Account(f"{at}.txt", f"Title {at}", f"Paper {at}", f"{at + 1} May", original)
        for at, original in enumerate(originals)
    )
    return StoryWalk(StoryAccounts(tuple(accounts)))


@pytest.mark.parametrize("steps", [1, -1])
@pytest.mark.parametrize("kept", range(4))
def test_a_round_leads_to_each_other_account_once(kept: int, steps: int) -> None:
    story, other = walk(None, None, None, None), (kept + 1) % 4
    seen = []
    for _ in range(3):
        found = story.next_beside(kept, other, steps)
        assert found is not None
        other = found
        seen.append(found)
    assert sorted(seen) == sorted({0, 1, 2, 3} - {kept})
    assert seen[-1] == (kept + 1) % 4


def test_copies_are_left_out() -> None:
    story = walk(None, 0, None, 4, None, 3)  # 3 is a copy of 4, and 5 of 3
    assert story.groups == ((0, 1), (2,), (4, 3, 5))
    assert [story.next_beside(0, other, 1) for other in (2, 4, 3, 5)] == [4, 2, 2, 2]
    assert [story.next_beside(1, other, -1) for other in (2, 4)] == [4, 2]
    assert story.next_beside(2, 5, 1) == 0


def test_from_a_copy_beside_its_original_the_walk_goes_on() -> None:
    assert walk(None, 0, None).next_beside(0, 1, 1) == 2


def test_copies_are_shown_when_there_is_nothing_else() -> None:
    assert [walk(None, 0, 0).next_beside(0, other, 1) for other in (1, 2)] == [2, 1]
    assert walk(None, 0).next_beside(0, 1, 1) is None
    assert [walk(None, 0, None).next_beside(0, other, 1) for other in (1, 2)] == [2, 1]


def test_two_accounts_have_no_third() -> None:
    assert walk(None, None).next_beside(0, 1, 1) is None


def test_messages_count_copies_once() -> None:
    story = walk(None, 0, None)
    assert story.message(0) == "account 1 of 2: Paper 0, 1 May"
    assert story.message(1) == "a copy of account 1 of 2: Paper 1, 2 May"
    assert story.message(2) == "account 2 of 2: Paper 2, 3 May"
    nameless = StoryWalk(StoryAccounts((Account("a.txt", "The quay"),)))
    assert nameless.message(0) == "account 1 of 1: The quay"
