"""The records of a reader's verdicts and notes, and their JSON.

The file of a pair, in version 1:

    format       "diptych verdicts"
    version      1; it changes if an older program could damage the file
    articles     the two: [{source, title, text}], in an order that does not depend on which was opened first;
                 text is the SHA-256 of the text at the time of writing, by which moved files are recognized
    statements   [{id, time, verdict or note or difference, first, second}]:
        id       a record with the same id replaces this one
        time     of the change, in UTC; of two records on one subject the later one counts.  An undo is one
                 microsecond later than the record that it undoes, and not at the present time: a change that
                 another reader makes before the undo is written is then later, and counts
        verdict  "accepted", "rejected" or "added"; null when it was removed
        note     the text, instead of a verdict; null when it was deleted
        difference   a verdict on a detail that differs, instead of one on the link: {kind, first, second,
                 verdict}; first and second are what each article says, verdict is "accepted", "rejected" or
                 null.  Versions that do not know it keep it
        first, second  the passage of each article: exact, prefix, suffix, start and end, as in the
                 TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation Data Model; a note
                 about a passage has only one of the two

Unknown keys and statements that this version does not understand are written back unchanged.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from diptych.alignment.kinds import Verdict
from diptych.comparison_wording import one_line
from diptych.sides import Pair
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import LONGEST, Anchor
from diptych.verdicts.difference_key import DifferenceKey

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "diptych verdicts"
VERSION = 1

LONGEST_NOTE = 10_000
"""Most code points of a note; a longer one is cut when it is recorded."""

_NAMES = "first", "second"
_OFFSETS = range(1 << 60)


class MalformedError(ValueError):
    """The content is not a file of verdicts."""


class NewerVersionError(ValueError):
    """A newer version of diptych wrote the content."""


@dataclass(frozen=True)
class JudgementRecord:
    """A verdict on a link or on a difference, or a note."""

    id: str
    time: str
    """ISO 8601 in UTC with microseconds, so that the alphabetical order is the order of time."""
    anchors: Pair[Anchor | None]
    """The passages: both for a link or a difference, one for a note on a passage."""
    is_note: bool
    """True for a note, False for a verdict."""
    verdict: Verdict | None = None
    """None if it was removed."""
    note: str = ""
    """Empty if it was deleted."""
    difference: DifferenceKey | None = None
    """The difference that the verdict is on; None for a note or a verdict on a link."""
    extra: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """The JSON object from the file, with the keys that this version does not know."""

    @property
    def swapped(self) -> JudgementRecord:
        """The record with the sides exchanged."""
        difference = None if self.difference is None else self.difference.swapped
        return replace(self, anchors=self.anchors.swapped, difference=difference)

    @property
    def value(self) -> Verdict | str | None:
        """The verdict or the note; None if it was removed."""
        return (self.note or None) if self.is_note else self.verdict

    def to_json(self) -> dict[str, object]:
        """A JSON object, with the unknown keys that were read."""
        verdict = None if self.verdict is None else self.verdict.value
        value: dict[str, object] = {"note": self.note or None} if self.is_note else {"verdict": verdict}
        if self.difference is not None:
            first, second = self.difference.readings
            said = {"kind": self.difference.kind, "first": first, "second": second, **value}
            value = {"difference": self._extended("difference", said)}
        content: dict[str, object] = {**self.extra, "id": self.id, "time": self.time, **value}
        for name, anchor in zip(_NAMES, self.anchors, strict=True):
            if anchor is not None:
                content[name] = self._extended(name, anchor._asdict())
        return content

    def _extended(self, key: str, content: dict[str, object]) -> dict[str, object]:
        """A JSON object, with the unknown keys that were read under `key`."""
        known = self.extra.get(key)
        return {**(known if isinstance(known, dict) else {}), **content}


@dataclass(frozen=True)
class Contents:
    """The contents of a file."""

    records: tuple[JudgementRecord, ...] = ()
    unknown: tuple[object, ...] = ()
    """Statements that this version does not understand; they are written back unchanged."""
    extra: Mapping[str, object] = field(default_factory=dict)
    """The JSON object of the file, with the keys that this version does not know."""

    def merged(self, others: Iterable[JudgementRecord]) -> Contents:
        """The contents with other records; of two with the same id the later one is kept."""
        found = {one.id: one for one in self.records}
        for other in others:
            known = found.get(other.id)
            if known is None or known.time < other.time:
                found[other.id] = replace(other, extra={**other.extra, **(known.extra if known else {})})
        return replace(self, records=tuple(found.values()))

    def to_json(self, articles: list[dict[str, object]]) -> dict[str, object]:
        """A JSON object; `articles` are the descriptions of the two articles."""
        return {
            **self.extra,
            "format": FORMAT,
            "version": VERSION,
            "articles": articles,
            "statements": [*(one.to_json() for one in self.records), *self.unknown],
        }


def serialize(content: Mapping[str, object]) -> str:
    """JSON text with one line per statement, so that people can read and compare files."""
    import json

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    keys = []
    for key, value in content.items():
        if key == "statements" and isinstance(value, list) and value:
            inner = "[\n  " + ",\n  ".join(map(line, value)) + "\n ]"
        else:
            inner = line(value)
        keys.append(f" {line(key)}: {inner}")
    return "{\n" + ",\n".join(keys) + "\n}\n"


def parse_contents(content: object) -> Contents:
    """The contents of a file from its JSON.

    Raises:
        MalformedError: it is not a file of verdicts.
        NewerVersionError: a newer version wrote it.
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise MalformedError
    version, statements = content.get("version"), content.get("statements")
    if type(version) is int and version > VERSION:
        raise NewerVersionError
    if version != VERSION or not isinstance(statements, list):
        raise MalformedError
    found: dict[str, JudgementRecord] = {}
    unknown = []
    for statement in statements:
        record = _parse_record(statement)
        if record is None or record.id in found:
            unknown.append(statement)
        else:
            found[record.id] = record
    return Contents(tuple(found.values()), tuple(unknown), content)


def _parse_record(content: object) -> JudgementRecord | None:
    """The record of a statement; None if this version does not understand it."""
    if not isinstance(content, dict) or len(content.keys() & {"note", "verdict", "difference"}) != 1:
        return None
    try:
        anchors = Pair(*(_parse_anchor(content[name]) if name in content else None for name in _NAMES))
        match content:
            case {"id": str(id_), "time": str(time), "note": None | str() as note} if any(anchors):
                text = sanitize(note or "")[:LONGEST_NOTE]
                return JudgementRecord(id_, time, anchors, is_note=True, note=text, extra=content)
            case {"id": str(id_), "time": str(time), "verdict": verdict} if all(anchors):
                value = None if verdict is None else Verdict(verdict)
                return JudgementRecord(id_, time, anchors, is_note=False, verdict=value, extra=content)
            case {
                "id": str(id_),
                "time": str(time),
                "difference": {
                    "kind": str(kind),
                    "first": str(first),
                    "second": str(second),
                    "verdict": None | "accepted" | "rejected" as verdict,
                },
            } if all(anchors) and max(len(first), len(second), len(kind)) <= LONGEST:
                return JudgementRecord(
                    id_,
                    time,
                    anchors,
                    is_note=False,
                    verdict=None if verdict is None else Verdict(verdict),
                    difference=DifferenceKey(
                        Pair(one_line(sanitize(first)), one_line(sanitize(second))), one_line(sanitize(kind))
                    ),
                    extra=content,
                )
    except ValueError:
        pass
    return None


def _parse_anchor(content: object) -> Anchor:
    match content:
        case {"exact": str(exact), "prefix": str(prefix), "suffix": str(suffix), "start": start, "end": end}:
            if type(start) is int and type(end) is int and start in _OFFSETS and end in _OFFSETS:
                return Anchor(exact, prefix, suffix, start, end)
    raise MalformedError


def timestamp(now: datetime) -> str:
    """The time of a record."""
    return f"{now.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def next_timestamp(time: str) -> str:
    """One microsecond later; a string that is not a time, or is the last possible one, gets a suffix."""
    try:
        later = timestamp(datetime.fromisoformat(time) + timedelta(microseconds=1))
    except (ValueError, OverflowError):
        later = ""
    return later if later > time else f"{time}+"  # as text, a time in another notation may be greater
