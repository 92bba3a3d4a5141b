"""The kinds of things in an alignment: grades, verdicts, evidence, differences, warnings.

The reader names them in its first frame, before there are links.
"""

from __future__ import annotations

from enum import Enum


class Grade(Enum):
    """How close two linked passages are."""

    VERBATIM = "verbatim"
    """The same words."""
    RESTATED = "restated"
    """The same event, act, statement or figure in other words."""
    RELATED = "related"
    """One shared fact, a mention."""


class Verdict(Enum):
    """A reader's judgement of a link."""

    ACCEPTED = "accepted"
    """A link at any threshold."""
    REJECTED = "rejected"
    """No link at any threshold."""
    ADDED = "added"
    """A link made by hand between passages that were not linked."""


class Voice(Enum):
    """Who says that two passages are linked, or that they differ."""

    OWN = "own"
    """diptych itself."""
    MODEL = "model"
    """A language model that was asked for its opinion."""
    BOTH = "both"


class EvidenceKind(Enum):
    """The kind of thing that two linked passages share."""

    NAME = "names"
    NUMBER = "numbers"
    DATE = "dates"
    QUOTATION = "quoted words"
    WORD = "words"
    MEANING = "meaning"
    """Different words that the encoder finds alike where they stand: rejected, denied."""
    OTHER = "other"
    """A kind that this version does not know, in a result of a newer one."""


class DifferenceKind(Enum):
    """The kind of detail in which two linked passages disagree."""

    NUMBER = "number"
    """A number of things."""
    MONEY = "money"
    PERCENT = "percentage"
    DISTANCE = "distance"
    AGE = "age"
    DURATION = "duration"
    """A length of time."""
    DATE = "date"
    WEEKDAY = "weekday"
    TIME = "time"
    """A time of day."""
    RANK = "rank"
    """Third, 35th."""
    MEASURE = "measure"
    """A length, an area, a weight, a speed or a temperature."""
    SCORE = "score"
    """Two numbers against each other: 51-49."""
    NAME = "name"
    NATIONALITY = "nationality"
    TITLE = "title"
    """An office or job of a person: president, chief executive."""
    SPEAKER = "speaker"
    """The person who said the quoted words."""
    QUOTATION = "quoted words"
    OPPOSITE = "the opposite"
    """Denied against confirmed, did against did not."""
    EXTENT = "extent"
    """A part against the whole, or "one of the largest" against "the largest"."""
    OTHER = "other"
    """A kind that this version does not know, in a result of a newer one."""


class ScoreRule(Enum):
    """A rule that sets or changes the score of a link."""

    MODEL = "model"
    """The model's own probability."""
    FEW_SHARED = "few shared"
    """A lower score, because the passages share few words or the articles share no name."""
    IN_PLACE = "in place"
    """A higher score, because both texts keep one order and the pair fits into it."""
    SECOND_BEST = "second best"
    """A lower score, because both passages have a better counterpart in that order."""
    OUT_OF_PLACE = "out of place"
    """A lower score, because the pair does not fit into that order."""
    NEIGHBOUR = "neighbour"
    """The score of the verbatim link beside it, for two passages of the same common words."""


class AlignmentWarning(Enum):
    """Why the links between two articles may be few or doubtful."""

    TWO_LANGUAGES = "two languages"
    """The articles are in two languages, so that only names, numbers and dates were compared."""
    TWO_EVENTS = "two events"
    """The articles do not seem to cover the same event."""
