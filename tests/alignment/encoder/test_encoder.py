"""The encoder that comes with the package: its vectors, its columns and the links of its model."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from diptych.alignment.encoder.cells import cells_of
from diptych.alignment.encoder.vectors import LONGEST, load_encoder
from diptych.alignment.features.article_features import ignore_progress
from diptych.alignment.kinds import EvidenceKind
from diptych.alignment.pipeline.align import align
from diptych.alignment.pipeline.aligner import ModelAligner
from diptych.alignment.scoring import alignment_model
from diptych.alignment.scoring.alignment_model import ENCODER_DATA, chosen_model, encoder_model, lexical_model
from diptych.alignment.scoring.encoder_reader import EncoderReader
from diptych.alignment.settings import AlignmentSettings, ModelChoice
from diptych.errors import Cancelled, DiptychError
from diptych.sides import Pair, Side
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.alignment.encoder.vectors import Encoder
    from diptych.article.model import Article

pytestmark = pytest.mark.usefixtures("encoder")

LEFT = article(
    "Left",
    (
        "The harbour board rejected the ferry line's request for more time.",
        "He said the letter came too late.",
    ),
    ("All 22 passengers left the burning ferry unharmed.",),
)
RIGHT = article(
    "Right",
    ("Port officials turned down the ferry line's plea for an extension.", "It arrived after the deadline."),
    ("None of the passengers was hurt when the ferry caught fire.",),
)
PAIR = Pair(LEFT, RIGHT)
READER = EncoderReader(ENCODER_DATA)
ENGLISH = AlignmentSettings(language="en")

WORDS = st.sampled_from(["ferry", "Ana", "Ruiz", "22", "burned,", "it", "was", "l’été", "大桥", "U.S.", "—"])
SENTENCES = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)
ARTICLES = st.lists(st.lists(SENTENCES, min_size=1, max_size=4).map(tuple), min_size=1, max_size=3).map(
    lambda paragraphs: article("Any", *paragraphs)
)


@pytest.fixture(scope="module")
def net() -> Encoder:
    return load_encoder(READER.folder)


@settings(max_examples=15)
@given(one=ARTICLES, two=ARTICLES, other=ARTICLES)
def test_vectors_depend_on_their_own_article_alone(
    net: Encoder, one: Article, two: Article, other: Article
) -> None:
    """Neither the side nor the partner, nor what was read before, changes a bit of them."""
    alone = net.vectors(one, ignore_progress)
    for pair, side in (
        (Pair(one, two), Side.LEFT),
        (Pair(other, one), Side.RIGHT),
        (Pair(one, one), Side.RIGHT),
    ):
        vectors = READER.read(pair, ignore_progress).vectors[side]
        assert np.array_equal(vectors.tokens, alone.tokens)
        assert np.array_equal(vectors.pooled, alone.pooled)
        assert np.array_equal(vectors.weights, alone.weights)


def test_vectors_do_not_depend_on_the_number_of_threads(net: Encoder) -> None:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    path = READER.folder / "encoder.onnx"
    many = replace(
        net, session=onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    )
    for each in PAIR:
        assert np.array_equal(
            many.vectors(each, ignore_progress).tokens, net.vectors(each, ignore_progress).tokens
        )


def test_a_passage_is_read_in_its_context(net: Encoder) -> None:
    other = article("Other", ("A judge jailed the banker.", "He said the letter came too late."))
    one, two = (net.vectors(each, ignore_progress).pooled[1] for each in (LEFT, other))
    assert 0.3 < float(one @ two) < 0.995


def test_the_pieces_of_a_passage_lie_within_it(net: Encoder) -> None:
    long = article("Long", ("ferry " * 3 * LONGEST, "…", "It burned."))
    for each in (*PAIR, long):
        vectors = net.vectors(each, ignore_progress)
        assert len(vectors.starts) == len(each.passages) + 1
        for passage in each.passages:
            rows = range(vectors.starts[passage.index], vectors.starts[passage.index + 1])
            assert 1 <= len(rows) <= LONGEST
            for row in rows:
                start, end = vectors.spans[row]
                assert passage.span.start <= start <= end <= passage.span.end


def test_columns_are_those_of_each_pair_by_itself_but_for_what_ranks_it(net: Encoder) -> None:
    """The blocks in which passages are compared do not show."""
    many = article("Many", tuple(f"Ferry number {number} burned in the harbour." for number in range(70)))
    vectors = Pair(net.vectors(many, ignore_progress), net.vectors(RIGHT, ignore_progress))
    cells = cells_of(net, vectors.left, vectors.right, lambda: None)
    assert cells.shape[:2] == (70, 3)
    tokens = Pair(*(each.tokens for each in vectors))
    like = tokens.left[vectors.left.starts[69] :] @ tokens.right[: vectors.right.starts[1]].T
    assert np.isfinite(cells).all()
    assert cells[69, 0, 8] == pytest.approx(
        float(vectors.left.pooled[69] @ vectors.right.pooled[0]), abs=1e-5
    )
    assert cells[69, 0, :8].max() <= max(0.0, float(like.max())) + 1e-5


@settings(max_examples=10)
@given(ARTICLES, ARTICLES)
def test_swapping_the_sides_swaps_the_links(one: Article, two: Article) -> None:
    everything = AlignmentSettings(floor=0.0, language="en")
    there = align(Pair(one, two), everything, model=encoder_model())
    back = align(Pair(two, one), everything, model=encoder_model())
    assert {(link.left, link.right): (link.score, link.grade) for link in there.candidates} == {
        (link.right, link.left): (link.score, link.grade) for link in back.candidates
    }


def test_words_that_answer_each_other_are_evidence_beside_those_that_both_have() -> None:
    found = align(PAIR, ENGLISH, model=encoder_model())
    link = found.between(2, 2)
    assert link is not None
    meaning = [item for item in link.evidence if item.kind is EvidenceKind.MEANING]
    assert meaning
    for item in meaning:
        one, two = (span.of(each.text) for each, (span,) in zip(PAIR, item.spans, strict=True))
        assert item.label == f"{one} ~ {two}"
        assert not any(
            item.spans[side][0] == other.spans[side][0]
            for side in Side
            for other in link.evidence
            if other is not item
        )
    assert "burning ~ fire" in {item.label for item in meaning}


def test_the_stages_are_the_lexical_links_and_then_those_of_compare() -> None:
    stages = [*ModelAligner().align_in_stages(PAIR, ENGLISH, None)]
    assert [stage.model for stage in stages] == ["lexical-1", "encoder-1"]
    assert stages[1] == align(PAIR, ENGLISH)


@pytest.mark.parametrize("choice", ModelChoice)
def test_a_model_that_is_named_is_the_only_stage(choice: ModelChoice) -> None:
    named = AlignmentSettings(language="en", model=choice)
    assert [stage.model for stage in ModelAligner().align_in_stages(PAIR, named, None)] == [
        f"{choice.value}-1"
    ]


def test_what_the_encoder_does_not_suit_is_lexical(monkeypatch: pytest.MonkeyPatch) -> None:
    """Other languages, long texts, texts in one order and articles without passages."""
    assert align(PAIR, AlignmentSettings(language="de")).model == "lexical-1"
    assert align(Pair(LEFT, article("Empty")), ENGLISH).model == "lexical-1"
    verses = article(
        "Verses",
        tuple(f"Verse {number} tells of ship {number * 7} at pier {number * 3}." for number in range(60)),
    )
    assert align(Pair(verses, verses), ENGLISH).model == "lexical-1"
    monkeypatch.setattr(alignment_model, "_LONGEST", 100)
    assert align(PAIR, ENGLISH).model == "lexical-1"
    assert len([*ModelAligner().align_in_stages(PAIR, ENGLISH, None)]) == 1
    monkeypatch.setattr(alignment_model, "_LONGEST", 100_000)
    assert align(PAIR, ENGLISH).model == "encoder-1"
    monkeypatch.setattr(alignment_model, "_MOST_PAIRS", 3)
    assert align(PAIR, ENGLISH).model == "lexical-1"


def test_without_the_runtime_the_lexical_model_works_and_the_encoder_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(alignment_model, "encoder_can_run", lambda: False)
    assert chosen_model(None) is lexical_model()
    with pytest.raises(DiptychError, match="needs the package onnxruntime"):
        align(PAIR, AlignmentSettings(model=ModelChoice.ENCODER))


def test_reading_can_be_cancelled() -> None:
    shares: list[float] = []

    def give_up(share: float) -> None:
        shares.append(share)
        if share >= 0.45:
            raise Cancelled

    with pytest.raises(Cancelled):
        align(PAIR, ENGLISH, give_up, encoder_model())
    assert shares == sorted(shares)


def test_the_model_can_be_pickled() -> None:
    again = pickle.loads(pickle.dumps(encoder_model()))  # noqa: S301 - of our own making
    assert align(PAIR, ENGLISH, model=again) == align(PAIR, ENGLISH)


def test_a_runtime_that_cannot_be_loaded_leaves_the_lexical_model(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ImportError("no libgomp")

    monkeypatch.setattr(EncoderReader, "read", fail)
    assert align(PAIR, ENGLISH).model == "lexical-1"
    with pytest.raises(DiptychError, match="cannot run here"):
        align(PAIR, AlignmentSettings(language="en", model=ModelChoice.ENCODER))


def test_nothing_of_the_encoder_is_imported_for_articles_that_it_does_not_suit() -> None:
    code = """
import sys
from diptych import AlignmentSettings, Pair, compare
from support.small_articles import article
pair = Pair(article("L", ("Le port brûle.",)), article("R", ("Le port est en feu.",)))
compare(pair, AlignmentSettings(language="fr"))
assert not {"numpy", "onnxruntime"} & set(sys.modules)
"""
    tests = str(Path(__file__).parents[2])
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.insert(0, {tests!r}){code}"], check=True)


def test_the_runtime_reports_nothing_to_its_maker(home: Path) -> None:
    """It would write an identifier of the device into the user's cache, and send it."""
    code = """
from diptych.alignment.encoder.vectors import load_encoder
from diptych.alignment.scoring.alignment_model import ENCODER_DATA
load_encoder(ENCODER_DATA)
"""
    environment = {**os.environ, "XDG_CACHE_HOME": str(home / "cache")}
    for name in ("CI", "ORT_DISABLE_TELEMETRY"):
        environment.pop(name, None)
    subprocess.run([sys.executable, "-c", code], env=environment, check=True)
    assert not list(home.rglob("*Microsoft*"))
