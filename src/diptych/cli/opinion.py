"""Opinions of language models on the command line: `ask`, `opinions`, and those that `compare` takes."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from diptych.cli.exit_status import LINKS_FOUND, NO_LINKS
from diptych.cli.parsers import UsageError, ask_parser, opinions_parser, two_articles
from diptych.cli.streams import is_terminal, print_message, write
from diptych.opinion.settings import HOW_TO, OpinionError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.opinion.model import Opinion
    from diptych.opinion.settings import OpinionSettings
    from diptych.sides import Pair

_MOST_BYTES = 200_000_000
"""Size of the largest file of answers that is read."""


def run_ask(arguments: list[str]) -> int:
    """Ask a language model about two articles, or write what it would be asked."""
    options = ask_parser().parse_articles(arguments)
    sources = two_articles(options.articles, "diptych ask")

    from diptych.cli.fetch_progress import load_with_progress

    articles = load_with_progress(sources)
    if options.requests is not None:
        from diptych.opinion.request import requests_of

        lines = "".join(f"{request.to_json()}\n" for request in requests_of(articles))
        _write_file(options.requests, lines)
        return LINKS_FOUND if lines else NO_LINKS
    opinion = asked_opinion(articles, options, again=options.again)
    write("\n".join(_summary(opinion)) + "\n")
    return LINKS_FOUND if opinion.links else NO_LINKS


def run_opinions(arguments: list[str]) -> int:
    """List the opinions that are kept, or delete some."""
    options = opinions_parser().parse_args(arguments)

    from diptych.comparison_wording import counted
    from diptych.opinion.request import VERSION
    from diptych.opinion.store import OpinionStore

    store = OpinionStore()
    kept = store.all()
    if options.delete_all:
        store.delete_all()
        print_message(f"{counted(len(kept), 'opinion')} deleted.")
    elif options.delete is not None:
        if not 1 <= options.delete <= len(kept):
            raise UsageError(f"There is no opinion number {options.delete}; diptych opinions lists them all.")
        stored = kept[options.delete - 1]
        store.delete(stored)
        print_message(f"The opinion of {stored.model} on {' | '.join(stored.titles)} is deleted.")
    else:
        lines = [
            f"{number:>3}  {stored.asked[:16].replace('T', ' ')}  {stored.model}  {' | '.join(stored.titles)}"
            + ("" if stored.version == VERSION else "  (of another version of diptych, not used)")
            for number, stored in enumerate(kept, 1)
        ]
        write("".join(f"{line}\n" for line in lines))
        if not kept:
            print_message("No opinions are kept.")
        return LINKS_FOUND if kept else NO_LINKS
    return LINKS_FOUND


def with_opinion_asked_for(comparison: Comparison, options: argparse.Namespace) -> Comparison:
    """A comparison with the opinion that the options of `compare` ask for; the same without one.

    Raises:
        DiptychError: there is no such opinion, or it cannot be got.
    """
    from diptych.alignment.kinds import Voice

    if options.opinion and options.answers is not None:
        raise UsageError("Either --opinion or --answers: the opinion of one model is shown.")
    if options.answers == "-" and "-" in options.articles:
        raise UsageError("Standard input (-) can be an article or the answers, not both.")
    wanted = None if options.links is None else Voice(options.links)
    articles = comparison.articles
    opinion = None
    if options.answers is not None:
        opinion = _opinion_of_file(articles, options.answers)
    elif options.opinion:
        opinion = asked_opinion(articles, options)
    elif wanted not in (None, Voice.OWN):
        from diptych.opinion.store import OpinionStore

        opinion = OpinionStore().find(articles)
        if opinion is None:
            raise OpinionError("No opinion on these articles is kept; get one with diptych ask LEFT RIGHT.")
    if opinion is None:
        return comparison
    for remark in opinion.remarks:
        print_message(remark)
    return comparison.with_opinion(opinion, wanted or Voice.BOTH)


def asked_opinion(articles: Pair[Article], options: argparse.Namespace, *, again: bool = False) -> Opinion:
    """The opinion of the configured model; it is asked for what is not kept yet.

    Raises:
        OpinionError: the config file has mistakes, no model is configured, its host is not allowed, or it
            could not be asked.
    """
    from diptych.cli.open_reader import preferences_of_file
    from diptych.opinion.ask import ask
    from diptych.opinion.store import OpinionStore

    preferences = preferences_of_file()
    if preferences.mistakes:  # it might name another server, or allow fewer hosts
        raise OpinionError(*preferences.mistakes)
    settings = preferences.opinion.settings
    if settings is None:
        raise OpinionError(" ".join(HOW_TO))
    _require_consent(settings, options.send_to)
    store = OpinionStore()
    show = is_terminal(sys.stderr)

    def progress(share: float) -> None:
        if show:
            shown = f"\rasking {settings.model} {share:4.0%} "
            print(shown, end="", file=sys.stderr, flush=True)  # noqa: T201

    try:
        return ask(articles, settings, on_progress=progress, store=store, again=again)
    finally:
        if show:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def _require_consent(settings: OpinionSettings, send_to: str | None) -> None:
    """Raise an error unless articles may be sent to the host."""
    if not settings.is_allowed and (send_to or "").lower() != settings.host:
        raise OpinionError(
            f"Both articles would be sent to {settings.host}; to allow it once, add --send-to"
            f" {settings.host}, or name it in allow_hosts of your config file."
        )


def _summary(opinion: Opinion) -> list[str]:
    """What an opinion says, in a few lines."""
    from diptych.comparison_wording import counted

    differences = sum(len(link.differences) for link in opinion.links)
    return [
        f"{opinion.model} links {counted(len(opinion.links), 'pair')} of passages and names"
        f" {counted(differences, 'difference')}.",
        *opinion.remarks,
    ]


def _opinion_of_file(articles: Pair[Article], name: str) -> Opinion:
    """The opinion in a file of answers; `-` for standard input.

    Raises:
        DiptychError: the file cannot be read, or has none of the answers.
    """
    from diptych.opinion.answer import is_answer, one_line_of, opinion_of
    from diptych.opinion.request import requests_of
    from diptych.sources.read_bytes import read_source, shown_name

    requests = requests_of(articles)
    answers, model = _answers_in(read_source(name, _MOST_BYTES).decode("utf-8", "replace"))
    if not answers:
        raise OpinionError(
            f'{shown_name(name)} has no answers: an answer is a line of JSON, {{"id": "…", "content": "…"}}.'
        )
    about = {request.id: answers[request.id] for request in requests if request.id in answers}
    if not about:
        raise OpinionError(
            f"{shown_name(name)} has no answer about these two articles; diptych ask --requests FILE writes"
            " what to answer."
        )
    for answer in about.values():
        if not is_answer(answer):
            raise OpinionError(
                f"{shown_name(name)} has an answer that is not in the form asked for: “{one_line_of(answer)}”"
            )
    return opinion_of(articles, requests, about, model)


def _answers_in(text: str) -> tuple[Mapping[str, str], str]:
    """The answers by id, and the name of the model if a line has one; other lines are ignored."""
    answers: dict[str, str] = {}
    model = "answers"
    for line in text.splitlines():
        try:
            raw = json.loads(line)
        except (ValueError, RecursionError):
            continue
        if isinstance(raw, dict) and isinstance(raw.get("id"), str) and isinstance(raw.get("content"), str):
            answers[raw["id"]] = raw["content"]
            if isinstance(raw.get("model"), str):
                model = raw["model"]
    return answers, model


def _write_file(name: str, text: str) -> None:
    """Write a text to a file, or to standard output for `-`."""
    if name == "-":
        write(text)
        return
    from pathlib import Path

    from diptych.atomic import write_atomically

    try:
        write_atomically(Path(name), text.encode(), durable=False)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is no file name"
        raise OpinionError(f"{name} could not be written: {reason}.") from None
