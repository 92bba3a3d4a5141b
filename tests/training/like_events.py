"""Pairs of articles on two events of one kind: two jobs reports, two polls, two attacks.

They are alike in words and more than two months apart, from the news articles beside the repository.
"""

from __future__ import annotations

import gzip
import json
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from diptych.article.assemble import assemble
from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument
from diptych.sides import Pair
from support.gold import SHARED

if TYPE_CHECKING:
    from diptych.article.model import Article

NEWS = SHARED / "corpora" / "news-5000.jsonl.gz"
LEAST_DAYS = 60
WORDS = range(200, 900)
"""Words of an article."""
OFTEN = 2
"""Pairs that one article is in at most."""


def like_events(count: int) -> list[Pair[Article]]:
    """Pairs on two events, the most alike first.

    Args:
        count: number of pairs.
    """
    with gzip.open(NEWS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["date"] and len(row["text"].split()) in WORDS]
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2, stop_words="english").fit_transform(
        [row["text"] for row in rows]
    )
    likeness = np.tril((vectors @ vectors.T).toarray().astype("float32"), -1)
    days = np.array([date.fromisoformat(row["date"][:10]).toordinal() for row in rows])
    likeness[abs(days[:, None] - days[None, :]) <= LEAST_DAYS] = 0
    best = np.argsort(-likeness, axis=None, kind="stable")[: 50 * count]
    used: Counter[int] = Counter()
    found: list[Pair[Article]] = []
    for one, two in zip(*np.unravel_index(best, likeness.shape), strict=True):
        if max(used[one], used[two]) < OFTEN and len(found) < count:
            used.update((one, two))
            found.append(Pair(_article(rows[one]), _article(rows[two])))
    return found


def _article(row: dict[str, str]) -> Article:
    blocks = (ParsedBlock(BlockKind.PARAGRAPH, text) for text in row["text"].split("\n\n"))
    return assemble(ParsedDocument(tuple(blocks), row["title"]), source="", name="")
