"""Settings, saved place and verdicts of one open pair.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    from diptych.alignment.settings import AlignmentSettings
    from diptych.history.pairs import PairHistory
    from diptych.verdicts.store import VerdictStore


class PairContext(NamedTuple):
    """Settings, saved place and verdicts of one open pair."""

    settings: AlignmentSettings | None = None
    memory: PairHistory | None = None
    verdicts: Callable[[], VerdictStore] | None = None
    """Opens the verdict store once there are links; None keeps verdicts in memory only."""
