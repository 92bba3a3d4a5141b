"""The public API: complete, lazy, and as the type checker sees it."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import diptych


@pytest.mark.parametrize("name", diptych.__all__)
def test_every_public_name_is_there(name: str) -> None:
    assert getattr(diptych, name) is not None
    assert name in dir(diptych)


def test_the_lazy_names_are_those_that_the_type_checker_sees() -> None:
    tree = ast.parse(Path(diptych.__file__).read_text(encoding="utf-8"))
    for_types = {
        (node.module, alias.name)
        for guarded in tree.body
        if isinstance(guarded, ast.If)
        for node in guarded.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    lazy = {(home, name) for home, names in diptych._HOMES.items() for name in names}
    assert lazy == for_types
    assert {name for _, name in lazy} | {"__version__"} == set(diptych.__all__)
    assert diptych.__all__ == sorted(diptych.__all__)


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'compear'"):
        diptych.compear  # noqa: B018


def test_two_files_can_be_compared_in_three_lines(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor of Lisbon resigned on Monday after 12 years in office.")
    (tmp_path / "b.txt").write_text("After 12 years in office, the mayor of Lisbon resigned on Monday.")
    comparison = diptych.compare(
        diptych.Pair(diptych.load(str(tmp_path / "a.txt")), diptych.load(str(tmp_path / "b.txt")))
    )
    assert isinstance(comparison, diptych.Comparison)
    assert [(link.left, link.right) for link in comparison.alignment.links] == [(0, 0)]


def test_the_version_is_that_of_the_installed_package() -> None:
    from importlib.metadata import version

    assert diptych.__version__ == version("diptych")


def test_importing_the_package_imports_none_of_its_modules() -> None:
    script = "import diptych, sys; print(*[name for name in sys.modules if name.startswith('diptych')])"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert set(run.stdout.split()) == {"diptych", "diptych.version"}
