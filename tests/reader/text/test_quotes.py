from __future__ import annotations

from dataclasses import replace

from diptych.article.model import Article, Block, BlockKind, Passage, Span
from diptych.reader.text.quotes import MOST_BYTES, pair_quote, passage_quote, too_long
from diptych.sides import Pair, Side
from support.small_articles import bridge


def test_a_passage_is_copied_as_printed() -> None:
    left = bridge().articles.left
    assert passage_quote(left, 2) == "“We heard a crack,” a driver said."


def test_line_breaks_within_a_passage_become_spaces_and_other_spaces_stay() -> None:
    text = "It cost 10\u00a0000 crowns,\n  the  mayor said."
    made = Article(
        "t", text, (Block(BlockKind.PARAGRAPH, Span(0, len(text))),), (Passage(0, 0, Span(0, len(text))),)
    )
    assert passage_quote(made, 0) == "It cost 10\u00a0000 crowns, the  mayor said."


def test_a_copied_pair_has_sources_positions_and_differences() -> None:
    comparison = bridge()
    articles = Pair(
        replace(comparison.articles.left, publisher="The Harrow Post", date="2 May 2019"),
        comparison.articles.right,
    )
    [link] = comparison.alignment.links_of(Side.LEFT, 1)
    assert pair_quote(articles, link) == (
        "The old bridge (The Harrow Post, 2 May 2019), passage 2 of 7:\n\n"
        "    Twelve people were hurt, the town said.\n\n"
        "A crossing lost, passage 4 of 7:\n\n"
        "    Fifteen people were hurt.\n\n"
        "Restated, score 0.80.\n"
        "Differs: people: Twelve in the first, Fifteen in the second.\n"
    )


def test_a_text_with_too_many_bytes_for_terminals_is_refused() -> None:
    assert too_long("a" * MOST_BYTES) is None
    refused = too_long("桥" * (MOST_BYTES // 3 + 1))
    assert refused == "Too long to copy: 74,997 bytes, and terminals take 74,994."
