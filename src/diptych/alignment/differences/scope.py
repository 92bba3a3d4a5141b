"""A part or the whole, one of the greatest or the greatest, in two linked passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import difference, once
from diptych.alignment.kinds import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.details.context import PassageContext
    from diptych.alignment.model import Difference

_OPENING = 5
"""Words before a superlative among which it says that it is one of several."""
_OBJECT = 5
"""Words after a verb within which what it is done to begins."""


class _Extent(NamedTuple):
    of: tuple[str, ...]
    """The terms of that of which it is all or a part."""
    part: bool
    span: Span


def extents(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """A law that is struck down in part or as a whole; the largest group or one of the largest."""
    for find in (_undone, _superlatives):
        lefts, rights = find(statements.left), find(statements.right)
        for one in lefts:
            for two in rights:
                if one.part is two.part or not _same(one, two):
                    continue
                part, whole = (one, statements.right) if one.part else (two, statements.left)
                # Who has told of the part once may be brief about it after that.
                if any(_same(its, part) and its.part for s in whole.account.passages for its in find(s)):
                    continue
                spans = Pair(one.span, two.span)
                yield difference(DifferenceKind.EXTENT, "extent", statements, spans)


def _same(one: _Extent, two: _Extent) -> bool:
    return len(set(one.of) & set(two.of)) == min(len(one.of), len(two.of))


@once
def _undone(statement: PassageContext) -> list[_Extent]:
    """Laws that are done away with, or a part of them: struck down part of the Harbour Act."""
    details, words, tokens = statement.details, statement.words, statement.tokens
    found: list[_Extent] = []
    if details.undoing.isdisjoint(statement.cues):
        return found
    begins = {name.span.start: name for name in statement.features.names if len(name.tokens) > 1}
    for k, word in enumerate(words):
        if word not in details.undoing:
            continue
        part: int | None = None
        for at in range(k + 1, min(len(tokens), k + 1 + _OBJECT)):
            if (name := begins.get(tokens[at].span.start)) is not None:
                first = tokens[part].span.start if part is not None else name.span.start
                of = tuple(token.term for token in name.tokens)
                found.append(_Extent(of, part is not None, Span(first, name.span.end)))
                break
            if words[at] in details.parts:
                part = at
            elif tokens[at].content and tokens[at].is_word and words[at] not in details.undoing:
                break
    return found


@once
def _superlatives(statement: PassageContext) -> list[_Extent]:
    """The largest, or one of the largest, with the words right after it."""
    details, words = statement.details, statement.words
    found: list[_Extent] = []
    if details.superlatives.isdisjoint(statement.cues):
        return found
    for k, word in enumerate(words):
        if word not in details.superlatives:
            continue
        of = [token.term for token in statement.tokens[k + 1 : k + 5] if token.content]
        others = tuple(term for term in of if term not in details.superlatives)
        if others:
            first = _opening(statement, k)
            begin = statement.tokens[k if first is None else first].span.start
            span = Span(begin, statement.tokens[k].span.end)
            found.append(_Extent((word, *others[:1]), first is not None, span))
    return found


def _opening(statement: PassageContext, k: int) -> int | None:
    """The token soon before a superlative from which it is one of several."""
    for at in range(max(0, k - _OPENING), k):
        if any(statement.words[at : at + len(some)] == some for some in statement.details.some_of):
            return at
    return None


def has_extents(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `extents` could tell."""
    return bool(statement.cues and (_undone(statement) or _superlatives(statement)))
