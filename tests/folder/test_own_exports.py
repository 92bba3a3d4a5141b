from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.cli import main
from diptych.comparison import compare
from diptych.comparison_wording import own_exports
from diptych.export.files import save
from diptych.export.formats import FORMATS
from diptych.folder.own_exports import OF_MARKDOWN, OF_PAGE, OF_TEXT, is_own_export, without_own_exports
from diptych.sides import Pair
from diptych.sources.open import load
from support.opened_pairs import write_articles

if TYPE_CHECKING:
    from pathlib import Path


def write_reports(folder: Path) -> None:
    """Write every report that could be taken for an article."""
    comparison = compare(Pair("a-quay.txt", "c-quay.txt").map(lambda name: load(folder / name)))
    for form in FORMATS.values():
        if form.name != "svg":
            save(form.file_text(comparison), folder / f"a-report{form.endings[0]}", form.encoding)


def test_every_report_is_recognised_and_no_article(tmp_path: Path) -> None:
    folder = write_articles(tmp_path)
    articles = sorted(folder.iterdir())
    write_reports(folder)
    reports = [folder / f"a-report{ending}" for ending in (".html", ".md", ".txt")]
    assert all(map(is_own_export, reports))
    assert without_own_exports([*reports, *articles]) == articles


@pytest.mark.parametrize(
    "text",
    [
        "",
        OF_TEXT,
        f"{OF_TEXT}\n\nSo ends the report that they were sent.",
        f"{OF_MARKDOWN} stood below it, they said.",
        f"<html><head><title>{'A long title. ' * 30}</title></head><body>{OF_PAGE}</body></html>",
    ],
)
def test_an_article_that_quotes_a_mark_stays_an_article(tmp_path: Path, text: str) -> None:
    path = tmp_path / "article.txt"
    path.write_text(text)
    assert not is_own_export(path)
    assert not is_own_export(tmp_path / "none.txt")


def test_the_list_for_scripts_leaves_reports_out_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_articles(tmp_path)
    assert main(["list", str(folder)]) == 0
    before = capsys.readouterr()
    write_reports(folder)
    assert main(["list", str(folder)]) == 0
    printed, told = capsys.readouterr()
    assert (before.err, printed) == ("", before.out)
    assert told == f"diptych: {own_exports(3)}\n"
