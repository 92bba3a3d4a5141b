"""Names of the same person that two linked passages spell or give differently."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from diptych.alignment.details.context import difference, once
from diptych.alignment.kinds import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterator

    from diptych.alignment.details.context import PassageContext
    from diptych.alignment.model import Difference

_LEAST_LETTERS = 4
"""Letters of a name from which one letter more, less or otherwise makes it another spelling."""
_FULL_NAME = 5
"""Letters from which a first name is hardly the short form of another."""
_BLANKS = (" ", "\u00a0", ". ", ".\u00a0")


class Person(NamedTuple):
    """A first and a last name in a row."""

    given: str
    family: str
    """Folded."""
    span: Span
    titled: bool
    """Whether a title stands before it."""


def people(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """People whose names disagree in one of their words."""
    others = people_of(statements.right)
    for one in people_of(statements.left) if others else ():
        for two in others:
            # Most share no name at all.
            alike = one.family == two.family or one.given == two.given
            if alike and _otherwise(statements, one, two):
                yield difference(DifferenceKind.NAME, "name", statements, Pair(one.span, two.span))
    kin = statements.map(_kin)
    for (relation, name), span in kin.left.items():
        for (other_relation, other), other_span in kin.right.items():
            if relation == other_relation and _respelt(statements, name, other):
                yield difference(DifferenceKind.NAME, "name", statements, Pair(span, other_span))


def namesakes(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """The only person whom each passage names in full, if half of the name is the same."""
    ones, others = people_of(statements.left), people_of(statements.right)
    if len(ones) == len(others) == 1:
        one, two = ones[0], others[0]
        if (one.given == two.given) is not (one.family == two.family):
            names = (one.given, two.given) if one.family == two.family else (one.family, two.family)
            if not same_first_name(statements, *names) and unknown(statements, *names):
                yield difference(DifferenceKind.NAME, "name", statements, Pair(one.span, two.span))


def _otherwise(statements: Pair[PassageContext], one: Person, two: Person) -> bool:
    """Whether two people are one under two names."""
    if one.family == two.family:
        if _respelt(statements, one.given, two.given):
            return True
        return (
            one.titled
            and two.titled
            and min(len(one.given), len(two.given)) >= _FULL_NAME
            and not same_first_name(statements, one.given, two.given)
            # That it is about the same person, some other name has to say.
            and len(statements.left.features.proper & statements.right.features.proper) > 1
            and unknown(statements, one.given, two.given)
        )
    return one.given == two.given and _respelt(statements, one.family, two.family)


def _respelt(statements: Pair[PassageContext], one: str, two: str) -> bool:
    """Whether two names are one apart from a letter, and no article has both."""
    return (
        one != two
        and min(len(one), len(two)) >= _LEAST_LETTERS
        and one + "s" != two
        and two + "s" != one
        and one_letter_apart(one, two)
        and not same_first_name(statements, one, two)
        and unknown(statements, one, two)
    )


def unknown(statements: Pair[PassageContext], one: str, two: str) -> bool:
    """Whether neither article has the name, folded, that the other gives."""
    return one not in statements.right.account.words and two not in statements.left.account.words


def same_first_name(statements: Pair[PassageContext], one: str, two: str) -> bool:
    """Whether one is short for the other, or both are for a third."""
    if one.startswith(two) or two.startswith(one):
        return True
    groups = (group for statement in statements for group in statement.details.nicknames)
    return any(one in group and two in group for group in groups)


def one_letter_apart(one: str, two: str) -> bool:
    """Whether one letter more, less or otherwise, or two exchanged, makes one word of the other."""
    if abs(len(one) - len(two)) > 1 or one == two:
        return False
    start = 0
    while start < min(len(one), len(two)) and one[start] == two[start]:
        start += 1
    a, b = one[start:], two[start:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or (a[:2] == b[1::-1] and a[2:] == b[2:])


@once
def people_of(statement: PassageContext) -> tuple[Person, ...]:
    """The people that a passage calls by first and last name, middle names and initials left out."""
    language = statement.account.features.language
    tokens, words, proper = statement.tokens, statement.words, statement.features.proper
    found: list[Person] = []
    capitals = statement.capitals
    if all(after - k > 1 for k, after in pairwise(capitals)):
        return ()
    previous: int | None = None
    for k in capitals:
        token = tokens[k]
        if k and (not tokens[k - 1].capital or statement.gap(k - 1) not in _BLANKS):
            previous = None
        if token.capital and len(words[k]) == 1:
            continue  # an initial, which may be a stop word too
        if token.term not in proper or words[k] in language.titles:
            previous = None
            continue
        if words[k] in statement.details.offices:
            previous = None
            continue
        if previous is not None:
            before = previous - 1
            titled = before >= 0 and tokens[before].capital and words[before] in language.titles
            end = token.span.end - (2 if token.span.of(statement.text)[-2:] in ("'s", "’s") else 0)
            span = Span(tokens[previous].span.start, end)
            found.append(Person(words[previous], words[k], span, titled))
        previous = k
    return tuple(found)


@once
def _kin(statement: PassageContext) -> dict[tuple[str, str], Span]:
    """Relatives by their first name: his wife, Ana."""
    found: dict[tuple[str, str], Span] = {}
    if statement.details.kin.isdisjoint(statement.cues):
        return found
    for k in range(len(statement.tokens) - 1):
        token = statement.tokens[k + 1]
        named = token.capital and token.content and statement.gap(k) in (" ", ", ", "\u00a0")
        if named and statement.words[k] in statement.details.kin:
            found[statement.words[k], statement.words[k + 1]] = token.span
    return found


def has_people(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `people` could tell."""
    return bool(people_of(statement) or (statement.cues and _kin(statement)))
