"""Quality of links and differences on the gold pairs beside the repository, with floors.

FLOORS are for the figures that `../shared/tools/score_links.py` computes from the output of `diptych compare`
for the dev pairs.  The other tests take the annotated sentences as passages, which is faster and independent
of sentence splitting.  The floors are for the data with the digest below and for the train pairs that the
weights were fitted on; other data needs other floors.  `pytest -s` prints the figures.
"""

from __future__ import annotations

import io
import json
import math
import random
import runpy
import subprocess
import sys
from contextlib import redirect_stdout
from dataclasses import replace
from itertools import accumulate, pairwise
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from diptych.alignment.details.detail_model import detail_model
from diptych.alignment.kinds import Grade
from diptych.alignment.scoring import alignment_model
from diptych.alignment.scoring.alignment_model import encoder_model, lexical_model
from diptych.alignment.settings import AlignmentSettings, ModelChoice
from diptych.cli import main
from diptych.comparison import compare
from diptych.sides import Pair
from support.gold import DEV, SHARED, TRAIN, GoldPair, digest, read_gold, stories
from support.link_figures import link_figures, scored_pair

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from diptych.alignment.model import Alignment

    Judged = tuple[GoldPair, Alignment]

SCORER = SHARED / "tools" / "score_links.py"
DEV_DIGEST = "61d697092bbcd70979ee570759671bfd5ca716818a18dcaa9aabc4611083ab9a"
"""Digest of the dev pairs that the floors are for."""
# Measured: F1 0.593 (precision 0.602, recall 0.583), main recall 0.725, near 0.829 and 0.721.
FLOORS = {
    "f1": 0.582,
    "main_recall": 0.714,
    "near_precision": 0.818,
    "near_recall": 0.711,
}
"""For the figures of the scorer on dev."""
# Measured with annotated sentences: average precision 0.620 (scorer with `--min-score 0`: 0.607);
# there, out of fold.
# there, out of fold.
FLOORS_OF_SENTENCES = {
    "average_precision": 0.605,
    "differs_recall": 0.3,
    "differs_precision": 0.78,
}
"""For annotated sentences as passages: the ranking of all candidates of dev, and the differences of dev and
train together, since dev alone has too few."""
# Measured on every third pair: F1 0.637, main recall 0.738, near 0.855 and 0.709; 0.83 of the restated right.
ENCODER_FLOORS = {"f1": 0.62, "main_recall": 0.72, "near_precision": 0.835, "near_recall": 0.69}
"""For the encoder, with annotated sentences as passages."""
MIXED = 4
"""Pairs of articles on two stories."""
MOST_LINKS_OF_ENCODER = 0.5
"""Greatest number of links per pair of these."""
LEAST_RESTATED_RIGHT = 0.75
"""Share of its restated links that an annotator made."""
LOWER_BOUNDS = {
    "f1": 0.57,
    "main_recall": 0.7,
    "near_precision": 0.8,
    "near_recall": 0.7,
    "average_precision": 0.605,
    "differs_recall": 0.3,
    "differs_precision": 0.78,
}
"""Lower bounds of the floors.  They are slightly below the floors, so that precision can be traded for recall
within narrow bounds, and are raised with them.  Lowering one needs a comment with the reason and the gain in
figures."""

BOUNDS = (0.4, 0.6, 0.8)
"""Bounds of the score bands, besides the floor, the threshold and 1."""
# Measured: 0.050 if one annotator makes a link right, 0.040 if both must have it.
MOST_CALIBRATION_ERROR = 0.07
"""Greatest mean distance between scores and the share of right links in their band, on dev."""

UNRELATED = 50
"""Number of pairs of articles on two stories."""
# Measured: 0.04, all 50 and all 18.
MOST_LINKS = 0.12
"""Greatest number of links per unrelated pair."""
LEAST_RECOGNISED = 0.95
"""Share of unrelated pairs to be recognised as two events, and of true pairs as one."""

pytestmark = pytest.mark.skipif(not DEV.is_dir(), reason=f"the gold pairs are not at {DEV}")


def judged(folder: Path, settings: AlignmentSettings) -> list[Judged]:
    return [(pair, compare(pair.articles, settings).alignment) for pair in read_gold(folder)]


@pytest.fixture(scope="module")
def dev() -> list[Judged]:
    """The dev pairs with all candidates, even the weakest."""
    return judged(DEV, AlignmentSettings(floor=0.0))


def test_the_floors_are_for_this_data() -> None:
    assert digest(DEV) == DEV_DIGEST, (
        "the dev pairs have changed: measure, then set the floors and DEV_DIGEST on purpose"
    )


def test_the_weights_were_fitted_on_this_data() -> None:
    assert digest(TRAIN) == lexical_model().digest, "the train pairs have changed: run tests/training/fit.py"


def test_no_floor_is_below_its_lower_bound() -> None:
    floors = FLOORS | FLOORS_OF_SENTENCES
    assert floors.keys() == LOWER_BOUNDS.keys()
    assert {name: floor for name, floor in floors.items() if floor < LOWER_BOUNDS[name]} == {}


def run_here(command: Sequence[str], **_options: object) -> subprocess.CompletedProcess[str]:
    """Run a command of diptych in this process, which saves the start of another for each pair."""
    output = io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)
    with redirect_stdout(output):
        status = main(command[1:])
    output.seek(0)
    return subprocess.CompletedProcess(command, status, output.read(), "")


@pytest.mark.skipif(not SCORER.is_file(), reason=f"the scorer is not at {SCORER}")
def test_links_on_dev_reach_the_floors(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(subprocess, "run", run_here)
    monkeypatch.setattr(sys, "argv", [str(SCORER), str(DEV), "--json"])
    runpy.run_path(str(SCORER))
    figures = json.loads(capsys.readouterr().out)
    print("\n" + "  ".join(f"{name} {value}" for name, value in figures.items()))
    assert figures["sentences_not_found"] == 0
    assert {name: figures[name] for name, floor in FLOORS.items() if figures[name] < floor} == {}


def test_scores_rank_what_annotators_linked_first(dev: list[Judged]) -> None:
    """A link of one annotator alone counts neither as right nor as wrong."""
    ranked = sorted(
        (
            (link.score, pair in gold.sure)
            for gold, found in dev
            for link in found.candidates
            if (pair := (link.left, link.right)) in gold.sure or pair not in gold.links
        ),
        key=lambda one: -one[0],
    )
    hits = list(accumulate(right for _, right in ranked))
    precisions = [
        hit / rank for rank, (hit, (_, right)) in enumerate(zip(hits, ranked, strict=True), 1) if right
    ]
    average = sum(precisions) / sum(len(gold.sure) for gold, _ in dev)
    print(f"\naverage precision {average:.3f} of {len(ranked)} candidates")
    assert average >= FLOORS_OF_SENTENCES["average_precision"]


def test_scores_are_calibrated(dev: list[Judged]) -> None:
    floor, threshold = AlignmentSettings().floor, lexical_model().thresholds.threshold
    bounds = (threshold, *(bound for bound in BOUNDS if bound > threshold), math.inf)
    scored = [
        (link.score, (link.left, link.right) in gold.links, (link.left, link.right) in gold.sure)
        for gold, found in dev
        for link in found.candidates
    ]
    error = 0.0
    print("\n   score          pairs  mean  linked by one  by both")
    for low, high in pairwise((floor, *bounds)):
        within = [one for one in scored if low <= one[0] < high]
        if within:
            mean, right, sure = (fmean(column) for column in zip(*within, strict=True))
            place = f"{low:.2f} to {min(high, 1.0):.2f}"
            print(f"  {place}  {len(within):6}  {mean:.2f}  {right:13.2f}  {sure:7.2f}")
            error += len(within) * abs(mean - right) if low >= threshold else 0.0
    error /= sum(score >= threshold for score, _, _ in scored)
    print(f"  mean calibration error of links {error:.3f}")
    assert error <= MOST_CALIBRATION_ERROR


def test_differences_are_found_in_dev_and_train(dev: list[Judged]) -> None:
    # Candidates below the threshold are not needed; without them the test is much faster.
    links_only = AlignmentSettings(floor=lexical_model().thresholds.threshold)
    hits = marked = flagged = 0
    for gold, found in (*dev, *judged(TRAIN, links_only)):
        shown = {(link.left, link.right) for link in found.links if link.differences}
        hits += len(shown & gold.conflicts.keys())
        marked += len(gold.conflicts)
        flagged += len(shown)
    recall, precision = hits / marked, hits / max(1, flagged)
    print(f"\ndiffers: recall {recall:.3f}, precision {precision:.3f} ({flagged} shown, {marked} in gold)")
    assert recall >= FLOORS_OF_SENTENCES["differs_recall"]
    assert precision >= FLOORS_OF_SENTENCES["differs_precision"]


def test_two_stories_are_recognised_as_two_events(dev: list[Judged]) -> None:
    pairs = [gold for gold, _ in dev]
    story = stories(pairs)
    chance = random.Random(5)  # noqa: S311 - a repeatable choice, not a secret
    links = recognised = tried = 0
    while tried < UNRELATED:
        one, two = chance.sample(range(len(pairs)), 2)
        if story[one] != story[two]:
            found = compare(Pair(pairs[one].articles.left, pairs[two].articles.right)).alignment
            links += len(found.links)
            recognised += not found.same_event
            tried += 1
    kept = sum(alignment.same_event for _, alignment in dev)
    print(
        f"\n{links / tried:.2f} links per unrelated pair, {recognised} of {tried} recognised;"
        f" {kept} of {len(pairs)} true pairs recognised"
    )
    assert links <= MOST_LINKS * tried
    assert recognised >= LEAST_RECOGNISED * tried
    assert kept >= LEAST_RECOGNISED * len(pairs)


@pytest.fixture(scope="module")
def read_in_context() -> list[Judged]:
    """Every third dev pair, and some pairs of articles on two stories, with the links of the encoder."""
    pairs, chance = read_gold(DEV), random.Random(3)  # noqa: S311 - a repeatable choice, not a secret
    story = stories(pairs)
    asked = AlignmentSettings(model=ModelChoice.ENCODER, language="en")
    found = [(pair, compare(pair.articles, asked).alignment) for pair in pairs[::3]]
    while len(found) < len(pairs[::3]) + MIXED:
        one, two = chance.sample(range(len(pairs)), 2)
        if story[one] != story[two]:
            articles = Pair(pairs[one].articles.left, pairs[two].articles.right)
            found.append(
                (replace(pairs[one], articles=articles, links={}), compare(articles, asked).alignment)
            )
    return found


def test_the_encoder_reaches_its_floors(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    monkeypatch.setattr(alignment_model, "encoder_can_run", lambda: True)
    judged: list[Judged] = request.getfixturevalue("read_in_context")
    assert {found.model for _, found in judged} == {"encoder-1"}
    true, mixed = judged[:-MIXED], judged[-MIXED:]
    figures = link_figures(scored_pair(pair, pair.articles, found) for pair, found in true)
    print("\n" + "  ".join(f"{name} {value:.3f}" for name, value in figures.items()))
    assert {name: figures[name] for name, least in ENCODER_FLOORS.items() if figures[name] < least} == {}
    assert all(found.same_event for _, found in true)
    assert fmean(len(found.links) for _, found in mixed) <= MOST_LINKS_OF_ENCODER
    restated = [
        (link.left, link.right) in pair.links
        for pair, found in true
        for link in found.links
        if link.grade is not Grade.RELATED
    ]
    assert fmean(restated) >= LEAST_RESTATED_RIGHT


def test_the_encoder_was_fitted_on_this_data() -> None:
    news = SHARED / "gold" / "news"
    if not news.is_dir():
        pytest.skip(f"the gold pairs are not at {news}")
    assert encoder_model().digest == digest(TRAIN) + digest(news), "run tests/training/fit.py encoder"
    known = f"{digest(news)[:16]}-{digest(TRAIN)[:16]}"
    assert detail_model().digest == known, "run tests/training/fit_details.py"
