from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from diptych.article.publication_day import publication_day


@pytest.mark.parametrize(
    "written",
    [
        "2019-07-11",
        "2019-07-11T10:22:00Z",
        "2019/7/11",
        "20190711",
        "11 July 2019",
        "July 11, 2019",
        "JULY 11TH, 2019",
        "Thu, 11 Jul 2019 10:22:00 GMT",
        "Updated 10:15 a.m., Jul. 11, 2019",
        "11. Juli 2019",
        "11 juillet 2019",
        "11 de julio de 2019",
        "2019年7月11日",
        "11.7.2019",
        "11 Jul 2019 · updated 12 Aug 2019",
        "July 11, 2019 by April May",
    ],
)
def test_a_day_in_many_ways(written: str) -> None:
    assert publication_day(written) == date(2019, 7, 11)


@pytest.mark.parametrize("written", ["13/7/2019", "7/13/2019"])
def test_day_and_month_are_told_apart_where_they_can_be(written: str) -> None:
    assert publication_day(written) == date(2019, 7, 13)


@pytest.mark.parametrize(
    "written",
    [None, "", "2019", "July 2019", "7/11/2019", "2019-13-40", "30 February 2019", "may be", "yesterday"],
)
def test_what_names_no_day(written: str | None) -> None:
    assert publication_day(written) is None


@given(st.text(max_size=60))
def test_any_text_is_read(written: str) -> None:
    publication_day(written)


@given(st.dates())
def test_iso_dates_are_read(day: date) -> None:
    assert publication_day(day.isoformat()) == day
