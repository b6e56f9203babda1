"""Numbers and dates are written one way, whoever writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bluelamp.ui import formats


@pytest.mark.parametrize(
    ("given", "unit", "written"),
    [
        (0.771, "percent", "77.1%"),
        (1.0, "percent", "100.0%"),
        (-0.012, "percent", f"{formats.MINUS}1.2%"),
        (-0.0001, "percent", "0.0%"),
        (1100, "number", "1,100"),
        (3.25, "number", "3.2"),
        (1, "days", "1 day"),
        (12, "days", "12 days"),
        (3.44, "per_1000", "3.4 per 1,000"),
        (0.5, "ratio", "0.50"),
        (None, "percent", "no data"),
    ],
)
def test_a_value_is_written_in_its_unit(given, unit, written) -> None:
    assert formats.value(given, unit) == written


@pytest.mark.parametrize(
    ("given", "unit", "written"),
    [
        (0.054, "percent", "+5.4 points"),
        (-0.0781, "percent", f"{formats.MINUS}7.8 points"),
        (0.0, "percent", "0.0 points"),
        (-0.0002, "percent", "0.0 points"),
        (460, "number", "+460"),
        (None, "number", "no data"),
    ],
)
def test_a_change_carries_its_sign_and_nought_has_none(given, unit, written) -> None:
    assert formats.change(given, unit) == written


def test_an_interval_needs_both_ends() -> None:
    assert formats.interval(0.737, 0.79, "percent") == "73.7% to 79.0%"
    assert formats.interval(0.737, None, "percent") == ""


def test_an_interval_says_a_unit_in_words_once() -> None:
    assert formats.interval(3.14, 3.26, "per_1000") == "3.1 to 3.3 per 1,000"
    assert formats.interval(63.9, 65.3, "days") == "63.9 to 65.3 days"
    assert formats.interval(1, 2, "days") == "1 to 2 days"


def test_days_and_months_are_written_in_words() -> None:
    assert formats.day(date(2014, 1, 7)) == "7 January 2014"
    assert formats.month(date(2013, 11, 1)) == "November 2013"
    assert formats.month_short(date(2013, 11, 1)) == "Nov 2013"


@pytest.mark.parametrize(
    ("at", "written"),
    [
        (datetime(2014, 1, 7, 15, 5, tzinfo=UTC), "7 January 2014 at 3:05pm"),
        (datetime(2014, 7, 7, 8, 0, tzinfo=UTC), "7 July 2014 at 9am"),
        (datetime(2014, 7, 6, 23, 0, tzinfo=UTC), "7 July 2014 at midnight"),
        (datetime(2014, 1, 7, 12, 0, tzinfo=UTC), "7 January 2014 at midday"),
    ],
)
def test_a_moment_is_told_in_london_time(at, written) -> None:
    assert formats.moment(at) == written
