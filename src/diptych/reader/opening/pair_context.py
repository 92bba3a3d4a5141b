"""What a pair is read with, beside its articles.  Knows no widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.settings import AlignmentSettings
    from diptych.history.pairs import PairHistory
    from diptych.verdicts.store import VerdictStore


class PairContext(NamedTuple):
    """What a pair is read with."""

    settings: AlignmentSettings | None = None
    memory: PairHistory | None = None
    verdicts: Callable[[], VerdictStore] | None = None
    """Opens what was said of the pair, once there are links; None to keep verdicts in memory."""
