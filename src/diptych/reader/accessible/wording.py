"""Marks, evidence, lists and keys as sentences for a screen reader.  No widgets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import (
    HOW_JUDGED,
    MARKS,
    graded,
    linked_passages,
    one_line,
    rejected_difference,
)
from diptych.reader.bars.wording import (
    COMPUTING,
    NOT_COMPUTED,
    link_lost,
    may_differ,
    no_counterpart,
    said_by_model,
)
from diptych.reader.lists.wording import links_and_rejected
from diptych.reader.state.navigation import Place
from diptych.reader.state.wording import NO_PASSAGES
from diptych.reader.terminal.bidi import isolate_rtl
from diptych.reader.terminal.key_names import key_names, remapped
from diptych.reader.terminal.keys import APP_KEYS, BINDINGS, KEYS
from diptych.reader.text.evidence_labels import MOST_NUMBERED, evidence_labels
from diptych.reader.text.excerpts import beginning
from diptych.reader.text.highlights import PassageStatus, passage_statuses
from diptych.reader.text.positions import PassagePositions
from diptych.reader.text.quotes import differing_detail
from diptych.reader.text.verdict_labels import score_of
from diptych.sides import Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.binding import Binding

    from diptych.alignment.model import Alignment, Link
    from diptych.article.model import Article
    from diptych.comparison import Comparison
    from diptych.reader.state.session import ReaderSession
    from diptych.reader.state.story_coverage import CountedSide
    from diptych.verdicts.records import JudgementRecord

ONE_VIEW = "The plain mode has only one view: each article as printed."
LINKING = "The links are being computed."
NO_LINKS = "No links computed."
PARTLY_LINKED = "Only what was in view is linked."

FURNITURE = "furniture: text of the page that is no part of the article"

_SPOKEN = {
    "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "/": "slash", "?": "question mark",
    "+": "plus", "-": "minus", "=": "equals", "{": "left brace", "}": "right brace",
    "[": "left bracket", "]": "right bracket",
}  # fmt: skip
"""Names of keys for reading aloud."""


def evidence(session: ReaderSession, counted: str = "") -> Iterator[str]:
    """Sentences about the passage under the cursor, the most important first.

    Args:
        session: the session.
        counted: how many other accounts of a story have the passage, in words; may be empty.
    """
    if counted:
        yield f"{_begun(counted)}."
    place, alignment, link = session.place, session.alignment, session.link
    if place is None:
        yield NO_PASSAGES
    elif alignment is None:
        yield COMPUTING
    elif link is not None:
        yield from _lost(session, alignment)
        yield from _linked(session, link)
    elif not alignment.known(*place):
        yield NOT_COMPUTED
    else:
        yield from _lost(session, alignment)
        yield from _unique(session, alignment)


def _lost(session: ReaderSession, alignment: Alignment) -> Iterator[str]:
    """Says that the link shown is gone, if a better model does not make it."""
    place, lost = session.place, session.lost
    if lost is not None and place is not None:
        other = place.side.other
        excerpt = beginning(session.articles[other].passage_text(lost.end(other)), 60)
        yield link_lost(excerpt, alignment, lost)


_LISTED = {
    "LINKS": ("link", "links"),
    "UNIQUE": ("unique passage", "unique passages"),
    "DIFFERS": ("link that differs", "links that differ"),
    "ONLY_HERE": ("passage that no other account has", "passages that no other account has"),
    "JUDGED": ("verdict or note", "verdicts and notes"),
}
"""Singular and plural of the entries of each list."""


class ListLine(NamedTuple):
    """A line of a list, and the place it leads to."""

    text: str
    place: Place | None = None
    link: Link | None = None
    """The link to show at that place."""


def list_lines(
    session: ReaderSession,
    name: str,
    orphaned: Sequence[JudgementRecord] = (),
    only_here: CountedSide | None = None,
) -> list[ListLine]:
    """A list as lines: a line about the list, then a line for each entry.

    Args:
        session: the session with the links.
        name: LINKS for all of them, DIFFERS for those that differ, UNIQUE for the passages without one,
            JUDGED for verdicts and notes, ONLY_HERE for the passages that no other account has.
        orphaned: verdicts and notes on passages that the texts no longer have.
        only_here: in how many other accounts of a story each passage is; None if nobody asks.
    """
    alignment, articles, active = session.alignment, session.articles, session.active
    if alignment is None:
        return [ListLine(LINKING)]
    found: list[ListLine] = []
    if name == "UNIQUE":
        found.extend(
            ListLine(f"Unique, {side.value}: {articles[side].passage_text(passage)}", Place(side, passage))
            for side in Side
            for passage in alignment.unique(side)
        )
    elif name == "ONLY_HERE":
        found.extend(_only_here(session, only_here))
    elif name == "JUDGED" and session.comparison is not None:
        found.extend(_judged(session.comparison, orphaned, active))
    else:
        for link in alignment.candidates:
            if link.verdict is Verdict.REJECTED and name == "LINKS":
                how = f"{_begun(HOW_JUDGED[link.verdict])}: {link.grade.value}, score {link.score:.2f}."
                found.append(_link_line(session, link, [how]))
            elif alignment.counts(link) and (link.differences or name == "LINKS"):
                differences = [differing_detail(each, "left", "right") for each in link.differences]
                how = f"{graded(link)}, {HOW_JUDGED[link.verdict]}." if link.verdict else f"{graded(link)}."
                if said := said_by_model(link, alignment.threshold):
                    differences.insert(0, f"{_begun(said)}.")
                differences += [f"{_begun(may_differ(each))}." for each in alignment.may_differ(link)]
                found.append(_link_line(session, link, [how, *differences]))
    count = f"{len(found)} {_LISTED[name][len(found) != 1]}"
    if name == "ONLY_HERE" and only_here is not None and only_here.counts.known < only_here.counts.total:
        count += f", {only_here.counts.known} of {only_here.counts.total} compared so far"
    if name == "LINKS":
        count = links_and_rejected(len(alignment.links), len(alignment.rejected))
    about = f"{count}. Down goes to the next one, Enter goes there, Escape goes back."
    return [ListLine(about), *found]


def _link_line(session: ReaderSession, link: Link, said: Sequence[str]) -> ListLine:
    """A link in a list: what is said of it, then both passages."""
    passages = [
        f"{side.value.capitalize()}: {session.articles[side].passage_text(link.end(side))}" for side in Side
    ]
    return ListLine(" ".join([*said, *passages]), Place(session.active, link.end(session.active)), link)


def _only_here(session: ReaderSession, counted: CountedSide | None) -> Iterator[ListLine]:
    if counted is not None:
        article = session.articles[counted.side]
        for passage in counted.counts.nowhere:
            yield ListLine(f"Only here: {article.passage_text(passage)}", Place(counted.side, passage))


def _judged(comparison: Comparison, orphaned: Sequence[JudgementRecord], active: Side) -> Iterator[ListLine]:
    from diptych.reader.lists.entries import judged_entries

    for entry in judged_entries(comparison, orphaned):
        summary = entry.summary
        assert summary is not None  # noqa: S101 - every entry of this list has one
        heading = summary.heading.replace("≠", "differs").replace("│", "|")
        sentences = [f"{_begun(one_line(heading))}."]
        sentences += [f"Note: {summary.note}"] if summary.note else []
        for side in Side:
            if passages := entry.passages(side):
                text = comparison.articles[side].passage_text(passages.start)
                sentences.append(f"{side.value.capitalize()}: {text}")
            sentences += summary.former_lines(side)
        place = entry.place(active) if entry.left or entry.right else None
        yield ListLine(" ".join(sentences), place, entry.link)


def help_lines(keymap: Mapping[str, str]) -> Iterator[str]:
    """What the words before passages mean, and what the keys of `keymap` and of the table do."""
    yield "Help. Down goes to the next line, Escape goes back to reading."
    yield "The word before a passage is its status:"
    yield from (f"{mark.name}: {mark.meaning}." for mark in MARKS)
    yield f"{FURNITURE}."
    yield "The cursor is at the passage, or at the status line if a key has changed only that."
    for group in KEYS:
        yield f"{group.title}:"
        for binding in remapped(group.bindings, keymap):
            if binding.action == "evidence":
                yield f"{keys_aloud(binding)}: Read what the link rests on."
            elif not binding.action.startswith("counterpart("):
                yield f"{keys_aloud(binding)}: {binding.tooltip}."
            elif binding.action == "counterpart(1)":
                yield "1 to 9: Jump to the counterpart of that number."
    for key, about in APP_KEYS[1:]:
        yield f"{key}: {about}."


def keys_aloud(binding: Binding) -> str:
    """The keys of a binding, by names for reading aloud."""
    keys = (key.split("+") if len(key) > 1 else [key] for key in key_names(binding).split())
    return ", ".join("+".join(_SPOKEN.get(part, part) for part in key) for key in keys)


def first_message(keymap: Mapping[str, str]) -> str:
    """Names the keys for help."""
    binding = next(each for each in remapped(BINDINGS, keymap) if each.id == "help")
    return f"Press {keys_aloud(binding)} for help."


def title(article: Article, side: Side) -> str:
    """The title with its side, since the screen shows only one article at a time."""
    return f"{side.value.capitalize()} article: {isolate_rtl(article.title)}"


def coverage(comparison: Comparison | None, side: Side, *, stopped: bool = False) -> str:
    """How much of an article the other one covers, in words.

    Args:
        comparison: the links; None while there are none.
        side: the side of the article.
        stopped: whether linking has stopped.
    """
    if comparison is None or comparison.alignment.compared is not None:
        incomplete = NO_LINKS if comparison is None else PARTLY_LINKED
        return incomplete if stopped else LINKING
    alignment = comparison.alignment
    linked, count = len(alignment.linked(side)), alignment.sizes[side]
    differing = passage_statuses(alignment, side, count).count(PassageStatus.DIFFERS)
    differs = f"; {differing} {'differs' if differing == 1 else 'differ'}" if differing else ""
    covered = linked_passages(alignment, side, comparison.coverage(side))
    return f"{covered}{differs}; {count - linked} unique."


def _linked(session: ReaderSession, link: Link) -> Iterator[str]:
    place = session.place
    assert place is not None  # noqa: S101 - checked by the caller
    other = place.side.other
    at = PassagePositions(session.articles[other]).label(link.end(other))
    if session.alignment is not None and link.verdict is None and not session.alignment.counts(link):
        yield f"No counterpart of {at} in the {other.value} article, but near: score {score_of(link)}."
    elif link.verdict is Verdict.REJECTED:
        yield f"{_begun(HOW_JUDGED[link.verdict])}: {at} in the {other.value} article."
    else:
        score = f", score {score_of(link)}" if score_of(link).strip() else ""
        verdict = f", {HOW_JUDGED[link.verdict]}" if link.verdict else ""
        yield f"Linked with {at} in the {other.value} article: {link.grade.value}{score}{verdict}."
    for side in Side:
        if link.judged_as[side]:
            yield f"When you judged, the {side.value} article said: {link.judged_as[side]}"
    yield from _notes(session, link)
    for difference in link.differences:
        yield differing_detail(difference, "in the left article", "in the right one")
    alignment = session.alignment
    if alignment is not None:
        if said := said_by_model(link, alignment.threshold):
            yield f"{_begun(said)}."
        yield from (f"{_begun(may_differ(each))}." for each in alignment.may_differ(link))
    for difference in link.rejected_differences:
        yield rejected_difference(difference, "in the left article", "in the right one")
    shared = [
        f"{kind.value} {', '.join(named)}{more}"
        for kind, named, more in evidence_labels(link, session.articles)
    ]
    if shared:
        yield f"Both have: {'; '.join(shared)}."
    yield f"The {other.value} article says: {session.articles[other].passage_text(link.end(other))}"
    side, links = session.counterpart_side, session.counterparts
    of = f" of the passage of the {other.value} article" if side is place.side else ""
    what = "Counterpart" if alignment is None or alignment.counts(link) else "Nearest"
    for number, counterpart in enumerate(links[:MOST_NUMBERED], 1):
        if len(links) > 1 and counterpart is not link:
            differs = ", differs" if counterpart.differences else ""
            verdict = f", {HOW_JUDGED[counterpart.verdict]}" if counterpart.verdict else ""
            said = "" if alignment is None else said_by_model(counterpart, alignment.threshold)
            text = session.articles[side].passage_text(counterpart.end(side))
            score = f"{counterpart.grade.value}, score {counterpart.score:.2f}{differs}{verdict}"
            score += f", {said}" if said else ""
            yield f"{what} {number} of {len(links)}{of}, {score}: {text}"


def _notes(session: ReaderSession, link: Link | None) -> Iterator[str]:
    """Notes on the link shown and on the passage under the cursor."""
    if link is not None and link.note:
        yield f"Your note on the link: {link.note}"
    for text in session.passage_notes:
        yield f"Your note on the passage: {text}"


def _unique(session: ReaderSession, alignment: Alignment) -> Iterator[str]:
    place = session.place
    assert place is not None  # noqa: S101 - checked by the caller
    label = "Near" if alignment.comes_near(*place) else "Unique"
    yield f"{label}: {no_counterpart(alignment.threshold)}."
    yield from _notes(session, None)
    if not session.nearest:
        yield "Nothing in the other article comes near it."
    other = place.side.other
    for number, link in enumerate(session.nearest, 1):
        label = _begun(HOW_JUDGED[link.verdict]) if link.verdict else f"Nearest {number}"
        yield f"{label}, score {link.score:.2f}: {session.articles[other].passage_text(link.end(other))}"


def _begun(sentence: str) -> str:
    """A sentence with a capital at its beginning; its other letters are those of a text."""
    return f"{sentence[:1].upper()}{sentence[1:]}"
