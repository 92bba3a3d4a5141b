"""Long texts are scored in arrays: every value is that of the way of short ones, to the last bit."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from diptych.alignment.features import embeddings
from diptych.alignment.features.article_features import features_of, ignore_progress
from diptych.alignment.features.many_embeddings import many_embeddings, row_products
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring import candidates as module
from diptych.alignment.scoring.alignment_model import encoder_model, lexical_model
from diptych.alignment.scoring.candidates import Candidates, candidates_of
from diptych.alignment.scoring.long_texts.tables import sums
from diptych.alignment.scoring.scorer import score_candidates
from diptych.alignment.settings import AlignmentSettings
from diptych.samples import sample_articles
from diptych.sides import Pair
from diptych.sources.open import load
from support.long_articles import told_twice
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.article.model import Article

MODEL = lexical_model()
SHORT, LONG = 1 << 60, 0
"""Limits that send any two texts one way and the other."""

PEOPLE = ("Ana Ruiz", "Mayor Ruiz", "the World Trade Union", "WTU", "Omar Haddad", "nobody")
DEEDS = ("closed the harbour", "shut the port", "counted 120 ships", "saw 25 captains leave", "sang")
WORDS = ("on Monday", "on 3 May", "“never again”", "for 2 million dollars", "and went home", "", "")
REFRAIN = "Sing again of the river."


def reports(seed: int, size: int) -> Pair[Article]:
    """Two texts with names, abbreviations, figures, quotations, repeats and passages without a word."""
    random = Random(seed)  # noqa: S311 - a repeatable text, not a secret

    def sentence() -> str:
        if random.random() < 0.2:
            return random.choice((REFRAIN, "That is that.", "…", "Chapter 3"))
        said = " ".join(random.choice(part) for part in (PEOPLE, DEEDS, WORDS, WORDS)).strip()
        return f"{said[0].upper()}{said[1:]}."

    return Pair(*(article(title, *((sentence(), sentence()) for _ in range(size))) for title in ("A", "B")))


TEXTS = {
    "samples": Pair(*(load(source) for source in sample_articles())),
    "reports": reports(1, 30),
    "one long, one short": Pair(reports(2, 40).left, reports(3, 4).right),
    "in one order": told_twice(90, 30),
    "refrain": Pair(*(article("Refrain", *((REFRAIN,) for _ in range(70))) for _ in range(2))),
    "nothing in common": Pair(
        article("A", ("Alpha beta.", "Gamma.")), article("B", ("Delta epsilon.", "Zeta."))
    ),
    "without words": Pair(article("A", ("…",)), article("B", ("—", "…"))),
    "French": Pair(
        article("A", ("Le maire a fermé le port lundi.",)), article("B", ("Le port fut fermé par le maire.",))
    ),
}


def found(monkeypatch: pytest.MonkeyPatch, features: Pair[ArticleFeatures], limit: int) -> Candidates:
    monkeypatch.setattr(module, "LONG", limit)
    return candidates_of(features, MODEL.vocabulary)


@pytest.mark.parametrize("bounds", [None, (3, 2), (40, 5)])
@pytest.mark.parametrize("name", TEXTS)
def test_arrays_hold_the_values_of_the_way_of_short_texts(
    monkeypatch: pytest.MonkeyPatch, name: str, bounds: tuple[int, int] | None
) -> None:
    if bounds is not None:
        monkeypatch.setattr(module, "_WALKED", (0, bounds[0]))
        monkeypatch.setattr(module, "_REMEMBERED", (0, bounds[1]))
    features = TEXTS[name].map(features_of)
    short, long = found(monkeypatch, features, SHORT), found(monkeypatch, features, LONG)
    assert short.arrays is None
    assert long.arrays is not None
    assert (long.pairs, long.weights, long.in_order) == (short.pairs, short.weights, short.in_order)
    for table, array in ((short.words.cosines, long.arrays.cosines), (short.runs, long.arrays.runs)):
        values = {(left, right): value for left, row in table.items() for right, value in row.items()}
        pairs = zip(array.lefts.tolist(), array.rights.tolist(), strict=True)
        assert dict(zip(pairs, array.values.tolist(), strict=True)) == values
    for group in MODEL.groups:
        plain = group.columns(features, short, ignore_progress)
        columns = group.columns(features, long, ignore_progress)
        assert {key: list(column) for key, column in columns.items()} == {
            key: list(column) for key, column in plain.items()
        }
    for logistic in (MODEL.known, MODEL.other):
        assert score_candidates(features, long, MODEL, logistic, ignore_progress) == score_candidates(
            features, short, MODEL, logistic, ignore_progress
        )


@pytest.mark.parametrize("name", TEXTS)
def test_both_ways_give_one_alignment(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    settings = AlignmentSettings(floor=0.0)
    both = []
    for limit in (SHORT, LONG):
        monkeypatch.setattr(module, "LONG", limit)
        both.append(align(TEXTS[name], settings, model=MODEL))
    assert both[0] == both[1]


def test_the_encoder_adds_its_candidates_and_columns_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    both = []
    for limit in (SHORT, LONG):
        monkeypatch.setattr(module, "LONG", limit)
        both.append(align(TEXTS["samples"], model=encoder_model()))
    assert both[0].model == "encoder-1"
    assert both[0] == both[1]


def test_many_embeddings_are_those_of_each_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [
        "The harbour was shut.",
        "",
        "…",
        "Zyxqvut xylographed Ruiz’s antidisestablishment.",
        "a " * 300,
        "The sea. " * 600,
    ]
    texts += [passage for pair in TEXTS.values() for side in pair for passage in side.text.split("\n\n")]
    one_by_one = [list(embeddings.embedding_of(text)) for text in texts]
    assert [list(vector) for vector in many_embeddings(texts)] == one_by_one
    assert [list(vector) for vector in embeddings.embeddings_of(texts)] == one_by_one
    monkeypatch.setattr(embeddings, "_MANY", 1)
    assert [list(vector) for vector in embeddings.embeddings_of(texts)] == one_by_one
    assert embeddings.embeddings_of([]) == []
    assert many_embeddings([]) == []


def test_sums_are_rounded_once() -> None:
    random = Random(5)  # noqa: S311 - repeatable numbers, not secrets
    groups = [
        [random.uniform(-1, 1) * 10 ** random.randint(-9, 9) for _ in range(k % 40)] for k in range(400)
    ]
    groups += [[0.1] * 10, [], [random.random() for _ in range(1_500)]]
    flat = np.array([value for group in groups for value in group])
    assert sums(flat, np.array([len(group) for group in groups])).tolist() == list(map(math.fsum, groups))
    rows = np.array([[random.uniform(-1, 1) for _ in range(64)] for _ in range(300)])
    others = rows[::-1]
    assert row_products(rows, others).tolist() == [
        math.fsum(a * b for a, b in zip(one, two, strict=True))
        for one, two in zip(rows.tolist(), others.tolist(), strict=True)
    ]
