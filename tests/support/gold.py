"""The gold pairs that lie beside the repository, as articles and links.

They are no part of the project: what needs them looks for `../shared` and does without where it is missing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

SHARED = Path(__file__).resolve().parents[3] / "shared"
GOLD = SHARED / "gold"


@dataclass(frozen=True)
class GoldPair:
    """Two articles in the sentences that were annotated, and what the annotators said."""

    name: str
    articles: Pair[Article]
    links: dict[tuple[int, int], int]
    """Linked sentences and their grade: 2 same, 1 partial."""
    sure: frozenset[tuple[int, int]]
    """Those that every annotator linked."""
    conflicts: dict[tuple[int, int], str]


def read_gold(part: str) -> list[GoldPair]:
    """The pairs of `train` or `dev`, by name."""
    return [
        _pair(json.loads(path.read_text(encoding="utf-8"))) for path in sorted((GOLD / part).glob("*.json"))
    ]


def digest(part: str) -> str:
    """A digest of the pairs of `train` or `dev`."""
    found = hashlib.sha256()
    for path in sorted((GOLD / part).glob("*.json")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def article_of(title: str, paragraphs: Iterable[Iterable[str]]) -> Article:
    """An article whose passages are the sentences given."""
    text, blocks, passages = "", list[Block](), list[Passage]()
    for sentences in paragraphs:
        start = len(text) + 2 if text else 0
        text += "\n\n" if text else ""
        for number, sentence in enumerate(sentences):
            text += " " if number else ""
            passages.append(Passage(len(passages), len(blocks), Span(len(text), len(text) + len(sentence))))
            text += sentence
        blocks.append(Block(BlockKind.PARAGRAPH, Span(start, len(text))))
    return Article(title, text, tuple(blocks), tuple(passages))


def stories(pairs: Sequence[GoldPair]) -> list[int]:
    """For each pair the number of its story: pairs that share an article tell one story."""
    story: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        ends = [article.text for article in pair.articles]
        joined = {story[end] for end in ends if end in story} | {number}
        lowest = min(joined)
        story = {end: lowest if old in joined else old for end, old in story.items()}
        story.update(dict.fromkeys(ends, lowest))
    return [story[pair.articles.left.text] for pair in pairs]


def _pair(raw: dict[str, Any]) -> GoldPair:
    return GoldPair(
        name=raw["pair"],
        articles=Pair(
            article_of(raw["left"]["title"], raw["left"]["paragraphs"]),
            article_of(raw["right"]["title"], raw["right"]["paragraphs"]),
        ),
        links={(link["left"], link["right"]): link["grade"] for link in raw["links"]},
        sure=frozenset((link["left"], link["right"]) for link in raw["links"] if link["sure"]),
        conflicts={
            (conflict["left"], conflict["right"]): conflict["differs"] for conflict in raw["conflicts"]
        },
    )
