"""The reader uses only public names of Textual: private ones change with any version."""

from __future__ import annotations

import ast
import pkgutil
from importlib import import_module
from pathlib import Path
from types import FunctionType

import diptych.reader

MODULES = [found.name for found in pkgutil.walk_packages(diptych.reader.__path__, "diptych.reader.")]


def is_private(name: str) -> bool:
    return name.startswith("_") and not name.startswith("__")


def test_no_class_overrides_a_private_method_of_textual() -> None:
    overridden = []
    checked = 0
    for module in map(import_module, MODULES):
        for found in vars(module).values():
            if not isinstance(found, type) or found.__module__ != module.__name__:
                continue
            bases = [base for base in found.__mro__ if base.__module__.partition(".")[0] == "textual"]
            checked += bool(bases)
            for name, value in vars(found).items():
                if is_private(name) and isinstance(value, FunctionType | property):
                    overridden += [f"{found.__name__}.{name}" for base in bases if name in vars(base)]
    assert checked > 30
    assert not overridden


def test_no_private_name_is_used_that_the_reader_does_not_define() -> None:
    used: dict[str, str] = {}
    defined: set[str] = set()
    for module in MODULES:
        origin = import_module(module).__file__
        assert origin is not None
        for node in ast.walk(ast.parse(Path(origin).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and is_private(node.attr):
                if isinstance(node.ctx, ast.Store):
                    defined.add(node.attr)
                else:
                    used[node.attr] = f"{module}:{node.lineno}"
            elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                defined.add(node.name)
            elif isinstance(node, ast.AnnAssign | ast.Assign):
                targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                defined.update(target.id for target in targets if isinstance(target, ast.Name))
    assert len(used) > 100
    public = {"_replace", "_fields", "_make", "_exit"}  # of named tuples and of os
    assert {name: place for name, place in used.items() if name not in defined | public} == {}
