"""The figures of a passage: counts, sums, shares, ranks, measures, ages, durations and scores."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from diptych.alignment.details.bounds import REACH, bounds_of
from diptych.alignment.details.model import Detail, DetailKind
from diptych.alignment.features.quantities import OR_MORE
from diptych.article.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from diptych.alignment.details.context import PassageContext

_HALF = 0.5
_MANY = 18
"""How many of a unit of time the plural alone stands for at most: months."""
_OLDEST = 120
"""Years of an age."""
_YOUNGEST_IN_COMMAS = 5
"""Years from which a number between commas after a name is an age: Ruiz, 61, said."""
_OWNER = 2
"""Words after 61-year-old that say who is so old."""
_FURTHEST_NOUN = 4
"""Words after a number among which its noun may stand: two hundred angry young voters."""
_AFTER, _BEFORE = 5, 4
"""Words after and before a number among which it is said what became of so many."""
_LONGEST_ASIDE = 10
"""Words between two commas that may stand between a number of people and what became of them."""
_SHARE, _SHARE_ABOUT = 2.5, 5.0
"""Points of a hundred by which a share in words may be off, and one that is given as approximate."""
_GREATEST_SCORE, _LEAST_OF_YEARS = 10_000, 1_000
"""A score has numbers below the first; two numbers from the second on are years: 2007-2016."""
_CURRENCY = "$€£¥₪₹"
_BLANKS = ("", " ", "\u00a0", "\u202f", "-")
_DASH = re.compile(r"\s?[-‐-―]\s?")
_PERCENT = re.compile(r"[ \u00a0\u202f]?[%٪％]")
_SHORT = re.compile(r"(\d[\d,]*(?:\.\d+)?)([a-z]{1,3})\b", re.IGNORECASE)
_JOINED = re.compile(r"/\d")
"""What follows a number that is no count: 9/11, 24/7."""
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")


class FigureReader:
    """Reads the figures of one passage."""

    def __init__(self, passage: PassageContext, taken: set[int]) -> None:
        """Prepare.

        Args:
            passage: the passage.
            taken: tokens that belong to a date or a time of day; those of each figure are added.
        """
        self._passage = passage
        self._tokens, self._words = passage.tokens, passage.words
        self._lexicon, self._language = passage.details, passage.account.features.language
        self._taken = taken
        self._rated = frozenset((*self._lexicon.periods, *self._lexicon.heads))

    def read(self, telling: Iterable[int]) -> Iterator[Detail]:
        """The figures in order.

        Args:
            telling: the tokens that may be a figure, or begin one.
        """
        for k in telling:
            if k in self._taken:
                continue
            word = self._words[k]
            value = self._value(k)
            if value is not None:
                found = self._number(k, value)
            elif word in self._lexicon.vague_counts:
                found = self._vague(k, *self._lexicon.vague_counts[word])
            elif word in self._lexicon.ordinals or _ORDINAL.fullmatch(word):
                found = self._rank(k)
            elif word in self._lexicon.lasting:
                found = self._lasting(k)
            elif word in self._lexicon.fractions:
                found = self._fraction(k)
            else:
                continue
            if found is not None:
                self._taken.update(range(found.first, found.last + 1))
                yield found

    def _value(self, k: int) -> float | None:
        """The value of a number: also of 50m, and of half a million."""
        value = self._tokens[k].value
        if value is not None and self._short(k) is None:
            halves = k > 0 and self._lexicon.fractions.get(self._words[k - 1]) == _HALF
            printed = self._tokens[k].span.of(self._passage.text).casefold().split()
            return _HALF * value if halves and printed[0] in self._language.articles else value
        short = self._short(k)
        return None if short is None else short[0]

    def _short(self, k: int) -> tuple[float, int] | None:
        """The value of a number with a letter for millions, and its last token: 50m, 2.5bn."""
        start = self._tokens[k].span.start
        match = _SHORT.match(self._passage.text, start) if self._words[k][:1].isdigit() else None
        size = None if match is None else self._lexicon.magnitudes.get(match[2].casefold())
        if match is None or size is None:
            return None
        last = k
        while last + 1 < len(self._tokens) and self._tokens[last + 1].span.start < match.end():
            last += 1
        return float(match[1].replace(",", "")) * size, last

    def _number(self, k: int, value: float) -> Detail | None:
        """What a number is the number of; None for one that is part of a name."""
        if (score := self._score(k, value)) is not None:
            return score
        found = self._sum_or_share(k, value) or self._age(k, value) or self._measure(k, value)
        if found is not None:
            return found
        text, span = self._passage.text, self._tokens[k].span
        if (span.start and text[span.start - 1] in "#.:/") or _JOINED.match(text, span.end):
            return None
        return self._count(k, value)

    def _unit(self, k: int) -> str:
        """The word right after a number; empty if there is none."""
        after = k + 1 < len(self._tokens) and self._passage.gap(k) in _BLANKS
        return self._words[k + 1] if after else ""

    def _sum_or_share(self, k: int, value: float) -> Detail | None:
        text, span, unit = self._passage.text, self._tokens[k].span, self._unit(k)
        before, after = text[span.start - 1 : span.start] if span.start else "", text[span.end : span.end + 1]
        if before and before in _CURRENCY:
            short = self._short(k)
            last = k if short is None else short[1]
            return self._made(DetailKind.MONEY, k, last, value, before, "sum", start=span.start - 1)
        if after and after in _CURRENCY:
            return self._made(DetailKind.MONEY, k, k, value, after, "sum", end=span.end + 1)
        symbol, percent = self._language.units.get(unit, ""), _PERCENT.match(text, span.end)
        if (
            unit in self._lexicon.percentage
            and k + 2 < len(self._words)
            and self._words[k + 2] in self._lexicon.points
        ):
            return self._made(DetailKind.PERCENT, k, k + 2, value, "points", "percentage points")
        if percent or symbol == "%":
            last = k if percent else k + 1
            if last + 1 < len(self._words) and self._words[last + 1] in self._lexicon.points:
                return self._made(DetailKind.PERCENT, k, last + 1, value, "points", "percentage points")
            end = percent.end() if percent else None
            return self._made(DetailKind.PERCENT, k, last, value, "%", "percentage", end=end)
        if symbol:
            return self._made(DetailKind.MONEY, k, k + 1, value, symbol, "sum")
        part = self._lexicon.fractions.get(unit)
        if part is not None and value < 1 / part and not text[span.start].isdigit():
            return self._share(k, k + 1, value * part)
        return None

    def _share(self, first: int, last: int, part: float) -> Detail:
        """A share in words, 0..1: whoever says a third means about a third."""
        before = self._words[max(0, first - REACH) : first]
        off = _SHARE_ABOUT if not self._lexicon.about.isdisjoint(before) else _SHARE
        least, most = 100 * part - off, 100 * part + off
        least = 100 * part if not self._lexicon.at_least.isdisjoint(before) else least
        most = 100 * part if not self._lexicon.at_most.isdisjoint(before) else most
        span = Span(self._tokens[first].span.start, self._tokens[last].span.end)
        return Detail(
            DetailKind.PERCENT, span, first, last, 100 * part, least, most, "%", "share", is_exact=False
        )

    def _score(self, k: int, value: float) -> Detail | None:
        """Two numbers against each other: 51-49, 13 votes to 10."""
        words, span, text = self._words, self._tokens[k].span, self._passage.text
        last = k + 1
        if (
            last + 2 < len(words)
            and words[last] in self._lexicon.votes
            and words[last + 1] in self._lexicon.range_links
        ):
            last += 2
        elif (
            last >= len(words)
            or not _DASH.fullmatch(self._passage.gap(k))
            or not text[span.start].isdigit()
            or not text[self._tokens[last].span.start].isdigit()
        ):
            return None
        other = self._tokens[last]
        if other.value is None or last in self._taken:
            return None
        low, high = sorted((value, other.value))
        if low >= _LEAST_OF_YEARS or high >= _GREATEST_SCORE or low != int(low) or high != int(high):
            return None
        both = high + low / _GREATEST_SCORE
        return Detail(
            DetailKind.SCORE, Span(span.start, other.span.end), k, last, both, both, both, "score", "score"
        )

    def _age(self, k: int, value: float) -> Detail | None:
        """An age: 61-year-old · aged 61 · Ruiz, 61."""
        words, tokens, old = self._words, self._tokens, self._lexicon.old
        if not old or value != int(value) or not 0 < value < _OLDEST:
            return None
        days = self._lexicon.periods.get(self._unit(k))
        joined = k + 2 < len(words) and words[k + 2] in old and self._passage.gap(k + 1) in _BLANKS
        if days is not None and joined:
            whose = tuple(t.term for t in tokens[k + 3 : k + 3 + _OWNER] if t.content and t.is_word)
            return self._made(DetailKind.AGE, k, k + 2, value * days / 365.25, "age", "age", scope=whose)
        if k and words[k - 1] in old and self._passage.gap(k - 1) == " ":
            return self._made(DetailKind.AGE, k, k, value, "age", "age")
        named = k and tokens[k - 1].capital and tokens[k - 1].content and tokens[k - 1].is_word
        if named and value >= _YOUNGEST_IN_COMMAS and self._passage.gap(k - 1).strip() in (",", "("):
            after = self._passage.text[tokens[k].span.end : tokens[k].span.end + 1]
            if after in (",", ".", ")", ";", ""):
                return self._made(DetailKind.AGE, k, k, value, "age", "age")
        return None

    def _measure(self, k: int, value: float) -> Detail | None:
        """A length of time, or a measure with its unit."""
        words, unit = self._words, self._unit(k)
        if (days := self._lexicon.periods.get(unit)) is not None:
            after = words[k + 2] if k + 2 < len(words) else ""
            of = "ago" if after in self._language.ages else "time"
            return self._made(DetailKind.DURATION, k, k + 1, value, of, unit, scale=days)
        if (measure := self._lexicon.measures.get(unit)) is not None:
            dimension, size = measure
            last = k + 1
            if tuple(words[last + 1 : last + 3]) in self._lexicon.speeds:
                dimension, last = "speed", last + 2
            return self._made(DetailKind.MEASURE, k, last, value, dimension, unit, scale=size)
        return None

    def _count(self, k: int, value: float) -> Detail | None:
        tokens = self._tokens
        if self._passage.text[tokens[k].span.start].isdigit():
            labels = k > 1 and tokens[k - 1].capital and tokens[k - 1].content
            if labels and self._passage.gap(k - 1) == " ":
                return None  # Amendment 64
            if k + 1 < len(tokens) and self._passage.gap(k) == "-" and not tokens[k + 1].content:
                return None
        unit, subject, last = self._counted(k)
        scope = tuple(token.term for token in tokens[k + 1 : last] if token.content)
        return self._made(DetailKind.COUNT, k, last, value, unit, subject, scope=scope)

    def _counted(self, k: int) -> tuple[str, str, int]:
        """What a number counts: its unit, the word for it, and the last token of it."""
        if (fate := self._fate(k)) is not None:
            return f"†{fate[0]}", fate[0], max(k, fate[1])
        if (noun := self._noun(k)) is not None:
            return self._tokens[noun].term, self._words[noun], noun
        return "", "number", k

    def _vague(self, k: int, least: float, most: float) -> Detail | None:
        """A number of things without a number: dozens, nobody."""
        unit, subject, last = self._counted(k)
        span = Span(self._tokens[k].span.start, self._tokens[last].span.end)
        # "There was no need" counts nothing; "no boats" and "nobody was hurt" do.
        if most == 0 and not unit.startswith("†") and not (last == k + 1 and self._is_plural(subject)):
            return None
        value = (least * most) ** 0.5
        return Detail(
            DetailKind.COUNT, span, k, last, value, least, most, unit, subject, is_exact=least == most
        )

    def _lasting(self, k: int) -> Detail | None:
        """A length of time without a number: monthslong, year-long."""
        unit, first = self._lexicon.lasting[self._words[k]], k
        if not unit and k and self._passage.gap(k - 1) == "-":
            first, unit = k - 1, self._words[k - 1]
        days = self._lexicon.periods.get(unit)
        if days is None:
            return None
        # Months are more than one, and too few to be called years.
        least, most = (
            (1.5, _MANY) if unit.endswith("s") and unit[:-1] in self._lexicon.periods else (0.5, 1.5)
        )
        span = Span(self._tokens[first].span.start, self._tokens[k].span.end)
        value = days * (least * most) ** 0.5
        return Detail(
            DetailKind.DURATION,
            span,
            first,
            k,
            value,
            least * days,
            most * days,
            "time",
            unit,
            is_exact=False,
        )

    def _fraction(self, k: int) -> Detail | None:
        """A part of a whole, as one word: half of them, a quarter of the crew."""
        words, part = self._words, self._lexicon.fractions[self._words[k]]
        if k + 1 == len(words) or words[k + 1] not in self._lexicon.wholes:
            return None
        return self._share(k, k, part)

    def _rank(self, k: int) -> Detail | None:
        words, tokens = self._words, self._tokens
        match = _ORDINAL.fullmatch(words[k])
        part = self._lexicon.fractions.get(words[k])
        of_whole = k + 1 < len(words) and words[k + 1] in self._lexicon.wholes
        one = k > 0 and (
            words[k - 1] in self._language.articles or self._language.numerals.get(words[k - 1]) == 1
        )
        if part is not None and of_whole and one:
            return self._share(k, k, part)
        noun = tokens[k + 1] if k + 1 < len(tokens) and self._passage.gap(k) in (" ", "-") else None
        # Amendments, districts and streets are called by their number.
        if noun is not None and noun.capital:
            return None
        value = float(match[1]) if match else float(self._lexicon.ordinals[words[k]])
        if noun is None or not noun.content:
            return Detail(DetailKind.ORDINAL, tokens[k].span, k, k, value, value, value, "", "rank")
        span = Span(tokens[k].span.start, noun.span.end)
        return Detail(DetailKind.ORDINAL, span, k, k + 1, value, value, value, noun.term, "rank")

    def _noun(self, k: int) -> int | None:
        """The word that a number counts: the first plural after it, or the last word of its group."""
        passage, tokens, words = self._passage, self._tokens, self._words
        start = k + 1
        bound = OR_MORE.match(passage.text, tokens[k].span.end)
        while bound and start < len(tokens) and tokens[start].span.start < bound.end():
            start += 1
        while start < len(tokens) and start <= k + 2 and words[start] in self._lexicon.wholes:
            start += 1  # 428 of the interviews
        found = None
        for at in range(start, min(len(tokens), start + _FURTHEST_NOUN)):
            gap = passage.gap(at - 1)
            if gap not in _BLANKS or not tokens[at].content or not tokens[at].is_word:
                break
            found = at
            if self._is_plural(words[at]):
                return at
        return found

    def _is_plural(self, word: str) -> bool:
        language = self._language
        if word in language.plurals:
            return True
        return language.ends_as_plural(word) and "." not in word  # U.S.

    def _fate(self, k: int) -> tuple[str, int] | None:
        """What became of so many people, and the last token that says so: killed 12, 12 people were hurt."""
        passage, lexicon, words, tokens = self._passage, self._lexicon, self._words, self._tokens
        if lexicon.fates.keys().isdisjoint(passage.cues):
            return None
        at, end = k, k + _AFTER
        while at < min(end, len(tokens) - 1):
            if passage.gap(at).strip(" \u00a0"):
                aside = 0 if at == k else self._aside(at)
                if not aside:
                    break
                at, end = at + aside, end + aside
            at += 1
            if (fate := lexicon.fates.get(words[at])) is not None:
                return fate, at
            if words[at] not in lexicon.victims and tokens[at].content:
                break
        for at in range(k - 1, max(-1, k - 1 - _BEFORE), -1):
            if passage.gap(at).strip(" \u00a0"):
                return None
            if (fate := lexicon.fates.get(words[at])) is not None:
                follows = k + 1 < len(tokens) and words[k + 1] in lexicon.victims
                # What else is counted after it is not people: killed 12 sheep.
                nothing = k + 1 == len(tokens) or bool(passage.gap(k).strip(" \u00a0"))
                nothing = nothing or not tokens[k + 1].content
                return (fate, k + 1 if follows else k) if follows or nothing else None
            if tokens[at].content or words[at] in lexicon.conjunctions:
                return None
        return None

    def _aside(self, at: int) -> int:
        """Number of tokens between commas after `at`: 12 people, most of them women, were hurt."""
        gaps = range(at + 1, min(at + 1 + _LONGEST_ASIDE, len(self._tokens) - 1))
        if self._passage.gap(at) != ", ":
            return 0
        return next((k - at for k in gaps if self._passage.gap(k) == ", "), 0)

    def _made(
        self,
        kind: DetailKind,
        first: int,
        last: int,
        value: float,
        unit: str,
        subject: str,
        *,
        start: int | None = None,
        end: int | None = None,
        scope: tuple[str, ...] = (),
        scale: float = 1.0,
    ) -> Detail:
        """A detail from its first to its last token, or as told; `scale` is the size of its unit."""
        least, most, exact = bounds_of(self._passage, kind, first, value)
        if kind in (DetailKind.MONEY, DetailKind.COUNT):
            unit += self._rate(last)
        span = Span(
            self._tokens[first].span.start if start is None else start,
            self._tokens[last].span.end if end is None else end,
        )
        return Detail(
            kind,
            span,
            first,
            last,
            value * scale,
            least * scale,
            most * scale,
            unit,
            subject,
            scope,
            exact,
        )

    def _rate(self, last: int) -> str:
        """What a figure is given for, behind a slash: a year, per head; empty if nothing says so."""
        words = self._words
        if (
            last + 2 < len(words)
            and words[last + 1] in self._lexicon.rates
            and words[last + 2] in self._rated
        ):
            return f"/{words[last + 2]}"
        return ""
