from __future__ import annotations

from pathlib import Path

import pytest

from diptych.alignment.kinds import AlignmentWarning, DifferenceKind, EvidenceKind
from diptych.alignment.model import Alignment, Difference, Evidence
from diptych.alignment.settings import ModelChoice
from diptych.article.model import Span
from diptych.comparison_wording import (
    MARKS,
    difference_phrase,
    evidence_label,
    unread_sentence,
    warning_sentence,
)
from diptych.sides import Pair
from support.small_articles import article, span

NOWHERE = Pair(Span(0, 1), Span(0, 1))


@pytest.mark.parametrize(
    ("subject", "readings", "phrase"),
    [
        ("boats", Pair("22", "25"), "boats: 22 in L, 25 in R"),
        ("boats", Pair("22 boats", "25\n boats"), "22 boats in L, 25 boats in R"),
        ("", Pair("3,000", "3,500"), "number: 3,000 in L, 3,500 in R"),
        ("big  boats", Pair("22", "25"), "big boats: 22 in L, 25 in R"),
    ],
)
def test_a_difference_names_its_subject_unless_both_readings_do(
    subject: str, readings: Pair[str], phrase: str
) -> None:
    assert difference_phrase(Difference(DifferenceKind.NUMBER, subject, readings, NOWHERE)) == phrase


@pytest.mark.parametrize(
    ("same_event", "languages", "warning"),
    [
        (True, Pair("English", "German"), AlignmentWarning.TWO_LANGUAGES),
        (True, Pair("German", "German"), None),
        (False, Pair("English", "German"), AlignmentWarning.TWO_LANGUAGES),
        (False, Pair("English", "English"), AlignmentWarning.TWO_EVENTS),
        (False, Pair("", "German"), AlignmentWarning.TWO_EVENTS),
    ],
)
def test_a_warning_is_a_value_and_its_sentence_names_the_languages(
    same_event: bool,  # noqa: FBT001
    languages: Pair[str],
    warning: AlignmentWarning | None,
) -> None:
    alignment = Alignment((), Pair(1, 1), 0.5, same_event, languages=languages)
    assert alignment.warning is warning
    assert bool(warning_sentence(alignment)) is (warning is not None)
    named = all(language in warning_sentence(alignment) for language in languages)
    assert named or warning is not AlignmentWarning.TWO_LANGUAGES


def test_an_encoder_that_was_asked_for_and_has_not_read_is_told() -> None:
    lexical, encoder = (
        Alignment((), Pair(1, 1), 0.25, same_event=True, model=name) for name in ("lexical-1", "encoder-1")
    )
    assert "links of lexical-1: the encoder reads English" in unread_sentence(lexical, ModelChoice.ENCODER)
    assert not unread_sentence(lexical, ModelChoice.LEXICAL)
    assert not unread_sentence(lexical, None)
    assert not unread_sentence(encoder, ModelChoice.ENCODER)


def test_the_readme_explains_each_mark_as_the_program_does() -> None:
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    for mark in MARKS:
        assert f"| `{mark.sign}` | {mark.name}: {mark.meaning} |" in readme


DIENSTAG = article("Eins", ("Am Dienstag sank die Aurora vor 22 Zeugen.",))
TUESDAY = article("One", ("The Aurora sank on Tuesday before twenty-two witnesses.",))


@pytest.mark.parametrize(
    ("kind", "left", "right", "label"),
    [
        (EvidenceKind.DATE, "Dienstag", "Tuesday", "Dienstag ~ Tuesday"),
        (EvidenceKind.NUMBER, "22", "twenty-two", "22 ~ twenty-two"),
        (EvidenceKind.NAME, "Aurora", "Aurora", "Aurora"),
        (EvidenceKind.WORD, "Zeugen", "Zeugen", "Zeugen"),
    ],
)
def test_shared_words_that_are_not_the_same_are_both_named(
    kind: EvidenceKind, left: str, right: str, label: str
) -> None:
    other = TUESDAY if right in TUESDAY.text else DIENSTAG
    spans = Pair((span(DIENSTAG, left),), (span(other, right),))
    assert evidence_label(Evidence(kind, left, spans, 0.5), Pair(DIENSTAG, other)) == label
