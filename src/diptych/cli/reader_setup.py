"""What the reader is started with: settings, memory, and the way to a pair where none was named."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.cli.alignment_options import settings_of
from diptych.history.pairs import PairHistory
from diptych.history.recent import RecentPairs
from diptych.history.state_files import state_folder
from diptych.history.usage import UsageHistory
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.opening.pair_factory import PairFactory

if TYPE_CHECKING:
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.preferences.settings import Preferences
    from diptych.reader.app.app import DiptychApp
    from diptych.reader.export.targets import Exports
    from diptych.sides import Pair
    from diptych.verdicts.store import VerdictStore


def reader(
    options: argparse.Namespace,
    preferences: Preferences,
    articles: Pair[Article] | None,
    sources: Pair[str] | None,
    named: str = "",
    *,
    memorable: bool,
    below: bool,
) -> DiptychApp:
    """The app, ready to run.

    Args:
        options: of the command line.
        preferences: of the config file.
        articles: the two; None where they are to be chosen first.
        sources: where they come from, as they were named.
        named: a folder to list, or an article that the other is to be asked for, where there are no two yet.
        memorable: whether the place in these two is to be remembered.
        below: whether the folders in a folder are listed too; unasked they are not, for it may be a home.
    """
    from diptych.reader.app.app import DiptychApp

    with_all = pair_factory(options, preferences)
    # what is not to be remembered has no memory to begin with, and is none of the recent pairs
    first = PairContext(_settings_of_reader(options, preferences, None))
    if articles is not None:
        prepared = with_all.prepare(articles)
        first = prepared if memorable else first._replace(verdicts=prepared.verdicts)
    return DiptychApp(
        articles,
        first.settings,
        preferences,
        first.memory,
        UsageHistory(state_folder()) if preferences.remember else None,
        plain=options.plain or preferences.plain,
        exports=exports,
        verdicts=first.verdicts,
        sources=sources,
        pair_factory=with_all,
        entrance=_entrance(named, below=below),
    )


def pair_factory(options: argparse.Namespace, preferences: Preferences) -> PairFactory:
    """What other pairs are opened with, and this one when it is read again.

    Args:
        options: of the command line, whichever it has.
        preferences: of the config file.
    """
    keep = preferences.remember
    sidecar = getattr(options, "sidecar", False) or preferences.sidecar

    def prepare(pair: Pair[Article]) -> PairContext:
        memory = PairHistory(state_folder(), pair) if keep else None
        verdicts = partial(_open_store, pair, sidecar=sidecar)
        return PairContext(_settings_of_reader(options, preferences, memory), memory, verdicts)

    return PairFactory(prepare, RecentPairs(state_folder()) if keep else None)


def exports() -> Exports:
    """How the reader writes results into files."""
    from diptych.export.files import save
    from diptych.export.formats import FORMATS, TEXT_FORMATS
    from diptych.reader.export.targets import Exports

    return Exports(tuple(TEXT_FORMATS.values()), FORMATS["svg"], save)


def _open_store(articles: Pair[Article], *, sidecar: bool) -> VerdictStore:
    """What was said of a pair; only asked for when there are links."""
    from diptych.verdicts.open_store import open_store

    return open_store(articles, sidecar=sidecar)


def _entrance(named: str, *, below: bool) -> StartTarget:
    return StartTarget(Path(named), below) if named and Path(named).is_dir() else StartTarget(left=named)


def _settings_of_reader(
    options: argparse.Namespace, preferences: Preferences, memory: PairHistory | None
) -> AlignmentSettings:
    """What the links are computed with: the command line wins, then what was left, then the config file."""
    left = memory.remembered if memory is not None else None
    wanted = argparse.Namespace(threshold=options.threshold, language=getattr(options, "language", None))
    if wanted.threshold is None:
        wanted.threshold = preferences.threshold
        if left is not None and left.threshold is not None:
            wanted.threshold = left.threshold
    if wanted.language is None:
        wanted.language = preferences.language
    return settings_of(wanted)
