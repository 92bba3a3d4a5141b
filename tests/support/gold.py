"""Annotated pairs of articles: the ten in tests/quality/gold and the sets that lie beside the repository.

The sets in `../shared/gold` are not part of the project.  Tests that need them are skipped where they are
missing.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.sides import Pair
from diptych.sources.parse import parse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GOLD = Path(__file__).resolve().parents[1] / "quality" / "gold"
"""The pairs in the repository."""
SHARED = Path(__file__).resolve().parents[3] / "shared"
"""Data beside the repository."""
TRAIN = SHARED / "gold" / "train"
"""The pairs that the weights are fitted on."""
DEV = SHARED / "gold" / "dev"
"""The pairs that floors are measured on; nothing is fitted on them."""
BESIDE = [
    pytest.param(
        folder, marks=pytest.mark.skipif(not folder.is_dir(), reason=f"the gold pairs are not at {folder}")
    )
    for folder in (TRAIN, DEV)
]
"""The folders beside the repository as parameters of tests, skipped where they are missing."""

Match = tuple[int, int]
"""A sentence of the left article and one of the right, each by its index in its article."""


@dataclass(frozen=True)
class GoldPair:
    """Two articles, split into the annotated sentences, and the annotations."""

    name: str
    articles: Pair[Article]
    """Their passages are the annotated sentences."""
    links: dict[Match, int]
    """Linked sentences and their grade: 2 same, 1 partial."""
    sure: frozenset[Match]
    """Links that every annotator made."""
    conflicts: dict[Match, str]
    """Linked sentences that disagree in a detail, and a description of it."""

    @property
    def main(self) -> frozenset[Match]:
        """The sure links whose shared content is the main content of a sentence."""
        return frozenset(match for match in self.sure if self.links[match] == 2)

    def parsed(self) -> Pair[Article]:
        """The articles as diptych opens them from plain-text files, with its own passages."""
        return self.articles.map(lambda article: parse(article.text.encode(), f"{self.name}.txt"))


def read_gold(folder: Path) -> list[GoldPair]:
    """The pairs of a folder, by file name."""
    return [_pair(json.loads(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("*.json"))]


def digest(folder: Path) -> str:
    """A SHA-256 digest of the pairs of a folder."""
    found = hashlib.sha256()
    for path in sorted(folder.glob("*.json")):
        found.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return found.hexdigest()


def article_of(title: str, paragraphs: Iterable[Iterable[str]]) -> Article:
    """An article whose passages are the given sentences."""
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
    """For each pair the number of its story: pairs that share an article cover the same story."""
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
