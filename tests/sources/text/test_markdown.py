"""Markdown's blocks and front matter."""

from __future__ import annotations

import pytest

from diptych.article.model import BlockKind
from diptych.sources.parse import parse
from diptych.sources.text.markdown import read_markdown

TEXT = """\
---
title: "A bridge: the fall"
site: The Daily Reed
date: 2020-03-04
tags:
  - bridges
---

# A *bridge* [falls](https://example.org)

It was **old** and `rusty`,
and it [fell](x.html "why").

## What now

* a rope
* a lamp

3. walk

   and swim

> We saw it.

| who | what |
|-----|------|
| Ada | saw  |

    code here

<div>in a <i>block</i> &amp; more</div>
<!-- unseen -->
"""


def test_blocks() -> None:
    found = read_markdown(TEXT)
    assert (found.title, found.publisher, found.date) == (
        "A bridge: the fall",
        "The Daily Reed",
        "2020-03-04",
    )
    assert [(block.kind, block.text.strip()) for block in found.blocks if block.text.strip()] == [
        (BlockKind.HEADING, "A bridge falls"),
        (BlockKind.PARAGRAPH, "It was old and rusty, and it fell."),
        (BlockKind.HEADING, "What now"),
        (BlockKind.LIST_ITEM, "• a rope"),
        (BlockKind.LIST_ITEM, "• a lamp"),
        (BlockKind.LIST_ITEM, "3. walk"),
        (BlockKind.LIST_ITEM, "and swim"),
        (BlockKind.QUOTATION, "We saw it."),
        (BlockKind.PARAGRAPH, "who | what"),
        (BlockKind.PARAGRAPH, "Ada | saw"),
        (BlockKind.PARAGRAPH, "code here"),
        (BlockKind.PARAGRAPH, "in a block & more"),
    ]


def test_the_first_heading_of_the_first_level_is_the_title() -> None:
    assert read_markdown("## Deck\n\nA bridge falls\n===\n\nIt fell.\n\n# Later").title == "A bridge falls"
    assert read_markdown("It fell.\n\n## Deck").title is None


def test_two_rules_are_not_front_matter() -> None:
    found = read_markdown("---\nIt fell on Tuesday.\n\n---\n\nNobody was hurt.")
    assert "It fell on Tuesday." in [block.text for block in found.blocks]


def test_deep_nesting_is_read() -> None:
    assert read_markdown(">" * 3000 + " deep\n\nshallow").blocks[-1].text == "shallow"


def test_many_unpaired_brackets_are_read() -> None:
    assert read_markdown("![[" * 20_000).blocks[0].text == "![[" * 20_000


@pytest.mark.parametrize("flood", ["<!--", "<script ", "<style>"])
def test_unclosed_markup_does_not_hide_the_text_before_it(flood: str) -> None:
    article = parse(f"The quay was closed.\n\n{flood * 20_000}".encode(), "a.md")
    assert article.passage_text(0) == "The quay was closed."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("The weir fell.[^1] It was old.\n\n[^1]: So said the miller.", ["The weir fell. It was old."]),
        ("[^old]: So said the miller.\n\nThe weir[^old] fell.", ["The weir fell."]),
        ("* The weir[^a]\n* fell.[^a]\n\n[^a]: So said the miller.", ["• The weir", "• fell."]),
        ("| a | b |\n|---|---|\n| c[^n] | d |\n\n[^n]: So said the miller.\n", ["a | b", "c | d"]),
    ],
)
def test_notes_follow_the_text_and_their_marks_are_left_out(text: str, said: list[str]) -> None:
    document = read_markdown(text)
    assert [block.text for block in document.blocks] == [*said, "So said the miller."]
    assert document.dropped


def test_what_is_no_note_stays() -> None:
    text = "A note [^none] that is not there, and a^[bracket]."
    document = read_markdown(text)
    assert [block.text for block in document.blocks] == [text]
    assert document.dropped == ()


def test_a_note_of_two_paragraphs() -> None:
    text = "It fell.[^1]\n\n[^1]: First.\n\n    Second.\n\nIt was old."
    assert [block.text for block in read_markdown(text).blocks] == [
        "It fell.",
        "It was old.",
        "First.",
        "Second.",
    ]
