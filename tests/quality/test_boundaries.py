"""Sentence boundaries against paragraphs that annotators had split.

A boundary is known by how many characters that are no white space stand before it; the ends of paragraphs do
not count.
`pytest -s tests/quality/test_boundaries.py` prints the figures.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.article.sentences import sentence_spans

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"the gold articles are not at {GOLD}")


def paragraphs(folder: Path) -> set[tuple[str, ...]]:
    """Each paragraph once, as its sentences: an article is part of several pairs."""
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


# Floors a little under what the rules reach: 0.961 and 0.965.
@pytest.mark.parametrize(("folder", "floor"), [("train", 0.955), ("dev", 0.955)])
def test_boundaries_are_where_annotators_put_them(folder: str, floor: float) -> None:
    right = found = wanted = 0
    for sentences in paragraphs(GOLD / folder):
        text = " ".join(sentences)
        ours = boundaries([text[start:end] for start, end in sentence_spans(text)])
        gold = boundaries(list(sentences))
        right += len(ours & gold)
        found += len(ours)
        wanted += len(gold)
    precision, recall = right / found, right / wanted
    f1 = 2 * precision * recall / (precision + recall)
    print(f"{folder}: {wanted} boundaries, precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
    assert f1 >= floor
