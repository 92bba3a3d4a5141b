"""What is kept of a reader's judgement: statements, each about one link or passage, in a file of JSON.

The file of a pair, in version 1:

    format       "diptych verdicts"
    version      1; it changes when a program that knows only the former could do harm
    articles     the two: [{source, title, text}], in an order that does not depend on which was opened first;
                 text is the SHA-256 of the text when this was written, which tells files that were moved
    statements   [{id, time, verdict or note, first, second}]:
        id       the same for what is later said instead of it
        time     when it was said, in UTC; of two statements about the same the later one holds
        verdict  "accepted", "rejected" or "added"; null where it was taken back
        note     what was written, instead of a verdict; null where it was deleted
        first, second  the passage of each article: exact, prefix, suffix, start and end, as in the
                 TextQuoteSelector and the TextPositionSelector of the W3C Web Annotation Data Model; a note
                 about a passage has one of the two only

Keys that this version does not know are kept as they are, and so are statements that it does not understand.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from diptych.alignment.model import Verdict
from diptych.sides import Pair
from diptych.sources.sanitize import sanitize
from diptych.verdicts.anchors import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FORMAT = "diptych verdicts"
VERSION = 1

LONGEST_NOTE = 10_000
"""Code points of a note; a longer one is cut when it is written."""

_NAMES = "first", "second"


class NotUnderstoodError(ValueError):
    """What was read is no file of verdicts."""


class NewerError(ValueError):
    """What was read was written by a version of diptych that is newer than this one."""


@dataclass(frozen=True)
class JudgementRecord:
    """One thing that a reader said."""

    id: str
    time: str
    """In UTC, ISO 8601 with microseconds: later times come later in the alphabet."""
    about: Pair[Anchor | None]
    """The passages: both of a link, one where only that passage is meant."""
    is_note: bool
    """Whether it is a note; otherwise a verdict on a link."""
    verdict: Verdict | None = None
    """None where it was taken back."""
    note: str = ""
    """Empty where it was deleted."""
    more: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """All keys of the object that it was read from."""

    @property
    def swapped(self) -> JudgementRecord:
        """The same where the articles have the other order."""
        return replace(self, about=self.about.swapped)

    @property
    def says_nothing(self) -> bool:
        """Whether it only takes back what was said before."""
        return not self.note if self.is_note else self.verdict is None

    @property
    def value(self) -> Verdict | str | None:
        """The verdict or the note; None where it says nothing."""
        return (self.note or None) if self.is_note else self.verdict

    def saying(self, value: Verdict | str | None) -> JudgementRecord:
        """The same about the same, but for what is said."""
        if self.is_note:
            return replace(self, note=str(value or ""))
        return replace(self, verdict=value)  # type: ignore[arg-type]

    def written(self) -> dict[str, object]:
        """As an object of JSON."""
        verdict = None if self.verdict is None else self.verdict.value
        said = {"note": self.note or None} if self.is_note else {"verdict": verdict}
        written: dict[str, object] = {**self.more, "id": self.id, "time": self.time, **said}
        for name, anchor in zip(_NAMES, self.about, strict=True):
            if anchor is not None:
                known = self.more.get(name)
                written[name] = {**(known if isinstance(known, dict) else {}), **_written(anchor)}
        return written


def _written(anchor: Anchor) -> dict[str, object]:
    return {
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "start": anchor.start,
        "end": anchor.end,
    }


@dataclass(frozen=True)
class Contents:
    """What a file holds."""

    records: tuple[JudgementRecord, ...] = ()
    not_understood: tuple[object, ...] = ()
    """Statements that this version cannot read; they are written again as they were."""
    more: Mapping[str, object] = field(default_factory=dict)
    """All keys of the whole."""

    def merged(self, others: Iterable[JudgementRecord]) -> Contents:
        """The same with other statements; of two with the same id the later one holds."""
        found = {one.id: one for one in self.records}
        for other in others:
            known = found.get(other.id)
            if known is None or known.time < other.time:
                found[other.id] = replace(other, more={**other.more, **(known.more if known else {})})
        return replace(self, records=tuple(found.values()))

    def written(self, articles: list[dict[str, object]]) -> dict[str, object]:
        """As an object of JSON; `articles` says which two they are about."""
        return {
            **self.more,
            "format": FORMAT,
            "version": VERSION,
            "articles": articles,
            "statements": [*(one.written() for one in self.records), *self.not_understood],
        }


def text_of(written: Mapping[str, object]) -> str:
    """The text of a file: JSON, one line for each statement, so that people can read and compare it."""
    import json

    def line(value: object) -> str:
        return json.dumps(value, ensure_ascii=False)

    keys = []
    for key, value in written.items():
        if key == "statements" and isinstance(value, list) and value:
            inner = "[\n  " + ",\n  ".join(map(line, value)) + "\n ]"
        else:
            inner = line(value)
        keys.append(f" {line(key)}: {inner}")
    return "{\n" + ",\n".join(keys) + "\n}\n"


def contents_from(content: object) -> Contents:
    """What the JSON of a file says.

    Raises:
        NotUnderstoodError: it is something else.
        NewerError: a later version wrote it.
    """
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise NotUnderstoodError
    version, records = content.get("version"), content.get("statements")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise NewerError
    if version != VERSION or not isinstance(records, list):
        raise NotUnderstoodError
    found: dict[str, JudgementRecord] = {}
    strange = []
    for written in records:
        one = _statement(written)
        if one is None or one.id in found:
            strange.append(written)
        else:
            found[one.id] = one
    return Contents(tuple(found.values()), tuple(strange), content)


def time_of(now: datetime) -> str:
    """A moment as statements have it."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def just_after(time: str) -> str:
    """A microsecond later; a time that is none, and may be later than any, is followed by one that is."""
    try:
        return time_of(datetime.fromisoformat(time) + timedelta(microseconds=1))
    except (ValueError, OverflowError):
        return f"{time}+"


def _statement(written: object) -> JudgementRecord | None:
    try:
        if not isinstance(written, dict):
            return None
        is_note = "note" in written
        if is_note == ("verdict" in written):
            return None
        said = written["note" if is_note else "verdict"]
        about = Pair(*(_anchor(written[name]) if name in written else None for name in _NAMES))
        if about == Pair(None, None) or (None in about and not is_note):
            return None
        return JudgementRecord(
            _text(written["id"]),
            _text(written["time"]),
            about,
            is_note=is_note,
            verdict=None if is_note or said is None else Verdict(said),
            note=sanitize(_text(said))[:LONGEST_NOTE] if is_note and said is not None else "",
            more=written,
        )
    except (KeyError, TypeError, ValueError):
        return None


def _anchor(written: object) -> Anchor:
    if not isinstance(written, dict):
        raise TypeError
    exact, prefix, suffix = (_text(written[name]) for name in ("exact", "prefix", "suffix"))
    return Anchor(exact, prefix, suffix, _number(written["start"]), _number(written["end"]))


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _number(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 60:
        raise TypeError
    return value
