"""What the link under the cursor rests on, in words: grade, score, what both have, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from diptych.alignment.model import Grade, Verdict
from diptych.comparison_wording import difference_words
from diptych.reader.bars.one_line import OneLine
from diptych.reader.text.evidence_labels import MOST_NEAREST, MOST_NUMBERED, evidence_labels
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.verdict_labels import NOTE, WORDS, from_change, score_of, sign_of, since_changed
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.reader.state.session import ReaderSession

_WORD = 12
"""Cells that may stay empty at the end of a row because a long word does not fit."""

_EXCERPT = 240
"""Cells of a counterpart that are quoted in the list: more than a wide terminal has."""


class EvidencePanel(OneLine):
    """A few lines on the passage under the cursor.

    How many depends on the height of the terminal alone: a panel that took what each passage needs would
    make the text jump at every step of the cursor.
    """

    DEFAULT_CSS = """
    EvidencePanel {
        height: 13%;
        min-height: 4;
        max-height: 6;
    }
    """

    _session: ReaderSession | None = None

    def show(self, session: ReaderSession) -> None:
        """Describe the passage under the cursor of `session`."""
        self._session = session
        self.update(Content("\n").join(_lines(session, *self.content_size)), layout=False)

    def on_resize(self) -> None:
        """What fits has changed."""
        if self._session is not None:
            self.show(self._session)


def _lines(session: ReaderSession, width: int, height: int) -> Iterator[Content]:
    place, alignment = session.place, session.alignment
    if place is None:
        yield Content("This article has no passages.")
        return
    if alignment is None:
        yield Content("The links are being computed; read on.")
        return
    links, link = session.counterparts, session.link
    if link is None and not alignment.known(*place):
        yield Content("The links of this passage have not been computed yet; read on.")
        return
    if link is None:
        yield from _alone(session, alignment)
        return
    headline, shared = _headline(link, len(links)), _shared(link)
    notes = _then(link, session)
    notes += [_note("link", link.note)] if link.note else []
    notes += _passage_note(session)
    # Rows that several counterparts leave free take what does not fit into one.
    free = height - 2 - len(notes) - len(link.differences) - (len(links) if len(links) > 1 else 0)
    room = width if free < 1 else 2 * width - _WORD
    differing = [_differs(difference, room) for difference in link.differences]
    numbered_rows = 1 if len(links) > 1 else 0
    if 2 + len(notes) + len(differing) + numbered_rows > height:
        # what differs matters most, and which counterpart it is
        notes = notes[:1]
        about = [Content("   ").join([headline, shared]), *notes]
        about += _at_most(differing, link.differences, max(1, height - len(about) - numbered_rows))
    else:
        about = [headline, *notes, *_wrapped([*differing, shared], width, free)]
    yield from about
    if len(links) > 1 or len(about) < height:
        side = session.counterpart_side
        numbered = list(enumerate(links[:MOST_NUMBERED], 1))
        # Where there is no room for all of them, the one that is shown must be among those that are.
        shown = next((number for number, counterpart in numbered if counterpart is link), 1)
        for number, counterpart in numbered[max(0, shown - max(1, height - len(about))) :]:
            yield _counterpart(number, counterpart, session.articles[side], side, shown=counterpart is link)


def _alone(session: ReaderSession, alignment: Alignment) -> Iterator[Content]:
    """What to say of a passage without counterparts: what comes nearest, for the reader to judge."""
    place = session.place
    assert place is not None  # noqa: S101 - the caller looked
    yield Content.assemble(
        ("○ unique", "$text-warning bold"),
        f"   no counterpart found at threshold {alignment.threshold:.2f}",
    )
    yield from _passage_note(session)
    candidates = alignment.candidates_of(*place)
    rejected = [link for link in candidates if link.verdict is Verdict.REJECTED]
    nearest = [*rejected, *(link for link in candidates if link not in rejected)][:MOST_NEAREST]
    if not nearest:
        yield Content.styled("nothing in the other article comes near", "$text-muted")
    other = place.side.other
    for number, link in enumerate(nearest):
        excerpt = beginning(session.articles[other].passage_text(link.end(other)), _EXCERPT)
        how = f"{sign_of(link)} rejected " if number < len(rejected) else "nearest "
        yield Content.assemble((how, "$text-muted"), f"{link.score:.2f}  ", (excerpt, "$text-muted"))
        yield from _then(link, session)
        if link.note:
            yield _note("link", link.note)


def _note(what: str, text: str) -> Content:
    """A note on one line, however many it has."""
    return Content.assemble((f"{NOTE} note on the {what}: ", "bold"), " ".join(text.split()))


def _then(link: Link, session: ReaderSession) -> list[Content]:
    """What was judged, where a passage has changed since."""
    said = [
        f"{side.value}: “{from_change(link.judged_as[side], article.passage_text(link.end(side)))}”"
        for side, article in zip(Side, session.articles, strict=True)
        if link.judged_as[side]
    ]
    return (
        [Content.assemble((f"{sign_of(link)} when you judged, ", "bold"), "   ".join(said))] if said else []
    )


def _passage_note(session: ReaderSession) -> list[Content]:
    """The note on the passage under the cursor, if there is one."""
    place, comparison = session.place, session.comparison
    if place is None or comparison is None:
        return []
    notes = comparison.notes[place.side]
    return [_note("passage", note.text) for note in notes if note.passage == place.passage]


def _headline(link: Link, count: int) -> Content:
    mark, style = ("◐", "$text-success") if link.grade is Grade.RELATED else ("●", "$text-success bold")
    score = f" {score_of(link)}".rstrip()
    headline = Content.assemble((f"{mark} {link.grade.value}", style), score)
    if link.verdict is Verdict.REJECTED:
        rejected = (f"{sign_of(link)} {WORDS[link.verdict]}{since_changed(link)}", "$text-error bold")
        headline = Content.assemble(rejected, ": no counterpart any more   ", headline)
        return headline if not count else headline.append_text(f"   {count} other{'s' if count > 1 else ''}")
    if link.verdict is not None:
        accepted = (f"   {sign_of(link)} {WORDS[link.verdict]}{since_changed(link)}", "$text-success bold")
        headline = Content.assemble(headline, accepted)
    return headline if count == 1 else headline.append_text(f"   {count} counterparts")


def _wrapped(lines: Sequence[Content], width: int, free: int) -> Iterator[Content]:
    """The lines, the first long ones wrapped into as many more rows as are free."""
    for line in lines:
        rows = line.wrap(width) if free > 0 and width > 0 and line.cell_length > width else [line]
        kept, rest = rows[:free], rows[free:]
        yield from kept
        if rest:
            yield rest[0] if len(rest) == 1 else Content(" ").join(rest)
        free -= len(kept) if rest else len(kept) - 1


def _differs(difference: Difference, width: int) -> Content:
    """Both readings in so many cells; where they are too long for them, the beginnings of both."""
    words = difference_words(difference)
    subject = f"{words.subject}: " if words.subject else ""
    readings = words.readings.map(Content)
    room = width - cell_len(subject) - len("≠   │  ")
    shorter = min(reading.cell_length for reading in readings)
    if width and sum(reading.cell_length for reading in readings) > room:
        most = max(room // 2, room - shorter, 1)
        readings = readings.map(lambda reading: _cut(reading, most))
    return Content.assemble(
        ("≠ ", "$text-error bold"),
        (subject, "$text-error"),
        readings.left,
        ("  │  ", "$text-muted"),
        readings.right,
    )


def _at_most(lines: Sequence[Content], differences: Sequence[Difference], rows: int) -> list[Content]:
    """As many lines on what differs as there are rows; the last one says what there is no room for."""
    if len(lines) <= rows:
        return [*lines]
    rest = differences[rows - 1 :]
    kinds = ", ".join(dict.fromkeys(difference.kind.value for difference in rest))
    more = Content.assemble(
        ("≠ ", "$text-error bold"), f"{len(rest)} {'more' if rows > 1 else 'details'}: {kinds}"
    )
    return [*lines[: rows - 1], more]


def _cut(text: Content, width: int) -> Content:
    return text if text.cell_length <= width else text.truncate(width, ellipsis=True)


def _shared(link: Link) -> Content:
    parts = [
        Content.assemble((f"{kind.value} ", "$text-muted"), (" · ".join(named) + more, "$text-success"))
        for kind, named, more in evidence_labels(link)
    ]
    if not parts:
        by_hand = link.verdict is Verdict.ADDED
        place = "nothing that both have was found" if by_hand else "both: only their place among other links"
        return Content.styled(place, "$text-muted")
    return Content.assemble(("both  ", "bold"), Content("   ").join(parts))


def _counterpart(number: int, link: Link, article: Article, side: Side, *, shown: bool) -> Content:
    action = Style.from_meta({"@click": f"screen.counterpart({number})"})
    grade = "◐" if link.grade is Grade.RELATED else "●"
    differs = "≠" if link.differences else " "
    line = Content.assemble(
        ("▸" if shown else " ", "bold"),
        (f"{number}", "bold"),
        (f" {differs}", "$text-error bold"),
        (f"{grade} ", "$text-success"),
        f"{score_of(link)} {sign_of(link)} " if link.verdict else f"{score_of(link)}  ",
        (beginning(article.passage_text(link.end(side)), _EXCERPT), "" if shown else "$text-muted"),
    )
    return line.stylize(action)
