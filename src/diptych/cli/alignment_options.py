"""What links are computed with, as the command line asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from diptych.alignment.settings import AlignmentSettings

if TYPE_CHECKING:
    import argparse


def settings_of(options: argparse.Namespace, min_score: float | None = None) -> AlignmentSettings:
    """The defaults, but for what was asked for; the floor is lowered to whatever is to be printed."""
    settings = AlignmentSettings(language=options.language)
    if options.threshold is not None:
        settings = replace(settings, threshold=options.threshold)
    wanted = settings.threshold if min_score is None else min_score
    return replace(settings, floor=min(settings.floor, settings.threshold, wanted))
