"""A link → the checkable details in which its passages disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from diptych.alignment.features import ArticleFeatures
    from diptych.alignment.model import Difference
    from diptych.sides import Pair


def differences_of(features: Pair[ArticleFeatures], left: int, right: int) -> tuple[Difference, ...]:
    """What passages `left` and `right` give differently."""
    return ()
