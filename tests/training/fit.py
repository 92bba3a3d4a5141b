"""Fit the weights of a model on the annotated pairs beside the repository, and print cross-validated figures.

    python tests/training/fit.py lexical|encoder [--dry-run]

`lexical` is fitted on the train pairs, `encoder` on the pairs that the encoder was not trained on.  Needs
scikit-learn, which diptych itself does not need.  The test fold of a figure never shares a story with
the folds that its model was fitted on.  Pairs of unrelated articles take part as examples without links.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.features.article_features import features_of, ignore_progress
from diptych.alignment.scoring.alignment_model import (
    AlignmentModel,
    Logistic,
    LogisticModels,
    lexical_model,
)
from diptych.alignment.scoring.candidates import candidates_of
from diptych.alignment.scoring.encoder_reader import EncoderReader
from diptych.alignment.scoring.pair_features import STAGE1, STAGE1_NAMES
from diptych.alignment.scoring.stage2_features import STAGE2_NAMES, neighbourhood_columns
from diptych.alignment.scoring.vocabulary import Vocabulary
from diptych.alignment.settings import Thresholds
from diptych.languages.registry import language_by_code, stems
from diptych.sides import Pair
from support.gold import SHARED, TRAIN, GoldPair, digest, read_gold, stories
from training.figures import reliability, report, same_event_rates
from training.stories import FOLDS, folds_of, read_raw, stories_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.article.model import Article

ENGLISH = language_by_code("en")
SCORING = Path(__file__).resolve().parents[2] / "src/diptych/alignment/scoring"
ENCODER = SCORING.parent / "encoder" / "data"
SYNONYMS = Path(__file__).with_name("english_synonyms.txt")
NEWS = SHARED / "gold" / "news"
"""More pairs, which the encoder is trained on too."""
NEWS_STORIES = 1000
"""Added to the story numbers of the news pairs, so that no train pair has the same."""
FIRST_STRENGTH = 0.1
"""Inverse of the penalty on the weights of the first stage; between 0.02 and 1 the figures hardly change."""
SECOND_STRENGTH = 0.02
"""The same for the second stage, whose features overlap more; 0.01 to 0.03 gave the best figures."""
LEAST_SPREAD = 0.02
"""Lower bound of the standard deviation of a feature, so that the penalty limits rare features too."""
LEAST_STORIES = 3
"""Number of stories in which a common stem occurs, mostly without a capital."""


@dataclass
class Table:
    """The candidates of a pair of articles as rows of features."""

    pairs: tuple[tuple[int, int], ...]
    first: np.ndarray
    grades: np.ndarray
    """Gold grade of each row; 0 for no link."""
    gold: int
    """Number of gold links, including those that are not candidates."""
    sizes: Pair[int]
    fold: int
    related: bool


@dataclass
class Model:
    """A logistic model over raw features."""

    bias: float
    weights: np.ndarray

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """The probability of each row."""
        return np.asarray(1 / (1 + np.exp(-(rows @ self.weights + self.bias))))


def common_words(pairs: Sequence[GoldPair], story: Sequence[int]) -> dict[str, float]:
    """Weight of each common stem: the square root of its rarity over stories, 1 for the rarest."""
    where: defaultdict[str, set[int]] = defaultdict(set)
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for pair, number in zip(pairs, story, strict=True):
        for article in pair.articles:
            for passage in features_of(article).passages:
                for token in passage.tokens:
                    if token.content and token.value is None and token.term[0] != "@":
                        (capital if token.capital else small)[token.term] += 1
                        if not token.capital:
                            where[token.term].add(number)
    total = len(set(story))
    return {
        term: round(math.sqrt(math.log(total / len(found)) / math.log(total)), 3)
        for term, found in sorted(where.items())
        if len(found) >= LEAST_STORIES and small[term] >= capital[term]
    }


def groups() -> dict[str, tuple[str, ...]]:
    """The groups of each stem in the list of synonyms."""
    stem = stems(ENGLISH)
    found: dict[str, tuple[str, ...]] = {}
    lines = SYNONYMS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        for term in dict.fromkeys(map(stem, line.split())):
            found[term] = (*found.get(term, ()), f"={number}")
    return found


def without_embeddings(article: ArticleFeatures) -> ArticleFeatures:
    """The same features without embeddings, as in a language that has none."""
    return article._replace(passages=tuple(passage._replace(embedding=()) for passage in article.passages))


def table_of(
    articles: Pair[Article],
    links: dict[tuple[int, int], int],
    model: AlignmentModel,
    fold: int,
    *,
    related: bool,
) -> Table:
    """The candidates of two articles and their features, without embeddings if there is no vocabulary."""
    features = articles.map(features_of)
    if not model.vocabulary.groups:
        features = features.map(without_embeddings)
    candidates = candidates_of(features, model.vocabulary)
    if model.reader is not None:
        model = model.with_reading(model.reader.read(articles, ignore_progress))
    candidates = candidates.with_channels(features, model.channels, lambda: None)
    columns: dict[str, Sequence[float]] = {}
    for group in model.groups:
        columns |= group.columns(features, candidates, ignore_progress)
    names = STAGE1_NAMES if model.reader is None else (*STAGE1_NAMES, *model.reader.names)
    return Table(
        pairs=candidates.pairs,
        first=np.array([columns[name] for name in names]).T.reshape(-1, len(names)),
        grades=np.array([links.get(pair, 0) for pair in candidates.pairs], dtype=int),
        gold=len(links),
        sizes=articles.map(lambda article: len(article.passages)),
        fold=fold,
        related=related,
    )


def fit(rows: np.ndarray, answers: np.ndarray, strength: float) -> Model:
    """Fit a logistic model; its weights include the scaling of the features."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), LEAST_SPREAD)
    model = LogisticRegression(C=strength, max_iter=3000).fit((rows - mean) / scale, answers)
    weights = model.coef_[0] / scale
    return Model(float(model.intercept_[0] - weights @ mean), weights)


def first_scores(tables: Sequence[Table], held_out: int | None) -> list[np.ndarray]:
    """First-stage scores of every table, from a model that was not fitted on the fold of the table.

    No model is fitted on the held-out fold.  Otherwise the second stage, which is fitted on these scores,
    would learn about that fold from the differences between the models.
    """
    folds = [fold for fold in range(FOLDS) if fold != held_out]

    def without(fold: int | None) -> Model:
        seen = [table for table in tables if table.fold in folds and table.fold != fold]
        return fit(
            np.vstack([t.first for t in seen]), np.concatenate([t.grades > 0 for t in seen]), FIRST_STRENGTH
        )

    models = {fold: without(fold) for fold in folds}
    if held_out is not None:
        models[held_out] = without(None)
    return [models[table.fold].probabilities(table.first) for table in tables]


def fit_second(tables: Sequence[Table], scores: Sequence[np.ndarray], held_out: int | None) -> Model:
    """Fit the second stage on all tables outside the held-out fold."""
    seen = [(table, score) for table, score in zip(tables, scores, strict=True) if table.fold != held_out]
    rows = np.vstack([second_rows(table, score) for table, score in seen])
    return fit(rows, np.concatenate([table.grades > 0 for table, _ in seen]), SECOND_STRENGTH)


def second_rows(table: Table, scores: np.ndarray) -> np.ndarray:
    """The features of the second stage, from the scores of the first."""
    added = neighbourhood_columns(scores.tolist(), table.pairs, table.sizes, ignore_progress)
    columns = np.array([added[name] for name in STAGE2_NAMES[len(STAGE1_NAMES) :]])
    return np.hstack([table.first, columns.T.reshape(len(table.pairs), -1)])


def print_graded_right(rows: np.ndarray, grades: np.ndarray, folds: np.ndarray) -> None:
    """Print the share of gold links that a model, not fitted on their fold, grades right.

    Args:
        rows: the features of the second stage of all candidates.
        grades: the gold grade of each row.
        folds: the fold of each row.
    """
    right = 0
    for fold in range(FOLDS):
        seen, kept = (grades > 0) & (folds != fold), (grades > 0) & (folds == fold)
        guess = fit(rows[seen], grades[seen] == 2, SECOND_STRENGTH).probabilities(rows[kept]) >= 0.5
        right += int((guess == (grades[kept] == 2)).sum())
    print(f"grade: {right / (grades > 0).sum():.3f} of gold links graded right (restated or related)")


def fit_all(tables: Sequence[Table], added: Sequence[str] = ()) -> tuple[dict[str, object], float]:
    """Fit the models, print their figures, and return them in the form of the weights file.

    Args:
        tables: the candidates.
        added: the columns besides those of `STAGE1_NAMES`.

    Returns:
        The models, and the best threshold.
    """
    scores = {fold: first_scores(tables, fold) for fold in (*range(FOLDS), None)}
    report("first stage ", tables, [scores[table.fold][k] for k, table in enumerate(tables)])
    seconds = {fold: fit_second(tables, scores[fold], fold) for fold in range(FOLDS)}
    judged = [
        seconds[table.fold].probabilities(second_rows(table, scores[table.fold][k]))
        for k, table in enumerate(tables)
    ]
    threshold = report("second stage", tables, judged)
    reliability(tables, judged)
    same_event_rates(tables, judged)

    answers = np.concatenate([table.grades > 0 for table in tables])
    first = fit(np.vstack([table.first for table in tables]), answers, FIRST_STRENGTH)
    second = fit_second(tables, scores[None], None)
    full = np.vstack([second_rows(table, score) for table, score in zip(tables, scores[None], strict=True)])
    grades = np.concatenate([table.grades for table in tables])
    print_graded_right(full, grades, np.concatenate([np.full(len(t.pairs), t.fold) for t in tables]))
    grade = fit(full[grades > 0], grades[grades > 0] == 2, SECOND_STRENGTH)
    names = (*STAGE1_NAMES, *added)
    later = (*names, *STAGE2_NAMES[len(STAGE1_NAMES) :])
    fitted: dict[str, object] = {
        "first": as_json(first, names),
        "second": as_json(second, later),
        "grade": as_json(grade, later),
    }
    return fitted, threshold


def as_json(model: Model, columns: Sequence[str]) -> dict[str, object]:
    """A model in the form of the weights file."""
    weights = {name: float(f"{weight:.5g}") for name, weight in zip(columns, model.weights, strict=True)}
    return {"bias": float(f"{model.bias:.6g}"), "weights": weights}


def all_tables(pairs: Sequence[GoldPair], story: Sequence[int], model: AlignmentModel) -> list[Table]:
    """The tables of annotated pairs, and of as many pairs of unrelated articles."""
    folds = {number: place % FOLDS for place, number in enumerate(sorted(set(story)))}
    chance = random.Random(7)  # noqa: S311 - a repeatable choice, not a secret
    mixed: list[tuple[int, int]] = []
    while len(mixed) < len(pairs):
        one, two = chance.sample(range(len(pairs)), 2)
        if story[one] != story[two]:
            mixed.append((one, two))
    true = [
        table_of(pair.articles, pair.links, model, folds[number], related=True)
        for pair, number in zip(pairs, story, strict=True)
    ]
    false = [
        table_of(
            Pair(pairs[one].articles.left, pairs[two].articles.right),
            {},
            model,
            folds[story[one]],
            related=False,
        )
        for one, two in mixed
    ]
    return true + false


def fit_lexical() -> dict[str, object]:
    """Fit the lexical model on the train pairs."""
    pairs = read_gold(TRAIN)
    story = stories(pairs)
    vocabulary = Vocabulary(ENGLISH.name, common_words(pairs, story), groups())
    before = json.loads((SCORING / "weights.json").read_text(encoding="utf-8"))
    nothing = Logistic(0.0, {})
    fitted = LogisticModels(nothing, nothing, nothing)
    # Not `lexical_model`, which refuses the old weights after a feature was added.
    thresholds = Thresholds(**before["thresholds"])
    model = AlignmentModel("", "", STAGE1, fitted, fitted, vocabulary, thresholds)
    print("in the language of the vocabulary")
    known, threshold = fit_all(all_tables(pairs, story, model))
    print("in any other")
    other, _ = fit_all(all_tables(pairs, story, replace(model, vocabulary=Vocabulary(ENGLISH.name, {}, {}))))
    print(f"the best threshold is {threshold}; thresholds are not changed")
    return {
        "name": before["name"],
        "thresholds": before["thresholds"],
        "data": {"part": "gold/train", "pairs": len(pairs), "digest": digest(TRAIN)},
        "known": known,
        "other": other,
        "vocabulary": {
            "language": vocabulary.language,
            "common": vocabulary.common,
            "groups": {stem: " ".join(names) for stem, names in sorted(vocabulary.groups.items())},
        },
    }


def fit_encoder(folder: Path, fold: int) -> dict[str, object]:
    """Fit the model of an encoder on the pairs of one fold, which the encoder has not seen.

    Its answers to them are like those to new articles.

    Args:
        folder: the data of the encoder.
        fold: the fold of `train` and `news` that it was not trained on.
    """
    reader = EncoderReader(folder)
    pairs, story = held_out(fold)
    tables = all_tables(pairs, story, replace(lexical_model(), reader=reader, gated=False))
    known, threshold = fit_all(tables, reader.names)
    return {
        "name": "encoder-1",
        "thresholds": {**lexical_model().thresholds._asdict(), "threshold": threshold},
        "data": {
            "part": f"fold {fold} of gold/train and gold/news",
            "pairs": len(pairs),
            "digest": digest(TRAIN) + digest(NEWS),
        },
        "known": known,
    }


def held_out(fold: int) -> tuple[list[GoldPair], list[int]]:
    """The pairs of one fold of `train` and `news`, and the story of each."""
    pairs: list[GoldPair] = []
    story: list[int] = []
    for folder, first in ((TRAIN, 0), (NEWS, NEWS_STORIES)):
        grouping = stories_of(folder.name, read_raw(folder.name))
        folds = folds_of(grouping)
        for pair, number in zip(read_gold(folder), grouping, strict=True):
            if folds[number] == fold:
                pairs.append(pair)
                story.append(first + number)
    return pairs, story


def main() -> None:
    """Fit a model, print its figures, and write its weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("model", choices=("lexical", "encoder"))
    parser.add_argument("--dry-run", action="store_true", help="print the figures and write nothing")
    parser.add_argument("--data", type=Path, default=ENCODER, help="the data of the encoder")
    parser.add_argument("--fold", type=int, default=0, help="the fold that the encoder was not trained on")
    options = parser.parse_args()
    fitted = fit_lexical() if options.model == "lexical" else fit_encoder(options.data, options.fold)
    if not options.dry_run:
        name = "weights.json" if options.model == "lexical" else "encoder_weights.json"
        (SCORING / name).write_text(json.dumps(fitted, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
