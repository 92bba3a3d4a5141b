"""The comparisons of the accounts of stories where an article cannot be read any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.settings import AlignmentSettings
from diptych.export.story_comparisons import compare_stories, count_pairs
from diptych.folder.engine import ProcessEngine
from diptych.folder.survey import Findings, survey
from support.events import QUAY

if TYPE_CHECKING:
    from pathlib import Path


class SendingEngine(ProcessEngine):
    """Its processes get the texts, as if they were elsewhere."""

    reads_files = False


@pytest.mark.parametrize("engine", [ProcessEngine(1), SendingEngine(1)], ids=["here", "elsewhere"])
def test_a_pair_with_an_article_that_is_gone_says_so(tmp_path: Path, engine: ProcessEngine) -> None:
    for name, text in zip("ab", QUAY, strict=True):
        (tmp_path / f"{name}.txt").write_text(text)
    findings = Findings(list(survey(sorted(tmp_path.iterdir()))))
    assert count_pairs(findings) == 1
    (tmp_path / "b.txt").unlink()
    (found,) = compare_stories(findings, engine, AlignmentSettings())
    assert (found["left"], found["right"]) == (0, 1)
    assert "does not exist" in str(found["problem"])
