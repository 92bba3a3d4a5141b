"""The command line: arguments → load, compare, then export or read; or the settings.

Start-up is kept cheap: a branch imports what it needs, when it needs it.  `--help` and `--version` import
argparse and no more; `compare` imports Textual for a picture only.

Exit status, as diff and grep have it: 0 links found (or the reader was left), 1 none, 2 trouble.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from typing import TYPE_CHECKING

from diptych.cli.parsers import (
    BROADEST,
    UsageError,
    compare_parser,
    config_parser,
    export_parser,
    one,
    open_parser,
    read_parser,
    schema_parser,
    two,
)
from diptych.cli.streams import (
    discard_output,
    need_terminal,
    never_fail_to_encode,
    reopen_terminal,
    report_width,
    write,
)
from diptych.errors import DiptychError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.memory.pairs import PairMemory
    from diptych.preferences.model import Preferences
    from diptych.reader.exporting import Exports
    from diptych.sides import Pair
    from diptych.verdicts.store import VerdictStore

LINKS_FOUND = 0
NO_LINKS = 1
TROUBLE = 2
INTERRUPTED = 130
"""128 + SIGINT, as a shell has it."""
PIPE_CLOSED = 141
"""128 + SIGPIPE, as a shell has it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command.

    Args:
        argv: the arguments after the command's name; those of the process when None.

    Returns:
        The exit status.
    """
    arguments = list(sys.argv[1:] if argv is None else argv)
    never_fail_to_encode(sys.stdout)
    try:
        status = _run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()  # here, where a closed pipe can still be met quietly
    except DiptychError as error:
        return _trouble(*error.sentences)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        discard_output()
        return PIPE_CLOSED
    except Exception as error:  # a fault of its own: Python's status of 1 would mean no links
        if sys.flags.dev_mode:
            raise
        fault = f"{type(error).__name__}: {error}"
        return _trouble(f"Something went wrong inside ({fault}); python -X dev -m diptych shows where.")
    return status


def _run(arguments: list[str]) -> int:
    try:
        command = _COMMANDS.get(arguments[0]) if arguments else None
        # What a comparison makes lives until it is printed or read; looking through it for garbage takes a
        # sixth of the time of a book, and a tenth of the start of a reader, which turns collection on again
        # when its links are there.
        gc.disable()
        try:
            return _read(arguments) if command is None else command(arguments[1:])
        finally:
            gc.enable()
    except SystemExit as stop:  # argparse leaves so after --help and --version
        return stop.code if isinstance(stop.code, int) else 0


def _read(arguments: list[str]) -> int:
    """Open the reader."""
    options = read_parser().parse_articles(arguments)
    named: list[str] = options.articles
    if len(named) == 3 and named[0] == "compare":
        raise UsageError("Options of compare come after it: diptych compare LEFT RIGHT ...")
    if named:
        sources = two(named, "diptych")
    else:
        from diptych.samples import sample_articles

        sources = sample_articles()
    keys_from_terminal = "-" not in sources
    need_terminal(keys_from_terminal=keys_from_terminal)
    preferences = _preferences()
    articles = _load(sources)
    if options.sidecar:
        _need_a_file(articles)
    if not keys_from_terminal:
        reopen_terminal()

    from diptych.memory.files import state_folder
    from diptych.memory.habits import Habits
    from diptych.memory.pairs import PairMemory
    from diptych.reader.app import DiptychApp

    # The samples are there to be tried out, from their beginning.
    keep = preferences.remember
    memory = PairMemory(state_folder(), articles) if keep and named else None
    habits = Habits(state_folder()) if keep else None
    settings = _settings_of_reader(options, preferences, memory)
    plain = options.plain or preferences.plain
    verdicts = partial(_verdicts, articles, sidecar=options.sidecar or preferences.sidecar)
    app = DiptychApp(
        articles,
        settings,
        preferences,
        memory,
        habits,
        plain=plain,
        verdicts=verdicts,
        exports=_exports,
    )
    app.run()
    return TROUBLE if app.return_code else LINKS_FOUND


def _open(arguments: list[str]) -> int:
    """Open a comparison in the reader that was written before."""
    options = open_parser().parse_articles(arguments)
    source = one(options.articles, "diptych open")
    keys_from_terminal = source != "-"
    need_terminal(keys_from_terminal=keys_from_terminal)
    preferences = _preferences()

    from diptych.export.reopening import reopen

    comparison, lowest = reopen(source)
    if not keys_from_terminal:
        reopen_terminal()
    if options.threshold is not None:
        comparison = comparison.at(options.threshold)

    from diptych.alignment.settings import AlignmentSettings
    from diptych.memory.files import state_folder
    from diptych.memory.habits import Habits
    from diptych.reader.app import DiptychApp
    from diptych.verdicts.judged import without_verdicts
    from diptych.verdicts.open import open_store_of

    missing = lowest > AlignmentSettings().floor
    app = DiptychApp(
        comparison.articles,
        AlignmentSettings(threshold=comparison.alignment.threshold),
        preferences,
        habits=Habits(state_folder()) if preferences.remember else None,
        known=without_verdicts(comparison),
        verdicts=partial(open_store_of, comparison),
        plain=options.plain or preferences.plain,
        exports=_exports,
        notice=f"This file holds no matches scored below {lowest:.2f}." if missing else "",
    )
    app.run()
    return TROUBLE if app.return_code else LINKS_FOUND


def _exports() -> Exports:
    """How the reader writes results into files."""
    from diptych.export.formats import FORMATS, save
    from diptych.reader.exporting import Exports

    return Exports(tuple(FORMATS.values()), save)


def _verdicts(articles: Pair[Article], *, sidecar: bool) -> VerdictStore:
    """What was said of a pair; only asked for when there are links."""
    from diptych.verdicts.open import open_store

    return open_store(articles, sidecar=sidecar)


def _need_a_file(articles: Pair[Article]) -> None:
    from diptych.article.identity import file_of

    if not any(map(file_of, articles)):
        raise UsageError("Neither article is a file that verdicts could be kept beside: leave out --sidecar.")


def _compare(arguments: list[str]) -> int:
    """Print what the comparison of two articles finds."""
    options = compare_parser().parse_articles(arguments)
    _check_size(options)
    articles = _load(two(options.articles, "diptych compare"))

    from diptych.comparison import compare

    settings = _settings(options, options.min_score)
    comparison = compare(articles, settings)
    if options.verdicts:
        from diptych.verdicts.judged import apply

        store = _verdicts(articles, sidecar=False)
        if (trouble := store.load()) is not None:
            raise DiptychError(trouble)
        comparison = apply(comparison, store.judged)
    return _print(comparison, options)


def _export(arguments: list[str]) -> int:
    """Print a comparison in another format that was written before."""
    options = export_parser().parse_articles(arguments)
    _check_size(options)

    from diptych.export.reopening import reopen

    comparison, lowest = reopen(one(options.articles, "diptych export"))
    if options.threshold is not None:
        comparison = comparison.at(options.threshold)
    if options.format == "json" and options.min_score is None:
        options.min_score = lowest  # nothing of the file is lost
    return _print(comparison, options)


def _schema(arguments: list[str]) -> int:
    """Print the JSON Schema of results."""
    schema_parser().parse_args(arguments)

    from diptych.export.json import schema

    write(schema())
    return LINKS_FOUND


def _check_size(options: argparse.Namespace) -> None:
    """Refuse a width or height that the format cannot have."""
    if options.height and options.format != "svg":
        raise UsageError("Only a picture has a --height: add --format svg.")
    if options.format == "svg" and (options.width or 0) > BROADEST:
        raise UsageError(f"A picture has at most {BROADEST} columns.")


def _print(comparison: Comparison, options: argparse.Namespace) -> int:
    """Print a comparison in the format that was asked for."""
    if not options.quiet:
        write(_report(comparison, options), exactly=options.format in ("html", "markdown", "csv"))
    return LINKS_FOUND if comparison.alignment.links else NO_LINKS


def _report(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.format == "svg":
        from diptych.reader.picture import HEIGHT, WIDTH, draw

        return draw(comparison, options.width or WIDTH, options.height or HEIGHT)
    if options.format == "text":
        from diptych.export.text import to_text

        return to_text(comparison, options.width or report_width(), options.min_score)
    from diptych.export.formats import render

    return render(comparison, options.format, min_score=options.min_score)


def _preferences() -> Preferences:
    """What the config file says."""
    from diptych.preferences.model import Preferences
    from diptych.preferences.path import config_path

    path = config_path()
    if not os.path.lexists(path):  # what it may name is not worth looking up then
        return Preferences()
    from diptych.preferences.read import read_config
    from diptych.reader.vocabulary import vocabulary

    return read_config(path, vocabulary()).preferences


def _config(arguments: list[str]) -> int:
    """Print the settings."""
    options = config_parser().parse_args(arguments)

    from diptych.preferences.path import config_path

    if options.path:
        write(f"{config_path()}\n")
        return LINKS_FOUND
    from diptych.cli.config import example_file, settings_in_force

    write(example_file() if options.example else settings_in_force())
    return LINKS_FOUND


def _settings_of_reader(
    options: argparse.Namespace, preferences: Preferences, memory: PairMemory | None
) -> AlignmentSettings:
    """What the links are computed with: the command line wins, then what was left, then the config file."""
    left = memory.remembered if memory is not None else None
    if options.threshold is None:
        options.threshold = preferences.threshold
        if left is not None and left.threshold is not None:
            options.threshold = left.threshold
    if options.language is None:
        options.language = preferences.language
    return _settings(options)


def _settings(options: argparse.Namespace, min_score: float | None = None) -> AlignmentSettings:
    """The defaults, but for what was asked for; the floor is lowered to whatever is to be printed."""
    from dataclasses import replace

    from diptych.alignment.settings import AlignmentSettings

    settings = AlignmentSettings(language=options.language)
    if options.threshold is not None:
        settings = replace(settings, threshold=options.threshold)
    wanted = settings.threshold if min_score is None else min_score
    return replace(settings, floor=min(settings.floor, settings.threshold, wanted))


def _load(sources: Pair[str]) -> Pair[Article]:
    from diptych.sources.open import load

    return sources.map(load)


def _text(arguments: list[str]) -> int:
    """Print what is read of one source."""
    from diptych.cli.text import run_text

    return run_text(arguments)


_COMMANDS = {
    "compare": _compare,
    "config": _config,
    "export": _export,
    "open": _open,
    "schema": _schema,
    "text": _text,
}
"""What the first word may be, beside an article."""


def _trouble(*sentences: str) -> int:
    for sentence in sentences if sys.stderr is not None else ():
        # A config file may name a key with an escape sequence in it; it is shown, not obeyed.
        said = "".join(sign if sign.isprintable() else "�" for sign in sentence)
        print(f"diptych: {said}", file=sys.stderr)  # noqa: T201 - the command's voice
    return TROUBLE
