"""The words of one language for comparing details of linked passages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class DetailLexicon(NamedTuple):  # Python would create a dataclass of so many fields in 2 ms
    """The words of one language for each kind of detail, normalised; a kind without words is not compared."""

    at_least: frozenset[str] = frozenset()
    """Words before a number that make it a lower bound: more than."""
    at_most: frozenset[str] = frozenset()
    """Words before a number that make it an upper bound: up to."""
    nearly: frozenset[str] = frozenset()
    """Words before a number that is rounded up: nearly."""
    about: frozenset[str] = frozenset()
    """Words before a number that is rounded either way: about."""
    range_links: frozenset[str] = frozenset()
    """Words between the two ends of a range: 40 to 60."""
    range_openers: frozenset[str] = frozenset()
    """Words before the two ends of a range, with any words between the ends: between 40 and 60."""
    rates: frozenset[str] = frozenset()
    """Words after a sum or a count that make it a rate: per day, a year."""
    fractions: Mapping[str, float] = {}
    """Words for a part of a whole, and how much that is: third, quarters."""
    vague_counts: Mapping[str, tuple[float, float]] = {}
    """Words for a number of people or things without a number, and between what it lies: dozens, nobody."""
    wholes: frozenset[str] = frozenset()
    """Words between a number or a fraction and what it is a part of: 12 of the men, a third of them."""
    speeds: frozenset[tuple[str, str]] = frozenset()
    """The two words after a length that make it a speed: per hour."""
    percentage: frozenset[str] = frozenset()
    """Words between a number and `points`."""
    votes: frozenset[str] = frozenset()
    """Nouns between the two numbers of a score: 13 votes to 10."""
    points: frozenset[str] = frozenset()
    """Words after a percentage that make it a difference of two percentages."""
    measures: Mapping[str, tuple[str, float]] = {}
    """Units of measurement, singular and plural: their dimension, and their size in its base unit."""
    seasons: Mapping[str, int] = {}
    """Seasons and their number, from spring, 1."""
    heads: frozenset[str] = frozenset()
    """Words besides units of time for which a rate is given: per head."""
    periods: Mapping[str, float] = {}
    """Units of time, singular and plural, and their length in days."""
    relative: frozenset[str] = frozenset()
    """Words before a unit of time that count it from the day of writing: last year."""
    lasting: Mapping[str, str] = {}
    """Adjectives and their unit of time: monthslong.  The unit is empty if it is a word before: year-long."""
    old: frozenset[str] = frozenset()
    """Words that make a number of years an age."""
    day_parts: Mapping[str, tuple[float, float]] = {}
    """Words for a part of a day, and its earliest and latest hour from midnight, in a wide sense."""
    clock_steps: Mapping[tuple[str, str], int] = {}
    """The two words before an hour that put it earlier or later, and by how many minutes: half past."""
    halves: Mapping[str, int] = {}
    """Words after an hour for before or after noon, and the hours to add."""
    days: Mapping[str, int] = {}
    """Words for a day, and its distance in days from the day of writing."""
    vague_days: frozenset[str] = frozenset()
    """Words before a month or year in which the act did not happen: by April, before 2010."""
    vague_nouns: frozenset[str] = frozenset()
    """Nouns before a date that may stand for anything dated."""
    nationalities: frozenset[str] = frozenset()
    """Words for what people of a country are: Swedish."""
    offices: Mapping[str, str] = {}
    """Words for an office, each with one name for all synonyms."""
    rivals: tuple[frozenset[str], ...] = ()
    """Sets of offices; a person has only one of a set at a time."""
    ranks: frozenset[str] = frozenset()
    """Words before an office that make it a lower one."""
    loose_offices: frozenset[str] = frozenset()
    """Offices whose name also stands for their lower ranks: an assistant professor is a professor."""
    former: frozenset[str] = frozenset()
    """Words before a former office: ex-mayor."""
    acting: frozenset[str] = frozenset()
    """Words before a temporary office: acting mayor."""
    title_ends: frozenset[str] = frozenset()
    """Words after a name that do not begin the office of the person."""
    owners: frozenset[str] = frozenset()
    """Nouns for an organisation with officers: the company's president."""
    kin: frozenset[str] = frozenset()
    """Words before a name for relatives of whom a person has one or few: his wife."""
    nicknames: tuple[frozenset[str], ...] = ()
    """Sets of first names for one person."""
    saying: frozenset[str] = frozenset()
    """Verbs beside the name of a speaker, in every form."""
    telling: frozenset[str] = frozenset()
    """Those verbs of `saying` that an addressee follows."""
    clause_openers: frozenset[str] = frozenset()
    """Words that begin a relative clause: the men who came from Rome said."""
    parts: frozenset[str] = frozenset()
    """Nouns that limit a statement to a part of what follows: part of the Act."""
    undoing: frozenset[str] = frozenset()
    """Verbs for ending the force of a law, in every form."""
    superlatives: frozenset[str] = frozenset()
    some_of: tuple[tuple[str, ...], ...] = ()
    """Words before a superlative that make it one of several, in order."""
    negations: frozenset[str] = frozenset()
    """Words that turn a statement into its opposite."""
    auxiliaries: frozenset[str] = frozenset()
    """Verbs that come and go with a negation: did."""
    opposites: Mapping[str, frozenset[str]] = {}
    """Words for what happened, each with those for the opposite."""
    magnitudes: Mapping[str, float] = {}
    """Letters after digits that multiply: 50m, 3bn."""
    trifles: frozenset[str] = frozenset()
    """Words that may be missing from a quotation without changing its wording."""
    fates: Mapping[str, str] = {}
    """Words for what happened to people, in every form, each with one name for all synonyms."""
    conjunctions: frozenset[str] = frozenset()
    """Words that begin another statement: 15 are dead and 200 missing."""
    victims: frozenset[str] = frozenset()
    """Words for people that say nothing else about them."""
    ordinals: Mapping[str, int] = {}
    """Ordinals in words, from second."""


def cues_of(details: DetailLexicon) -> frozenset[str]:
    """Cue words: some kinds of detail exist only in passages with one of them, and few passages have one."""
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
        details.vague_counts,
        details.seasons,
    )
