"""What the comparison of details needs to know of a language, besides what `Language` says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache


@dataclass(frozen=True, slots=True, eq=False)  # there is one of each language
class DetailLexicon:
    """The words of one language that mean something to a detail, all folded; none of them: not compared."""

    at_least: frozenset[str] = frozenset()
    """Words before a number that make it a lower bound: more than."""
    at_most: frozenset[str] = frozenset()
    """Words before a number that make it an upper bound: up to."""
    nearly: frozenset[str] = frozenset()
    """Words before a number that say it is a rounding from below."""
    about: frozenset[str] = frozenset()
    """Words before a number that say it is a rounding."""
    range_links: frozenset[str] = frozenset()
    """Words between the two ends of a range: 40 to 60."""
    range_openers: frozenset[str] = frozenset()
    """Words before the two ends of a range, whatever stands between them: between 40 and 60."""
    rates: frozenset[str] = frozenset()
    """Words after a sum or a count that make it a rate: per day, a year."""
    lengths: dict[str, float] = field(default_factory=dict)
    """Nouns that measure a distance, and the metres in one of them."""
    periods: dict[str, float] = field(default_factory=dict)
    """Nouns that measure time, singular and plural, and the days in one of them."""
    relative: frozenset[str] = frozenset()
    """Words that put such a time before or after the day of writing: last year."""
    lasting: dict[str, str] = field(default_factory=dict)
    """Adjectives made of a period, and the period; none where it stands before it: monthslong, year-long."""
    old: frozenset[str] = frozenset()
    """Words that make a number of years an age."""
    day_parts: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Words for a part of a day, and the hours from midnight between which it lies, generously."""
    halves: dict[str, int] = field(default_factory=dict)
    """What stands after an hour to say before or after noon, and the hours to add."""
    days: dict[str, int] = field(default_factory=dict)
    """Words for a day by its distance from the day of writing."""
    vague_days: frozenset[str] = frozenset()
    """Words before a month or year that do not put an act into it: by April, before 2010."""
    vague_nouns: frozenset[str] = frozenset()
    """Words before a date that stand for anything that is dated."""
    offices: dict[str, str] = field(default_factory=dict)
    """Words for an office, and one name for all words for the same."""
    rivals: tuple[frozenset[str], ...] = ()
    """Sets of offices of which a person holds one at a time and is called by no other."""
    ranks: frozenset[str] = frozenset()
    """Words before an office that make it another, lower one."""
    loose_offices: frozenset[str] = frozenset()
    """Offices whose lower ranks go by the same word: an assistant professor is a professor."""
    former: frozenset[str] = frozenset()
    """Words before an office that say it is held no more."""
    acting: frozenset[str] = frozenset()
    """Words before an office that say it is held for the time being."""
    title_ends: frozenset[str] = frozenset()
    """Words after a name that open something else than what its bearer is."""
    owners: frozenset[str] = frozenset()
    """Nouns for a body with an officer: the company's president."""
    kin: frozenset[str] = frozenset()
    """Words before a name that say who it is to somebody, of whom he or she has few."""
    nicknames: tuple[frozenset[str], ...] = ()
    """First names that are the same name."""
    saying: frozenset[str] = frozenset()
    """Verbs that stand beside the name of a speaker, in every form."""
    telling: frozenset[str] = frozenset()
    """Those of them after which comes who is told."""
    clause_openers: frozenset[str] = frozenset()
    """Words that open a clause about whoever was named before: the men who came from Rome said."""
    parts: frozenset[str] = frozenset()
    """Nouns that make of what follows a part of it: part of the Act."""
    undoing: frozenset[str] = frozenset()
    """Verbs for what a court or parliament does to a law, in every form."""
    superlatives: frozenset[str] = frozenset()
    some_of: tuple[tuple[str, ...], ...] = ()
    """What before a superlative makes it one of several."""
    trifles: frozenset[str] = frozenset()
    """Words of a quotation that one may hear or not: with or without them it is one wording."""
    fates: dict[str, str] = field(default_factory=dict)
    """Words for what became of people, in every form, and one name for all words for the same."""
    victims: frozenset[str] = frozenset()
    """Nouns for people of whom nothing else is said."""
    ordinals: dict[str, int] = field(default_factory=dict)
    """Ordinals in words, from the second."""


@cache
def cues_of(details: DetailLexicon) -> frozenset[str]:
    """The words that details look for in every passage: most have none of them, and need no further look."""
    return frozenset().union(
        details.lasting,
        details.day_parts,
        details.days,
        details.offices,
        details.owners,
        details.kin,
        details.undoing,
        details.superlatives,
        details.fates,
        details.ordinals,
    )
