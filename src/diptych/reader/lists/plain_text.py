"""List entries as plain text for copying: one entry, or a whole list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from diptych.reader.lists.entries import Listing
from diptych.reader.text.counts import counted
from diptych.reader.text.positions import PassagePositions, paragraphs
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from diptych.alignment.model import Difference
    from diptych.article.model import Article
    from diptych.reader.lists.entries import ListEntry, VerdictSummary


_QUOTATION_MARKS = "“”„‟«»‹›\"'‘’「『"


def subject_of(difference: Difference) -> str:
    """The subject of a difference, with its kind unless one contains the other."""
    subject, kind = difference.subject, difference.kind.value
    return subject if kind in subject or subject in kind else f"{subject} ({kind})"


def quoted(session: str) -> str:
    """A reading in quotation marks, unless it begins with one."""
    session = " ".join(session.split())
    return session if session[:1] in _QUOTATION_MARKS else f"“{session}”"


def reading_line(difference: Difference) -> str:
    """The subject and both readings of a difference, on one line."""
    left, right = map(quoted, difference.readings)
    return f"{subject_of(difference)}: {left} (left), {right} (right)"


class EntryText:
    """Words list entries, with the positions of their passages."""

    def __init__(self, articles: Pair[Article]) -> None:
        self._articles = articles
        self._places = articles.map(PassagePositions)

    def entry(self, entry: ListEntry) -> str:
        """One entry: the passages of a link, both readings of a difference, a run of unique passages."""
        if entry.said is not None:
            return self._said(entry, entry.said)
        if entry.link is None:
            return self._run(entry)
        link = entry.link
        said = [
            f"{side.value.capitalize()}, {self.where(entry, side)}: {self._says(entry, side)}"
            for side in Side
        ]
        if entry.difference is None:
            differing = [reading_line(difference) for difference in link.differences]
            return "\n".join([f"{link.grade.value.capitalize()}, score {link.score:.2f}", *said, *differing])
        return "\n".join(
            [reading_line(entry.difference), *said, f"({link.grade.value}, score {link.score:.2f})"]
        )

    def listing(self, listing: Listing, entries: Sequence[ListEntry]) -> str:
        """A whole list, with a heading that names the articles."""
        titles = self._articles.map(lambda article: f"“{article.title}”")
        side = listing.side
        if side is not None:
            heading = f"What {titles[side.other]} leaves out of {titles[side]}"
        elif listing is Listing.JUDGED:
            heading = f"What was judged of {titles.left} (left) and {titles.right} (right)"
        elif listing is Listing.DIFFERS:
            heading = f"Where {titles.left} (left) and {titles.right} (right) differ"
        else:
            heading = f"Links between {titles.left} (left) and {titles.right} (right)"
        return "\n\n".join([heading, *map(self.entry, entries)]) + "\n"

    def where(self, entry: ListEntry, side: Side) -> str:
        """The position of the passages of one side, in words."""
        passages = entry.passages(side)
        return self._places[side].label(passages.start, passages[-1])

    def _says(self, entry: ListEntry, side: Side) -> str:
        article = self._articles[side]
        return "\n\n".join(
            " ".join(span.of(article.text).split()) for span in paragraphs(article, entry.passages(side))
        )

    def _said(self, entry: ListEntry, said: VerdictSummary) -> str:
        lines = [f"{said.sign} {said.heading}", *([said.note] if said.note else [])]
        for side in Side:
            if entry.passages(side):
                where = self.where(entry, side)
                lines.append(f"{side.value.capitalize()}, {where}: {self._says(entry, side)}")
            if said.then[side]:
                lines.append(f"{side.value.capitalize()}, {said.when}: {said.then[side]}")
        return "\n".join(lines)

    def _run(self, entry: ListEntry) -> str:
        side = Side.LEFT if entry.left else Side.RIGHT
        words = counted(entry.words, "word")
        where = self.where(entry, side)
        return f"{self._says(entry, side)}\n({self._articles[side].title}, {where}; {words})"
