"""The command line: arguments → load, compare, then export or read; or the settings.

Start-up is kept cheap: a branch imports what it needs, when it needs it.  `--help` and `--version` import
argparse and no more; `compare` imports Textual for a picture only.

Exit status, as diff and grep have it: 0 links found (or the reader was left), 1 none, 2 trouble.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.cli.parsers import (
    BROADEST,
    UsageError,
    compare_parser,
    config_parser,
    list_parser,
    read_parser,
    two,
)
from diptych.cli.streams import (
    discard_output,
    may_read,
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

    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.preferences.model import Preferences
    from diptych.sides import Pair

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
        if arguments[:1] == ["compare"]:
            # What a comparison makes lives until it is printed; looking through it for garbage takes a sixth
            # of the time of a book.
            gc.disable()
            try:
                return _compare(arguments[1:])
            finally:
                gc.enable()
        if arguments[:1] == ["list"]:
            return _list(arguments[1:])
        if arguments[:1] == ["config"]:
            return _config(arguments[1:])
        if arguments[:1] == ["text"]:
            from diptych.cli.text import run_text

            return run_text(arguments[1:])
        return _read(arguments)
    except SystemExit as stop:  # argparse leaves so after --help and --version
        return stop.code if isinstance(stop.code, int) else 0


def _read(arguments: list[str]) -> int:
    """Open the reader, or the way to a pair."""
    options = read_parser().parse_articles(arguments)
    named: list[str] = options.articles
    if len(named) == 3 and named[0] == "compare":
        raise UsageError("Options of compare come after it: diptych compare LEFT RIGHT ...")
    if len(named) == 1 and Path(named[0]).is_dir() and not may_read():
        return _list(named)  # what a script asks for
    if len(named) == 1 and may_read():
        sources, entrance = None, named[0]
    elif named:
        sources, entrance = two(named, "diptych"), ""
    else:
        sources, entrance = None, ""
    keys_from_terminal = sources is None or "-" not in sources
    need_terminal(keys_from_terminal=keys_from_terminal)
    if sources is None and not entrance:
        from diptych.folder.files import holds_articles

        if holds_articles("."):
            entrance = os.curdir
        else:
            from diptych.samples import sample_articles

            sources = sample_articles()
    preferences = _preferences()
    # Start-up and linking make what lives until the end.  Looking through it for garbage costs a tenth of the
    # start, and pauses on a book; the reader turns collection on again when its links are there.
    gc.disable()
    try:
        articles = None if sources is None else _load(sources)
        if not keys_from_terminal:
            reopen_terminal()

        from diptych.cli.reading import reader

        # The samples are there to be tried out, from their beginning.
        memorable = bool(named) or sources is None
        app = reader(
            options, preferences, articles, sources, entrance, memorable=memorable, below=bool(named)
        )
        app.run()
    finally:
        gc.enable()
    return TROUBLE if app.return_code else LINKS_FOUND


def _list(arguments: list[str]) -> int:
    """Print which articles of a folder cover the same event."""
    options = list_parser().parse_args(arguments)

    from diptych.folder.files import article_files
    from diptych.folder.report import as_json, as_lines
    from diptych.folder.survey import pairs_among, survey

    articles = list(survey(article_files(options.folder)))
    matches = pairs_among(articles)
    write(as_json(articles, matches) if options.format == "json" else as_lines(matches))
    return LINKS_FOUND if any(match.likely for match in matches) else NO_LINKS


def _compare(arguments: list[str]) -> int:
    """Print what the comparison of two articles finds."""
    options = compare_parser().parse_articles(arguments)
    if options.height and options.format != "svg":
        raise UsageError("Only a picture has a --height: add --format svg.")
    if options.format == "svg" and (options.width or 0) > BROADEST:
        raise UsageError(f"A picture has at most {BROADEST} columns.")
    articles = _load(two(options.articles, "diptych compare"))

    from diptych.cli.settings import settings_of
    from diptych.comparison import compare

    settings = settings_of(options, options.min_score)
    comparison = compare(articles, settings)
    if not options.quiet:
        write(_report(comparison, options))
    return LINKS_FOUND if comparison.alignment.links else NO_LINKS


def _report(comparison: Comparison, options: argparse.Namespace) -> str:
    if options.format == "json":
        from diptych.export.json import to_json

        return to_json(comparison, options.min_score)
    if options.format == "svg":
        from diptych.reader.picture import HEIGHT, WIDTH, draw

        return draw(comparison, options.width or WIDTH, options.height or HEIGHT)
    from diptych.export.text import to_text

    return to_text(comparison, options.width or report_width(), options.min_score)


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


def _load(sources: Pair[str]) -> Pair[Article]:
    from diptych.sources.open import load_both

    return load_both(sources)


def _trouble(*sentences: str) -> int:
    for sentence in sentences if sys.stderr is not None else ():
        # A config file may name a key with an escape sequence in it; it is shown, not obeyed.
        said = "".join(sign if sign.isprintable() else "�" for sign in sentence)
        print(f"diptych: {said}", file=sys.stderr)  # noqa: T201 - the command's voice
    return TROUBLE
