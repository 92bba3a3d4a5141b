"""Gold articles opened as plain text lose no sentence, and no linked sentence becomes furniture."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from diptych.sources.parse import parse
from support.gold import BESIDE, GOLD

if TYPE_CHECKING:
    from pathlib import Path


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("folder", [GOLD, *BESIDE], ids=lambda folder: folder.name)
def test_sentences_survive(folder: Path) -> None:
    marked = set()
    for file in sorted(folder.glob("*.json")):
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
    print(f"{folder.name}: {len(marked)} different blocks are furniture")
