"""What is exchanged in passages that otherwise say the same words."""

from __future__ import annotations

import pytest

from alignment.differences.test_finder import differences, told
from diptych.alignment.kinds import DifferenceKind

K = DifferenceKind

FRAMES = [
    (K.TIME, "The freighter struck the reef at {} in thick fog.", "5:42 a.m.", "5:49 a.m."),
    (K.TIME, "The freighter struck the reef at {} in thick fog.", "15:42", "15:49"),
    (K.TIME, "The freighter struck the reef at {} in thick fog.", "5.42am", "5.49am"),
    (K.TIME, "The freighter struck the reef at {} in thick fog.", "5:00 a.m.", "5:30 a.m."),
    (K.PERCENT, "The price of a ticket rose by {} this week.", "14%", "31%"),
    (K.MONEY, "The council offered {} for the return of the bell.", "50,000 euros", "500,000 euros"),
    (K.MONEY, "The council offered {} for the return of the bell.", "€50m", "€75m"),
    (K.MONEY, "The council offered {} for the return of the bell.", "8m euros", "9m euros"),
    (K.MEASURE, "Some {} of diesel leaked from the tank.", "30 tonnes", "12 tonnes"),
    (K.NUMBER, "In the harbour {} ferries were running on Sunday.", "11 of 64", "15 of 64"),
    (K.NUMBER, "The children of Harn, {}.", "seven hundred and five", "six hundred and five"),
    (K.RANK, "It was the {} storm of the winter on the coast.", "21st", "32nd"),
    (K.DISTANCE, "The slick drifted {} towards the colony of seals.", "4 kilometres", "14 kilometres"),
    (K.DURATION, "She has worked for the ferry company for {} in all.", "nineteen years", "nine years"),
    (K.NUMBER, "At least {} lay in the harbour then.", "20 boats", "31 boats"),
    (K.SCORE, "The council passed it {} after a debate.", "62-38", "61-39"),
    (K.DURATION, "“Nobody told us anything for {}.”", "twenty minutes", "thirty minutes"),
    (K.AGE, "The cook, Pelle Aronsson, {}, was on the bridge.", "43", "34"),
    (K.DATE, "The inspection took place in {} in the harbour.", "November", "October"),
    (K.DATE, "The inspection on {} took place in the old harbour.", "12 March", "14 April"),
    (K.DATE, "The last big inspection of {} took place in the old harbour.", "2010", "2012"),
    (K.NUMBER, "The pact was backed by {}.", "22 countries", "54 countries"),
    (K.NAME, "The owner of the ferry, {}, said that it had bread for three days.", "Ola Berg", "Ola Dahl"),
]


@pytest.mark.parametrize(("kind", "frame", "left", "right"), FRAMES)
def test_a_value_is_another_however_far_it_is_from_the_first(
    kind: DifferenceKind, frame: str, left: str, right: str
) -> None:
    (found,) = differences(frame.format(left), frame.format(right))
    assert found.kind is kind
    for reading, value in ((found.readings.left, left), (found.readings.right, right)):
        assert reading in value or value in reading
    (swapped,) = differences(frame.format(right), frame.format(left))
    assert (swapped.kind, swapped.readings) == (kind, found.readings.swapped)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        # rounded, or bounded
        ("The boat struck the reef at 5:42 a.m. in fog.", "The boat struck the reef at 5:40 a.m. in fog."),
        ("The yard paid 1,210 men for the work.", "The yard paid 1,200 men for the work."),
        ("At least 20 boats lay in the harbour then.", "Exactly 31 boats lay in the harbour then."),
        # other words around it
        ("He was head of the port from 2000 to 2006.", "Somebody else has led the whole company since 2012."),
        ("The bell is 40 years old.", "The bell weighs 70 pounds."),
        # spelt otherwise, or called by a title
        ("The talks with Vladimir Ruiz went on all day.", "The talks with Volodymyr Ruiz went on all day."),
        ("The talks with Ana Ruiz went on all day.", "The talks with Ms. Ruiz went on all day."),
    ],
)  # fmt: skip
def test_what_may_be_the_same_is_not_exchanged(one: str, two: str) -> None:
    assert told(one, two).differs == ()


def test_what_the_other_article_says_too_is_not_exchanged_for_something_else() -> None:
    one, two = "The first boat had 14 men on board.", "The first boat had 31 men on board."
    assert differences(one, two)
    assert differences(one, two, one) == ()


def test_figures_of_another_day_are_other_figures() -> None:
    frame = "On {} the price of a ticket on the ferry rose by {} again."
    found = told(frame.format("Monday", "14%"), frame.format("Tuesday", "31%")).differs
    assert [each.kind for each in found] == [K.WEEKDAY]


def test_several_values_of_a_passage_are_told_one_by_one() -> None:
    frame = "They gave the keeper of the island {} darics of gold and they gave him {} minas of silver."
    found = differences(frame.format("61", "5,000"), frame.format("20", "2,200"))
    assert [each.readings.left for each in found] == ["61 darics", "5,000 minas"]
