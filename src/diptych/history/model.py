"""The place where a session ended: values for a JSON file, and how to find them in a changed text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Mapping

    from diptych.article.model import Article

LONGEST = 160
"""Most code points of a passage that are kept to find it again."""

MIN_OVERLAP = 0.5
"""Lowest share of common words, 0..1, of a passage that has been reworded."""

_REACH = 400
"""Nearest passages that are searched for a reworded one."""

_LARGEST = 1_000_000_000
"""Largest number in a file, either way."""


class Bookmark(NamedTuple):
    """A passage of an article.

    Unlike an anchor of a verdict, it always leads to some passage.  It does without string similarity, whose
    library would delay the first frame.
    """

    passage: int
    """Its index."""
    words: str
    """Its beginning, on one line."""

    @classmethod
    def at(cls, article: Article, passage: int) -> Bookmark:
        """The bookmark of passage `passage`."""
        return cls(passage, _beginning(article, passage))

    def find(self, article: Article, before: int | None = None) -> int | None:
        """The passage in a later version of the article: the same words, the most similar, or the position.

        Args:
            article: the later version.
            before: number of passages of the former version, to scale the position; None to keep the index.

        Returns:
            Index of a passage; None in an article without passages.
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

        def overlap(passage: int) -> float:
            """Jaccard index of the sets of words, 0..1."""
            found = set(_beginning(article, passage).casefold().split())
            return len(wanted & found) / max(1, len(wanted | found))

        best = max(near[:_REACH], key=overlap)
        if overlap(best) >= MIN_OVERLAP:
            return best
        return near[0] if not before else min(count - 1, self.passage * count // before)


def _beginning(article: Article, passage: int) -> str:
    span = article.passages[passage].span
    # Twice the length, because runs of spaces become one.
    return " ".join(article.text[span.start : min(span.end, span.start + 2 * LONGEST)].split())[:LONGEST]


class SavedPosition(NamedTuple):
    """The position of one side."""

    cursor: Bookmark
    """The passage under the cursor."""
    seen: Bookmark
    """A passage that was visible."""
    row: int
    """Row of the pane at which `seen` began; negative above the top."""


class SavedSession(NamedTuple):
    """The place where a session ended."""

    side: Side
    """The side with the focus."""
    positions: Pair[SavedPosition]
    view: str = "facing"
    """Name of the view on screens with room for two columns."""
    narrow_view: str = "single"
    """Name of the view on narrower screens."""
    order: Side = Side.LEFT
    """The article whose order the synopsis and the single column follow."""
    selection: str = "all"
    """Name of the filter."""
    threshold: float | None = None
    """Lowest score of a link, 0..1, that the user chose; None for that of the model."""
    model: str = "lexical-1"
    """Name of the model whose links they were; files of earlier versions name none."""

    @property
    def swapped(self) -> SavedSession:
        """The session with the sides exchanged."""
        return self._replace(side=self.side.other, positions=self.positions.swapped, order=self.order.other)

    def to_json(self) -> dict[str, object]:
        """A JSON object."""
        return {
            "side": self.side.value,
            **{side.value: _position_json(self.positions[side]) for side in Side},
            "view": self.view,
            "narrow view": self.narrow_view,
            "order": self.order.value,
            "selection": self.selection,
            "threshold": self.threshold,
            "model": self.model,
        }


def _position_json(position: SavedPosition) -> dict[str, object]:
    return {"cursor": position.cursor._asdict(), "seen": position.seen._asdict(), "row": position.row}


def saved_session_from(content: Mapping[str, object]) -> SavedSession | None:
    """The session in a JSON object; None if the object has another form."""
    match {"model": SavedSession._field_defaults["model"], **content}:
        case {
            "side": "left" | "right" as side,
            "left": left,
            "right": right,
            "view": str(view),
            "narrow view": str(narrow_view),
            "order": "left" | "right" as order,
            "selection": str(selection),
            "threshold": None | int() | float() as threshold,
            "model": str(model),
        } if threshold is None or 0 <= threshold <= 1:
            first, second = _parse_position(left), _parse_position(right)
            if first is not None and second is not None:
                positions = Pair(first, second)
                return SavedSession(
                    Side(side), positions, view, narrow_view, Side(order), selection, threshold, model
                )
    return None


def _parse_position(content: object) -> SavedPosition | None:
    match content:
        case {
            "cursor": {"passage": int(cursor), "words": str(cursor_words)},
            "seen": {"passage": int(seen), "words": str(seen_words)},
            "row": int(row),
        } if 0 <= cursor <= _LARGEST and 0 <= seen <= _LARGEST and abs(row) <= _LARGEST:
            return SavedPosition(Bookmark(cursor, cursor_words), Bookmark(seen, seen_words), row)
    return None
