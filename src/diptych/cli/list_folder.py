"""`diptych list`: the articles of a folder that cover the same event."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from diptych.cli.exit_status import LINKS_FOUND, NO_LINKS
from diptych.cli.parsers import UsageError, alignment_settings, list_parser
from diptych.cli.streams import is_terminal, print_message, write
from diptych.errors import DiptychError

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from diptych.folder.engine import Engine
    from diptych.folder.survey import Findings, ListedArticle

_BETWEEN = 0.2
"""Seconds between two messages on the progress."""
_MOST_NAMED = 10
"""Most articles that are named because they could not be read."""
_DASK = "dask:"


def run_list(arguments: list[str]) -> int:
    """Print the stories of a folder."""
    options = list_parser().parse_articles(arguments)
    if len(options.articles) != 1:
        raise UsageError("Name one folder to list: diptych list FOLDER.")
    if options.compare and options.format != "json":
        raise UsageError("Comparisons are only written as JSON: add --format json to --compare.")
    if options.model is not None and not options.compare:
        raise UsageError("--model is for --compare: nothing would be compared.")
    (folder,) = options.articles

    from diptych.folder.report import as_csv, as_json, as_lines
    from diptych.folder.survey import Findings

    files = _files(folder)
    engine, close = _engine(options)
    try:
        with _stopped_by_ctrl_c() as stopped:
            articles = _read(files, engine, options, stopped)
        findings = Findings(articles)
        if options.compare:
            _write_comparisons(findings, engine, options)
        elif options.format == "json":
            write("".join(as_json(findings)))
        elif options.format == "csv":
            write(as_csv(findings), exactly=True)
        else:
            write(as_lines(findings))
    finally:
        close()
    return LINKS_FOUND if findings.stories or any(match.likely for match in findings.matches) else NO_LINKS


def _write_comparisons(findings: Findings, engine: Engine, options: argparse.Namespace) -> None:
    """Write what is found with the comparisons of all stories, each when it is there."""
    from diptych.export.story_comparisons import compare_stories, count_pairs
    from diptych.folder.report import as_json

    settings = alignment_settings(None, None, model=options.model)
    progress = _Progress(count_pairs(findings), "comparisons", "Ctrl+C writes these")
    written = 0

    def counted(comparisons: Iterator[dict[str, object]]) -> Iterator[dict[str, object]]:
        nonlocal written
        for comparison in comparisons:
            yield comparison
            written += 1
            progress.show(written)

    with _stopped_by_ctrl_c() as stopped:
        try:
            comparisons = counted(compare_stories(findings, engine, settings, stopped))
            for part in as_json(findings, comparisons, progress.count):
                write(part)
        finally:
            progress.erase()
    if written < progress.count:
        print_message(f"Stopped: {written:,} of {progress.count:,} comparisons are written.")


def _files(folder: str) -> Sequence[Path]:
    from diptych.comparison_wording import own_exports
    from diptych.folder.files import MOST_FILES, article_files
    from diptych.folder.own_exports import without_own_exports

    files = article_files(folder)
    if len(files) == MOST_FILES:
        print_message(
            f"Only the first {MOST_FILES:,} articles are listed; name a smaller folder for the others."
        )
    read = without_own_exports(files)
    if own := len(files) - len(read):
        print_message(own_exports(own))
    return read


def _engine(options: argparse.Namespace) -> tuple[Engine, Callable[[], None]]:
    """The engine that an option names, and what to call in the end.

    Raises:
        DiptychError: there is no such engine, it cannot be used, or its hosts are not allowed.
    """
    if options.engine == "processes":
        from diptych.folder.engine import ProcessEngine

        if options.send_to:
            raise UsageError("--send-to is for --engine dask:ADDRESS: nothing would be sent.")
        return ProcessEngine(), lambda: None
    if not options.engine.startswith(_DASK) or options.engine == _DASK:
        raise UsageError(f"There is no engine {options.engine!r}: name processes, or dask:ADDRESS.")
    from diptych.folder.dask_engine import DaskEngine

    address = options.engine.removeprefix(_DASK)
    check_host = partial(_require_consent, allowed=options.send_to)
    check_host(address)
    engine = DaskEngine(address, check_host)  # its workers may be elsewhere
    return engine, engine.close


def _require_consent(address: str, allowed: Sequence[str]) -> None:
    """Raise an error unless articles may be sent to the host of an address."""
    from diptych.cli.open_reader import preferences_of_file
    from diptych.opinion.settings import host_of, is_loopback

    full = address if "://" in address else f"tcp://{address}"
    try:
        host = host_of(full).rpartition(":")[0] or host_of(full)
        if is_loopback(full) or host in map(str.lower, allowed):
            return
    except ValueError:
        raise UsageError(
            f"{address!r} is no address of a Dask scheduler, as tcp://127.0.0.1:8786 is."
        ) from None
    preferences = preferences_of_file()
    if preferences.mistakes:  # it might allow fewer hosts
        raise DiptychError(*preferences.mistakes)
    if host not in map(str.lower, preferences.opinion.allow_hosts):
        plainly = "" if full.startswith("tls://") else " unencrypted"
        raise UsageError(
            f"All articles would be sent{plainly} to {host}, which is not this machine; to allow it once,"
            f" add --send-to {host}, or name it in allow_hosts of your config file."
        )


def _read(
    files: Sequence[Path], engine: Engine, options: argparse.Namespace, stopped: Callable[[], bool]
) -> list[ListedArticle]:
    """The articles of some files; tells what is being read, and at the end what could not be."""
    from diptych.cli.open_reader import preferences_of_file
    from diptych.comparison_wording import counted
    from diptych.folder.profile_cache import ProfileCache
    from diptych.folder.survey import count_articles, survey

    cache = None if options.no_cache or not preferences_of_file().remember else ProfileCache()
    progress = _Progress(count_articles(files), "articles", "Ctrl+C lists these")
    articles = []
    try:
        for article in survey(files, stopped, engine=engine, cache=cache):
            articles.append(article)
            progress.show(len(articles))
    finally:
        progress.erase()
        if cache is not None:
            cache.close()
    if len(articles) < progress.count:
        print_message(f"Stopped: {len(articles):,} of {progress.count:,} articles are listed.")
    problems = [article for article in articles if article.problem is not None]
    if problems:
        print_message(f"{counted(len(problems), 'article')} could not be read:")
        for article in problems[:_MOST_NAMED]:
            print_message(f"{article.path}: {article.problem}")
        if len(problems) > _MOST_NAMED:
            print_message(f"and {len(problems) - _MOST_NAMED:,} more, which the list names.")
    return articles


class _Progress:
    """A line on the terminal that says how much is done."""

    def __init__(self, count: int, what: str, key: str) -> None:
        """Show nothing yet.

        Args:
            count: how many there are.
            what: what they are.
            key: what stops the work, and what happens then.
        """
        self.count = count
        self._what, self._key = what, key
        self._started = monotonic()
        self._due = self._started + 5 * _BETWEEN  # a short list needs no message
        self._shown = False
        self._is_terminal = is_terminal(sys.stderr)

    def show(self, done: int) -> None:
        """Say that so many are done, unless that was said a moment ago."""
        now = monotonic()
        if not self._is_terminal or now < self._due:
            return
        self._due = now + _BETWEEN
        self._shown = True
        line = f"{progress_line(done, self.count, self._what, now - self._started)}; {self._key}"
        print(f"\r{line}\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201

    def erase(self) -> None:
        """Erase the line."""
        if self._shown:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)  # noqa: T201


def progress_line(done: int, count: int, what: str, seconds: float) -> str:
    """How many are done, how many a second, and how long the others will take."""
    rate = done / seconds if seconds else 0.0
    left = (count - done) / rate if rate else 0.0
    rest = f"{left / 60:.0f} min" if left >= 90 else f"{left:.0f} s"
    speed = f"{rate:.0f}" if rate >= 10 or not rate else f"{rate:.1f}"
    return f"diptych: {done:,} of {count:,} {what}, {speed} a second, {rest} left"


@contextmanager
def _stopped_by_ctrl_c() -> Iterator[Callable[[], bool]]:
    """A function that returns True once Ctrl+C was pressed in the block; the second time ends the command."""
    pressed = False

    def stop(*_: object) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    before = signal.signal(signal.SIGINT, stop)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
