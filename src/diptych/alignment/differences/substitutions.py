"""Values and names that two passages give differently in what they otherwise say word for word.

Among the same words even a number far from the other is no other number: 5:42 against 5:49, 50,000 against
500,000.  The kinds of detail that have modules of their own know paraphrases, and are shyer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from diptych.alignment.differences.ages_and_durations import OLDEST
from diptych.alignment.differences.context import difference, once
from diptych.alignment.differences.numbers import period_of
from diptych.alignment.differences.person_names import people_of, same_first_name, unknown
from diptych.alignment.differences.tolerance import agree
from diptych.alignment.features.quantities import Quantity, QuantityKind
from diptych.alignment.features.tokens import normalize_word
from diptych.alignment.model import DifferenceKind
from diptych.article.model import Span
from diptych.sides import Pair, Side

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from diptych.alignment.differences.context import PassageContext
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
_LONGEST = 3
"""Words that are exchanged for one value: 3 March 2011."""

_CLOCK = re.compile(r"\d{1,2}[:.][0-5]\d(?![:.,]?\d)")
_HALF = re.compile(r"\s?[ap]\.?m\b", re.IGNORECASE)
_WRITTEN = re.compile(r"(\d+(?:[.,]\d+)*)([^\W\d_]{0,4})")
_ORDINAL = frozenset(("st", "nd", "rd", "th"))
_QUARTER, _FIVE = 15, 5
"""Minutes to which times of day are rounded."""
_KINDS = {
    QuantityKind.COUNT: DifferenceKind.NUMBER,
    QuantityKind.MONEY: DifferenceKind.MONEY,
    QuantityKind.PERCENT: DifferenceKind.PERCENT,
    QuantityKind.YEAR: DifferenceKind.DATE,
    QuantityKind.DATE: DifferenceKind.DATE,
    QuantityKind.WEEKDAY: DifferenceKind.WEEKDAY,
}
_CURRENCIES = "$€£¥"
_BLANKS = (" ", "\u00a0")
_SPELT = 0.5
"""Likeness, 0..1, from which two names are one in two spellings: Volodymyr, Vladimir."""
_CALENDAR = (QuantityKind.YEAR, QuantityKind.DATE, QuantityKind.WEEKDAY)
_WHEN = (DifferenceKind.DATE, DifferenceKind.WEEKDAY)


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a passage, or a time of day."""

    key: str
    """What it is compared by."""
    first: int
    """The first of the tokens that it takes up."""
    last: int
    minutes: int | None = None
    """Since midnight or noon, where it is a time of day."""


_Change = Pair[range]
"""What stands in the one row of words where the other has something else, or nothing."""


def exchanged(statements: Pair[PassageContext]) -> Iterator[Difference]:
    """Numbers, sums, days, times of day and names that stand in the same place of the same words."""
    words = statements.map(_words)
    if words.left == words.right or not _may_be_alike(*words):
        return
    keys = words.map(lambda its: [word.key for word in its])
    found = _changes(keys.left, keys.right)
    common = (len(keys.left) - sum(len(change.left) for change in found)) / max(map(len, keys))
    if common < _ALIKE or _has_twin(statements.left, statements.right):
        return
    same_period = len({*statements.map(period_of)} - {None}) < 2
    made: list[Difference] = []
    for at, change in enumerate(found):
        ones = words.left[change.left.start : change.left.stop]
        twos = words.right[change.right.start : change.right.stop]
        told = None
        if 0 < len(ones) == len(twos) <= _LONGEST and _framed(statements, words, found, at):
            told = _values(statements, ones, twos)
            if told is None and len(ones) == 1 and common >= _NAMED:
                told = _names(statements, ones[0], twos[0])
        if told is None and _about_another(statements, ones, twos):
            return
        if told is not None and (common >= _SURE or not _known(statements, ones[0], twos[0])):
            made.append(told)
    dated = [each.kind in _WHEN for each in made]
    if all(dated) or (same_period and not any(dated)):  # figures of another day are other figures
        yield from made


@once
def _words(statement: PassageContext) -> tuple[_Word, ...]:
    """The words of a passage, each time of day as one."""
    found: list[_Word] = []
    after = 0
    for k, token in enumerate(statement.tokens):
        if k < after:
            continue
        clock = _CLOCK.match(statement.text, token.span.start) if token.value is not None else None
        if clock is not None and k + 1 < len(statement.tokens):
            written = clock.group()
            half = _HALF.match(statement.text, clock.end())
            next_one = statement.tokens[k + 1].span
            if (":" in written or half) and next_one.start < clock.end():
                hour, minute = map(int, re.split("[:.]", written))
                found.append(_Word(f"@{hour}:{minute:02}", k, k + 1, hour * 60 + minute))
                if next_one.end > clock.end():  # 42am
                    found.append(_Word("am" if "a" in statement.words[k + 1] else "pm", k + 1, k + 1))
                after = k + 2
                continue
        found.append(_Word(token.term if not token.is_word else statement.words[k], k, k))
    return tuple(found)


def _may_be_alike(one: Sequence[_Word], two: Sequence[_Word]) -> bool:
    """Whether two passages may have enough in common; most do not, and are not aligned."""
    shorter, longer = sorted((len(one), len(two)))
    if shorter < _FRAME or shorter < _ALIKE * longer:
        return False
    return len({word.key for word in one} & {word.key for word in two}) >= _ALIKE * shorter / 2


def _changes(left: list[str], right: list[str]) -> list[_Change]:
    """Where two rows of words part, each between words that both have."""
    swapped = left > right  # exchanging the sides exchanges the answer
    one, two = (right, left) if swapped else (left, right)
    steps = SequenceMatcher(None, one, two, autojunk=False).get_opcodes()
    found = [(range(a, b), range(c, d)) for tag, a, b, c, d in steps if tag != "equal"]
    return [Pair(second, first) if swapped else Pair(first, second) for first, second in found]


def _alike(one: str, two: str) -> float:
    """How alike two words are by their letters, 0..1."""
    return SequenceMatcher(None, one, two, autojunk=False).ratio()


def _has_twin(one: PassageContext, two: PassageContext) -> bool:
    """Whether either article has what the other's passage says to the letter: then it means that."""
    return _terms(one) in two.account.wordings or _terms(two) in one.account.wordings


def _terms(statement: PassageContext) -> tuple[str, ...]:
    return tuple(token.term for token in statement.features.tokens)


def _framed(
    statements: Pair[PassageContext], words: Pair[tuple[_Word, ...]], found: Sequence[_Change], at: int
) -> bool:
    """Whether what was exchanged stands among enough words that were not."""
    here = found[at]
    frames = []
    for side in Side:
        before = found[at - 1][side].stop if at else 0
        after = found[at + 1][side].start if at + 1 < len(found) else len(words[side])
        place = here[side]
        frames.append([*words[side][before : place.start], *words[side][place.stop : after]])
    told = sum(
        statements.left.tokens[one.first].content and statements.right.tokens[two.first].content
        for one, two in zip(*frames, strict=True)
    )
    words_around = len(frames[0])
    return words_around >= _FRAME and told >= (_TOLD if words_around < _LONG_FRAME else 1)


def _about_another(statements: Pair[PassageContext], ones: Sequence[_Word], twos: Sequence[_Word]) -> bool:
    """Whether there is a name in the place of another: then the passages speak of two things."""
    return all(
        any(statement.tokens[word.first].capital and statement.tokens[word.first].content for word in words)
        for statement, words in zip(statements, (ones, twos), strict=True)
    )


def _known(statements: Pair[PassageContext], one: _Word, two: _Word) -> bool:
    """Whether the other article has the same number of the same thing too."""
    return any(
        (quantity.kind, quantity.of, quantity.value) in other.account.numbers
        for statement, word, other in (
            (statements.left, one, statements.right),
            (statements.right, two, statements.left),
        )
        for quantity in [_quantity(statement, word)]
    )


def _values(
    statements: Pair[PassageContext], ones: Sequence[_Word], twos: Sequence[_Word]
) -> Difference | None:
    """The difference of two values that stand for each other."""
    left, right = statements
    both = list(zip(ones, twos, strict=True))
    if not all(_of_a_sort(one, two) for one, two in both):
        return None
    one, two = both[0]
    if one.minutes is not None and two.minutes is not None:
        if len(both) > 1 or _same_time(one.minutes, two.minutes):
            return None
        return difference(DifferenceKind.TIME, "time", statements, Pair(_span(left, one), _span(right, two)))
    quantities = _quantity(left, one), _quantity(right, two)
    counted = quantities[0].kind not in _CALENDAR and quantities[1].kind not in _CALENDAR
    if counted and agree((left, quantities[0]), (right, quantities[1]), bounds_alike=True):
        return None
    spans = Pair(
        Span(quantities[0].span.start, max(quantities[0].span.end, _span(left, ones[-1]).end)),
        Span(quantities[1].span.start, max(quantities[1].span.end, _span(right, twos[-1]).end)),
    )
    kinds = {_kind(left, one, quantities[0]), _kind(right, two, quantities[1])}
    kinds = kinds - {DifferenceKind.NUMBER} or kinds  # what only one of them says holds for both
    kind = min(kinds, key=lambda each: each.value)
    return difference(kind, quantities[0].subject, statements, spans)


def _of_a_sort(one: _Word, two: _Word) -> bool:
    """Whether two words are values of one sort: two months, two numbers, two sums in millions."""
    if one.key[0] == "@" or two.key[0] == "@":
        return one.key[:2] == two.key[:2] or (one.minutes is not None and two.minutes is not None)
    if one.key[0] == "#" and two.key[0] == "#":
        return True
    a = _WRITTEN.fullmatch(one.key)
    b = _WRITTEN.fullmatch(two.key)
    if a is None or b is None or a[1] == b[1]:
        return False
    return a[2] == b[2] or (a[2] in _ORDINAL and b[2] in _ORDINAL)


def _same_time(one: int, two: int) -> bool:
    """Whether two times of day may be one, rounded."""

    def grain(minutes: int) -> int:
        return next((round_ for round_ in (_QUARTER, _FIVE) if minutes % round_ == 0), 1)

    return abs(one - two) <= max(grain(one), grain(two)) / 2


def _span(statement: PassageContext, word: _Word) -> Span:
    return Span(statement.tokens[word.first].span.start, statement.tokens[word.last].span.end)


def _quantity(statement: PassageContext, word: _Word) -> Quantity:
    """What a value is the value of, as far as that is plain."""
    for quantity in statement.quantities:
        if quantity.first <= word.first <= quantity.last:
            return quantity
    token = statement.tokens[word.first]
    if word.key[0] == "@":  # a month without a day
        return Quantity(QuantityKind.DATE, 0.0, "", "month", token.span, word.first, word.last)
    value, kind, subject = token.value, QuantityKind.COUNT, "number"
    start, end = token.span.start, token.span.end
    if value is None and (written := _WRITTEN.fullmatch(word.key)) is not None:
        value = float(re.sub("[.,]", "", written[1]))
        unit = None
        if word.last + 1 < len(statement.tokens) and statement.gap(word.last) in _BLANKS:
            unit = statement.account.features.language.units.get(statement.words[word.last + 1])
        if statement.text[start - 1 : start] in _CURRENCIES and start:
            kind, subject, start = QuantityKind.MONEY, "sum", start - 1
        elif unit is not None:
            kind, subject = QuantityKind.PERCENT if unit == "%" else QuantityKind.MONEY, "sum"
            end = statement.tokens[word.last + 1].span.end
    return Quantity(kind, value or 0.0, "", subject, Span(start, end), word.first, word.last)


def _kind(statement: PassageContext, word: _Word, quantity: Quantity) -> DifferenceKind:
    """What sort of detail a value is."""
    noun = normalize_word(quantity.subject)
    if quantity.kind is QuantityKind.COUNT:
        if noun in statement.details.periods:
            return DifferenceKind.DURATION
        if noun in statement.details.lengths:
            return DifferenceKind.DISTANCE
        if _is_age(statement, word):
            return DifferenceKind.AGE
    return _KINDS[quantity.kind]


def _is_age(statement: PassageContext, word: _Word) -> bool:
    """Whether a number stands behind a name, between commas: Ruiz, 43, said."""
    k = word.first
    closed = statement.text[statement.tokens[word.last].span.end :][:1] in (",", ".")
    return bool(
        k
        and closed
        and statement.gap(k - 1) == ", "
        and statement.tokens[k - 1].term in statement.features.proper
        and 0 < (statement.tokens[k].value or 0) <= OLDEST
    )


def _names(statements: Pair[PassageContext], one: _Word, two: _Word) -> Difference | None:
    """The difference of two people who have half of their name in common."""
    for left in _whose(statements.left, one):
        for right in _whose(statements.right, two):
            if (left.given == right.given) == (left.family == right.family):
                continue
            names = (left.family, right.family) if left.given == right.given else (left.given, right.given)
            spelt = _alike(*sorted(names)) > _SPELT or same_first_name(statements, *names)
            if not spelt and unknown(statements, *names):
                return difference(DifferenceKind.NAME, "name", statements, Pair(left.span, right.span))
    return None


def _whose(statement: PassageContext, word: _Word) -> Iterator[Person]:
    """Whose name a word is part of."""
    at = statement.tokens[word.first].span.start
    return (person for person in people_of(statement) if person.span.start <= at < person.span.end)


def has_values_or_people(statement: PassageContext) -> bool:
    """Whether a passage has anything of which `exchanged` could tell."""
    return (
        bool(statement.digits)
        or any(not token.is_word for token in statement.tokens)
        or bool(people_of(statement))
    )
