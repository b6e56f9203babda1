"""The six clocks: worked examples by hand, the nights on which clocks change, and what holds for any start."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.clocks import LONDON, Length, due, end_of, window
from bluelamp.practice.promises.holidays import CalendarEnds, england_and_wales

DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def at(year, month, day, hour=9, minute=0):
    return datetime(year, month, day, hour, minute, tzinfo=LONDON)


HOURS = [
    # clock             hours  started                  due
    ("ELAPSED_H",       24, at(2014, 1, 7, 10),      at(2014, 1, 8, 10)),
    ("ELAPSED_H",       24, at(2014, 3, 29, 20),     at(2014, 3, 30, 21)),    # a night of 23 hours
    ("ELAPSED_H",       24, at(2014, 10, 25, 20),    at(2014, 10, 26, 19)),   # a night of 25 hours
    ("ELAPSED_H",       48, at(2014, 2, 28, 23, 30), at(2014, 3, 2, 23, 30)),
    ("ELAPSED_H_EXCL",  48, at(2014, 1, 7, 10),      at(2014, 1, 9, 10)),
    ("ELAPSED_H_EXCL",  48, at(2014, 1, 10, 15),     at(2014, 1, 13, 15)),    # over a Sunday; Saturday counts
    ("ELAPSED_H_EXCL",  48, at(2014, 4, 17, 15),     at(2014, 4, 22, 15)),    # over Easter, Saturday apart
    ("ELAPSED_H_EXCL",  48, at(2013, 12, 24, 18),    at(2013, 12, 28, 18)),   # over Christmas
    ("ELAPSED_H_EXCL",  48, at(2014, 3, 29, 20),     at(2014, 4, 1, 20)),      # the Sunday of 23 hours counts none
    ("ELAPSED_H_EXCL",  48, at(2013, 12, 25, 12),    at(2013, 12, 29, 0)),     # begun on a day left out
]  # fmt: skip


@pytest.mark.parametrize(("clock", "hours", "started", "expected"), HOURS)
def test_hours_are_real_hours_and_days_left_out_are_left_out_whole(clock, hours, started, expected):
    assert due(Length(clock, hours), started).astimezone(UTC) == expected.astimezone(UTC)


DAYS = [
    # clock         days  beginning  started           last day
    ("WORKING_D",     1, False, at(2014, 1, 7),   date(2014, 1, 8)),
    ("WORKING_D",     5, False, at(2014, 1, 7),   date(2014, 1, 14)),
    ("WORKING_D",     1, False, at(2014, 1, 10),  date(2014, 1, 13)),   # a Friday
    ("WORKING_D",     1, False, at(2014, 1, 11),  date(2014, 1, 13)),   # a Saturday
    ("WORKING_D",     1, False, at(2013, 12, 24), date(2013, 12, 27)),  # Christmas
    ("WORKING_D",     2, False, at(2014, 4, 17),  date(2014, 4, 23)),   # Easter
    ("WORKING_D",     1, False, at(2021, 12, 24), date(2021, 12, 29)),  # Christmas on a Saturday: two substitutes
    ("WORKING_D",     1, False, at(2012, 6, 1),   date(2012, 6, 6)),    # two holidays for the Jubilee
    ("WORKING_D",     1, True,  at(2014, 1, 7),   date(2014, 1, 7)),
    ("WORKING_D",     5, True,  at(2014, 1, 7),   date(2014, 1, 13)),
    ("WORKING_D",     1, True,  at(2014, 1, 11),  date(2014, 1, 13)),
    ("CAL_D_INCL",   21, True,  at(2014, 1, 7),   date(2014, 1, 27)),
    ("CAL_D_INCL",    1, True,  at(2014, 1, 7, 23, 59), date(2014, 1, 7)),
    ("CAL_D_INCL",    2, True,  at(2016, 2, 28),  date(2016, 2, 29)),
    ("CAL_M",         1, False, at(2014, 1, 31),  date(2014, 2, 28)),   # clamped
    ("CAL_M",         1, False, at(2016, 1, 31),  date(2016, 2, 29)),
    ("CAL_M",         3, False, at(2015, 11, 30), date(2016, 2, 29)),
    ("CAL_M",         6, False, at(2014, 8, 31),  date(2015, 2, 28)),
    ("CAL_M",        12, False, at(2016, 2, 29),  date(2017, 2, 28)),
    ("CAL_M",         1, False, at(2014, 12, 15), date(2015, 1, 15)),
]  # fmt: skip


@pytest.mark.parametrize(("clock", "days", "beginning", "started", "last"), DAYS)
def test_days_run_to_the_last_moment_of_their_last_day(clock, days, beginning, started, last):
    found = due(Length(clock, days, beginning), started)
    assert found == end_of(last)
    assert clocks.on(found + timedelta(microseconds=1)) == last + DAY


def test_the_day_of_an_event_is_london_s_and_not_that_of_utc():
    late = datetime(2014, 6, 30, 23, 30, tzinfo=UTC)  # half past midnight on 1 July in London
    assert clocks.on(due(Length("WORKING_D", 1), late)) == date(2014, 7, 2)
    assert clocks.on(due(Length("CAL_M", 1), late)) == date(2014, 8, 1)


def test_the_hour_that_comes_twice_is_told_apart():
    first, second = (datetime(2014, 10, 26, 1, 30, tzinfo=LONDON, fold=fold) for fold in (0, 1))
    ends = [due(Length("ELAPSED_H", 24), one).astimezone(UTC) for one in (first, second)]
    assert ends[1] - ends[0] == HOUR


PAUSED = [
    # clock          amount  started           pause                                  due
    ("ELAPSED_H",      24, at(2014, 1, 7, 10), (at(2014, 1, 7, 12), at(2014, 1, 8, 12)), at(2014, 1, 9, 10)),
    ("ELAPSED_H",      24, at(2014, 1, 7, 10), (at(2014, 1, 9, 12), at(2014, 1, 10, 12)), at(2014, 1, 8, 10)),
    ("ELAPSED_H",      24, at(2014, 1, 7, 10), (at(2014, 1, 6, 10), at(2014, 1, 7, 12)), at(2014, 1, 8, 12)),
    ("ELAPSED_H_EXCL", 48, at(2014, 1, 10, 15), (at(2014, 1, 11, 15), at(2014, 1, 13, 15)), at(2014, 1, 14, 15)),
    ("WORKING_D",       5, at(2014, 1, 7, 10), (at(2014, 1, 8, 10), at(2014, 1, 15, 10)), end_of(date(2014, 1, 21))),
    ("WORKING_D",       5, at(2014, 1, 7, 10), (at(2014, 1, 8, 10), at(2014, 1, 8, 16)), end_of(date(2014, 1, 14))),
    ("WORKING_D",       1, at(2014, 1, 10, 10), (at(2014, 1, 11, 10), at(2014, 1, 12, 10)), end_of(date(2014, 1, 13))),
    ("CAL_D_INCL",     21, at(2014, 1, 7, 10), (at(2014, 1, 8, 10), at(2014, 1, 11, 10)), end_of(date(2014, 1, 30))),
    ("CAL_M",           1, at(2014, 1, 7, 10), (at(2014, 1, 8, 10), at(2014, 1, 11, 10)), end_of(date(2014, 2, 10))),
]  # fmt: skip


@pytest.mark.parametrize(("clock", "amount", "started", "pause", "expected"), PAUSED)
def test_what_is_paused_goes_on_with_what_was_left(clock, amount, started, pause, expected):
    assert due(Length(clock, amount), started, pauses=[pause]) == expected


def test_the_time_just_past_ends_with_today():
    assert window(date(2014, 1, 7), months=6) == (date(2013, 7, 8), date(2014, 1, 7))
    assert window(date(2014, 8, 31), months=6) == (date(2014, 3, 1), date(2014, 8, 31))
    assert window(date(2014, 1, 7), days=90) == (date(2013, 10, 10), date(2014, 1, 7))
    days = [date(2013, 7, 7), date(2013, 7, 8), date(2014, 1, 7), date(2014, 1, 8)]
    assert clocks.count(days, date(2014, 1, 7), within_months=6) == 2
    with pytest.raises(ValueError, match="how many"):
        window(date(2014, 1, 7), days=1, months=1)


def test_a_clock_that_looks_back_is_never_due_and_an_unknown_one_is_none():
    with pytest.raises(ValueError, match="looks back"):
        due(Length("ROLLING", 90), at(2014, 1, 7))
    with pytest.raises(LookupError, match="no clock"):
        Length("SUNDIAL", 1)
    with pytest.raises(ValueError, match="at least one"):
        Length("WORKING_D", 0)


def test_bank_holidays_agree_with_the_rule_of_the_act_in_every_year():
    """Every year has its eight, and no more than two that were proclaimed; each stands on a weekday."""
    calendar = england_and_wales()
    by_year = {year: [day for day in calendar.days if day.year == year] for year in calendar.years}
    assert (calendar.years[0], calendar.years[-1]) == (2010, 2030)
    extra = {year: len(days) - 8 for year, days in by_year.items() if len(days) != 8}
    assert extra == {2011: 1, 2012: 1, 2022: 2, 2023: 1}
    assert {day.weekday() for day in calendar.days} <= set(range(5))
    for year in calendar.years:
        assert {easter(year) - 2 * DAY, easter(year) + DAY} <= set(calendar.days)
    assert sorted(calendar.unverified) == [2029, 2030]


def easter(year):
    """Easter Sunday by the anonymous Gregorian rule (Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def test_where_the_calendar_ends_it_says_so_instead_of_guessing():
    with pytest.raises(CalendarEnds, match="from 2010 to 2030 alone, and this needs 2031"):
        due(Length("WORKING_D", 5), at(2030, 12, 30))
    with pytest.raises(CalendarEnds, match="2009"):
        due(Length("ELAPSED_H_EXCL", 1), at(2009, 12, 31))
    assert clocks.on(due(Length("CAL_M", 12), at(2030, 12, 30))) == date(2031, 12, 30)
    assert not england_and_wales().is_verified(date(2029, 5, 1))


MOMENTS = st.datetimes(min_value=datetime(2010, 2, 1), max_value=datetime(2028, 6, 1), timezones=st.just(UTC))  # noqa: DTZ001
LENGTHS = st.builds(
    Length,
    st.sampled_from(["ELAPSED_H", "ELAPSED_H_EXCL", "WORKING_D", "CAL_D_INCL", "CAL_M"]),
    st.integers(1, 30),
)


@given(LENGTHS, MOMENTS)
def test_it_is_due_after_it_starts_and_more_of_it_is_due_no_sooner(length, started):
    found = due(length, started)
    assert found >= started
    assert due(Length(length.clock, length.amount + 1), started) > found


@given(LENGTHS, MOMENTS, st.integers(0, 72), st.integers(0, 240))
def test_a_pause_never_brings_it_forward_and_one_without_length_changes_nothing(
    length, started, into, lasting
):
    begins = started + into * HOUR
    found = due(length, started)
    assert due(length, started, pauses=[(begins, begins)]) == found
    assert due(length, started, pauses=[(begins, begins + lasting * HOUR)]) >= found


@given(MOMENTS, st.integers(1, 200), st.integers(0, 100), st.integers(1, 500))
def test_a_pause_of_hours_puts_it_off_by_as_long_as_it_lasted(started, hours, into, lasting):
    begins = started + min(into, hours - 1) * HOUR
    found = due(Length("ELAPSED_H", hours), started, pauses=[(begins, begins + lasting * HOUR)])
    assert found.astimezone(UTC) == started + (hours + lasting) * HOUR


@given(MOMENTS, st.integers(1, 30))
def test_working_days_are_counted_one_by_one(started, days):
    calendar, last = england_and_wales(), clocks.on(due(Length("WORKING_D", days), started))
    after = (clocks.on(started) + n * DAY for n in range(1, (last - clocks.on(started)).days + 1))
    assert sum(map(calendar.is_working, after)) == days
    assert calendar.is_working(last)


@given(MOMENTS, st.integers(1, 120))
def test_hours_left_out_are_those_of_the_days_left_out(started, hours):
    """Counted hour by hour, as slowly as can be: another way to the same moment."""
    calendar, left, now = england_and_wales(), hours * 60, started.replace(second=0, microsecond=0)
    expected = due(Length("ELAPSED_H_EXCL", hours), now).astimezone(UTC)
    step = timedelta(minutes=1)
    while left:
        minutes = 1 if calendar.is_excluded(clocks.on(now)) or left < 60 or now.minute else 60
        counted = 0 if calendar.is_excluded(clocks.on(now)) else minutes
        now, left = now + minutes * step, left - counted
    assert now == expected


@given(st.dates(date(2010, 1, 1), date(2030, 12, 31)), st.integers(-60, 60))
def test_months_on_is_the_same_day_or_the_last_of_a_shorter_month(day, months):
    found = clocks.months_after(day, months)
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day == day.day or (found.day < day.day and (found + DAY).day == 1)
