"""Links of some passages before all others: those that the user has in view.

Their rarest words lead to passages of the other article, and only these are compared.  That takes about a
second in the longest book.  Rarity is judged by these passages alone, so scores may change a little when
everything is compared.
"""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.model import Alignment
from diptych.alignment.pipeline.align import align
from diptych.alignment.scoring.alignment_model import lexical_model
from diptych.article.excerpt import excerpt
from diptych.languages.scripts import CJK, THAI
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from diptych.alignment.scoring.alignment_model import AlignmentModel
    from diptych.alignment.settings import AlignmentSettings
    from diptych.article.model import Article

_WORD = re.compile(rf"[{CJK}{THAI}]+|[^\W\d_{CJK}]{{3,}}|\d+")
_STEM = 6
"""Letters at the beginning of a word that are compared: most endings come later."""
_CASED = re.compile(r"[a-zа-яα-ω\d]", re.IGNORECASE)
"""Matches the beginning of words in scripts that are compared by their first letters.  Other words are cut
into pairs of characters, because their scripts have no spaces or join small words to the next one."""
_LOOKED_UP = 400
"""Most passages that the words of one passage may lead to, the rarest words first."""
_NEAREST = 3
"""Passages of the other article that each passage is compared with, beside their neighbours."""


def align_part(
    articles: Pair[Article],
    wanted: Pair[range],
    settings: AlignmentSettings | None = None,
    on_progress: Callable[[float], None] | None = None,
    model: AlignmentModel | None = None,
) -> Alignment:
    """The links of some passages of both articles; `Alignment.compared` names these passages.

    Args:
        articles: the two articles.
        wanted: indices of the passages to link.
        settings: as for `align`.
        on_progress: as for `align`, with the share of this part's work.
        model: as for `align`; the lexical one when None.
    """
    report = on_progress or (lambda _share: None)
    chosen = Pair(
        sorted({*wanted.left, *_alike(articles.right, wanted.right, articles.left, report)}),
        sorted({*wanted.right, *_alike(articles.left, wanted.left, articles.right, report)}),
    )
    excerpts = Pair(excerpt(articles.left, chosen.left), excerpt(articles.right, chosen.right))
    found = align(excerpts, settings, on_progress, model or lexical_model())
    links = (
        replace(link, left=chosen.left[link.left], right=chosen.right[link.right])
        for link in found.candidates
    )
    return Alignment(
        tuple(link for link in links if link.left in wanted.left or link.right in wanted.right),
        articles.map(lambda article: len(article.passages)),
        found.threshold,
        same_event=True,  # unknown from a part
        model=found.model,
        compared=wanted.map(frozenset),
    )


def merge_parts(known: Alignment, part: Alignment) -> Alignment:
    """Merge two parts of one alignment; the second one wins: its threshold, and the links that both know."""
    if known.compared is None or part.compared is None:
        return part
    links = {
        (link.left, link.right): link
        for link in known.candidates
        if link.left not in part.compared.left or link.right not in part.compared.right
    }
    links |= {(link.left, link.right): link for link in part.candidates}
    return replace(
        part,
        candidates=tuple(links[pair] for pair in sorted(links)),
        compared=Pair(
            known.compared.left | part.compared.left,
            known.compared.right | part.compared.right,
        ),
    )


def _words(article: Article, index: int) -> set[str]:
    found: set[str] = set()
    for word in _WORD.findall(normalize_word(article.passage_text(index))):
        if _CASED.match(word):
            found.add(word[:_STEM])
        else:
            found.update(word[at : at + 2] for at in range(len(word) - 1))
    return found


def _alike(one: Article, wanted: Sequence[int], two: Article, report: Callable[[float], None]) -> set[int]:
    """The passages of article `two` most similar to those wanted of article `one`, and their neighbours."""
    sought = [_words(one, index) for index in wanted]
    words = set[str]().union(*sought)
    where: dict[str, list[int]] = {}
    for passage in two.passages:
        for word in words & _words(two, passage.index):
            where.setdefault(word, []).append(passage.index)
        if not passage.index % 256:
            report(0.0)
    last = len(two.passages) - 1
    found: set[int] = set()
    for passage_words in sought:
        shared: dict[int, float] = {}
        left = _LOOKED_UP
        for word in sorted(passage_words & where.keys(), key=lambda word: (len(where[word]), word)):
            left -= len(where[word])
            if left < 0:
                break
            weight = math.log((last + 2) / (len(where[word]) + 0.5))
            for index in where[word]:
                shared[index] = shared.get(index, 0.0) + weight
        for index in sorted(shared, key=lambda index: (-shared[index], index))[:_NEAREST]:
            found.update(range(max(0, index - 1), min(last, index + 1) + 1))
    return found
