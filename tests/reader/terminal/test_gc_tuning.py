"""The garbage collector: objects that live long are frozen, and garbage is still freed in the end."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from diptych.reader.terminal import gc_tuning
from diptych.reader.terminal.gc_tuning import FREEZES_PER_SCAN, ObjectFreezer

if TYPE_CHECKING:
    from collections.abc import Iterator


class Circle:
    """An object that refers to itself, as painted strips do."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _tuned(monkeypatch: pytest.MonkeyPatch, untuned_garbage_collector: None) -> Iterator[None]:  # noqa: ARG001
    """Use the real garbage collector, and restore it after the test."""
    monkeypatch.setattr(gc_tuning, "gc", gc)
    yield
    gc.unfreeze()
    gc.enable()


def test_new_objects_are_made_without_collecting_and_then_frozen() -> None:
    with ObjectFreezer().freeze_new_objects():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(made)
    assert not any(found is made for found in gc.get_objects())


def test_garbage_from_before_is_collected_first() -> None:
    reference = ref(Circle())
    with ObjectFreezer().freeze_new_objects():
        pass
    assert reference() is None


def test_frozen_garbage_is_freed_after_some_freezes() -> None:
    freezer = ObjectFreezer()
    with freezer.freeze_new_objects():
        circle = Circle()
    reference = ref(circle)
    del circle
    gc.collect()
    assert reference() is not None
    for _ in range(FREEZES_PER_SCAN):
        with freezer.freeze_new_objects():
            pass
    assert reference() is None


def test_an_error_leaves_the_collector_enabled() -> None:
    with pytest.raises(ValueError, match="fault"), ObjectFreezer().freeze_new_objects():
        raise ValueError("fault")
    assert gc.isenabled()


def test_a_disabled_collector_stays_as_it_is() -> None:
    before = gc.get_freeze_count()
    gc.disable()
    with ObjectFreezer().freeze_new_objects():
        pass
    assert not gc.isenabled()
    assert gc.get_freeze_count() == before
