"""Articles of a few passages, compared as if they were longer.

How rare a word is and how far a pair stands out can't be told from one or two passages.  Sentences about
other things are added to each side, so that a pair gets about the score that it has in two whole articles: on
90 linked and 90 unlinked pairs of `news`, cut out and compared by themselves, the correlation of both scores
is 0.8, and 0.4 without these sentences.  The sentences are English, but what they bring serves any language:
on the pairs of tests/languages the correlation is 0.93 to 1.00, and 0.62 to 0.93 without them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.article.model import Block, BlockKind, Passage, Span
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from diptych.article.model import Article

FEWEST = 5
"""Passages that an article is brought up to: the scores of cut-out pairs are then nearest to those within
their articles, in both models."""

_OTHER_THINGS = (
    (
        "The city council of Marrow voted 7 to 2 to close the old library in spring.",
        "Farmers in the northern hills brought in the smallest wheat harvest in a decade.",
        "Paula Venn won the marathon for the third time, in two hours and 24 minutes.",
        "A storm cut the power of 40,000 homes along the coast before dawn.",
    ),
    (
        "The zoo welcomed a pair of red pandas from a breeding programme abroad.",
        "Customs officers seized 300 kilos of tobacco hidden in a load of bricks.",
        "A bakery chain will close a third of its shops, its owner Halden said.",
        "Scientists at the polar station measured the thinnest ice since records began.",
    ),
)
"""Sentences for the two articles; no two of them are about one thing."""


def with_other_things(articles: Pair[Article]) -> Pair[Article]:
    """Both articles with at least `FEWEST` passages each; those added come last."""
    # The texts, not the sides, decide which article gets which sentences; two equal ones get the same.
    keys = articles.map(lambda article: (article.text, [passage.span for passage in article.passages]))
    first, second = _OTHER_THINGS
    left, right = (first if keys[side] <= keys[side.other] else second for side in Side)
    return Pair(_longer(articles.left, left), _longer(articles.right, right))


def _longer(article: Article, sentences: tuple[str, ...]) -> Article:
    text, blocks, passages = article.text, [*article.blocks], [*article.passages]
    if not passages:
        return article
    for sentence in sentences[: max(0, FEWEST - len(passages))]:
        span = Span(len(text) + 2, len(text) + 2 + len(sentence))
        text += f"\n\n{sentence}"
        passages.append(Passage(len(passages), len(blocks), span))
        blocks.append(Block(BlockKind.PARAGRAPH, span))
    return replace(article, text=text, blocks=tuple(blocks), passages=tuple(passages))
