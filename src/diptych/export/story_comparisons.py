"""The comparisons of the accounts of stories, each two of them, computed by an engine."""

from __future__ import annotations

import json
from itertools import combinations
from math import comb
from typing import TYPE_CHECKING, NamedTuple

from diptych.comparison import compare
from diptych.errors import DiptychError
from diptych.export.json import to_json
from diptych.folder.survey import UnparsedSource
from diptych.sides import Pair
from diptych.sources.open import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from diptych.alignment.settings import AlignmentSettings
    from diptych.folder.engine import Engine
    from diptych.folder.survey import Findings


class PairToCompare(NamedTuple):
    """Two accounts of a story, not parsed yet."""

    story: int
    """Index of the story."""
    accounts: Pair[int]
    """Indices of the articles."""
    sources: Pair[UnparsedSource | str]
    """Both articles; in place of one that cannot be read any more, the sentence why."""
    settings: AlignmentSettings


def count_pairs(findings: Findings) -> int:
    """The number of comparisons that `compare_stories` makes."""
    return sum(comb(len(story.originals), 2) for story in findings.stories)


def compare_stories(
    findings: Findings, engine: Engine, settings: AlignmentSettings, cancelled: Callable[[], bool] = bool
) -> Iterator[dict[str, object]]:
    """The comparisons of each two accounts of each story; of copies, only the original is compared.

    Returns:
        An iterator of objects with the indices of the story and of both articles, and the comparison as in
        `diptych.export.json`; or in its place a problem, one sentence.
    """

    def source(at: int) -> UnparsedSource | str:
        path = str(findings.articles[at].path)
        try:
            return UnparsedSource(path, None if engine.reads_files else read_file(path))
        except DiptychError as error:  # a worker elsewhere must not look for the file
            return str(error)

    def pairs() -> Iterator[PairToCompare]:
        for number, story in enumerate(findings.stories):
            sources = {at: source(at) for at in story.originals}
            for left, right in combinations(story.originals, 2):
                yield PairToCompare(number, Pair(left, right), Pair(sources[left], sources[right]), settings)

    for pair, found in engine.map(compare_pair, pairs(), batch=1, cancelled=cancelled):
        ends = pair.accounts
        about: dict[str, object] = {"story": pair.story, "left": ends.left, "right": ends.right}
        if found is None:
            found = "The process that compared them ended."
        yield about | ({"problem": found} if isinstance(found, str) else {"comparison": found})


def compare_pair(pair: PairToCompare) -> dict[str, object] | str:
    """The comparison of two articles as a JSON object, or the sentence why there is none."""
    left, right = pair.sources
    if isinstance(left, str) or isinstance(right, str):
        return left if isinstance(left, str) else str(right)
    try:
        articles = Pair(left.parse(), right.parse())
        found: dict[str, object] = json.loads(to_json(compare(articles, pair.settings)))
    except DiptychError as error:
        return str(error)
    return found
