"""The evidence for the link under the cursor: grade, score, what both passages share, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from diptych.alignment.model import Verdict
from diptych.comparison_wording import difference_words
from diptych.reader.bars import wording
from diptych.reader.bars.one_line import OneLine
from diptych.reader.state.wording import NO_PASSAGES
from diptych.reader.text.evidence_labels import MOST_NUMBERED, evidence_labels
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.highlights import PassageStatus, grade_status
from diptych.reader.text.verdict_labels import (
    NOTE,
    SIGNS,
    WORDS,
    from_change,
    score_of,
    sign_of,
    since_changed,
)
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.details.side_by_side import DetailRow
    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.reader.state.session import ReaderSession

_LONG_WORD = 12
"""Cells that may stay empty at the end of a row because the next word does not fit."""

_EXCERPT = 240
"""Maximum width of a counterpart's excerpt in cells: more than a wide terminal has."""


class EvidencePanel(OneLine):
    """A few lines about the passage under the cursor.

    The height depends on the terminal only.  If it depended on the passage, the text would jump at every
    step of the cursor.
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
        """Fit the lines to the new size."""
        if self._session is not None:
            self.show(self._session)


def _lines(session: ReaderSession, width: int, height: int) -> Iterator[Content]:
    place, alignment = session.place, session.alignment
    if place is None:
        yield Content(NO_PASSAGES)
        return
    if alignment is None:
        yield Content(wording.COMPUTING)
        return
    links, link = session.counterparts, session.link
    if session.lost is not None:
        other = place.side.other
        excerpt = beginning(session.articles[other].passage_text(session.lost.end(other)), _EXCERPT)
        yield Content.styled(wording.link_lost(excerpt, alignment, session.lost), "$text-warning bold")
        height -= 1
    if link is None and not alignment.known(*place):
        yield Content(wording.NOT_COMPUTED)
        return
    if link is None:
        yield from _alone(session, alignment)
        return
    headline, shared = link_headline(link, len(links), alignment.threshold), link_evidence(link)
    notes = _as_judged(link, session)
    notes += [_note("link", link.note)] if link.note else []
    notes += [_note("passage", text) for text in session.passage_notes]
    # Long lines wrap into the rows that the list of counterparts leaves free.
    doubtful = alignment.may_differ(link)
    details = len(link.differences) + len(doubtful)
    free = height - 2 - len(notes) - details - (len(links) if len(links) > 1 else 0)
    room = width if free < 1 else 2 * width - _LONG_WORD
    differing = [_differs(difference, room) for difference in link.differences]
    differing += [_may_differ(difference) for difference in doubtful]
    numbered_rows = 1 if len(links) > 1 else 0
    rows_left = max(0, height - 2 - len(notes) - len(differing) - numbered_rows)
    differing += [*map(_rejected, link.rejected_differences), *_beside(session, link, width)][:rows_left]
    if 2 + len(notes) + len(differing) + numbered_rows > height:
        # Differences matter most, then which counterpart is shown.
        notes = notes[:1]
        about = [Content("   ").join([headline, shared]), *notes]
        about += _at_most(
            differing, (*link.differences, *doubtful), max(1, height - len(about) - numbered_rows)
        )
    else:
        about = [headline, *notes, *_wrapped([*differing, shared], width, free)]
    yield from about
    if len(links) > 1 or len(about) < height:
        side = session.counterpart_side
        numbered = list(enumerate(links[:MOST_NUMBERED], 1))
        # The counterpart that is shown must be in the list, even if others do not fit.
        shown = next((number for number, counterpart in numbered if counterpart is link), 1)
        for number, counterpart in numbered[max(0, shown - max(1, height - len(about))) :]:
            yield _counterpart(number, counterpart, session.articles[side], side, shown=counterpart is link)


def _alone(session: ReaderSession, alignment: Alignment) -> Iterator[Content]:
    """Lines about a passage without counterparts: the nearest passages, for the user to judge."""
    place = session.place
    assert place is not None  # noqa: S101 - checked by the caller
    near = alignment.comes_near(*place)
    status = PassageStatus.NEAR if near else PassageStatus.UNIQUE
    label = f"{status.value} {'near' if near else 'unique'}"
    yield Content.assemble((label, "$text-warning bold"), f"   {wording.no_counterpart(alignment.threshold)}")
    yield from (_note("passage", text) for text in session.passage_notes)
    if not session.nearest:
        yield Content.styled(wording.NOTHING_NEAR, "$text-muted")
    other = place.side.other
    for number, link in enumerate(session.nearest, 1):
        excerpt = beginning(session.articles[other].passage_text(link.end(other)), _EXCERPT)
        label = f"{sign_of(link)} rejected " if link.verdict is Verdict.REJECTED else "nearest "
        line = Content.assemble(
            (f" {number} ", "bold"), (label, "$text-muted"), f"{link.score:.2f}  ", (excerpt, "$text-muted")
        )
        yield line.stylize(Style.from_meta({"@click": f"screen.counterpart({number})"}))
        yield from _as_judged(link, session)
        if link.note:
            yield _note("link", link.note)


def _note(what: str, text: str) -> Content:
    """A note, joined into one line."""
    return Content.assemble((f"{NOTE} note on the {what}: ", "bold"), " ".join(text.split()))


def _as_judged(link: Link, session: ReaderSession) -> list[Content]:
    """The passages as they were when the user judged them, if they have changed since."""
    passages = [
        f"{side.value}: “{from_change(link.judged_as[side], article.passage_text(link.end(side)))}”"
        for side, article in zip(Side, session.articles, strict=True)
        if link.judged_as[side]
    ]
    if not passages:
        return []
    return [Content.assemble((f"{sign_of(link)} when you judged, ", "bold"), "   ".join(passages))]


def _may_differ(difference: Difference) -> Content:
    return Content.assemble(("≟ ", "$differs-text"), wording.may_differ(difference))


def link_headline(link: Link, count: int, threshold: float) -> Content:
    """Grade, score and verdict of a link.

    Args:
        link: the link.
        count: number of counterparts of the passage; of a rejected link, of others.
        threshold: score, 0..1, from which diptych makes a link.
    """
    status = grade_status(link)
    style = "$text-success" if status is PassageStatus.RELATED else "$text-success bold"
    score = f" {score_of(link)}".rstrip()
    headline = Content.assemble((f"{status.value} {link.grade.value}", style), score)
    if said := wording.said_by_model(link, threshold):
        headline = headline.append_text(f"   {said}")
    if link.verdict is Verdict.REJECTED:
        rejected = (f"{sign_of(link)} {WORDS[link.verdict]}{since_changed(link)}", "$text-error bold")
        headline = Content.assemble(rejected, ": no counterpart any more   ", headline)
        return headline if not count else headline.append_text(f"   {count} other{'s' if count > 1 else ''}")
    if link.verdict is not None:
        accepted = (f"   {sign_of(link)} {WORDS[link.verdict]}{since_changed(link)}", "$text-success bold")
        headline = Content.assemble(headline, accepted)
    return headline if count == 1 else headline.append_text(f"   {count} counterparts")


def _wrapped(lines: Sequence[Content], width: int, free: int) -> Iterator[Content]:
    """The lines; long ones are wrapped as long as there are free rows."""
    for line in lines:
        rows = line.wrap(width) if free > 0 and width > 0 and line.cell_length > width else [line]
        kept, rest = rows[:free], rows[free:]
        yield from kept
        if rest:
            yield rest[0] if len(rest) == 1 else Content(" ").join(rest)
        free -= len(kept) if rest else len(kept) - 1


def _differs(difference: Difference, width: int) -> Content:
    """Subject and both readings in `width` cells; long readings are cut."""
    words = difference_words(difference)
    mark = f"≠{SIGNS[difference.verdict] if difference.verdict else ''} "
    subject = f"{words.subject}: " if words.subject else ""
    readings = words.readings.map(Content)
    room = width - cell_len(subject) - len(mark) - len("  │  ")
    lengths = readings.map(lambda reading: reading.cell_length)
    if width and sum(lengths) > room:
        most = max(room // 2, room - min(lengths), 1)
        readings = readings.map(
            lambda reading: reading if reading.cell_length <= most else reading.truncate(most, ellipsis=True)
        )
    return Content.assemble(
        (mark, "$differs-text bold"),
        (subject, "$differs-text"),
        readings.left,
        ("  │  ", "$text-muted"),
        readings.right,
    )


def _rejected(difference: Difference) -> Content:
    subject, readings = difference_words(difference)
    about = f"{subject}: " if subject else ""
    sign = SIGNS[Verdict.REJECTED]
    return Content.styled(f"{sign} no difference: {about}{readings.left}  │  {readings.right}", "$text-muted")


def _beside(session: ReaderSession, link: Link, width: int) -> Iterator[Content]:
    """The details that only one of the passages has, one row for each group."""
    return (_detail_row(row, width) for row in session.details_of(link))


def _detail_row(row: DetailRow, width: int) -> Content:
    """The details that only one of the passages has, the left one's first, in one row."""
    label = f"{row.group.value}  "
    readings = row.readings.map(lambda its: Content(" · ".join(its) or "–"))
    room = width - cell_len(label) - len("  │  ")
    if width and sum(reading.cell_length for reading in readings) > room:
        most = max(room // 2, room - min(reading.cell_length for reading in readings), 1)
        readings = readings.map(
            lambda reading: reading if reading.cell_length <= most else reading.truncate(most, ellipsis=True)
        )
    return Content.assemble((label, "$text-muted"), readings.left, ("  │  ", "$text-muted"), readings.right)


def _at_most(lines: Sequence[Content], differences: Sequence[Difference], rows: int) -> list[Content]:
    """At most `rows` lines; the last one names the kinds of the differences that do not fit."""
    if len(lines) <= rows:
        return [*lines]
    rest = differences[rows - 1 :]
    kinds = ", ".join(dict.fromkeys(difference.kind.value for difference in rest))
    more = Content.assemble(
        ("≠ ", "$differs-text bold"), f"{len(rest)} {'more' if rows > 1 else 'details'}: {kinds}"
    )
    return [*lines[: rows - 1], more]


def link_evidence(link: Link) -> Content:
    """What both passages of a link have."""
    parts = [
        Content.assemble((f"{kind.value} ", "$text-muted"), (" · ".join(named) + more, "$text-success"))
        for kind, named, more in evidence_labels(link)
    ]
    if not parts:
        return Content.styled(wording.NOTHING_SHARED, "$text-muted")
    return Content.assemble(("both  ", "bold"), Content("   ").join(parts))


def _counterpart(number: int, link: Link, article: Article, side: Side, *, shown: bool) -> Content:
    action = Style.from_meta({"@click": f"screen.counterpart({number})"})
    differs = "≠" if link.differences else " "
    line = Content.assemble(
        ("▸" if shown else " ", "bold"),
        (f"{number}", "bold"),
        (f" {differs}", "$differs-text bold"),
        (f"{grade_status(link).value} ", "$text-success"),
        f"{score_of(link)} {sign_of(link)} " if link.verdict else f"{score_of(link)}  ",
        "M  " if link.model_grade else "",
        (beginning(article.passage_text(link.end(side)), _EXCERPT), "" if shown else "$text-muted"),
    )
    return line.stylize(action)
