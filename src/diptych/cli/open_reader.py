"""The commands that open the reader: on articles, a folder, or a comparison in a JSON file."""

from __future__ import annotations

import os
from functools import partial

from diptych.cli.exit_status import status_of_reader
from diptych.cli.parsers import UsageError, one_result, open_parser, read_parser, two_articles
from diptych.cli.streams import reader_can_run, reopen_terminal, require_terminal

TYPE_CHECKING = False  # typing itself would slow --help
if TYPE_CHECKING:
    from diptych.article.model import Article
    from diptych.preferences.settings import Preferences
    from diptych.sides import Pair


def run_read(arguments: list[str]) -> int:
    """Open the reader on two articles, or on a screen to choose them."""
    options = read_parser().parse_articles(arguments)
    named: list[str] = options.articles
    if len(named) == 3 and named[0] == "compare":
        raise UsageError("Options of compare come after it: diptych compare LEFT RIGHT ...")
    if len(named) == 1 and not reader_can_run():
        from diptych.folder.files import is_archive_file

        if os.path.isdir(named[0]) or is_archive_file(named[0]):  # noqa: PTH112 - as elsewhere here
            from diptych.cli.list_folder import run_list

            return run_list(["--", *named])  # without a terminal, a folder or an archive is listed
        _require_source(named[0])
    is_single = len(named) == 1 and reader_can_run()
    sources = two_articles(named, "diptych") if named and not is_single else None
    entrance = named[0] if is_single else ""
    keys_from_terminal = sources is None or "-" not in sources
    require_terminal(keys_from_terminal=keys_from_terminal)
    if sources is None and not entrance:
        from diptych.folder.files import holds_articles

        if holds_articles("."):
            entrance = os.curdir
        else:
            from diptych.samples import sample_articles

            sources = sample_articles()
    preferences = preferences_of_file()

    from diptych.cli.fetch_progress import load_with_progress

    articles = None if sources is None else load_with_progress(sources)
    if options.sidecar and articles is not None:
        _require_file(articles)
    if not keys_from_terminal:
        reopen_terminal()

    from diptych.cli.reader_setup import reader

    # The samples always open at their beginning.
    memorable = bool(named) or sources is None
    app = reader(options, preferences, articles, sources, entrance, memorable=memorable, below=bool(named))
    app.run()
    return status_of_reader(app.return_code)


def run_open(arguments: list[str]) -> int:
    """Open a comparison from a JSON file in the reader."""
    options = open_parser().parse_articles(arguments)
    source = one_result(options.articles, "diptych open")
    keys_from_terminal = source != "-"
    require_terminal(keys_from_terminal=keys_from_terminal)
    preferences = preferences_of_file()

    from diptych.export.read_json import reopen

    comparison, lowest = reopen(source)
    if not keys_from_terminal:
        reopen_terminal()
    if options.threshold is not None:
        comparison = comparison.at(options.threshold)

    from diptych.alignment.settings import AlignmentSettings
    from diptych.cli.reader_setup import exports, opinions, pair_factory
    from diptych.history.state_files import state_folder
    from diptych.history.usage import UsageHistory
    from diptych.reader.app.app import DiptychApp
    from diptych.verdicts.judgements import without_verdicts
    from diptych.verdicts.open_store import open_store_of

    missing = lowest > AlignmentSettings().floor
    app = DiptychApp(
        comparison.articles,
        AlignmentSettings(threshold=comparison.alignment.threshold),
        preferences,
        usage=UsageHistory(state_folder()) if preferences.remember else None,
        known=without_verdicts(comparison),
        verdicts=partial(open_store_of, comparison),
        plain=options.plain or preferences.plain,
        exports=exports,
        pair_factory=pair_factory(options, preferences),
        opinions=opinions,
        notice=f"This file has no matches with a score below {lowest:.2f}." if missing else "",
    )
    app.run()
    return status_of_reader(app.return_code)


def preferences_of_file() -> Preferences:
    """The settings of the config file, with the mistakes in it."""
    from diptych.preferences.path import config_path
    from diptych.preferences.settings import Preferences

    path = config_path()
    if not os.path.lexists(path):  # the modules of the names that it may use are then not imported
        return Preferences()
    from diptych.preferences.read import read_config
    from diptych.reader.app.config_vocabulary import vocabulary

    return read_config(path, vocabulary()).preferences


def _require_source(named: str) -> None:
    """Raise an error if a path does not exist; this comes before the error that one article is missing."""
    from diptych.article.identity import CLIPBOARD, STANDARD_INPUT
    from diptych.sources.chapter_choice import split_choice
    from diptych.sources.read_bytes import missing
    from diptych.sources.web.address import is_address

    if named and named not in (STANDARD_INPUT, CLIPBOARD) and not is_address(named):
        path, _ = split_choice(named)
        if not os.path.lexists(path):
            raise missing(path)


def _require_file(articles: Pair[Article]) -> None:
    from diptych.article.identity import file_of

    if not any(map(file_of, articles)):
        raise UsageError(
            "Neither article is a file beside which verdicts could be kept: leave out --sidecar."
        )
