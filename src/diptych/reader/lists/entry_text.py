"""List entries as text for the clipboard: one entry, or a whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import HOW_JUDGED, counted, graded, one_line
from diptych.reader.lists import wording
from diptych.reader.text.positions import PassagePositions, paragraphs
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry, Listing
    from diptych.reader.lists.verdict_summary import VerdictSummary
    from diptych.sides import Pair


class EntryText:
    """Writes list entries as text, with the positions of their passages."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._positions = articles.map(PassagePositions)

    def entry(self, entry: ListEntry) -> str:
        """One entry: the passages of a link, both readings of a difference, a run of unique passages."""
        if entry.summary is not None:
            return self._verdict(entry, entry.summary)
        if entry.detail is not None:
            answers = "; ".join(f"{mark} {reading}" for mark, reading in entry.detail.answers)
            side = entry.detail.side
            kind, place = entry.detail.detail.kind.value, self._position(entry, side)
            return f"{side.value.capitalize()}, {place}, {kind}: {entry.detail.reading}  {answers}".rstrip()
        if entry.link is None:
            return self._run(entry)
        link = entry.link
        passages = [self._passage(entry, side) for side in Side]
        if entry.difference is None:
            if entry.is_rejected:
                return "\n".join([f"{graded(link)}, {HOW_JUDGED[Verdict.REJECTED]}", *passages])
            differences = [wording.difference_line(difference) for difference in link.differences]
            return "\n".join([graded(link), *passages, *differences])
        grade = f"({link.grade.value}, score {link.score:.2f})"
        others = [wording.also(entry)] if entry.also else []
        return "\n".join([wording.difference_line(entry.difference), *passages, grade, *others])

    def listing(self, listing: Listing, entries: Sequence[ListEntry]) -> str:
        """A whole list, with a heading that names the articles."""
        heading = wording.copied_list(listing, self._articles)
        gap = "\n" if entries and entries[0].detail is not None else "\n\n"
        return "\n\n".join([heading, gap.join(map(self.entry, entries))]) + "\n"

    def _verdict(self, entry: ListEntry, summary: VerdictSummary) -> str:
        lines = [f"{summary.sign} {summary.heading}", *([summary.note] if summary.note else [])]
        for side in Side:
            lines += [self._passage(entry, side)] if entry.passages(side) else []
            lines += summary.former_lines(side)
        return "\n".join(lines)

    def _run(self, entry: ListEntry) -> str:
        side = Side.LEFT if entry.left else Side.RIGHT
        words = counted(entry.words, "word")
        position = self._position(entry, side)
        return f"{self._text(entry, side)}\n({self._articles[side].title}, {position}; {words})"

    def _passage(self, entry: ListEntry, side: Side) -> str:
        return f"{side.value.capitalize()}, {self._position(entry, side)}: {self._text(entry, side)}"

    def _position(self, entry: ListEntry, side: Side) -> str:
        passages = entry.passages(side)
        return self._positions[side].label(passages.start, passages[-1])

    def _text(self, entry: ListEntry, side: Side) -> str:
        article = self._articles[side]
        return "\n\n".join(
            one_line(span.of(article.text)) for span in paragraphs(article, entry.passages(side))
        )
