"""The story of each annotated pair, and the folds, which keep the pairs of one story together.

    python tests/training/stories.py

writes `news_stories.json`: which pairs of the set `news` are one story.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support.gold import SHARED

if TYPE_CHECKING:
    from collections.abc import Sequence

GROUPING = Path(__file__).with_name("news_stories.json")
"""The number of the story of each pair of `news`, by the pair's name."""
FOLDS = 5
NEAR = 7
"""Most days between two pairs of one story."""
RARE = 0.01
"""Greatest share of the pairs that have a rare name."""
LEAST_SHARED = 3
"""Rare names that two pairs of one story share at least."""


def read_raw(name: str) -> list[dict[str, Any]]:
    """The pairs of a gold set as their JSON files have them, by file name.

    Args:
        name: train, news, dev or news-dev.
    """
    folder = SHARED / "gold" / name
    return [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("*.json"))]


def stories_of(name: str, raw: Sequence[dict[str, Any]]) -> list[int]:
    """The number of the story of each pair; numbers count within a set.

    Pairs of `news` have the stories of `news_stories.json`.  In the other sets, pairs that share an article
    are one story.

    Args:
        name: the gold set.
        raw: its pairs; see `read_raw`.
    """
    if name == "news":
        grouping = json.loads(GROUPING.read_text(encoding="utf-8"))
        return [grouping[pair["pair"]] for pair in raw]
    articles: dict[str, int] = {}
    joined = _Sets(len(raw))
    for number, pair in enumerate(raw):
        for side in ("left", "right"):
            joined.join(number, articles.setdefault(json.dumps(pair[side]["paragraphs"]), number))
    return [joined.first(number) for number in range(len(raw))]


def folds_of(stories: Sequence[int]) -> dict[int, int]:
    """The fold, from 0, of each story: the largest stories first, each into the fold with the fewest pairs.

    Args:
        stories: the story of each pair.
    """
    sizes = [0] * FOLDS
    found = {}
    for story, size in sorted(Counter(stories).items(), key=lambda item: (-item[1], item[0])):
        found[story] = sizes.index(min(sizes))
        sizes[found[story]] += size
    return found


def group_news() -> None:
    """Write the story of each pair of `news`: pairs of one week that share rare names are one story."""
    raw = read_raw("news")
    joined = _Sets(len(raw))
    for (one, two), shared in _shared_names(raw).items():
        if shared >= LEAST_SHARED and _days_between(raw[one], raw[two]) <= NEAR:
            joined.join(one, two)
    grouping = {pair["pair"]: joined.first(number) for number, pair in enumerate(raw)}
    GROUPING.write_text(json.dumps(grouping, indent=0) + "\n", encoding="utf-8")
    sizes = sorted(Counter(grouping.values()).values(), reverse=True)
    print(f"{len(sizes)} stories of {len(raw)} pairs; the largest have {sizes[:8]}")


class _Sets:
    """Disjoint sets of the numbers below a size.  At first each number is a set by itself."""

    def __init__(self, size: int) -> None:
        self._lower = list(range(size))

    def first(self, number: int) -> int:
        """The lowest number of the set that a number is in."""
        while self._lower[number] != number:
            number = self._lower[number]
        return number

    def join(self, one: int, two: int) -> None:
        """Join the sets of two numbers."""
        one, two = sorted((self.first(one), self.first(two)))
        self._lower[two] = one


def _shared_names(raw: Sequence[dict[str, Any]]) -> Counter[tuple[int, int]]:
    """How many rare names two pairs share, by the indices of both, the lower one first."""
    where: defaultdict[str, list[int]] = defaultdict(list)
    for number, pair in enumerate(raw):
        for name in _names(pair):
            where[name].append(number)
    rare = (numbers for numbers in where.values() if len(numbers) <= RARE * len(raw))
    return Counter(both for numbers in rare for both in combinations(numbers, 2))


def _names(pair: dict[str, Any]) -> set[str]:
    """Capitalized words of a pair that do not begin a sentence."""
    return {
        word.strip(".,;:!?\"'“”‘’()[]").removesuffix("’s").removesuffix("'s")
        for side in ("left", "right")
        for paragraph in pair[side]["paragraphs"]
        for sentence in paragraph
        for word in sentence.split()[1:]
        if word[:1].isupper() and len(word) > 3
    }


def _days_between(one: dict[str, Any], two: dict[str, Any]) -> int:
    """Days between the nearest articles of two pairs; 0 if a pair has no date."""
    return min((abs((a - b).days) for a in _dates(one) for b in _dates(two)), default=0)


def _dates(pair: dict[str, Any]) -> list[date]:
    """The dates of the articles of a pair, as far as they are known."""
    return [date.fromisoformat(pair[side]["date"]) for side in ("left", "right") if pair[side].get("date")]


if __name__ == "__main__":
    group_news()
