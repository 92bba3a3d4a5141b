"""What the thread that computes the links tells of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from diptych.comparison import Comparison


class LinkingProgress(Message):
    """A share of the linking is done."""

    def __init__(self, fraction: float) -> None:
        super().__init__()
        self.fraction = fraction

    def can_replace(self, message: Message) -> bool:
        """A newer share makes an older one pointless."""
        return isinstance(message, LinkingProgress)


class Linked(Message):
    """The links are there."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison


class PartLinked(Message):
    """The links of what is in view are there, before all others."""

    def __init__(self, comparison: Comparison) -> None:
        super().__init__()
        self.comparison = comparison

    def can_replace(self, message: Message) -> bool:
        """A later part holds the earlier ones."""
        return isinstance(message, PartLinked)


class LinkingFailed(Message):
    """The links could not be computed."""

    def __init__(self, reason: str) -> None:
        super().__init__()
        self.reason = reason
