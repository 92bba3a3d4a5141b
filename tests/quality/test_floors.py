"""How well links are found on the dev pairs: floors that a change must not fall below.

The figures are those of `../shared/tools/score_links.py` on what `diptych compare` prints.  They are meant
for the data with the digest below; other data needs other floors, set on purpose.
`pytest -s tests/quality/test_floors.py` prints the figures.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys

import pytest

from diptych.alignment.weights import fitted
from diptych.comparison import compare
from diptych.sides import Pair
from quality.gold import GOLD, SHARED, digest, read_gold, stories

SCORER = SHARED / "tools" / "score_links.py"
DEV = "61d697092bbcd70979ee570759671bfd5ca716818a18dcaa9aabc4611083ab9a"
"""Digest of the dev pairs that the floors are for."""
FLOORS = {
    "f1": 0.55,
    "main_recall": 0.68,
    "near_precision": 0.79,
    "near_recall": 0.65,
    "differs_precision": 0.5,
}
UNRELATED = 50
"""Pairs made of two stories."""
MOST_LINKS = 0.3
"""Links a pair among them."""
LEAST_TOLD = 0.95
"""Share of them that must be told as not covering one event; of true pairs, as covering one."""

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"the gold pairs are not at {GOLD}")


def test_the_floors_are_for_this_data() -> None:
    assert digest("dev") == DEV, "the dev pairs have changed: measure, then set the floors and DEV on purpose"


def test_the_weights_were_fitted_on_this_data() -> None:
    assert digest("train") == fitted().digest, "the train pairs have changed: run tests/quality/fit.py"


@pytest.mark.skipif(not SCORER.is_file(), reason=f"the scorer is not at {SCORER}")
def test_links_on_dev_reach_the_floors() -> None:
    command = f"{sys.executable} -m diptych compare {{left}} {{right}} --format json"
    run = subprocess.run(
        [sys.executable, str(SCORER), str(GOLD / "dev"), "--json", "--command", command],
        capture_output=True,
        text=True,
        check=True,
    )
    figures = json.loads(run.stdout)
    print("\n" + "  ".join(f"{name} {value}" for name, value in figures.items()))
    assert figures["sentences_not_found"] == 0
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}


def test_two_stories_are_told_apart_and_one_story_is_not() -> None:
    pairs = read_gold("dev")
    story = stories(pairs)
    chance = random.Random(5)  # noqa: S311 - a repeatable choice, not a secret
    links = told = tried = 0
    while tried < UNRELATED:
        one, two = chance.sample(range(len(pairs)), 2)
        if story[one] != story[two]:
            found = compare(Pair(pairs[one].articles.left, pairs[two].articles.right)).alignment
            links += len(found.links)
            told += not found.same_event
            tried += 1
    kept = sum(compare(pair.articles).alignment.same_event for pair in pairs)
    print(
        f"\n{links / tried:.2f} links a false pair, {told} of {tried} told; {kept} of {len(pairs)} true kept"
    )
    assert links <= MOST_LINKS * tried
    assert told >= LEAST_TOLD * tried
    assert kept >= LEAST_TOLD * len(pairs)
