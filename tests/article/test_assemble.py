"""From blocks to an article: exact offsets for any blocks."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from diptych.article.assemble import assemble
from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument

BLOCKS = st.lists(st.builds(ParsedBlock, st.sampled_from(BlockKind), st.text(max_size=80)), max_size=8)


@given(BLOCKS)
def test_spans_of_blocks_and_passages_are_exact(blocks: list[ParsedBlock]) -> None:
    article = assemble(ParsedDocument(tuple(blocks)), source="x.txt", name="x")
    assert article.text == "\n\n".join(block.span.of(article.text) for block in article.blocks)
    assert [passage.index for passage in article.passages] == list(range(len(article.passages)))
    for number, block in enumerate(article.blocks):
        own = [passage for passage in article.passages if passage.block == number]
        content = "".join(article.passage_text(passage.index) for passage in own)
        if block.furniture is None:
            assert own
            assert "".join(content.split()) == "".join(block.span.of(article.text).split())
        else:
            assert not own
        assert all(
            block.span.start <= passage.span.start < passage.span.end <= block.span.end for passage in own
        )
        assert all(passage.span.of(article.text).strip() == passage.span.of(article.text) for passage in own)
    spans = [passage.span for passage in article.passages]
    assert all(before.end <= after.start for before, after in pairwise(spans))


def test_white_space_is_one_space_but_a_lone_no_break_space_stays() -> None:
    blocks = (
        ParsedBlock(BlockKind.PARAGRAPH, " about\t10\u00a0000  people\n came\u00a0 by "),
        ParsedBlock(BlockKind.PARAGRAPH, " \n"),
    )
    article = assemble(ParsedDocument(blocks, title="  "), source="-", name="standard input")
    assert article.text == "about 10\u00a0000 people came by"
    assert len(article.blocks) == 1
    assert article.title == "standard input"


def test_a_heading_is_one_passage() -> None:
    blocks = (
        ParsedBlock(BlockKind.HEADING, "Why? Because it fell."),
        ParsedBlock(BlockKind.PARAGRAPH, "Why? It fell."),
    )
    article = assemble(ParsedDocument(blocks), source="x", name="x")
    assert [article.passage_text(index) for index in range(3)] == [
        "Why? Because it fell.",
        "Why?",
        "It fell.",
    ]
