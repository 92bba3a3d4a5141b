from __future__ import annotations

from array import array

import pytest

from diptych.alignment.kinds import Grade, Verdict
from diptych.alignment.model import Alignment, Link
from diptych.folder.story_accounts import Account, StoryAccounts
from diptych.reader.state.story_coverage import PassageCounts, StoryCoverage, best_scores
from diptych.sides import Pair

NOTHING = array("d", [0.0])


def coverage(*originals: int | None) -> StoryCoverage:
    """A story in which some accounts are copies of others."""
    accounts = (
        Account(f"{at}.txt", f"Title {at}", original=original) for at, original in enumerate(originals)
    )
    return StoryCoverage(StoryAccounts(tuple(accounts)))


def alignment(*links: tuple[int, int, float, Verdict | None]) -> Alignment:
    found = (
        Link(left, right, score, Grade.RESTATED, verdict=verdict) for left, right, score, verdict in links
    )
    return Alignment(tuple(found), Pair(3, 2), 0.5, same_event=True)


def scores(*of_left: float) -> Pair[array[float]]:
    return Pair(array("d", of_left), NOTHING)


def test_the_best_score_of_each_passage_is_kept() -> None:
    found = best_scores(alignment((0, 0, 0.3, None), (0, 1, 0.8, None), (2, 1, 0.1, None)))
    assert [*found.left] == [0.8, 0.0, 0.1]
    assert [*found.right] == [0.3, 0.8]


def test_verdicts_count_in_a_pair_that_was_shown() -> None:
    found = best_scores(alignment((0, 0, 0.9, Verdict.REJECTED), (1, 0, 0.2, Verdict.ACCEPTED)))
    assert [*found.left] == [0.0, 1.0, 0.0]
    assert [*found.right] == [1.0, 0.0]


def test_counts_follow_the_threshold() -> None:
    story = coverage(None, None, None)
    story.keep(Pair(0, 1), scores(0.9, 0.5, 0.0))
    story.keep(Pair(0, 2), scores(0.6, 0.4, 0.0))
    at = {threshold: story.counts(0, 3, threshold, None).hits for threshold in (0.3, 0.5, 0.7)}
    assert at == {0.3: (2, 2, 0), 0.5: (2, 1, 0), 0.7: (1, 0, 0)}


def test_the_pair_on_the_screen_counts_as_it_is_shown() -> None:
    story = coverage(None, None, None)
    story.keep(Pair(0, 1), scores(0.9, 0.9, 0.9))
    assert story.counts(0, 3, 0.5, (1, {1: ()})) == PassageCounts((0, 1, 0), 1, 2)


def test_a_comparison_counts_for_both_accounts() -> None:
    story = coverage(None, None)
    story.keep(Pair(1, 0), Pair(array("d", [0.0, 0.7]), array("d", [0.7])))
    assert story.counts(0, 1, 0.5, None) == PassageCounts((1,), 1, 1)
    assert story.counts(1, 2, 0.5, None) == PassageCounts((0, 1), 1, 1)


def test_copies_count_once() -> None:
    story = coverage(None, 0, None, 2, 2, None)
    assert story.counts(0, 1, 0.5, None).total == 2
    assert story.pending(0, None) == 2
    story.keep(Pair(0, 4), scores(0.9))
    assert story.pending(0, None) == 5
    assert story.counts(0, 1, 0.5, None) == PassageCounts((1,), 1, 2)
    assert story.counts(0, 1, 0.5, (3, {})) == PassageCounts((0,), 1, 2)


def test_the_nearest_accounts_come_first_and_the_one_beside_is_known() -> None:
    story, order = coverage(*[None] * 5), []
    while (other := story.pending(3, shown=4)) is not None:
        order.append(other)
        story.keep(Pair(3, other), scores(0.0))
    assert order == [2, 1, 0]


def test_an_account_that_cannot_be_read_is_not_counted_unless_a_copy_can() -> None:
    story = coverage(None, None, 1, None)
    story.give_up(1)
    assert story.pending(0, None) == 2
    assert story.counts(0, 1, 0.5, None).total == 2
    story.give_up(2)
    assert story.pending(0, None) == 3
    assert story.counts(0, 1, 0.5, None).total == 1
    story.begin(1, "It is there again.", 1)
    assert story.pending(0, None) == 1


def test_the_scores_of_another_version_of_a_text_are_dropped() -> None:
    story = coverage(None, None, None)
    story.begin(0, "The quay is closed.", 1)
    for one, other in ((0, 1), (0, 2), (1, 2)):
        story.keep(Pair(one, other), scores(0.9))
    story.begin(0, "The quay is closed.", 1)
    assert story.counts(0, 1, 0.5, None).known == 2
    story.begin(0, "The quay is open.", 1)
    assert story.counts(0, 1, 0.5, None).known == 0
    assert story.counts(1, 1, 0.5, None).known == 1


def test_an_account_that_was_compared_before_it_was_shown_and_is_shorter_since() -> None:
    story = coverage(None, None)
    story.keep(Pair(1, 0), scores(0.9, 0.9, 0.9))
    story.begin(1, "It is short.", 2)
    assert story.counts(1, 2, 0.5, None) == PassageCounts((0, 0), 0, 1)
    assert story.pending(1, None) == 0


@pytest.mark.parametrize(
    ("counts", "label", "words"),
    [
        (PassageCounts((3,), 5, 5), "3/5", "in 3 of 5 other accounts"),
        (PassageCounts((0,), 1, 1), "0/1", "in 0 of 1 other account"),
        (PassageCounts((2,), 3, 5), "2/3", "in 2 of 3 other accounts compared so far"),
        (PassageCounts((0,), 0, 5), "", ""),
    ],
)
def test_labels(counts: PassageCounts, label: str, words: str) -> None:
    assert counts.label(0) == label
    assert counts.words(0) == words
    assert len(label) <= counts.width


def test_what_no_other_account_has() -> None:
    assert PassageCounts((0, 2, 0, 1), 2, 5).nowhere == (0, 2)
    assert PassageCounts((0, 0), 0, 5).nowhere == ()
