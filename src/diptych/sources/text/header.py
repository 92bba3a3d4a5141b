"""Title, publisher and date from lines `Key: value`: a text's header or Markdown's front matter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from diptych.languages.catalogue import all_languages

if TYPE_CHECKING:
    from collections.abc import Sequence

# Chinese has no space after its own colon.
_LINE = re.compile(r"(?P<key>[^\s:：][^:：]{0,30}?)\s*(?::(?:[^\S\n]+(?P<value>.*))?|：\s*(?P<wide>.*))")
_LONGEST_VALUE = 300
"""Most code points of a value."""


class Header(NamedTuple):
    """The metadata of an article from its header."""

    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    rest: tuple[str, ...] = ()
    """The other lines of the header."""


def read_header(lines: Sequence[str]) -> Header | None:
    """`lines` as a header; None unless each line has a known key, and one gives a field of `Header`."""
    fields: dict[str, str] = {}
    rest: list[str] = []
    for line in lines:
        found = _LINE.fullmatch(line.strip())
        if found is None:
            return None
        field = _field_of(re.sub(r"[ _-]", "", found["key"].lower()))
        value = _unquoted((found["value"] or found["wide"] or "").strip())
        if field is None or len(value) > _LONGEST_VALUE:
            return None
        if field and value and field not in fields:
            fields[field] = value
        elif value:
            rest.append(line.strip())
    if not fields:
        return None
    return Header(fields.get("title"), fields.get("publisher"), fields.get("date"), tuple(rest))


def _field_of(key: str) -> str | None:
    """The field that a key gives; empty if the key gives none, None if it is unknown."""
    for language in all_languages():
        if key in language.header_titles:
            return "title"
        if key in language.header_publishers:
            return "publisher"
        if key in language.header_dates:
            return "date"
        if key in language.header_others:
            return ""
    return None


def _unquoted(value: str) -> str:
    """`value` without the straight quotation marks that front matter puts around it."""
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def read_front_matter(lines: Sequence[str]) -> Header:
    """The header of the lines that have a known key; other keys are for programs and not shown."""
    known = [line for line in lines if read_header([line])]
    return (read_header(known) or Header())._replace(rest=())
