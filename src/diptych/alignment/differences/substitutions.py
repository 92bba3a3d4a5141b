"""What two passages give differently in what they otherwise say word for word.

Among the same words even a number far from the other is no other number: 5:42 against 5:49, 50,000 against
500,000.  What compares paraphrases is shyer.
"""

from __future__ import annotations

from difflib import SequenceMatcher
from math import inf
from typing import TYPE_CHECKING

from diptych.alignment.details.context import difference, once
from diptych.alignment.details.model import DetailKind
from diptych.alignment.details.pairing import comparable, equal, known_values, value_key
from diptych.alignment.details.reader import details_of
from diptych.alignment.differences.kinds import kind_of, subject_of
from diptych.alignment.differences.person_names import people_of, same_first_name, unknown
from diptych.alignment.features.quantities import QuantityKind
from diptych.alignment.kinds import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from diptych.alignment.details.context import ArticleContext, PassageContext
    from diptych.alignment.details.model import Detail
    from diptych.alignment.differences.person_names import Person
    from diptych.alignment.model import Difference

_ALIKE = 0.6
"""Share of its words that the longer passage must have in common with the other."""
_FRAME, _TOLD, _LONG_FRAME = 4, 2, 6
"""Words without a break around what was exchanged that both passages have, how many of them must say
something, and from how many one that says something is enough."""
_SURE = 0.87
"""Share from which it is no other value, even if an article has both of them."""
_NAMED = 0.75
"""Share of the words that passages must have in common for a name to be exchanged: Russian, not Foreign
Minister Ruiz would be another wording."""
_LONGEST = 4
"""Words that are exchanged for one value: 3 March 2011."""
_SPELT = 0.58
"""Likeness, 0..1, from which two names are one in two spellings: Volodymyr, Vladimir."""
_CALENDAR = (DetailKind.DATE, DetailKind.WEEKDAY)
_COUNTED = (DetailKind.COUNT, DetailKind.ORDINAL)
_WHEN = (DifferenceKind.DATE, DifferenceKind.WEEKDAY)

_Change = Pair[range]
"""The tokens of each passage where it has something else than the other, or nothing."""


def exchanged(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Values, names and opposites that stand in the same place of the same words."""
    words = statements.map(_words)
    if words.left == words.right or not _may_be_alike(*words):
        return
    found = _changes(*words)
    common = (len(words.left) - sum(len(change.left) for change in found)) / max(map(len, words))
    if common < _ALIKE or _has_twin(*statements):
        return
    same_period = len({*statements.map(_period)} - {None}) < 2
    made: list[Difference] = []
    for at, change in enumerate(found):
        told = None
        if max(map(len, change)) <= _LONGEST and _framed(statements, words, found, at):
            told = _values(statements, change, sure=common >= _SURE) or _opposites(statements, words, change)
            if told is None and common >= _NAMED:
                told = _names(statements, change) or _attributes(statements, change)
        if told is not None:
            made.append(told)
        elif _about_another(statements, change):
            return
    dated = [each.kind in _WHEN for each in made]
    if all(dated) or (same_period and not any(dated)):  # figures of another day are other figures
        yield from made


@once
def _words(statement: PassageContext) -> tuple[str, ...]:
    """What the tokens of a passage are compared by here: numbers by value and currency, words as printed."""
    words = [*statement.words]
    for k in statement.other_than_words:
        token = statement.tokens[k]
        words[k] = token.term + _currency(statement.text, token.span.start)
    return tuple(words)


def _currency(text: str, start: int) -> str:
    """The currency before a number; empty if there is none."""
    before = text[start - 1] if start else " "
    return "" if before.isalnum() or before.isspace() or (before.isascii() and before != "$") else before


def _may_be_alike(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether two passages may have enough in common; most do not, and are not aligned."""
    shorter, longer = sorted((len(one), len(two)))
    if shorter < _FRAME or shorter < _ALIKE * longer:
        return False
    ones, twos = {*one}, {*two}
    if len(ones & twos) < _ALIKE * shorter / 2:
        return False
    # No more words than these can be the same in the same order.
    return min(sum(map(twos.__contains__, one)), sum(map(ones.__contains__, two))) / longer >= _ALIKE


def _changes(left: tuple[str, ...], right: tuple[str, ...]) -> list[_Change]:
    """Where two rows of words part, each between words that both have."""
    swapped = left > right  # exchanging the sides exchanges the answer
    one, two = (right, left) if swapped else (left, right)
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    found = [(range(a, b), range(c, d)) for tag, a, b, c, d in steps if tag != "equal"]
    return [Pair(second, first) if swapped else Pair(first, second) for first, second in found]


def _has_twin(one: PassageContext, two: PassageContext) -> bool:
    """Whether either article has what the other's passage says to the letter: then it means that."""
    return _words(one) in _wordings(two.account) or _words(two) in _wordings(one.account)


def _wordings(account: ArticleContext) -> frozenset[tuple[str, ...]]:
    """The words of each passage of an article."""
    found: frozenset[tuple[str, ...]] | None = account.found.get(_wordings)
    if found is None:
        found = account.found[_wordings] = frozenset(map(_words, account.passages))
    return found


def _period(statement: PassageContext) -> float | None:
    """The year in which the time begins that the passage speaks of."""
    years = [q.value for q in statement.quantities if q.kind is QuantityKind.YEAR]
    return min(years, default=None)


def _framed(
    statements: Pair[PassageContext], words: Pair[tuple[str, ...]], found: Sequence[_Change], at: int
) -> bool:
    """Whether what was exchanged stands among enough words that were not."""
    here = found[at]
    frames = []
    for side in Side:
        before = found[at - 1][side].stop if at else 0
        after = found[at + 1][side].start if at + 1 < len(found) else len(words[side])
        frames.append([*range(before, here[side].start), *range(here[side].stop, after)])
    words_around = len(frames[0])
    if words_around < _FRAME:
        return False
    told: int = sum(
        statements.left.tokens[one].content and statements.right.tokens[two].content
        for one, two in zip(*frames, strict=True)
    )
    return told >= (_TOLD if words_around < _LONG_FRAME else 1)


def _about_another(statements: Pair[PassageContext], change: _Change) -> bool:
    """Whether there is a name in the place of another: then the passages speak of two things."""
    return all(
        any(statement.tokens[k].capital and statement.tokens[k].content for k in places)
        for statement, places in zip(statements, change, strict=True)
    )


def _values(statements: Pair[PassageContext], change: _Change, *, sure: bool) -> Difference | None:
    """The difference of two values in the same place.

    Unless the passages have nearly all words in common, neither value may stand in the other article.
    """
    lefts, rights = (
        [detail for detail in details_of(statement) if _touches(detail, places)]
        for statement, places in zip(statements, change, strict=True)
    )
    for one in lefts:
        for two in rights:
            within = all(
                detail.first <= places.start and places.stop - 1 <= detail.last
                for detail, places in zip((one, two), change, strict=True)
            )
            if not within or not _exclude(one, two):
                continue
            known = value_key(one) in known_values(statements.right.account) or value_key(
                two
            ) in known_values(statements.left.account)
            if sure or not known:
                return difference(
                    kind_of(one, two), subject_of(one, two), statements, Pair(one.span, two.span)
                )
    if any(comparable(one, two) for one in lefts for two in rights):
        return None
    return _numbers(statements, change)


def _numbers(statements: Pair[PassageContext], change: _Change) -> Difference | None:
    """The difference of two numbers that are no details: Amendment 64, Amendment 84."""
    if not len(change.left) == len(change.right) == 1:
        return None
    tokens = Pair(statements.left.tokens[change.left.start], statements.right.tokens[change.right.start])
    if tokens.left.value is None or tokens.right.value is None:
        return None
    return difference(DifferenceKind.NUMBER, "", statements, tokens.map(lambda token: token.span))


def _exclude(one: Detail, two: Detail) -> bool:
    """Whether two values of the same thing cannot be one; the same bound of both is another statement."""
    if not comparable(one, two) or equal(one, two):
        return False
    if one.kind in _CALENDAR or one.unit != two.unit:
        return one.kind not in _COUNTED
    bounded_alike = one.most == two.most == inf or one.least == two.least == -inf
    return one.scope == two.scope and (bounded_alike or not one.agrees(two))


def _touches(detail: Detail, places: range) -> bool:
    return detail.first < places.stop and places.start <= detail.last


def _opposites(
    statements: Pair[PassageContext], words: Pair[tuple[str, ...]], change: _Change
) -> Difference | None:
    """The difference of what is said and its opposite: denied, confirmed · did, did not."""
    one, two = (frozenset(row[places.start : places.stop]) for row, places in zip(words, change, strict=True))
    lexicon = statements.left.details
    if not _is_opposite(one, two, lexicon.opposites):
        bare = [side - lexicon.negations - lexicon.auxiliaries for side in (one, two)]
        negated = [not side.isdisjoint(lexicon.negations) for side in (one, two)]
        if bare[0] != bare[1] or negated[0] is negated[1]:
            return None
    spans = [_shown(statement, places) for statement, places in zip(statements, change, strict=True)]
    return difference(DifferenceKind.OPPOSITE, "", statements, Pair(*spans))


def _is_opposite(one: frozenset[str], two: frozenset[str], opposites: Mapping[str, frozenset[str]]) -> bool:
    """Whether the words of one place are for the opposite of those of the other."""
    return bool(one) and bool(two) and all(two <= opposites.get(word, frozenset()) for word in one)


def _shown(statement: PassageContext, places: range) -> Span:
    """The words of a place; of an empty one, the words on either side of it."""
    first, last = (places.start, places.stop - 1) if places else (places.start - 1, places.start)
    first, last = max(0, first), min(last, len(statement.tokens) - 1)
    return Span(statement.tokens[first].span.start, statement.tokens[last].span.end)


def _names(statements: Pair[PassageContext], change: _Change) -> Difference | None:
    """The difference of two people who have half of their name in common."""
    if not len(change.left) == len(change.right) == 1:
        return None
    for left in _whose(statements.left, change.left.start):
        for right in _whose(statements.right, change.right.start):
            if (left.given == right.given) == (left.family == right.family):
                continue
            names = (left.family, right.family) if left.given == right.given else (left.given, right.given)
            spelt = _alike(*sorted(names)) > _SPELT or same_first_name(statements, *names)
            if not spelt and unknown(statements, *names):
                return difference(DifferenceKind.NAME, "name", statements, Pair(left.span, right.span))
    return None


def _attributes(statements: Pair[PassageContext], change: _Change) -> Difference | None:
    """The difference of two nationalities, or of two offices of one kind: Finance and Defence Minister."""
    if not len(change.left) == len(change.right) == 1:
        return None
    places = Pair(change.left.start, change.right.start)
    lexicon = statements.left.details
    words = Pair(statements.left.words[places.left], statements.right.words[places.right])
    spans = Pair(statements.left.tokens[places.left].span, statements.right.tokens[places.right].span)
    if all(word in lexicon.nationalities for word in words):
        return difference(DifferenceKind.NATIONALITY, "", statements, spans)
    after = [
        statement.words[at + 1] if at + 1 < len(statement.words) and statement.tokens[at].capital else ""
        for statement, at in zip(statements, places, strict=True)
    ]
    if after[0] == after[1] and after[0] in lexicon.offices and unknown(statements, *words):
        return difference(DifferenceKind.TITLE, "", statements, spans)
    return None


def _alike(one: str, two: str) -> float:
    """How alike two words are by their letters, 0..1."""
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _whose(statement: PassageContext, token: int) -> Iterator[Person]:
    """Whose name a token is part of."""
    at = statement.tokens[token].span.start
    return (person for person in people_of(statement) if person.span.start <= at < person.span.end)


def has_words(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `exchanged` could tell."""
    return len(statement.tokens) >= _FRAME
