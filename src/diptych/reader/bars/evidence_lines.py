"""The lines of the evidence panel: grade and score of a link, what both passages share, what differs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import HOW_JUDGED, difference_words
from diptych.reader.bars import wording
from diptych.reader.text.evidence_labels import MOST_NUMBERED, evidence_labels
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.highlights import PassageStatus, grade_status
from diptych.reader.text.verdict_labels import (
    NOTE,
    SIGNS,
    from_change,
    score_of,
    sign_of,
    since_changed,
)
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from diptych.alignment.details.side_by_side import DetailRow
    from diptych.alignment.model import Alignment, Difference, Link
    from diptych.article.model import Article
    from diptych.reader.state.navigation import Place
    from diptych.reader.state.session import ReaderSession
    from diptych.sides import Pair

_LONG_WORD = 12
"""Cells that may stay empty at the end of a row because the next word does not fit."""

_EXCERPT = 240
"""Maximum width of a counterpart's excerpt in cells: more than a wide terminal has."""

_SHORT_EXCERPT = 32
"""Maximum width, in cells, of an excerpt within a line."""

_NARROWEST = 12
"""Minimum width, in cells, of a counterpart beside others: its number, grade and score."""

_USUAL_HEIGHT = 6
"""Maximum height in rows, unless the user asks for all the evidence."""


def evidence_lines(
    session: ReaderSession, place: Place, alignment: Alignment, counted: str, width: int, height: int
) -> Iterator[Content]:
    """Lines about a passage.

    Args:
        session: the session.
        place: the passage under its cursor.
        alignment: its links.
        counted: how many other accounts of a story have it, in words; may be empty.
        width: cells of a line.
        height: number of lines that there is room for.
    """
    link = session.link
    if session.lost is not None:
        other = place.side.other
        excerpt = beginning(session.articles[other].passage_text(session.lost.end(other)), _EXCERPT)
        yield Content.styled(wording.link_lost(excerpt, alignment, session.lost), "$text-warning bold")
        height -= 1
    if link is None and not alignment.known(*place):
        yield Content(wording.NOT_COMPUTED)
        return
    if link is None:
        lines = [*_alone(session, alignment, counted)]
        yield from _wrapped(lines, width, height - len(lines))
        return
    yield from _about(session, link, counted, width, height)


def _about(session: ReaderSession, link: Link, counted: str, width: int, height: int) -> Iterator[Content]:
    """Lines about a link: differences matter most, then which counterparts there are, then the details."""
    alignment, links = session.alignment, session.counterparts
    assert alignment is not None  # noqa: S101 - checked by the caller
    headline, shared = _headline(session, link, alignment.threshold), link_evidence(link, session.articles)
    headline = Content("   ").join(filter(None, (headline, Content(counted))))
    notes = _as_judged(link, session)
    notes += [_note("link", link.note)] if link.note else []
    notes += [_note("passage", text) for text in session.passage_notes]
    doubtful = alignment.may_differ(link)
    numbered = min(len(links), MOST_NUMBERED) if len(links) > 1 else 0
    rows = 2 + len(notes) + len(link.differences) + len(doubtful) + numbered
    together = Content("   ").join([headline, shared])
    top, rest = [headline], [shared]
    if together.cell_length <= width or rows > height:
        top, rest, rows = [together], [], rows - 1
    # Long lines wrap into the rows that the list of counterparts leaves free.
    free = height - rows
    differing = [
        *(
            _differs(difference, width if free < 1 else 2 * width - _LONG_WORD)
            for difference in link.differences
        ),
        *map(_may_differ, doubtful),
    ]
    if (room := height - 1 - min(numbered, 1)) < len(notes) + len(differing):
        notes = notes[:1]
        differing = _at_most(differing, (*link.differences, *doubtful), max(1, room - len(notes)))
    beside = [*map(_rejected, link.rejected_differences), *_packed(_beside(session, link, width), width)]
    differing += beside[: max(0, free)]
    free -= min(len(beside), max(0, free))
    about = [*top, *notes, *_wrapped([*differing, *rest], width, free)]
    yield from about
    left = height - len(about)
    if numbered:
        yield from _counterparts(session, link, width, max(1, left))
    elif left > 0:
        yield _other_end(session, link)
    if height > _USUAL_HEIGHT and alignment.model and left > max(numbered, 1):
        yield Content.styled(wording.made_by(alignment.model), "$text-muted")


def _other_end(session: ReaderSession, link: Link) -> Content:
    """The passage at the other end of the only link."""
    other = session.active.other
    if session.counterpart_side is other:
        return _counterpart(session, 1, link, link, _EXCERPT)
    excerpt = beginning(session.articles[other].passage_text(link.end(other)), _EXCERPT)
    line = Content.assemble((" ↵ ", "bold"), (excerpt, "$text-muted"))
    return line.stylize(Style.from_meta({"@click": "screen.to_counterpart"}))


def _counterparts(session: ReaderSession, shown: Link, width: int, rows: int) -> Iterator[Content]:
    """The numbered counterparts, side by side if there are more than rows; the one shown is among them."""
    numbered = list(enumerate(session.counterparts[:MOST_NUMBERED], 1))
    abreast = min(-(-len(numbered) // rows), max(1, width // _NARROWEST))
    at = next((number for number, link in numbered if link is shown), 1)
    first = max(0, at - abreast * rows)
    listed = numbered[first : first + abreast * rows]
    cells = width // abreast if abreast > 1 else _EXCERPT
    for start in range(0, len(listed), abreast):
        yield Content("").join(
            _counterpart(session, number, link, shown, cells)
            for number, link in listed[start : start + abreast]
        )


def _alone(session: ReaderSession, alignment: Alignment, counted: str) -> Iterator[Content]:
    """Lines about a passage without counterparts: the nearest passages, for the user to judge."""
    place = session.place
    assert place is not None  # noqa: S101 - checked by the caller
    near = alignment.comes_near(*place)
    status = PassageStatus.NEAR if near else PassageStatus.UNIQUE
    label = f"{status.value} {'near' if near else 'unique'}"
    about = "   ".join(filter(None, (wording.no_counterpart(alignment.threshold), counted)))
    yield Content.assemble((label, "$text-warning bold"), f"   {about}")
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


def _is_near(link: Link, threshold: float) -> bool:
    """Whether a link is none, but a candidate that the user looks at because it comes near."""
    return link.verdict is None and link.voice(threshold) is None


def link_headline(link: Link, count: int, threshold: float) -> Content:
    """Grade, score and verdict of a link, and the number of counterparts.

    Args:
        link: the link.
        count: number of counterparts of the passage; of a rejected link, of others.
        threshold: score, 0..1, from which diptych makes a link.
    """
    if link.verdict is Verdict.REJECTED or count < 2:
        return _judged_headline(link, count, threshold)
    return _judged_headline(link, count, threshold).append_text(f"   {count} counterparts")


def _judged_headline(link: Link, others: int, threshold: float) -> Content:
    """Grade, score and verdict of a link; of a rejected one also how many others there are."""
    status, name = grade_status(link), link.grade.value
    style = "$text-success" if status is PassageStatus.RELATED else "$text-success bold"
    if _is_near(link, threshold):
        status, name, style = PassageStatus.NEAR, wording.NEAREST, "$text-warning bold"
    elif link.verdict is Verdict.ADDED:
        name = status.name.lower()
    score = f" {score_of(link)}".rstrip()
    headline = Content.assemble((f"{status.value} {name}", style), score)
    if said := wording.said_by_model(link, threshold):
        headline = headline.append_text(f"   {said}")
    if link.verdict is None:
        return headline
    judged = f"{sign_of(link)} {HOW_JUDGED[link.verdict]}{since_changed(link)}"
    if link.verdict is Verdict.REJECTED:
        return Content.assemble(
            (judged, "$text-error bold"), "   ", headline, f"   {wording.rejected(others)}"
        )
    return Content.assemble(headline, (f"   {judged}", "$text-success bold"))


def _headline(session: ReaderSession, link: Link, threshold: float) -> Content:
    """Grade, score and verdict of the link shown, and which of how many counterparts it is."""
    links = session.counterparts
    if link.verdict is Verdict.REJECTED:
        return link_headline(link, sum(each is not link for each in links), threshold)
    if _is_near(link, threshold):
        home = session.active.other
        excerpt = beginning(session.articles[home].passage_text(link.end(home)), _SHORT_EXCERPT)
        return link_headline(link, 1, threshold).append_text(f"   {wording.no_counterpart_of(excerpt)}")
    if len(links) < 2 or session.counterpart_side is not session.active:
        return link_headline(link, len(links), threshold)
    home = session.active.other
    excerpt = beginning(session.articles[home].passage_text(link.end(home)), _SHORT_EXCERPT)
    which = wording.counterpart_of(links.index(link) + 1, len(links), excerpt)
    return link_headline(link, 1, threshold).append_text(f"   {which}")


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


def _packed(rows: Iterable[Content], width: int) -> list[Content]:
    """The rows, as many beside each other as fit."""
    packed: list[Content] = []
    for row in rows:
        together = Content("   ").join([packed[-1], row]) if packed else row
        if packed and together.cell_length <= width:
            packed[-1] = together
        else:
            packed.append(row)
    return packed


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


def link_evidence(link: Link, articles: Pair[Article]) -> Content:
    """What both passages of a link have."""
    parts = [
        Content.assemble((f"{kind.value} ", "$text-muted"), (" · ".join(named) + more, "$text-success"))
        for kind, named, more in evidence_labels(link, articles)
    ]
    if not parts:
        return Content.styled(wording.NOTHING_SHARED, "$text-muted")
    return Content.assemble(("both  ", "bold"), Content("   ").join(parts))


def _counterpart(session: ReaderSession, number: int, link: Link, shown: Link, cells: int) -> Content:
    """A numbered counterpart in `cells` cells, without blanks at its end if it stands alone."""
    side, alignment = session.counterpart_side, session.alignment
    assert alignment is not None  # noqa: S101 - there are links
    who = wording.voice_word(link, alignment.threshold)
    differs = "≠" if link.differences else "≟" if alignment.may_differ(link) else " "
    start = Content.assemble(
        ("▸" if link is shown else " ", "bold"),
        (f"{number}", "bold"),
        (f" {differs}", "$differs-text bold"),
        (f"{PassageStatus.NEAR.value} ", "$text-warning")
        if _is_near(link, alignment.threshold)
        else (f"{grade_status(link).value} ", "$text-success"),
        f"{score_of(link)} {sign_of(link)} " if link.verdict else f"{score_of(link)}  ",
        f"{who}  " if who else "",
    )
    excerpt = beginning(
        session.articles[side].passage_text(link.end(side)), max(1, cells - start.cell_length - 1)
    )
    line = start.append(Content.styled(excerpt, "" if link is shown else "$text-muted"))
    line = line.stylize(Style.from_meta({"@click": f"screen.counterpart({number})"}))
    return line if cells == _EXCERPT else line.truncate(cells - 1, pad=True).append(" ")
