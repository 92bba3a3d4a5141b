"""Two events of one kind are told apart: the words of the topic alone make no link, and no common event."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from diptych.alignment.settings import AlignmentSettings
from diptych.comparison import compare
from diptych.sides import Pair
from support.small_articles import article

if TYPE_CHECKING:
    from diptych.article.model import Article

CHILE = article(
    "Earthquake of magnitude 6.8 kills dozens in northern Chile",
    (
        "A strong earthquake struck northern Chile early on Tuesday, killing at least 34 people.",
        "The quake had a magnitude of 6.8 and was centred 40 kilometres inland of Iquique.",
        "Rescue teams from the capital arrived by noon with dogs and cranes.",
        "President Carla Rojas declared a state of emergency and flew to the region.",
        "Schools and offices will stay closed until Friday.",
    ),
    (
        "Residents ran into the streets in their night clothes as walls came down.",
        "A hospital in Alto Hospicio was evacuated after cracks appeared in its upper floors.",
        "Aftershocks were felt throughout the day.",
        "Neighbouring Peru offered to send doctors and tents.",
    ),
)
TURKEY = article(
    "Hundreds homeless after quake in eastern Turkey",
    (
        "An earthquake shook the province of Van on Saturday night, leaving 12 people dead.",
        "The disaster agency put its magnitude at 5.9 and said it was felt as far as Diyarbakir.",
        "Rescue workers dug through the rubble of a collapsed apartment block until dawn.",
        "Interior Minister Kemal Arslan visited the wounded in hospital and promised new houses.",
    ),
    (
        "Snow and frost made the work of the rescuers harder.",
        "The Red Crescent handed out tents, blankets and hot soup.",
        "Aftershocks kept people from going back into their homes.",
        "Schools in three districts were turned into shelters.",
    ),
)
CHILE_AGAIN = article(
    "Chile counts its dead after the Iquique quake",
    (
        "The ground began to shake at four in the morning, and when it was over 34 Chileans were dead.",
        "Seismologists measured 6.8, with the centre some 40 kilometres from Iquique.",
        "Ms. Rojas, the president, has put the north under emergency rule.",
    ),
    (
        "In Alto Hospicio doctors carried patients out of a hospital whose walls had cracked.",
        "No pupil will go to school before Friday.",
        "Tents and doctors are to come from Peru.",
    ),
)


TURKEY_IN_THE_SAME_WORDS = article(
    "Earthquake kills dozens in eastern Turkey",
    (
        "A strong earthquake struck eastern Turkey early on Friday, killing at least 41 people.",
        "The quake had a magnitude of 6.3 and was centred 8 kilometres south of Sivrice.",
        "Rescue teams from Ankara and Malatya arrived by noon with dogs and cranes.",
        "President Kemal Arslan declared a state of emergency and flew to Elazig.",
    ),
    (
        "Residents ran into the streets in their night clothes as walls came down.",
        "Aftershocks were felt throughout the day.",
    ),
)


@pytest.mark.parametrize("other", [TURKEY, TURKEY_IN_THE_SAME_WORDS])
def test_two_earthquakes_are_two_events(other: Article) -> None:
    found = compare(Pair(CHILE, other)).alignment
    assert not found.same_event
    assert len(found.links) <= 1


def test_a_toll_that_is_told_otherwise_differs() -> None:
    one = article("Ferry", ("The ferry Northern Star sank off Sandhaven on Thursday, killing 14 people.",))
    two = article("Ferry", ("Seventeen people died when the Northern Star went down off Sandhaven.",))
    link = compare(Pair(one, two), AlignmentSettings(threshold=0, floor=0)).alignment.links[0]
    told = (*link.differences, *link.may_differ)
    assert [tuple(difference.readings) for difference in told] == [("14 people", "Seventeen people died")]


def test_two_reports_of_one_earthquake_are_one_event() -> None:
    found = compare(Pair(CHILE, CHILE_AGAIN)).alignment
    assert found.same_event
    right = {(0, 0), (1, 1), (3, 2), (6, 3), (4, 4), (8, 5)}
    assert len(right & {(link.left, link.right) for link in found.links}) >= 5
