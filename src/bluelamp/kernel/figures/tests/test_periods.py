"""Periods: what each spans, and that two kinds never compare."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.figures.periods import (
    KINDS,
    KindsDiffer,
    Month,
    PerformanceYear,
    Period,
    Quarter,
    RollingYear,
    YearToDate,
    parse,
)

DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


@pytest.mark.parametrize(
    ("period", "first_day", "day_after", "months", "label"),
    [
        (Month(2013, 12), date(2013, 12, 1), date(2014, 1, 1), 1, "December 2013"),
        (
            RollingYear(2013, 11),
            date(2012, 12, 1),
            date(2013, 12, 1),
            12,
            "the twelve months to November 2013",
        ),
        (Quarter(2013, 12), date(2013, 10, 1), date(2014, 1, 1), 3, "October to December 2013"),
        (PerformanceYear(2014, 3), date(2013, 4, 1), date(2014, 4, 1), 12, "2013/14"),
        (PerformanceYear(2000, 3), date(1999, 4, 1), date(2000, 4, 1), 12, "1999/00"),
        (YearToDate(2013, 11), date(2013, 4, 1), date(2013, 12, 1), 8, "April 2013 to November 2013"),
        (YearToDate(2014, 3), date(2013, 4, 1), date(2014, 4, 1), 12, "April 2013 to March 2014"),
        (YearToDate(2013, 4), date(2013, 4, 1), date(2013, 5, 1), 1, "April 2013 to April 2013"),
    ],
)
def test_a_period_spans_whole_months(
    period: Period, first_day: date, day_after: date, months: int, label: str
) -> None:
    assert (period.start, period.end, period.length) == (first_day, day_after, months)
    assert len(list(period.months())) == months
    assert period.label == label


@pytest.mark.parametrize("kind", KINDS.values())
def test_a_key_reads_back_as_the_period_it_was_written_from(kind: type[Period]) -> None:
    period = kind.ending(date(2013, 11, 20))
    assert parse(str(period)) == period


@given(st.sampled_from(list(KINDS.values())), DAYS)
def test_the_period_ending_with_a_day_holds_that_day_in_its_last_months(
    kind: type[Period], day: date
) -> None:
    period = kind.ending(day)
    assert day < period.end
    assert period.start <= day


def test_a_bare_month_is_a_month() -> None:
    assert parse("2013-11") == Month(2013, 11)


@pytest.mark.parametrize(
    ("key", "sentence"),
    [
        ("November", "is not a period"),
        ("rolling:2013-11", "is not a kind of period"),
        ("month:2013-13", "no month 13"),
        ("quarter:2013-11", "A quarter ends in"),
        ("performance_year:2013-04", "ends in March"),
        ("rolling_year:0001-01", "in no year that is reckoned with"),
        ("month:9999-12", "in no year that is reckoned with"),
    ],
)
def test_a_key_that_means_nothing_is_refused_in_words(key: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        parse(key)


@pytest.mark.parametrize("operation", ["__lt__", "__le__", "__gt__", "__ge__", "__sub__"])
def test_two_kinds_never_compare(operation: str) -> None:
    with pytest.raises(KindsDiffer, match="a rolling year and November 2013 is a month"):
        getattr(RollingYear(2013, 11), operation)(Month(2013, 11))


def test_a_rolling_year_is_not_equal_to_its_last_month() -> None:
    assert RollingYear(2013, 11) != Month(2013, 11)


def test_months_are_counted_from_one_period_to_another() -> None:
    assert Month(2014, 1) - Month(2013, 11) == 2
    assert Month(2013, 11).shift(2) == Month(2014, 1)
    assert Month(2013, 11).shift(-11) == Month(2012, 12)
