"""Where a reader was: values that can be written down, and found again in a text that has changed since."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.article.model import Article

LONGEST = 160
"""Code points of a passage that are kept to find it again."""

LIKENESS = 0.5
"""The share of words, 0..1, that a passage must have in common with what was kept to count as the same."""

_REACH = 400
"""How many passages away a reworded one is looked for."""


class Bookmark(NamedTuple):
    """A passage of an article."""

    passage: int
    words: str
    """How it begins, on one line."""

    @classmethod
    def at(cls, article: Article, passage: int) -> Bookmark:
        """The bookmark of passage `passage`."""
        return cls(passage, _beginning(article, passage))

    def find(self, article: Article, before: int | None = None) -> int | None:
        """The passage in the article as it is now: the same words, the most like them, or the same place.

        Args:
            article: as it is now.
            before: how many passages it had, where that is known; the same place is then as far through it.

        Returns:
            Index of a passage; None in an article that has none.
        """
        count = len(article.passages)
        if count == 0:
            return None
        if self.passage < count and _beginning(article, self.passage) == self.words:
            return self.passage
        near = sorted(range(count), key=lambda passage: (abs(passage - self.passage), passage))
        for passage in near:
            if _beginning(article, passage) == self.words:
                return passage
        wanted = set(self.words.casefold().split())
        likeness = [_likeness(wanted, _beginning(article, passage)) for passage in near[:_REACH]]
        best = max(range(len(likeness)), key=lambda at: (likeness[at], -at))
        if likeness[best] >= LIKENESS:
            return near[best]
        return near[0] if not before else min(count - 1, self.passage * count // before)


def _beginning(article: Article, passage: int) -> str:
    span = article.passages[passage].span
    # spaces and line ends count for less than words: some more is cut than is kept
    return " ".join(article.text[span.start : min(span.end, span.start + 2 * LONGEST)].split())[:LONGEST]


def _likeness(wanted: set[str], words: str) -> float:
    found = set(words.casefold().split())
    return len(wanted & found) / max(1, len(wanted | found))


class SavedPosition(NamedTuple):
    """Where a side was."""

    cursor: Bookmark
    """The passage under its cursor."""
    seen: Bookmark
    """A passage that was to be seen."""
    row: int
    """Where that one began, in rows from the top of its pane; negative above it."""


class SavedSession(NamedTuple):
    """Where a reading was left."""

    side: Side
    """The side that the keys moved in."""
    spots: Pair[SavedPosition]
    view: str = "facing"
    """The name of the view where there is room for two columns."""
    narrow_view: str = "single"
    """The name of the view where there is none."""
    order: Side = Side.LEFT
    """The article whose order those views follow that set both together."""
    selection: str = "all"
    """The name of the filter, as the reader has it."""
    threshold: float | None = None
    """Score from which a match counted as a link, 0..1; None where nobody had changed it."""

    @property
    def swapped(self) -> SavedSession:
        """The same with the sides exchanged."""
        return self._replace(side=self.side.other, spots=self.spots.swapped, order=self.order.other)

    def to_json(self) -> dict[str, object]:
        """As an object of JSON."""
        return {
            "side": self.side.value,
            **{side.value: _written(self.spots[side]) for side in Side},
            "view": self.view,
            "narrow view": self.narrow_view,
            "order": self.order.value,
            "selection": self.selection,
            "threshold": self.threshold,
        }


def _written(spot: SavedPosition) -> dict[str, object]:
    marks = {"cursor": spot.cursor, "seen": spot.seen}
    found = {name: {"passage": mark.passage, "words": mark.words} for name, mark in marks.items()}
    return {**found, "row": spot.row}


def saved_session_from(content: Mapping[str, object]) -> SavedSession | None:
    """What an object of JSON says; None where it says anything else, for others may have written it."""
    try:
        threshold = content["threshold"]
        return SavedSession(
            Side(content["side"]),
            Pair(_spot(content["left"]), _spot(content["right"])),
            _text(content["view"]),
            _text(content["narrow view"]),
            Side(content["order"]),
            _text(content["selection"]),
            None if threshold is None else _share(threshold),
        )
    except (KeyError, TypeError, ValueError):
        return None


def _spot(content: object) -> SavedPosition:
    if not isinstance(content, dict):
        raise TypeError
    marks = [content["cursor"], content["seen"]]
    cursor, seen = (Bookmark(_number(mark["passage"]), _text(mark["words"])) for mark in marks)
    if cursor.passage < 0 or seen.passage < 0:
        raise ValueError
    return SavedPosition(cursor, seen, _number(content["row"]))


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > 1_000_000_000:
        raise TypeError
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _share(value: object) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= 1:
        raise ValueError
    return float(value)
