"""Ask a language model about two articles."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.opinion.answer import is_answer, one_line_of, opinion_of
from diptych.opinion.client import ModelClient
from diptych.opinion.model import now
from diptych.opinion.request import requests_of
from diptych.opinion.settings import OpinionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.article.model import Article
    from diptych.opinion.model import Opinion
    from diptych.opinion.settings import OpinionSettings
    from diptych.opinion.store import OpinionStore
    from diptych.sides import Pair

_USUAL = 2_500
"""Code points of an ordinary answer, for progress."""
_MOST_OF_ONE = 0.95
"""Share of the progress of one request that its answer can reach before it ends."""


def ask(
    articles: Pair[Article],
    settings: OpinionSettings,
    *,
    on_progress: Callable[[float], None] | None = None,
    store: OpinionStore | None = None,
    client: ModelClient | None = None,
    again: bool = False,
) -> Opinion:
    """Send two articles to a language model, and return its opinion on them.

    Both texts go to `OpinionSettings.host`.  Nothing else is sent, and nothing to any other host.

    Args:
        articles: left and right.
        settings: the language model, and where it is.
        on_progress: called often with the share of the work that is done, 0..1.  An exception that it raises
            ends the work and reaches the caller.
        store: where answers are kept, and from which those that are there already are taken; None to keep
            none.
        client: the connection; None for a new one, which is closed at the end.
        again: whether to ask even where an answer is kept, which the new one replaces.

    Raises:
        OpinionError: the model could not be asked, or has given no answer that can be read.  Answers that
            came before are kept, unless it was asked again.
    """
    requests = requests_of(articles)
    if not requests:
        raise OpinionError("One of the articles has no passages to ask about.")
    if store is not None and not again:
        kept = store.find(articles, settings.model)
        if kept is not None and not kept.unanswered:
            return kept  # perhaps on the articles exchanged
    answers = {} if store is None or again else dict(store.answers(articles, settings.model))
    missing = [request for request in requests if request.id not in answers]
    report = on_progress or (lambda _: None)
    report(0.0)
    if missing:
        connection = client or ModelClient(settings)
        try:
            for request in missing:
                done = len(requests) - len(missing) + missing.index(request)

                def progress(length: int, done: int = done) -> None:
                    report((done + min(_MOST_OF_ONE, length / _USUAL)) / len(requests))

                answer = connection.answer(request, progress)
                if not is_answer(answer):
                    said = one_line_of(answer)
                    raise OpinionError(f"{settings.model} has not answered in the form asked for: “{said}”")
                answers[request.id] = answer
                if store is not None and (not again or request is missing[-1]):
                    store.keep(articles, settings.model, answers)  # an older opinion goes when all have come
        finally:
            if client is None:
                connection.close()
    report(1.0)
    return replace(opinion_of(articles, requests, answers, settings.model), asked=now())
