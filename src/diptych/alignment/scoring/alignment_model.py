"""The alignment model: pair features, logistic models, vocabulary and thresholds, as one value.

Two models come with the package.  The lexical one compares words, names and numbers.  The encoder's adds what
a small neural network makes of each passage in its context.  tests/training/fit.py fits the weights of both.
They apply to raw features: the fit folds its scaling into them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from diptych.alignment.encoder.protocol import WordSimilarities
from diptych.alignment.scoring.candidates import RetrievalChannel
from diptych.alignment.scoring.pair_features import STAGE1, STAGE1_NAMES, PairFeatureGroup
from diptych.alignment.scoring.stage2_features import STAGE2_NAMES
from diptych.alignment.scoring.vocabulary import Vocabulary
from diptych.alignment.settings import ModelChoice, Thresholds
from diptych.errors import DiptychError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from diptych.alignment.scoring.pair_features import Columns
    from diptych.article.model import Article
    from diptych.sides import Pair

_WEIGHTS = "weights.json"
_ENCODER_WEIGHTS = "encoder_weights.json"
ENCODER_DATA = Path(__file__).parents[1] / "encoder" / "data"
_RUNTIME = "onnxruntime"
_LONGEST = 100_000
"""Code points of both articles that the encoder reads at most: some five seconds of work on one core."""
_MOST_PAIRS = 500_000
"""Pairs of passages that the encoder reads at most.  Each takes 0.3 kB meanwhile; in ordinary prose, two
articles of `_LONGEST` have 250,000."""


class Logistic(NamedTuple):
    """A logistic model over columns that it names."""

    bias: float
    weights: Mapping[str, float]
    """The weight of each column, by the column's name."""

    def probabilities(self, columns: Columns, on_progress: Callable[[int, int], None]) -> list[float]:
        """The model's answer, 0..1, to each row.

        Args:
            columns: the values of every column that the model names, one for each row.
            on_progress: called often with how many columns are done, of how many.
        """
        size = len(next((columns[name] for name in self.weights), ()))
        # One column after the other, as in long texts: `sum` rounds otherwise from Python 3.12 on.
        logits = [0.0] * size
        for done, (name, weight) in enumerate(self.weights.items()):
            logits = [logit + weight * value for logit, value in zip(logits, columns[name], strict=True)]
            on_progress(done, len(self.weights))
        return [self.probability(logit) for logit in logits]

    def probability(self, weighed: float) -> float:
        """The model's answer, 0..1, to a row from the weighted sum of its columns."""
        logit = self.bias + weighed
        return 1.0 / (1.0 + math.exp(-logit)) if logit > -700 else 0.0


class LogisticModels(NamedTuple):
    """The logistic models that judge the pairs of two articles."""

    first: Logistic
    """Stage 1: whether a pair covers the same event, judged by itself."""
    second: Logistic
    """Stage 2: the same, with stage 1's answers for its neighbours and competitors."""
    grade: Logistic
    """Whether a link is the main content of one of its passages (restated) or a mention (related)."""


class PairReading(PairFeatureGroup, RetrievalChannel, WordSimilarities, Protocol):
    """What a reader makes of two articles: pair features, candidates, and the similarity of words."""


class PairReader(Protocol):
    """Reads whole articles for a model.  Implementations can be pickled."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns of its readings."""
        ...

    def read(self, articles: Pair[Article], on_progress: Callable[[int, int], None]) -> PairReading:
        """Read both articles.

        Args:
            articles: what is read.
            on_progress: called often with how much is done, of how much.  Whatever it raises ends the work.
        """
        ...


@dataclass(frozen=True)
class AlignmentModel:
    """Everything that decides which passages are linked."""

    name: str
    """What results call it."""
    digest: str
    """SHA-256 of the data that it was fitted on, in hexadecimal."""
    groups: tuple[PairFeatureGroup, ...]
    """The pair features of stage 1."""
    known: LogisticModels
    """For two articles in the language of the vocabulary."""
    other: LogisticModels
    """For all others: fitted on the same articles without the vocabulary and the embeddings."""
    vocabulary: Vocabulary
    thresholds: Thresholds
    channels: tuple[RetrievalChannel, ...] = ()
    """Further ways to find candidates, beside shared terms."""
    gated: bool = True
    """Whether rules change the model's answer: lower scores for few shared words and for articles without a
    shared name, the order of both texts, and no link without evidence."""
    reader: PairReader | None = None
    """Reads both articles, and adds features and candidates; only for articles that `suits` accepts."""
    fallback: AlignmentModel | None = None
    """The model for articles that the reader does not suit."""

    def for_languages(self, left: str, right: str) -> tuple[LogisticModels, Vocabulary]:
        """The models and the vocabulary for articles in two languages, by their English names."""
        if left == right == self.vocabulary.language:
            return self.known, self.vocabulary
        return self.other, Vocabulary(self.vocabulary.language, {}, {})

    def with_reading(self, reading: PairReading) -> AlignmentModel:
        """The same with what its reader makes of two articles."""
        return replace(self, groups=(*self.groups, reading), channels=(*self.channels, reading))

    def suits(self, articles: Pair[Article], languages: Pair[str]) -> bool:
        """Whether there is a reader that reads two articles: they are in its language, and not too long.

        Args:
            articles: the articles.
            languages: the English names of their languages.
        """
        same = languages.left == languages.right == self.vocabulary.language
        readable = all(article.passages for article in articles)
        short = sum(len(article.text) for article in articles) <= _LONGEST
        few = len(articles.left.passages) * len(articles.right.passages) <= _MOST_PAIRS
        return self.reader is not None and same and readable and short and few


def encoder_can_run() -> bool:
    """Whether the package that runs the encoder is installed; it is imported when the encoder reads."""
    return find_spec(_RUNTIME) is not None


def chosen_model(choice: ModelChoice | None) -> AlignmentModel:
    """The model that a user asks for; the best one that can run here when None.

    Raises:
        DiptychError: the encoder is asked for, but the package that runs it is missing.
    """
    runs = encoder_can_run()
    if choice is ModelChoice.ENCODER and not runs:
        raise DiptychError(
            f"The encoder needs the package {_RUNTIME}: install it with pip install {_RUNTIME}."
        )
    return encoder_model() if runs and choice is not ModelChoice.LEXICAL else lexical_model()


@cache
def encoder_model() -> AlignmentModel:
    """The model that also reads passages in their context.  The encoder is loaded when it first reads.

    Raises:
        ValueError: `encoder_weights.json` names other columns than this program computes.
    """
    from diptych.alignment.scoring.encoder_reader import EncoderReader  # the first links do not need it

    lexical, reader = lexical_model(), EncoderReader(ENCODER_DATA)
    raw = _read(_ENCODER_WEIGHTS)
    return replace(
        lexical,
        name=raw["name"],
        digest=raw["data"]["digest"],
        known=_logistic_models(raw, "known", reader.names),
        thresholds=Thresholds(**raw["thresholds"]),
        gated=False,
        reader=reader,
        fallback=lexical,
    )


@cache
def lexical_model() -> AlignmentModel:
    """The model that compares words, names and numbers.

    Raises:
        ValueError: `weights.json` names other columns than this program computes.
    """
    raw = _read(_WEIGHTS)
    return AlignmentModel(
        name=raw["name"],
        digest=raw["data"]["digest"],
        groups=STAGE1,
        known=_logistic_models(raw, "known"),
        other=_logistic_models(raw, "other"),
        vocabulary=Vocabulary(
            raw["vocabulary"]["language"],
            raw["vocabulary"]["common"],
            {stem: tuple(groups.split()) for stem, groups in raw["vocabulary"]["groups"].items()},
        ),
        thresholds=Thresholds(**raw["thresholds"]),
    )


def _read(name: str) -> dict[str, Any]:
    raw: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return raw


def _logistic_models(raw: Mapping[str, Any], fitted: str, added: Collection[str] = ()) -> LogisticModels:
    """The logistic models of a file, whose columns are those of this program and those that are added."""

    def logistic(part: str, columns: Collection[str]) -> Logistic:
        weights = raw[fitted][part]["weights"]
        if weights.keys() != {*columns, *added}:
            raise ValueError(f"{raw['name']} has other columns for {part}; run tests/training/fit.py")
        return Logistic(raw[fitted][part]["bias"], weights)

    return LogisticModels(
        logistic("first", STAGE1_NAMES), logistic("second", STAGE2_NAMES), logistic("grade", STAGE2_NAMES)
    )
