"""Reads the articles of a folder, and finds those that seem to cover the same event.

files → `survey` → `ListedArticle`s, as they are read → `Findings`: stories, and the likely pairs
"""

from __future__ import annotations

import os
from collections import deque
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from diptych.article.publication_day import publication_day
from diptych.article.word_count import count_words
from diptych.errors import DiptychError
from diptych.folder.article_profile import profile_of
from diptych.folder.engine import ProcessEngine
from diptych.folder.profile_cache import CachedArticle, FileKey
from diptych.folder.related_articles import LIKELY, Similarities
from diptych.folder.stories import stories_among
from diptych.sources.chapter_choice import is_archive, split_choice
from diptych.sources.json_lines import archive_lines, bytes_of
from diptych.sources.open import read_file
from diptych.sources.parse import fallback_title, parse

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from diptych.article.model import Article
    from diptych.folder.article_profile import Profile
    from diptych.folder.engine import Engine
    from diptych.folder.profile_cache import ProfileCache
    from diptych.folder.stories import Story
    from diptych.sources.json_lines import Line


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """An article of a folder, without its text."""

    path: Path
    """Its file; of a line of an archive, as in archive.jsonl#12."""
    title: str
    publisher: str | None = None
    date: str | None = None
    words: int = 0
    """Number of words, without furniture."""
    profile: Profile | None = None
    problem: str | None = None
    """Why it could not be read, in one sentence; None if it was read."""

    @property
    def day(self) -> dt.date | None:
        """The day of its publication; None if it is not known."""
        return publication_day(self.date)


class Match(NamedTuple):
    """Two articles of a folder that may cover the same event, or an article and None."""

    left: ListedArticle
    right: ListedArticle | None
    """The most similar article; None if no other shares a term."""
    score: float
    """Probability that both cover the same event, 0..1."""
    shared: tuple[str, ...]
    """Terms of both articles, names and days first."""

    @property
    def likely(self) -> bool:
        """Whether both articles seem to cover the same event."""
        return self.right is not None and self.score >= LIKELY


class UnparsedSource(NamedTuple):
    """An article that is not parsed yet."""

    source: str
    data: bytes | None
    """Its bytes; None if whoever parses it reads the file, because all of them would take much memory."""

    def parse(self) -> Article:
        """The article; raises what `load` raises."""
        return parse(read_file(self.source) if self.data is None else self.data, self.source)


class _Item(NamedTuple):
    """Where an article is."""

    path: Path
    line: Line | None
    """Its line, in an archive."""

    @property
    def source(self) -> str:
        return os.fspath(self.path) if self.line is None else f"{self.path}#{self.line.number}"


def survey(
    files: Sequence[Path],
    cancelled: Callable[[], bool] = bool,
    *,
    engine: Engine | None = None,
    cache: ProfileCache | None = None,
) -> Iterator[ListedArticle]:
    """The articles of some files, in order.

    Args:
        files: as from `article_files`; an archive has many articles.
        cancelled: asked often; True ends the survey.
        engine: what makes profiles; None for the processes of this machine.
        cache: the profiles that are kept; None to read every article.

    Raises:
        DiptychError: the engine cannot be used.
    """
    ready: deque[ListedArticle | None] = deque()
    """The articles that are known, in order; None for each that `missing` has yielded."""
    unread: deque[_Unread] = deque()
    engine = engine or ProcessEngine()
    looked_up = (_look_up(item, cache) for item in _items(files))
    first = None
    for one in looked_up:
        if cancelled():
            return
        if isinstance(one, _Unread):
            first = one
            break
        yield one

    def missing() -> Iterator[UnparsedSource]:
        for found in chain([] if first is None else [first], looked_up):
            if cancelled():
                return
            if isinstance(found, ListedArticle):
                ready.append(found)
            else:
                ready.append(None)
                unread.append(found._replace(data=b""))
                is_file = not is_archive(split_choice(found.source)[0])
                yield UnparsedSource(found.source, None if is_file and engine.reads_files else found.data)

    for source, found in engine.map(listed, missing(), cancelled=cancelled):
        while (known := ready.popleft()) is not None:
            yield known
        article = found or _ended(source.source)
        known_as = unread.popleft()
        if cache is not None and article.profile is not None:
            cache.keep(known_as.key, known_as.digest, _to_cache(article, article.profile))
        yield article
    yield from (known for known in iter(ready) if known is not None and not cancelled())


def count_articles(files: Iterable[Path]) -> int:
    """The number of articles in some files."""
    return sum(1 for _ in _items(files))


def _items(files: Iterable[Path]) -> Iterator[_Item]:
    for path in files:
        if not is_archive(path.name):
            yield _Item(path, None)
            continue
        try:
            yield from (_Item(path, line) for line in archive_lines(path))
        except OSError:
            yield _Item(path, None)  # whose problem is told when it is read


class _Unread(NamedTuple):
    """An article that must be read."""

    source: str
    key: FileKey
    digest: bytes
    """Digest of its bytes."""
    data: bytes


def _look_up(item: _Item, cache: ProfileCache | None) -> ListedArticle | _Unread:
    """An article that is kept or cannot be read, or else what is needed to read it."""
    source = item.source
    try:
        status = item.path.stat()
        size = status.st_size if item.line is None else item.line.length
        key = FileKey(os.path.abspath(source), size, status.st_mtime_ns)  # noqa: PTH100 - not resolving links
        if cache is not None and (kept := cache.find(key)) is not None:
            return _from_cache(source, kept)
        data = read_file(source) if item.line is None else bytes_of(item.path, item.line)
    except DiptychError as error:
        return ListedArticle(Path(source), item.path.name, problem=str(error))
    except (OSError, ValueError) as error:
        return _unread(source, error)
    digest = blake2b(data, digest_size=16).digest()
    if cache is not None and (kept := cache.find_digest(digest, key)) is not None:
        return _from_cache(source, kept)
    return _Unread(source, key, digest, data)


def _from_cache(source: str, kept: CachedArticle) -> ListedArticle:
    title = fallback_title(source) if kept.title is None else kept.title
    return ListedArticle(Path(source), title, kept.publisher, kept.date, kept.words, kept.profile)


def _to_cache(article: ListedArticle, profile: Profile) -> CachedArticle:
    own = None if article.title == fallback_title(os.fspath(article.path)) else article.title
    return CachedArticle(own, article.publisher, article.date, article.words, profile)


def listed(source: UnparsedSource) -> ListedArticle:
    """The article of a source; one that cannot be read is listed with the reason."""
    path = Path(source.source)
    try:
        article = source.parse()
        words = sum(count_words(article.passage_text(at)) for at in range(len(article.passages)))
        return ListedArticle(path, article.title, article.publisher, article.date, words, profile_of(article))
    except DiptychError as error:
        return ListedArticle(path, path.name, problem=str(error))
    # One damaged file must not end the list.
    except (OSError, ValueError, RecursionError, MemoryError) as error:
        return _unread(source.source, error)


def _unread(source: str, error: Exception) -> ListedArticle:
    path = Path(source)
    return ListedArticle(path, path.name, problem=f"It could not be read ({type(error).__name__}).")


def _ended(source: str) -> ListedArticle:
    path = Path(source)
    return ListedArticle(path, path.name, problem="It could not be read: the process that read it ended.")


class Findings:
    """What is found among the articles of a folder."""

    def __init__(self, articles: Sequence[ListedArticle], cancelled: Callable[[], bool] = bool) -> None:
        """Compare articles.

        Args:
            articles: as from `survey`.
            cancelled: asked often; True ends what is being computed by `Cancelled`.
        """
        self.articles = articles
        by_age = sorted(range(len(articles)), key=lambda at: age(articles[at]))
        profiles = [(at, profile) for at in by_age if (profile := articles[at].profile) is not None]
        self._read = [at for at, _ in profiles]
        """Indices of the articles that could be read: the oldest first, those without a day last."""
        self._place = {at: place for place, at in enumerate(self._read)}
        """Position in `_read` of each article that could be read."""
        self._profiles = [profile for _, profile in profiles]
        self._similarities = Similarities(self._profiles, [articles[at].day for at in self._read], cancelled)

    @cached_property
    def stories(self) -> list[Story]:
        """The stories that at least two articles tell, the surest first.

        Their indices are those of `articles`; their accounts are ordered by age, those without a day last.
        """
        found = stories_among(self._profiles, self._similarities)
        return [story.renumbered(self._read) for story in found]

    def partner(self, story: Story, account: int) -> int:
        """The account of a story that is most like one of them without being a copy of it.

        If all of them are copies of one text, it is the most similar copy.
        """
        text = story.copies.get(account, account)
        others = [at for at in story.originals if at != text]
        others = others or [at for at in story.accounts if at != account]
        return max(others, key=lambda other: self._score(account, other))

    def _score(self, one: int, two: int) -> float:
        first, second = sorted((self._place[one], self._place[two]))
        return self._similarities.scores.get((first, second), 0.0)

    @cached_property
    def nearest(self) -> dict[int, tuple[int, float]]:
        """For each article that shares a term with another the most similar one, and the score of both."""
        return {
            self._read[place]: (self._read[related[0].index], related[0].score)
            for place, related in enumerate(self._similarities.related(1))
            if related
        }

    @cached_property
    def matches(self) -> list[Match]:
        """The likely pairs, each once, the likeliest first; then each article without a pair.

        An article without a pair comes with the most similar one, in the order of `articles`.
        """
        articles = self.articles
        pairs: dict[tuple[int, int], Match] = {}
        nearest: dict[int, Match] = {}
        for place, related in enumerate(self._similarities.related()):
            at = self._read[place]
            for other in related:
                left, right = sorted((at, self._read[other.index]))
                if other.score >= LIKELY and (left, right) not in pairs:
                    shared = self._similarities.shared([place, other.index])
                    pairs[left, right] = Match(articles[left], articles[right], other.score, shared)
            if related:
                nearest[at] = Match(
                    articles[at], articles[self._read[related[0].index]], related[0].score, ()
                )
        paired = {at for ends in pairs for at in ends}
        alone = [
            nearest.get(at, Match(article, None, 0.0, ()))
            for at, article in enumerate(articles)
            if article.profile is not None and at not in paired
        ]
        alone += [Match(article, None, 0.0, ()) for article in articles if article.profile is None]
        order = sorted(pairs, key=lambda ends: (-round(pairs[ends].score, 2), ends))
        return [pairs[ends] for ends in order] + alone


def age(article: ListedArticle) -> tuple[bool, int]:
    """Sort key: the oldest first, those without a day last."""
    day = article.day
    return day is None, 0 if day is None else day.toordinal()
