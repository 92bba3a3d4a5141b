"""What the garbage collector is told: what lasts is left alone, what was thrown away goes in the end."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING
from weakref import ref

import pytest

from diptych.reader.terminal import gc_tuning
from diptych.reader.terminal.gc_tuning import ROUNDS, Lasting

if TYPE_CHECKING:
    from collections.abc import Iterator


class Circle:
    """An object that refers to itself, as painted strips do."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _tuned(monkeypatch: pytest.MonkeyPatch, untuned_garbage_collector: None) -> Iterator[None]:  # noqa: ARG001
    """The real garbage collector, as it was before when a test ends."""
    monkeypatch.setattr(gc_tuning, "gc", gc)
    yield
    gc.unfreeze()
    gc.enable()


def test_what_lasts_is_made_undisturbed_and_then_left_alone() -> None:
    with Lasting().undisturbed():
        assert not gc.isenabled()
        made = [[number] for number in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= len(made)
    assert not any(found is made for found in gc.get_objects())


def test_what_is_garbage_before_does_not_stay() -> None:
    circle = ref(Circle())
    with Lasting().undisturbed():
        pass
    assert circle() is None


def test_what_became_garbage_meanwhile_goes_after_some_rounds() -> None:
    lasting = Lasting()
    with lasting.undisturbed():
        circle = Circle()
    gone = ref(circle)
    del circle
    gc.collect()
    assert gone() is not None
    for _ in range(ROUNDS):
        with lasting.undisturbed():
            pass
    assert gone() is None


def test_a_fault_leaves_the_collector_at_work() -> None:
    with pytest.raises(ValueError, match="fault"), Lasting().undisturbed():
        raise ValueError("fault")
    assert gc.isenabled()


def test_where_nothing_is_collected_nothing_is_changed() -> None:
    before = gc.get_freeze_count()
    gc.disable()
    with Lasting().undisturbed():
        pass
    assert not gc.isenabled()
    assert gc.get_freeze_count() == before
