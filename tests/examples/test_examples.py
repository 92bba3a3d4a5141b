"""The examples do what they say."""

from __future__ import annotations

import importlib
import importlib.util
import pickle
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from diptych import Comparison, Pair, compare, load
from diptych.samples import sample_articles

if TYPE_CHECKING:
    from types import ModuleType

ARTICLES = {
    "evening.txt": "The mayor of Lisbon resigned on Monday after 12 years in office. Rain fell there.",
    "ferns.txt": "Ferns reproduce by spores and never flower.",
    "morning.txt": "Cats sleep. After 14 years in office, the mayor of Lisbon resigned on Monday.",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ARTICLES.items():
        (tmp_path / name).write_text(text)
    return tmp_path


def example(name: str) -> ModuleType:
    """Load an example as a module."""
    found = importlib.util.spec_from_file_location(name, Path(__file__).with_name(f"{name}.py"))
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    found.loader.exec_module(module)
    return module


def test_a_folder_is_compared_by_a_process_pool(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(Path(__file__).parent))
    module = importlib.import_module("folder")
    pages = module.compare_folder(folder, folder / "pages", processes=1)
    assert [page.name for page in pages] == ["evening-morning.html"]
    assert "12 years" in pages[0].read_text(encoding="utf-8")


def test_many_pairs_are_compared_by_dask(folder: Path) -> None:
    rows = example("many_pairs").all_differences(folder, scheduler="synchronous")
    assert [list(row.values())[:2] + list(row.values())[3:] for row in rows] == [
        ["evening.txt", "morning.txt", "years", "12 years", "14 years"]
    ]


@pytest.mark.parametrize("name", ["folder", "many_pairs"])
def test_an_example_without_its_argument_prints_its_usage(name: str) -> None:
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name(f"{name}.py")],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert f"python tests/examples/{name}.py FOLDER" in done.stderr
    assert "Traceback" not in done.stderr


def test_an_unreadable_article_is_reported_in_one_sentence(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    done = subprocess.run(
        [sys.executable, Path(__file__).with_name("many_pairs.py"), "."],
        capture_output=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
    )
    assert done.returncode == 1
    assert done.stderr == "“empty.txt” is empty; name a file that contains an article.\n"


def test_comparisons_can_be_pickled() -> None:
    comparison = compare(sample_articles().map(load))
    again = pickle.loads(pickle.dumps(comparison))  # noqa: S301 - our own
    assert isinstance(again, Comparison)
    assert again == comparison
    assert again.alignment.by_passage is not None
    assert pickle.loads(pickle.dumps(Pair(1, 2))) == Pair(1, 2)  # noqa: S301
