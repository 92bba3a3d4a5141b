"""Fit `scoring/weights.json` on the train pairs beside the repository, and print what to expect of it.

    python tests/training/fit.py [--dry-run]

Needs scikit-learn, which diptych itself does not.  Every figure comes from folds that share no story with
what was fitted.  Pairs made of two stories take part as examples of nothing to link.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import sys
from collections import Counter, defaultdict
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from sklearn.linear_model import LogisticRegression

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.features.article_features import features_of
from diptych.alignment.scoring.candidates import candidates_of
from diptych.alignment.scoring.pair_features import STAGE1, STAGE1_NAMES, STAGE2_NAMES, neighbourhood_columns
from diptych.alignment.scoring.vocabulary import Vocabulary
from diptych.alignment.settings import AlignmentSettings
from diptych.languages.registry import language_by_code, stems
from diptych.sides import Pair
from support.gold import TRAIN, GoldPair, digest, read_gold, stories

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.features.article_features import ArticleFeatures
    from diptych.article.model import Article

ENGLISH = language_by_code("en")
WEIGHTS = Path(__file__).resolve().parents[2] / "src/diptych/alignment/scoring/weights.json"
SYNONYMS = Path(__file__).with_name("english_synonyms.txt")
NAME = "lexical-1"
"""What results call the model; another number for other features."""
FOLDS = 5
UNRELATED = 94
"""Pairs made of two stories: as many as there are true ones."""
FIRST_STRENGTH = 0.1
"""Inverse of the penalty on weights; from 0.02 to 1 the cross-validated figures hardly move."""
SECOND_STRENGTH = 0.02
"""Smaller, for its measures repeat each other: 0.01 to 0.03 did best."""
LEAST_SPREAD = 0.02
"""Standard deviation that a measure is taken to have at least: the penalty must bind on rare ones too."""
LEAN = 0.25
"""Place on that plateau, from its low end: train has one annotator, who will have missed some links."""
FLAT = 0.003
"""F1 within which two thresholds count as equally good: far less than a second annotator moves it."""
LEAST_STORIES = 3
"""A stem is common when it occurs in so many stories, mostly without a capital."""


@dataclass
class Table:
    """One pair of articles as rows of measures."""

    pairs: tuple[tuple[int, int], ...]
    first: np.ndarray
    grades: np.ndarray
    """Gold grade of each row, 0 for no link."""
    gold: int
    """Gold links, found as candidates or not."""
    sizes: Pair[int]
    fold: int
    related: bool


@dataclass
class Model:
    """A logistic model for raw measures."""

    bias: float
    weights: np.ndarray

    def probabilities(self, rows: np.ndarray) -> np.ndarray:
        """The model's answers."""
        return np.asarray(1 / (1 + np.exp(-(rows @ self.weights + self.bias))))


def nothing(_done: int, _of: int) -> None:
    """Progress that nobody looks at."""


def common_words(pairs: Sequence[GoldPair], story: Sequence[int]) -> dict[str, float]:
    """How much each common stem says: the square root of its rarity over stories, 1 for the rarest."""
    where: defaultdict[str, set[int]] = defaultdict(set)
    capital: Counter[str] = Counter()
    small: Counter[str] = Counter()
    for pair, number in zip(pairs, story, strict=True):
        for article in pair.articles:
            for passage in features_of(article, nothing).passages:
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
    """For each stem in the list of synonyms, the groups that it stands in."""
    stem = stems(ENGLISH)
    found: dict[str, tuple[str, ...]] = {}
    lines = SYNONYMS.read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(line for line in lines if not line.startswith("#")):
        for term in dict.fromkeys(map(stem, line.split())):
            found[term] = (*found.get(term, ()), f"={number}")
    return found


def without_meanings(article: ArticleFeatures) -> ArticleFeatures:
    """The same, as in a language whose meanings are not known."""
    return replace(article, passages=tuple(replace(passage, embedding=()) for passage in article.passages))


def table_of(
    articles: Pair[Article],
    links: dict[tuple[int, int], int],
    vocabulary: Vocabulary,
    fold: int,
    *,
    related: bool,
) -> Table:
    """The candidates of two articles and their measures; without meanings where the vocabulary is empty."""
    features = articles.map(lambda article: features_of(article, nothing))
    if not vocabulary.groups:
        features = features.map(without_meanings)
    candidates = candidates_of(features, vocabulary, nothing)
    columns: dict[str, Sequence[float]] = {}
    for group in STAGE1:
        columns |= group.columns(features, candidates, nothing)
    return Table(
        pairs=candidates.pairs,
        first=np.array([columns[name] for name in STAGE1_NAMES]).T,
        grades=np.array([links.get(pair, 0) for pair in candidates.pairs], dtype=int),
        gold=len(links),
        sizes=articles.map(lambda article: len(article.passages)),
        fold=fold,
        related=related,
    )


def fit(rows: np.ndarray, answers: np.ndarray, strength: float) -> Model:
    """A logistic model of the answers, its scaling folded into the weights."""
    mean, scale = rows.mean(axis=0), np.maximum(rows.std(axis=0), LEAST_SPREAD)
    model = LogisticRegression(C=strength, max_iter=3000).fit((rows - mean) / scale, answers)
    weights = model.coef_[0] / scale
    return Model(float(model.intercept_[0] - weights @ mean), weights)


def first_scores(tables: Sequence[Table], held_out: int | None) -> list[np.ndarray]:
    """What the first pass says of every table, each judged by a model that did not see its fold.

    No model sees the fold that is held out: otherwise the second pass, fitted on these scores, would learn
    about that fold from how the first models differ.
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
    """The second pass, fitted on all tables but those held out."""
    seen = [(table, score) for table, score in zip(tables, scores, strict=True) if table.fold != held_out]
    rows = np.vstack([second_rows(table, score) for table, score in seen])
    return fit(rows, np.concatenate([table.grades > 0 for table, _ in seen]), SECOND_STRENGTH)


def second_rows(table: Table, scores: np.ndarray) -> np.ndarray:
    """The measures of the second pass, from the scores of the first."""
    known: dict[int, dict[int, float]] = {}
    for (left, right), score in zip(table.pairs, scores, strict=True):
        known.setdefault(left, {})[right] = float(score)
    added = neighbourhood_columns(known, table.pairs, table.sizes, nothing)
    return np.hstack([table.first, np.array([added[name] for name in STAGE2_NAMES[len(STAGE1_NAMES) :]]).T])


def report(name: str, tables: Sequence[Table], scores: Sequence[np.ndarray]) -> None:
    """Print the figures of out-of-fold scores, those at a cut at the score at which F1 is best."""
    true = [(table, score) for table, score in zip(tables, scores, strict=True) if table.related]
    grades = np.concatenate([table.grades for table, _ in true])
    ranked = np.concatenate([score for _, score in true])
    order = np.argsort(-ranked, kind="stable")
    hits = np.cumsum(grades[order] > 0)
    total = sum(table.gold for table, _ in true)
    precision, recall = hits / np.arange(1, len(order) + 1), hits / total
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    # The curve is flat at its top, and where exactly it peaks is chance: take a fixed place on the plateau.
    plateau = ranked[order[np.flatnonzero(f1 >= f1.max() - FLAT)]]
    cut = float(plateau[-1] + LEAN * (plateau[0] - plateau[-1]))
    best = int((ranked >= cut).sum()) - 1
    main = float(((grades == 2) & (ranked >= cut)).sum() / (grades == 2).sum())
    average = float((precision * (grades[order] > 0)).sum() / total)
    false = [
        int((score >= cut).sum()) for table, score in zip(tables, scores, strict=True) if not table.related
    ]
    print(
        f"{name}: AP {average:.3f}  best F1 {f1[best]:.3f} at {cut:.3f}"
        f" (precision {precision[best]:.3f}, recall {recall[best]:.3f}, main {main:.3f});"
        f" unrelated pairs: {np.mean(false):.2f} links each, {np.mean(np.array(false) > 0):.2f} with any"
    )


def reliability(tables: Sequence[Table], scores: Sequence[np.ndarray]) -> None:
    """Print how many of the pairs with about one score are right."""
    true = [(table, score) for table, score in zip(tables, scores, strict=True) if table.related]
    right = np.concatenate([table.grades > 0 for table, _ in true])
    said = np.concatenate([score for _, score in true])
    for low in np.arange(0.0, 1.0, 0.1):
        within = (said >= low) & (said < low + 0.1)
        if within.any():
            mean, share = said[within].mean(), right[within].mean()
            print(
                f"  {low:.1f} to {low + 0.1:.1f}: {within.sum():6} pairs, said {mean:.2f}, right {share:.2f}"
            )


def fit_all(tables: Sequence[Table]) -> dict[str, object]:
    """Fit the models, print what to expect of them, and return them as the weights file has them."""
    said = {fold: first_scores(tables, fold) for fold in (*range(FOLDS), None)}
    report("first pass ", tables, [said[table.fold][k] for k, table in enumerate(tables)])
    seconds = {fold: fit_second(tables, said[fold], fold) for fold in range(FOLDS)}
    judged = [
        seconds[table.fold].probabilities(second_rows(table, said[table.fold][k]))
        for k, table in enumerate(tables)
    ]
    report("second pass", tables, judged)
    reliability(tables, judged)

    answers = np.concatenate([table.grades > 0 for table in tables])
    first = fit(np.vstack([table.first for table in tables]), answers, FIRST_STRENGTH)
    second = fit_second(tables, said[None], None)
    full = np.vstack([second_rows(table, score) for table, score in zip(tables, said[None], strict=True)])
    grades = np.concatenate([table.grades for table in tables])
    fold_of = np.concatenate([np.full(len(table.pairs), table.fold) for table in tables])
    right = 0
    for fold in range(FOLDS):
        seen, kept = (grades > 0) & (fold_of != fold), (grades > 0) & (fold_of == fold)
        guess = fit(full[seen], grades[seen] == 2, SECOND_STRENGTH).probabilities(full[kept]) >= 0.5
        right += int((guess == (grades[kept] == 2)).sum())
    print(f"grade: {right / (grades > 0).sum():.3f} of gold links told right, restated from related")
    grade = fit(full[grades > 0], grades[grades > 0] == 2, SECOND_STRENGTH)
    return {
        "first": written(first, STAGE1_NAMES),
        "second": written(second, STAGE2_NAMES),
        "grade": written(grade, STAGE2_NAMES),
    }


def written(model: Model, columns: Sequence[str]) -> dict[str, object]:
    """A model as the weights file has it."""
    weights = {name: float(f"{weight:.5g}") for name, weight in zip(columns, model.weights, strict=True)}
    return {"bias": float(f"{model.bias:.6g}"), "weights": weights}


def main() -> None:
    """Fit, report, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--dry-run", action="store_true", help="print the figures, write nothing")
    options = parser.parse_args()

    pairs = read_gold(TRAIN)
    story = stories(pairs)
    folds = {number: place % FOLDS for place, number in enumerate(sorted(set(story)))}
    chance = random.Random(7)  # noqa: S311 - a repeatable choice, not a secret
    mixed: list[tuple[int, int]] = []
    while len(mixed) < UNRELATED:
        one, two = chance.sample(range(len(pairs)), 2)
        if story[one] != story[two]:
            mixed.append((one, two))

    def tables(vocabulary: Vocabulary) -> list[Table]:
        true = [
            table_of(pair.articles, pair.links, vocabulary, folds[number], related=True)
            for pair, number in zip(pairs, story, strict=True)
        ]
        false = [
            table_of(
                Pair(pairs[one].articles.left, pairs[two].articles.right),
                {},
                vocabulary,
                folds[story[one]],
                related=False,
            )
            for one, two in mixed
        ]
        return true + false

    vocabulary = Vocabulary(ENGLISH.name, common_words(pairs, story), groups())
    print("in the language of the vocabulary")
    known = fit_all(tables(vocabulary))
    print("in any other")
    other = fit_all(tables(Vocabulary(ENGLISH.name, {}, {})))
    if options.dry_run:
        return
    WEIGHTS.write_text(
        json.dumps(
            {
                "name": NAME,
                "thresholds": {
                    name: value for name, value in asdict(AlignmentSettings()).items() if name != "language"
                },
                "data": {"part": "gold/train", "pairs": len(pairs), "digest": digest(TRAIN)},
                "known": known,
                "other": other,
                "vocabulary": {
                    "language": vocabulary.language,
                    "common": vocabulary.common,
                    "groups": {stem: " ".join(names) for stem, names in sorted(vocabulary.groups.items())},
                },
            },
            indent=1,
        )
        + "\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
