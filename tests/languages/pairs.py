"""The pairs of articles in `pairs/`, and the texts of `texts.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article

FOLDER = Path(__file__).parent / "pairs"
CODES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@dataclass(frozen=True)
class LanguagePair:
    """Two articles on one story, the sentences that a reader would link, and an article on another story."""

    articles: Pair[Article]
    links: frozenset[tuple[int, int]]
    other: Article
    paragraphs: list[list[str]]
    """The sentences of all three, by paragraph."""


def read_pair(code: str) -> LanguagePair:
    raw = tomllib.loads((FOLDER / f"{code}.toml").read_text(encoding="utf-8"))
    left, right, other = (article(side, *map(tuple, raw[side])) for side in ("left", "right", "other"))
    return LanguagePair(
        Pair(left, right),
        frozenset((one, two) for one, two in raw["links"]),
        other,
        [*raw["left"], *raw["right"], *raw["other"]],
    )


def texts() -> dict[str, str]:
    """A few sentences by language."""
    raw = tomllib.loads((Path(__file__).parent / "texts.toml").read_text(encoding="utf-8"))
    return {code: str(text) for code, text in raw.items()}
