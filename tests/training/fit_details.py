"""Fit the models of differences on the annotated pairs beside the repository, and print figures out of fold.

    python tests/training/fit_details.py [--dry-run] [--model lexical] [--cache FILE]

A conflict of the annotations names both readings.  A pair of details is an example of a difference if each
half of the conflict names one of them.  All other pairs that differ are examples of no difference,
though annotators miss some.  Needs scikit-learn.  The test fold of a figure never shares a story with the
folds that its model was fitted on.
"""

from __future__ import annotations

import argparse
import json
import pickle
import re
import sys
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from diptych.alignment.details.context import ArticleContext
from diptych.alignment.details.detail_model import TIMES, WEIGHTS
from diptych.alignment.details.one_event import event_columns
from diptych.alignment.details.pairing import LinkFacts, detail_pairs
from diptych.alignment.differences.finder import RULES
from diptych.alignment.features.article_features import features_of
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring.alignment_model import encoder_model, lexical_model
from diptych.alignment.string_similarity import string_similarities
from diptych.languages.registry import language_by_code
from diptych.sides import Pair
from support.gold import SHARED, digest, read_gold
from training.like_events import like_events
from training.stories import folds_of, read_raw, stories_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.article.model import Article
    from support.gold import GoldPair

SETS = ("news", "train")
LEAST_SCORE = 0.1
"""Score from which the details of a candidate are examples."""
STRENGTH = 0.1
"""Inverse of the regularization of the standardized columns."""
THRESHOLDS = {"differs": 0.275, "may differ": 0.08, "one event": 0.05, "long after": 0.99}
"""Certainties from which a difference is told, and told as worth a look; probabilities from which two
articles are taken to tell of one event, and those long apart.

The annotated pairs are three days apart at most: two in a thousand have less than 0.05, 40 % more than 0.99.
Of sixty pairs on two events that are very alike, such as two polls of one pollster, 3 % have less than 0.05
and 3 % more than 0.99.
"""
LIKE_EVENTS = 400
KEPT_APART = 60
"""The first of them, which fit nothing: they measure what is told of two events."""
_HALVES = re.compile(r"[;,]\s*(?:while |but |and )?B\b")
_WORDS = re.compile(r"[a-z0-9.$%€£-]+")


@dataclass(frozen=True)
class Candidate:
    """A pair of passages that a model scores."""

    left: int
    right: int
    score: float


@dataclass(frozen=True)
class Example:
    """A difference that might be told, of one candidate."""

    pair: str
    link: tuple[int, int]
    linked: bool
    """Whether the candidate is a link at the threshold."""
    group: str
    """The model or the rule that tells it."""
    columns: dict[str, float]
    named: bool
    """Whether a conflict names both readings."""
    conflict: bool
    """Whether the passages have a conflict at all."""


def halves(conflict: str) -> tuple[str, str]:
    """What a conflict says of either side: "A says 25; B says 22"."""
    found = _HALVES.search(conflict)
    return (conflict[: found.start()], conflict[found.start() :]) if found else (conflict, conflict)


def names(text: str, reading: str) -> bool:
    """Whether one half of a conflict names a reading: its number, else its first word."""

    def words(of: str) -> list[str]:
        plain = of.lower().replace("’", "'").replace(",", "")
        return [word for word in _WORDS.findall(plain) if word not in ("the", "of", "a")]

    wanted = words(reading)
    key = [word for word in wanted if any(sign.isdigit() for sign in word)] or wanted[:1]
    there = {word.strip(".$€£%") for word in words(text)}
    return any(word.strip(".$€£%") in there for word in key)


def candidates(
    pairs: Sequence[GoldPair], model: str, cache: Path | None
) -> dict[str, tuple[float, list[Candidate]]]:
    """For each pair the threshold and the candidates of a model."""
    if cache is not None and cache.exists():
        known: dict[str, tuple[float, list[Candidate]]] = pickle.loads(cache.read_bytes())  # noqa: S301 - our own
        return known
    using = lexical_model() if model == "lexical" else encoder_model()
    found = {}
    for pair in pairs:
        alignment = align(pair.articles, model=using)
        its = [Candidate(link.left, link.right, link.score) for link in alignment.candidates]
        found[pair.name] = alignment.threshold, its
    if cache is not None:
        cache.write_bytes(pickle.dumps(found))
    return found


def examples(
    pair: GoldPair, dates: Pair[str | None], threshold: float, its: Sequence[Candidate]
) -> Iterator[Example]:
    """The examples of one pair."""
    english = language_by_code("en")
    articles = Pair(
        replace(pair.articles.left, date=dates.left), replace(pair.articles.right, date=dates.right)
    )
    features = articles.map(lambda article: features_of(article, english))
    _, vocabulary = lexical_model().for_languages("English", "English")
    contexts = Pair(
        ArticleContext(articles.left, features.left, vocabulary.groups),
        ArticleContext(articles.right, features.right, vocabulary.groups),
    )
    for one in its:
        if one.score < LEAST_SCORE:
            continue
        passages = Pair(contexts.left.statement(one.left), contexts.right.statement(one.right))
        conflict = pair.conflicts.get((one.left, one.right))
        link, linked = (one.left, one.right), one.score >= threshold
        facts = LinkFacts(one.score, *string_similarities(*passages.map(lambda its: its.features.plain)))
        for details in detail_pairs(passages, facts):
            readings = Pair(
                details.left.span.of(articles.left.text), details.right.span.of(articles.right.text)
            )
            named = conflict is not None and all(map(names, halves(conflict), readings))
            group = "times" if details.left.kind in TIMES else "figures"
            yield Example(pair.name, link, linked, group, details.columns, named, conflict is not None)
        for group, (find, has) in RULES.items():
            if all(map(has, passages)):
                for _ in find(passages):
                    yield Example(
                        pair.name, link, linked, group, {}, conflict is not None, conflict is not None
                    )


def event_model(pairs: Sequence[GoldPair]) -> tuple[float, dict[str, float]]:
    """The bias and the weights of a model that tells one event from two."""
    one = [_event_row(pair.articles) for pair in pairs]
    two = [_event_row(articles) for articles in like_events(LIKE_EVENTS)[KEPT_APART:]]
    names = sorted(one[0])
    rows = np.array([[row[name] for name in names] for row in [*one, *two]])
    labels = [1] * len(one) + [0] * len(two)
    model = LogisticRegression(C=100.0, max_iter=5000).fit(rows, labels)
    certain = model.predict_proba(rows)[:, 1]
    print(f"one event: AUC {roc_auc_score(labels, certain):.3f}")
    return float(model.intercept_[0]), dict(zip(names, map(float, model.coef_[0]), strict=True))


def _event_row(articles: Pair[Article]) -> dict[str, float]:
    english = language_by_code("en")
    _, vocabulary = lexical_model().for_languages("English", "English")
    return event_columns(
        articles.map(lambda its: ArticleContext(its, features_of(its, english), vocabulary.groups))
    )


def fitted(chosen: Sequence[Example]) -> tuple[float, dict[str, float]]:
    """The bias and the weights of a logistic model for the columns as they are."""
    columns = sorted({name for example in chosen for name in example.columns})
    rows = np.array([[example.columns.get(name, 0.0) for name in columns] for example in chosen])
    scaler = StandardScaler().fit(rows)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(
        scaler.transform(rows), [example.named for example in chosen]
    )
    weights = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - (weights * scaler.mean_).sum())
    return bias, {name: round(float(weight), 4) for name, weight in zip(columns, weights, strict=True)}


def certainties(bias: float, weights: dict[str, float], chosen: Sequence[Example]) -> list[float]:
    """The answers of a logistic model."""
    logits = [
        bias + sum(weights.get(name, 0.0) * value for name, value in example.columns.items())
        for example in chosen
    ]
    return [float(1 / (1 + np.exp(-logit))) for logit in logits]


def main() -> None:
    """Fit, print and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dry-run", action="store_true", help="write nothing")
    parser.add_argument(
        "--model", choices=["lexical", "encoder"], default="encoder", help="who scores the links"
    )
    parser.add_argument("--cache", type=Path, help="file that keeps the candidates between runs")
    options = parser.parse_args()
    pairs = [pair for name in SETS for pair in read_gold(SHARED / "gold" / name)]
    scored = candidates(pairs, options.model, options.cache)
    found: list[Example] = []
    fold: dict[str, int] = {}
    for name in SETS:
        raw = read_raw(name)
        stories = stories_of(name, raw)
        folds = folds_of(stories)
        fold |= {pair["pair"]: folds[story] for pair, story in zip(raw, stories, strict=True)}
        for pair, its in zip(read_gold(SHARED / "gold" / name), raw, strict=True):
            dates = Pair(its["left"].get("date"), its["right"].get("date"))
            found += examples(pair, dates, *scored[pair.name])
    total = sum(len(pair.conflicts) for pair in pairs)
    models: dict[str, Any] = {}
    told: list[tuple[Example, float]] = []
    for group in ("figures", "times"):
        chosen = [example for example in found if example.group == group]
        for held_out in sorted({fold[example.pair] for example in chosen}):
            rest = [example for example in chosen if fold[example.pair] != held_out]
            test = [example for example in chosen if fold[example.pair] == held_out]
            told += zip(test, certainties(*fitted(rest), test), strict=True)
        bias, weights = fitted(chosen)
        models[group] = {"bias": round(bias, 4), "weights": weights}
        print(f"{group}: {len(chosen)} pairs of details, {sum(example.named for example in chosen)} named")
    shares = {}
    for group in sorted({example.group for example in found} - {"figures", "times"}):
        linked = [example for example in found if example.group == group and example.linked]
        # Four more, of which one is right: a kind that was told once is not certain.
        shares[group] = round((sum(example.conflict for example in linked) + 1) / (len(linked) + 4), 3)
        told += ((example, shares[group]) for example in linked)
        print(f"{group}: {len(linked)} told, {sum(example.conflict for example in linked)} in a conflict")
    _report(told, total)
    if not options.dry_run:
        digests = "-".join(digest(SHARED / "gold" / name)[:16] for name in SETS)
        bias, weights = event_model(pairs)
        models["one event"] = {
            "bias": round(bias, 4),
            "weights": {name: round(weight, 4) for name, weight in weights.items()},
        }
        content = {"data": {"digest": digests}, "thresholds": THRESHOLDS, "shares": shares, "models": models}
        WEIGHTS.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _report(told: Sequence[tuple[Example, float]], total: int) -> None:
    """Print recall and precision of the passages that are flagged, out of fold, and what flags them."""
    for least in (0.5, 0.4, 0.35, 0.3, 0.25, 0.2, 0.15, 0.12, 0.1, 0.08):
        flagged: dict[tuple[str, tuple[int, int]], bool] = {}
        groups: Counter[str] = Counter()
        right: Counter[str] = Counter()
        for example, certainty in told:
            if example.linked and certainty >= least:
                flagged[example.pair, example.link] = example.conflict
                groups[example.group] += 1
                right[example.group] += example.conflict
        hits = sum(flagged.values())
        by_group = ", ".join(f"{group} {right[group]}/{count}" for group, count in groups.most_common())
        print(
            f"from {least:.2f}: recall {hits / total:.3f}, precision {hits / max(1, len(flagged)):.3f}"
            f" ({len(flagged)} flagged; {by_group})"
        )


if __name__ == "__main__":
    main()
