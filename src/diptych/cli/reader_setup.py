"""Builds the reader app from command-line options and settings."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.cli.parsers import alignment_settings
from diptych.history.pairs import PairHistory
from diptych.history.recent import RecentPairs
from diptych.history.state_files import state_folder
from diptych.history.usage import UsageHistory
from diptych.reader.app.pair_switching import StartTarget
from diptych.reader.opening.pair_context import PairContext
from diptych.reader.opening.pair_factory import PairFactory

if TYPE_CHECKING:
    import argparse

    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article
    from diptych.folder.profile_cache import ProfileCache
    from diptych.opinion.store import OpinionStore
    from diptych.preferences.settings import Preferences
    from diptych.reader.app.app import DiptychApp
    from diptych.reader.export.targets import Exports
    from diptych.sides import Pair
    from diptych.verdicts.store import VerdictStore

ENCODER_MISSING = "The encoder of your configuration is not installed: pip install onnxruntime."


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
        options: options of the command line.
        preferences: settings of the config file.
        articles: the two articles; None if the user chooses them in the reader.
        sources: the names of the two articles on the command line.
        named: without two articles, a folder or an archive to list, or one article, for which the reader
            asks the other.
        memorable: whether to remember the place in these articles.
        below: whether to list subfolders; False for an unnamed folder, which may be the home folder.
    """
    from diptych.reader.app.app import DiptychApp

    if articles is None:
        first = PairContext(_settings_of_reader(options, preferences, None))
    else:
        first = _pair_context(options, preferences, articles, remember=memorable and preferences.remember)
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
        pair_factory=pair_factory(options, preferences),
        entrance=_entrance(named, below=below),
        opinions=opinions,
        ask=options.opinion,
        notice=ENCODER_MISSING if _lacks_configured_encoder(options, preferences) else "",
    )


def pair_factory(options: argparse.Namespace, preferences: Preferences) -> PairFactory:
    """Prepares settings, history and verdicts for each pair that the reader opens or reloads.

    Args:
        options: options of the command line; some commands lack some of them.
        preferences: settings of the config file.
    """
    remember = preferences.remember
    prepare = partial(_pair_context, options, preferences, remember=remember)
    if not remember:
        return PairFactory(prepare)
    return PairFactory(prepare, RecentPairs(state_folder()), _open_cache)


def _open_cache() -> ProfileCache:
    """The profiles that are kept; called in a thread of the reader."""
    from diptych.folder.profile_cache import ProfileCache

    return ProfileCache()


def exports() -> Exports:
    """The formats and the function with which the reader writes files."""
    from diptych.export.files import save
    from diptych.export.formats import FORMATS, TEXT_FORMATS
    from diptych.reader.export.targets import Exports

    return Exports(tuple(TEXT_FORMATS.values()), FORMATS["svg"], save)


def opinions() -> OpinionStore:
    """The opinions of language models that are kept; called in a thread of the reader."""
    from diptych.opinion.store import OpinionStore

    return OpinionStore()


def _pair_context(
    options: argparse.Namespace, preferences: Preferences, articles: Pair[Article], *, remember: bool
) -> PairContext:
    """The settings, history and verdicts of a pair; no history without `remember`."""
    memory = PairHistory(state_folder(), articles) if remember else None
    sidecar = getattr(options, "sidecar", False) or preferences.sidecar
    verdicts = partial(_open_store, articles, sidecar=sidecar)
    return PairContext(_settings_of_reader(options, preferences, memory), memory, verdicts)


def _open_store(articles: Pair[Article], *, sidecar: bool) -> VerdictStore:
    """The verdicts on a pair, opened when there are links."""
    from diptych.verdicts.open_store import open_store

    return open_store(articles, sidecar=sidecar)


def _entrance(named: str, *, below: bool) -> StartTarget:
    if not named:
        return StartTarget()
    from diptych.folder.files import is_archive_file

    is_listed = Path(named).is_dir() or is_archive_file(named)
    return StartTarget(Path(named), below) if is_listed else StartTarget(left=named)


def _settings_of_reader(
    options: argparse.Namespace, preferences: Preferences, memory: PairHistory | None
) -> AlignmentSettings:
    """The settings of the command line, or else of the config file.

    Their threshold is that of the command line.  The reader knows those of the config file and of the last
    session; the floor is low enough for all of them.
    """
    saved = None if memory is None or memory.saved is None else memory.saved.threshold
    others = [threshold for threshold in (preferences.threshold, saved) if threshold is not None]
    return alignment_settings(
        options.threshold,
        getattr(options, "language", None) or preferences.language,
        min(others, default=None),
        None if _lacks_configured_encoder(options, preferences) else _model_name(options, preferences),
    )


def _model_name(options: argparse.Namespace, preferences: Preferences) -> str | None:
    return getattr(options, "model", None) or preferences.model


def _lacks_configured_encoder(options: argparse.Namespace, preferences: Preferences) -> bool:
    """Whether the config file, not the command line, names the encoder, and it cannot run here."""
    if _model_name(options, preferences) != "encoder" or getattr(options, "model", None):
        return False
    from diptych.alignment.scoring import alignment_model

    return not alignment_model.encoder_can_run()
