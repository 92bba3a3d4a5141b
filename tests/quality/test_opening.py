"""The gold articles opened as plain text: no sentence is lost, none that is linked becomes furniture."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from diptych.sources.parse import parse

GOLD = Path(__file__).resolve().parents[2].parent / "shared" / "gold"

pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason=f"the gold articles are not at {GOLD}")


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("folder", ["train", "dev"])
def test_sentences_survive(folder: str) -> None:
    marked = set()
    for file in sorted((GOLD / folder).glob("*.json")):
        gold = json.loads(file.read_text("utf-8"))
        for side in ("left", "right"):
            paragraphs = gold[side]["paragraphs"]
            article = parse("\n\n".join(map(" ".join, paragraphs)).encode(), "article.txt")
            text = squeezed(article.text)
            sentences = [squeezed(sentence) for paragraph in paragraphs for sentence in paragraph]
            assert [sentence for sentence in sentences if sentence not in text] == []
            furniture = {squeezed(block.span.of(article.text)) for block in article.blocks if block.furniture}
            linked = [sentences[link[side]] for link in gold["links"]]
            assert [sentence for sentence in linked if any(sentence in block for block in furniture)] == []
            marked |= furniture
    print(f"{folder}: {len(marked)} different blocks are furniture")
