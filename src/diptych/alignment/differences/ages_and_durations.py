"""Ages of the same person and lengths of the same thing that two linked passages give differently."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from diptych.alignment.differences.context import difference, once
from diptych.alignment.model import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.differences.context import ArticleContext, PassageContext
    from diptych.alignment.features.tokens import Token
    from diptych.alignment.model import Difference

OLDEST = 120
"""Years."""
_MANY = 18
"""How many of a period the plural alone stands for at most."""
_BLANKS = (" ", "\u00a0")
_FURTHEST_NOUN = 4
"""Words after a length among which the noun is sought that it describes: two-year grand jury inquiry."""


@dataclass(frozen=True, slots=True)
class _Age:
    years: float
    of: frozenset[str]
    """Of whom: the last name, or the nouns that say it."""
    span: Span


@dataclass(frozen=True, slots=True)
class _Length:
    least: float
    most: float
    """Between how many days it takes."""
    of: tuple[str, ...]
    """The terms of what lasts so long, its noun last."""
    span: Span


def periods(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Ages and lengths of time that disagree."""
    ages = statements.map(_ages)
    if len(ages.left) == len(ages.right) == 1:
        one, two = ages.left[0], ages.right[0]
        if one.years != two.years and one.of & two.of and not _known(statements, one, two):
            yield difference(DifferenceKind.AGE, "age", statements, Pair(one.span, two.span))
    lengths = statements.map(_lengths)
    if len(lengths.left) == len(lengths.right) == 1:
        long, longer = lengths.left[0], lengths.right[0]
        apart = long.most < longer.least or longer.most < long.least
        if apart and (long.of[-1] in longer.of or longer.of[-1] in long.of):
            yield difference(DifferenceKind.DURATION, "duration", statements, Pair(long.span, longer.span))


def _known(statements: Pair[PassageContext], one: _Age, two: _Age) -> bool:
    """Whether an article gives the other's age too: then there are two of whom it may be."""

    def given(account: ArticleContext) -> set[float]:
        return {age.years for statement in account.passages for age in _ages(statement)}

    return one.years in given(statements.right.account) or two.years in given(statements.left.account)


@once
def _ages(statement: PassageContext) -> list[_Age]:
    """Ages whose person is plain: Ruiz, 61, · Ruiz, aged 61 · 61-year-old Ruiz · Ruiz, a 14-year-old girl."""
    tokens, words, details = statement.tokens, statement.words, statement.details
    found: list[_Age] = []
    if not details.old:
        return found
    for k, value in statement.numbers:
        token = tokens[k]
        if value != int(value) or not 0 < value < OLDEST:
            continue
        if _spells_years_old(statement, k):
            of = _described(statement, k + 2) | _apposed(statement, k)
            if of:
                found.append(_Age(value, of, Span(token.span.start, tokens[k + 2].span.end)))
            continue
        owner = k - 2 if k and words[k - 1] in details.old else k - 1
        if owner < 0 or not tokens[owner].capital or not tokens[owner].content or not tokens[owner].is_word:
            continue
        after = statement.text[token.span.end : token.span.end + 1]
        if statement.gap(owner).strip() in (",", "(") and after in ("", ",", ".", ";", ")"):
            found.append(_Age(value, frozenset((tokens[owner].term,)), token.span))
    return found


def _spells_years_old(statement: PassageContext, k: int) -> bool:
    """Whether a number is joined to the words for an age: 61-year-old."""
    if k + 2 >= len(statement.tokens) or not statement.gap(k) == statement.gap(k + 1) == "-":
        return False
    words, details = statement.words, statement.details
    return words[k + 1] in details.periods and words[k + 2] in details.old


def _described(statement: PassageContext, last: int) -> frozenset[str]:
    """Whom an age before it describes: the last of the names, or the nouns, that follow."""
    run: list[Token] = []
    for at in range(last + 1, min(len(statement.tokens), last + 1 + _FURTHEST_NOUN)):
        token = statement.tokens[at]
        if (
            not token.content
            or statement.gap(at - 1) not in _BLANKS
            or (run and token.capital != run[-1].capital)
        ):
            break
        run.append(token)
    return frozenset(t.term for t in (run[-1:] if run and run[0].capital else run))


def _apposed(statement: PassageContext, k: int) -> frozenset[str]:
    """Whom an age in apposition describes: the name before its comma."""
    article = k > 1 and statement.words[k - 1] in statement.account.features.language.articles
    name = statement.tokens[k - 2] if article else None
    if name is None or not (name.capital and name.content) or not name.is_word:
        return frozenset()
    return frozenset((name.term,)) if statement.gap(k - 2).strip() == "," else frozenset()


@once
def _lengths(statement: PassageContext) -> list[_Length]:
    """Lengths that describe a noun: a two-year investigation, a monthslong investigation."""
    tokens, details = statement.tokens, statement.details
    found: list[_Length] = []
    counted = (_counted_length(statement, k, value) for k, value in statement.numbers)
    vague: Iterable[tuple[float, float, int, int] | None] = ()
    if not details.lasting.keys().isdisjoint(statement.cues):
        vague = (_vague_length(statement, k) for k, w in enumerate(statement.words) if w in details.lasting)
    for place in (*counted, *vague):
        if place is None:
            continue
        least, most, first, last = place
        of: list[str] = []
        for at in range(last + 1, min(len(tokens), last + 1 + _FURTHEST_NOUN)):
            if not tokens[at].content or statement.gap(at - 1) not in _BLANKS:
                break
            of.append(tokens[at].term)
        if of:
            span = Span(tokens[first].span.start, tokens[last].span.end)
            found.append(_Length(least, most, tuple(of), span))
    return found


def _counted_length(statement: PassageContext, k: int, value: float) -> tuple[float, float, int, int] | None:
    """A length in numbers, as days at least and at most, first and last token: two-year."""
    words = statement.words
    if k + 1 >= len(words) or statement.gap(k) != "-":
        return None
    days = statement.details.periods.get(words[k + 1])
    joined = k + 2 < len(words) and statement.gap(k + 1) == "-"
    if days is None or joined:
        return None
    # A length stands for what is nearer to it than to the next.
    return (value - 0.5) * days, (value + 0.5) * days, k, k + 1


def _vague_length(statement: PassageContext, k: int) -> tuple[float, float, int, int] | None:
    """A length without a number, in the same form: monthslong, year-long."""
    words, details, first = statement.words, statement.details, k
    unit = details.lasting[words[k]]
    if not unit and k and statement.gap(k - 1) == "-":
        first = k - 1
        unit = words[first]
    days = details.periods.get(unit)
    if days is None:
        return None
    if details.periods.get(unit.removesuffix("s")) != days or not unit.endswith("s"):
        return 0.5 * days, 1.5 * days, first, k
    # Months are more than one, and too few to be called years.
    return 1.5 * days, _MANY * days, first, k


def has_periods(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `periods` could tell."""
    return bool(
        (statement.numbers and _ages(statement))
        or ((statement.numbers or statement.cues) and _lengths(statement))
    )
