"""The stages of an alignment, read top to bottom."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from diptych.alignment.differences.finder import Differences
from diptych.alignment.evidence.finder import EvidenceFinder
from diptych.alignment.features.article_features import features_of, ignore_progress, language_of_article
from diptych.alignment.kinds import ScoreRule
from diptych.alignment.model import Alignment, Link, ScoreStep
from diptych.alignment.pipeline.short_articles import with_other_things
from diptych.alignment.scoring.alignment_model import chosen_model
from diptych.alignment.scoring.candidates import candidates_of
from diptych.alignment.scoring.decisions import above_floor, grade_of, same_event
from diptych.alignment.scoring.heading_rule import may_be_linked
from diptych.alignment.scoring.order_rescoring import rescore_by_order
from diptych.alignment.scoring.propagation import propagated_links
from diptych.alignment.scoring.scorer import score_candidates
from diptych.alignment.settings import AlignmentSettings
from diptych.errors import DiptychError
from diptych.languages.registry import NEUTRAL, language_by_code
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.scoring.alignment_model import AlignmentModel
    from diptych.alignment.scoring.scorer import Scored
    from diptych.article.model import Article

_BETWEEN = 0.01
"""Least seconds between two reports of progress: a report may cost a lock or a message."""


def align(
    articles: Pair[Article],
    settings: AlignmentSettings | None = None,
    on_progress: Callable[[float], None] | None = None,
    model: AlignmentModel | None = None,
) -> Alignment:
    """Link the passages of two articles.

    Args:
        articles: the two articles.
        settings: what the user asks for.
        on_progress: see `diptych.comparison.compare`.
        model: decides which passages are linked; the one that the settings choose when None.

    Raises:
        DiptychError: the settings choose a model that cannot run here.
    """
    settings = settings or AlignmentSettings()
    model = model or chosen_model(settings.model)
    progress = _Progress(on_progress)
    sizes = articles.map(lambda article: len(article.passages))
    named = None if settings.language is None else language_by_code(settings.language)
    spoken = articles.map(lambda article: named or language_of_article(article))
    longer = with_other_things(articles)
    features = Pair(
        features_of(longer.left, spoken.left, progress.part(0.0, 0.15)),
        features_of(longer.right, spoken.right, progress.part(0.15, 0.3)),
    )
    names = features.map(lambda article: article.language.name)
    if model.fallback is not None and not model.suits(longer, names):
        model = model.fallback
    _, vocabulary = model.for_languages(*names)
    candidates = candidates_of(features, vocabulary, progress.part(0.3, 0.45))
    if model.fallback is not None and candidates.in_order:
        model = model.fallback
    reading, scoring = None, 0.45
    if model.reader is not None:
        scoring = 0.75
        try:
            reading = model.reader.read(longer, progress.part(0.45, scoring))
        except ImportError as error:  # the runtime is installed but cannot be loaded
            if model.fallback is None or settings.model is not None:
                raise DiptychError(f"The encoder cannot run here ({error}).") from error
            model = model.fallback
        else:
            model = model.with_reading(reading)
    logistic, _ = model.for_languages(*names)
    step = progress.part(scoring, 0.9)
    candidates = candidates.with_channels(features, model.channels, lambda: step(0, 1))
    scored = score_candidates(features, candidates, model, logistic, step)
    scored = [pair for pair in scored if pair.left < sizes.left and pair.right < sizes.right]
    step = progress.part(0.9, 1.0)
    if model.gated:
        scored = rescore_by_order(scored, sizes, lambda: step(0, 1))
    kept = above_floor(scored, settings)
    alike = same_event(scored, sizes, model.thresholds)
    evidence = EvidenceFinder(longer, features, candidates.weights, reading)
    del candidates, scored  # a third of the memory that two books take
    # Other things would make two short articles seem to tell of two events.
    is_one_event = None if longer == articles else True
    differences = Differences(longer, features, vocabulary.groups, is_one_event=is_one_event)
    links = []
    for done, pair in enumerate(kept):
        step(done, len(kept))
        found = evidence.of(pair.left, pair.right)
        if model.gated and not found:  # a link that only its neighbours support
            continue
        grade = grade_of(pair, longer, features, model.thresholds)
        told = differences.of(pair.left, pair.right, pair.score)
        links.append(Link(pair.left, pair.right, pair.score, grade, found, *told, steps=_steps(pair)))
    passages = features.map(lambda article: article.passages)
    links += propagated_links(
        articles, links, lambda left, right: may_be_linked(passages.left[left], passages.right[right])
    )
    links.sort(key=lambda link: (link.left, link.right))
    progress.end()
    languages = features.map(lambda article: "" if article.language is NEUTRAL else article.language.name)
    threshold = model.thresholds.threshold if settings.threshold is None else settings.threshold
    counts = Pair(*(its[:size] for its, size in zip(differences.counts(), sizes, strict=True)))
    return Alignment(
        tuple(links), sizes, threshold, alike, languages=languages, model=model.name, details=counts
    )


def _steps(pair: Scored) -> tuple[ScoreStep, ...]:
    """The steps to the score of a pair."""
    steps = [ScoreStep(ScoreRule.MODEL, pair.probability)]
    if pair.by_words != pair.probability:
        steps.append(ScoreStep(ScoreRule.FEW_SHARED, pair.by_words))
    if pair.order is not None:
        steps.append(ScoreStep(pair.order, pair.score))
    return tuple(steps)


class _Progress:
    """Reports the share of the work that is done, at most once in `_BETWEEN` seconds."""

    def __init__(self, report: Callable[[float], None] | None) -> None:
        self._report = report
        self._last = 0.0

    def part(self, start: float, end: float) -> Callable[[int, int], None]:
        """The progress callback of one stage, which is this part of the work, 0..1."""
        report = self._report
        if report is None:
            return ignore_progress

        def step(done: int, of: int) -> None:
            if (now := monotonic()) - self._last >= _BETWEEN:
                self._last = now
                report(start + (end - start) * min(1.0, done / max(1, of)))

        return step

    def end(self) -> None:
        """Report that all is done."""
        if self._report is not None:
            self._report(1.0)
