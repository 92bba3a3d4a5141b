"""Similarities → stories: the accounts of one event, grouped.

Accounts join by average linkage: two groups become one story if the mean score of all pairs between them is
high enough.  So an account belongs to a story by what it shares with all of its core, and no chain of
accounts, each like the one before, becomes one story.  The method is that of Sokal and Michener (1958).

Copies of one text count once: only their original is grouped, and they follow it.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from diptych.folder.related_articles import COPIED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from diptych.folder.article_profile import Profile
    from diptych.folder.related_articles import Similarities

JOINED = 0.4
"""The mean score, 0..1, from which two groups of accounts are one story."""
_WHOLE = 0.9
"""The share of the longest copy, 0..1, from which a text is whole: a shortened one is no original."""


@dataclass(frozen=True, slots=True)
class Story:
    """Accounts of one event."""

    accounts: tuple[int, ...]
    """Indices of its articles, in order."""
    copies: Mapping[int, int]
    """For each account that is a copy of another one, the index of that one."""
    score: float
    """Probability that two of its accounts cover the same event, 0..1: the mean of all pairs."""
    best: tuple[int, int]
    """The two accounts that most probably cover the same event."""
    shared: tuple[str, ...]
    """Terms of most accounts, names and days first."""

    @property
    def originals(self) -> tuple[int, ...]:
        """Its accounts without copies, in order."""
        return tuple(at for at in self.accounts if at not in self.copies)

    def renumbered(self, numbers: Sequence[int]) -> Story:
        """The same with other indices: for each index the new one is in `numbers`."""
        one, two = self.best
        return replace(
            self,
            accounts=tuple(numbers[at] for at in self.accounts),
            copies={numbers[copy]: numbers[source] for copy, source in self.copies.items()},
            best=(numbers[one], numbers[two]),
        )


def stories_among(profiles: Sequence[Profile], similarities: Similarities) -> list[Story]:
    """The stories that at least two articles tell, the surest first.

    Args:
        profiles: a profile for each article; of two copies the first one is the original.
        similarities: those of the same articles.
    """
    scores = similarities.scores
    original = _originals(profiles, similarities)
    groups = _average_linkage(
        {ends: score for ends, score in scores.items() if not set(ends) & original.keys()}
    )
    group_of = {at: number for number, its in enumerate(groups) for at in its}
    for copy, source in original.items():
        if source not in group_of:
            group_of[source] = len(groups)
            groups.append([source])
        groups[group_of[source]].append(copy)
    found = [_story(sorted(its), original, scores, similarities) for its in groups]
    return sorted(found, key=lambda story: (-round(story.score, 2), story.accounts))


def _originals(profiles: Sequence[Profile], similarities: Similarities) -> dict[int, int]:
    """For each copy the article that it copies, which is none itself: the first that has all of the text."""
    first, scores = similarities.first_with_text, similarities.scores
    for one, two in sorted(scores, key=lambda ends: (ends[1], ends[0])):
        source = first.get(one, one)
        if (
            two not in first
            and two != source
            and scores[one, two] >= JOINED
            and profiles[source].copied_share(profiles[two]) >= COPIED
        ):
            first[two] = source
    copies: dict[int, list[int]] = {}
    for copy, source in first.items():
        root = first.get(source, source)  # the first with its text may be an edited copy
        copies.setdefault(root, [root]).append(copy)
    original: dict[int, int] = {}
    for its in copies.values():
        whole = _WHOLE * max(profiles[at].length for at in its)
        source = min(at for at in its if profiles[at].length >= whole)
        original |= dict.fromkeys((at for at in its if at != source), source)
    return original


def _average_linkage(scores: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """The groups of at least two, by the scores of pairs; a pair without a score counts as 0."""
    sums: dict[int, dict[int, float]] = {}
    for (one, two), score in scores.items():
        sums.setdefault(one, {})[two] = score
        sums.setdefault(two, {})[one] = score
    members = {at: [at] for at in sums}
    waiting = [(-score, *ends, 1, 1) for ends, score in scores.items() if score >= JOINED]
    heapq.heapify(waiting)
    while waiting:
        _, one, two, size, other_size = heapq.heappop(waiting)
        if len(members.get(one, ())) != size or len(members.get(two, ())) != other_size:
            continue  # one of both has grown since, or is part of another
        members[one] += members.pop(two)
        for third, added in sums.pop(two).items():
            del sums[third][two]
            if third != one:
                sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + added
        for third, whole in sums[one].items():
            mean = whole / (len(members[one]) * len(members[third]))
            if mean >= JOINED:
                first, second = min(one, third), max(one, third)
                heapq.heappush(waiting, (-mean, first, second, len(members[first]), len(members[second])))
    return [its for its in members.values() if len(its) > 1]


def _story(
    accounts: list[int],
    original: Mapping[int, int],
    scores: Mapping[tuple[int, int], float],
    similarities: Similarities,
) -> Story:
    telling = [at for at in accounts if at not in original]
    if len(telling) == 1:  # one text and its copies
        best, score = (accounts[0], accounts[1]), 1.0
    else:
        pairs = list(combinations(telling, 2))
        best = max(pairs, key=lambda ends: scores.get(ends, 0.0))
        score = sum(scores.get(ends, 0.0) for ends in pairs) / len(pairs)
    copies = {at: original[at] for at in accounts if at in original}
    return Story(tuple(accounts), copies, score, best, similarities.shared(telling))
