"""The commands that print a comparison: `compare`, `export` and `schema`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.cli.exit_status import LINKS_FOUND, NO_LINKS
from diptych.cli.parsers import (
    BROADEST,
    UsageError,
    alignment_settings,
    compare_parser,
    export_parser,
    one_result,
    schema_parser,
    two_articles,
)
from diptych.cli.streams import print_message, report_width, write
from diptych.errors import DiptychError

if TYPE_CHECKING:
    import argparse

    from diptych.comparison import Comparison


def run_compare(arguments: list[str]) -> int:
    """Compare two articles and print the comparison."""
    options = compare_parser().parse_articles(arguments)
    _check_size(options)
    sources = two_articles(options.articles, "diptych compare")
    if options.send_to is not None and not options.opinion:
        raise UsageError("--send-to is for --opinion: nothing would be sent.")
    for name in ("explain", "details"):
        if getattr(options, name) and options.format != "text":
            raise UsageError(f"Only the text report takes --{name}: leave --format out.")

    from diptych.cli.fetch_progress import load_with_progress
    from diptych.comparison import compare
    from diptych.comparison_wording import misfits, unread_sentence

    articles = load_with_progress(sources)
    settings = alignment_settings(options.threshold, options.language, options.min_score, options.model)
    comparison = compare(articles, settings)
    if remark := unread_sentence(comparison.alignment, settings.model):
        print_message(remark)
    if options.opinion or options.answers is not None or options.links is not None:
        from diptych.cli.opinion import with_opinion_asked_for

        comparison = with_opinion_asked_for(comparison, options)
    if options.verdicts:
        from diptych.verdicts.judgements import apply
        from diptych.verdicts.open_store import open_store

        store = open_store(articles)
        if (warning := store.load()) is not None:
            raise DiptychError(warning)
        comparison = apply(comparison, store.judgements)
        if lost := len(store.orphaned):
            print_message(f"{misfits(lost)}.")
    if options.details:
        from diptych.export.details_report import details_report

        write(details_report(comparison))
        return LINKS_FOUND if comparison.alignment.links else NO_LINKS
    if options.differs == "possible":
        comparison = comparison.with_all_differences()
    return _print(comparison, options)


def run_export(arguments: list[str]) -> int:
    """Print a comparison from a JSON file in another format."""
    options = export_parser().parse_articles(arguments)
    _check_size(options)

    from diptych.export.formats import FORMATS
    from diptych.export.read_json import reopen

    comparison, lowest = reopen(one_result(options.articles, "diptych export"))
    if options.threshold is not None:
        comparison = comparison.at(options.threshold)
    if FORMATS[options.format].complete and options.min_score is None:
        options.min_score = lowest  # keep all matches of the file
    return _print(comparison, options)


def run_schema(arguments: list[str]) -> int:
    """Print the JSON Schema of results."""
    schema_parser().parse_args(arguments)

    from diptych.export.json import schema

    write(schema())
    return LINKS_FOUND


def _check_size(options: argparse.Namespace) -> None:
    """Reject a width or height that the format does not have."""
    if options.height and options.format != "svg":
        raise UsageError("--height is only for pictures: add --format svg.")
    if options.format == "svg" and (options.width or 0) > BROADEST:
        raise UsageError(f"A picture has at most {BROADEST} columns.")


def _print(comparison: Comparison, options: argparse.Namespace) -> int:
    """Print a comparison in the format of the options; returns the exit status."""
    if not options.quiet:
        from diptych.export.formats import FORMATS

        write(_report(comparison, options), exactly=FORMATS[options.format].exact)
    return LINKS_FOUND if comparison.alignment.links else NO_LINKS


def _report(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.format == "svg":
        from diptych.reader.app.screenshot import draw
        from diptych.reader.export.screenshot import HEIGHT, WIDTH

        return draw(comparison, options.width or WIDTH, options.height or HEIGHT)
    if options.format == "text":
        from diptych.export.text import to_text

        width = options.width or report_width()
        # `export` has no such option: a JSON file does not say how its scores came about.
        return to_text(comparison, options.min_score, width=width, explain=getattr(options, "explain", False))
    from diptych.export.files import render

    return render(comparison, options.format, min_score=options.min_score)
