"""How many words a text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.model import Alignment
from diptych.article.model import BlockKind
from diptych.article.parsed_document import ParsedBlock, ParsedDocument, TocEntry
from diptych.article.word_count import count_words
from diptych.comparison import Comparison
from diptych.folder.survey import survey
from diptych.reader.lists.entries import Listing, entries_of
from diptych.sides import Pair
from diptych.sources.chapters import chapters_of
from diptych.sources.open import load

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("The mayor’s well-kept bridge — it cost 3.5 million — fell.", 11),
        ("桥塌了。“没有人受伤！”", 8),
        ("ABC新聞 3.5億円", 6),
        ("橋が落ちた。", 5),
        ("다리가 무너졌다.", 2),
        ("ตลาดริมน้ำในเมืองบางทองถูกไฟไหม้ (45 ร้าน)", 10),
    ],
)
def test_words_are_counted_as_word_processors_count_them(text: str, expected: int) -> None:
    assert count_words(text) == expected


def test_a_folder_a_book_and_a_list_count_the_same_words(tmp_path: Path) -> None:
    text = "桥塌了。没有人受伤！市长说，新桥三年后建成。"
    file = tmp_path / "bridge.txt"
    file.write_text(text, encoding="utf-8")
    article = load(file)
    blocks = (ParsedBlock(BlockKind.PARAGRAPH, text),)
    (chapter,) = chapters_of(ParsedDocument(blocks, contents=(TocEntry("Bridge", 0, 0),)))
    unlinked = Alignment((), Pair(3, 3), 0.5, same_event=False)
    (run,) = entries_of(Listing.LEFT, Comparison(Pair(article, article), unlinked))
    (listed,) = survey([file])
    assert (listed.words, chapter.words, run.words) == (18, 18, 18)
