"""Keeps opinions in the user's data folder, so that they are shown again offline.

A file holds the answers as they came, by the id of their request, and is read anew each time.  Its name tells
both texts, the version of the request and the model, so that an opinion is found wherever the articles lie.
"""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from diptych.atomic import write_atomically
from diptych.opinion.answer import one_line_of, opinion_of
from diptych.opinion.model import now
from diptych.opinion.request import VERSION, digest_of, requests_of
from diptych.opinion.settings import OpinionError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from diptych.article.model import Article
    from diptych.opinion.model import Opinion
    from diptych.sides import Pair

FORMAT = 1
MOST = 20_000_000
"""Bytes of the largest file that is read."""


@dataclass(frozen=True, slots=True)
class StoredOpinion:
    """One file."""

    path: Path
    model: str
    titles: tuple[str, str]
    version: int
    """Version of the requests; answers to those of another version are not used any more."""
    asked: str
    """When the last answer came: date and time of day in UTC, in ISO 8601."""
    answers: Mapping[str, str] = field(repr=False, default_factory=dict)
    """The content of each answer, by the id of its request."""


def opinions_folder() -> Path:
    """The folder of opinions in the user's data folder."""
    from platformdirs import user_data_path

    return user_data_path("diptych", appauthor=False) / "opinions"


@dataclass(frozen=True)
class OpinionStore:
    """The opinions in a folder, which need not exist."""

    folder: Path = field(default_factory=opinions_folder)

    def all(self) -> list[StoredOpinion]:
        """All opinions, the newest first; files that are none are left out."""
        found = [stored for path in self._files("*") if (stored := _read(path)) is not None]
        return sorted(found, key=lambda stored: (stored.asked, stored.path.name), reverse=True)

    def answers(self, articles: Pair[Article], model: str) -> Mapping[str, str]:
        """The answers of a model to the requests about two articles, as far as they are kept, by request."""
        stored = _read(self._path(digest_of(articles), model))
        return {} if stored is None else stored.answers

    def find(self, articles: Pair[Article], model: str | None = None) -> Opinion | None:
        """The newest opinion on two articles, in this order or exchanged; None if there is none.

        Args:
            articles: the articles.
            model: the language model whose opinion is wanted; None for any.
        """
        for swapped in (False, True):
            pair = articles.swapped if swapped else articles
            digest = digest_of(pair)
            found = self._files(digest) if model is None else [self._path(digest, model)]
            known = [stored for path in found if (stored := _read(path)) is not None]
            if known:
                newest = max(known, key=lambda each: each.asked)
                opinion = opinion_of(pair, requests_of(pair), newest.answers, newest.model)
                opinion = replace(opinion, asked=newest.asked)
                return opinion.swapped if swapped else opinion
        return None

    def keep(self, articles: Pair[Article], model: str, answers: Mapping[str, str]) -> Path:
        """Keep the answers of a model to the requests about two articles.

        Raises:
            OpinionError: they cannot be written.
        """
        path = self._path(digest_of(articles), model)
        content = {
            "format": FORMAT,
            "version": VERSION,
            "model": model,
            "asked": now(),
            "articles": [{"title": article.title, "source": article.source} for article in articles],
            "answers": dict(answers),
        }
        try:
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            write_atomically(path, json.dumps(content, indent=1).encode("ascii"), private=True)
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "it is no file name"
            raise OpinionError(f"The opinion cannot be kept in {self.folder} ({reason}).") from None
        return path

    def delete_all(self) -> None:
        """Delete every file of the folder that may hold an opinion, readable or not.

        Raises:
            OpinionError: a file cannot be deleted.
        """
        for path in self._files("*"):
            self.delete(StoredOpinion(path, "", ("", ""), VERSION, ""))

    def delete(self, stored: StoredOpinion) -> None:
        """Delete an opinion.

        Raises:
            OpinionError: the file cannot be deleted.
        """
        try:
            stored.path.unlink(missing_ok=True)
        except OSError as error:
            raise OpinionError(f"{stored.path} cannot be deleted ({error.strerror}).") from None

    def _path(self, digest: str, model: str) -> Path:
        return self.folder / f"{digest}-{hashlib.sha256(model.encode()).hexdigest()[:12]}.json"

    def _files(self, digest: str) -> Iterator[Path]:
        with suppress(OSError):
            yield from self.folder.glob(f"{digest}-*.json")


def _read(path: Path) -> StoredOpinion | None:
    """The opinion in a file; None if it is missing or no opinion."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST + 1)
        raw: Any = json.loads(data) if len(data) <= MOST else None
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        return None
    keys = ("model", "version", "asked", "answers", "articles")
    model, version, asked, answers, articles = (raw.get(key) for key in keys)
    if not (isinstance(model, str) and isinstance(asked, str) and isinstance(answers, dict)):
        return None
    if not isinstance(version, int):
        return None
    titles = [
        one_line_of(str(article.get("title", ""))) if isinstance(article, dict) else ""
        for article in (articles if isinstance(articles, list) else [])
    ]
    texts = {str(key): value for key, value in answers.items() if isinstance(value, str)}
    shown = (*titles, "", "")[:2]
    return StoredOpinion(path, one_line_of(model), shown, version, one_line_of(asked), texts)  # type: ignore[arg-type]
