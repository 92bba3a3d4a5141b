"""Sentence boundaries against those of annotated paragraphs.

A boundary is the number of characters before it, white space excluded; ends of paragraphs do not count.
`pytest -s tests/quality/test_boundaries.py` prints the figures.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diptych.article.sentences import sentence_spans
from support.gold import BESIDE, GOLD

if TYPE_CHECKING:
    from pathlib import Path

FLOOR = 0.955
"""Lowest F1 of boundaries."""


def paragraphs(folder: Path) -> set[tuple[str, ...]]:
    """The sentences of each paragraph; an article that is part of several pairs counts once."""
    return {
        tuple(paragraph)
        for file in folder.glob("*.json")
        for side in ("left", "right")
        for paragraph in json.loads(file.read_text("utf-8"))[side]["paragraphs"]
    }


def boundaries(sentences: list[str]) -> set[int]:
    ends, at = [], 0
    for sentence in sentences:
        at += len("".join(sentence.split()))
        ends.append(at)
    return set(ends[:-1])


# Measured: 1.000, 0.961 and 0.965.
@pytest.mark.parametrize("folder", [GOLD, *BESIDE], ids=lambda folder: folder.name)
def test_boundaries_are_where_annotators_put_them(folder: Path) -> None:
    right = found = wanted = 0
    for sentences in paragraphs(folder):
        text = " ".join(sentences)
        ours = boundaries([text[start:end] for start, end in sentence_spans(text)])
        gold = boundaries(list(sentences))
        right += len(ours & gold)
        found += len(ours)
        wanted += len(gold)
    precision, recall = right / found, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{folder.name}: {wanted} boundaries, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    assert f1 >= FLOOR
