"""How long somebody waits after trying in vain, and when a session is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from bluelamp.kernel.sign_in import rules
from bluelamp.kernel.sign_in.rules import Tries, seconds_to_wait, why_ended

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)


def ago(*seconds: float) -> list[datetime]:
    return [NOW - timedelta(seconds=each) for each in seconds]


@pytest.mark.parametrize(
    ("seconds_ago", "wait"),
    [
        ([], 0),
        ([4, 3, 2, 1], 0),
        ([5, 4, 3, 2, 1], 119),
        ([200, 190, 180, 170, 119], 1),
        ([200, 190, 180, 170, 120], 0),
        ([3600, 4, 3, 2, 1], 0),
        ([3599, 4, 3, 2, 1], 119),
    ],
    ids=[
        "none",
        "four",
        "five",
        "nearly rested",
        "rested",
        "the oldest is forgotten",
        "the oldest just counts",
    ],
)
def test_after_five_vain_tries_in_an_hour_from_one_address_a_name_rests_two_minutes(seconds_ago, wait):
    assert seconds_to_wait(Tries(this_name_from_here=ago(*seconds_ago)), NOW) == wait


@pytest.mark.parametrize(("count", "is_familiar", "wait"), [(49, False, 0), (50, False, 89), (50, True, 0)])
def test_a_crowd_guessing_one_name_slows_down_strangers_and_nobody_who_came_in_from_there(
    count, is_familiar, wait
):
    tries = Tries(this_name=ago(*range(count, 0, -1)), is_familiar=is_familiar)
    assert seconds_to_wait(tries, NOW) == wait


@pytest.mark.parametrize(("count", "is_familiar", "wait"), [(99, False, 0), (100, False, 4), (100, True, 0)])
def test_an_address_that_fails_with_many_names_slows_down_for_names_it_has_never_let_in(
    count, is_familiar, wait
):
    tries = Tries(from_here=ago(*range(count, 0, -1)), is_familiar=is_familiar)
    assert seconds_to_wait(tries, NOW) == wait


def guesses_in_an_hour(addresses: int) -> int:
    """How many of 10,000 guesses at one name are tried in an hour, when they come from so many addresses."""
    tried: list[tuple[datetime, int]] = []
    for guess in range(10_000):
        now, address = NOW + timedelta(seconds=guess * 0.36), guess % addresses
        tries = Tries(
            this_name_from_here=[at for at, where in tried if where == address],
            this_name=[at for at, _ in tried],
        )
        if not seconds_to_wait(tries, now):
            tried.append((now, address))
    return len(tried)


@pytest.mark.parametrize(("addresses", "tried"), [(1, 34), (20, 89)])
def test_of_ten_thousand_guesses_in_an_hour_fewer_than_a_hundred_are_tried(addresses, tried):
    assert guesses_in_an_hour(addresses) == tried


@pytest.mark.parametrize(
    ("began", "seen", "why"),
    [
        (60, 14 * 60 + 59, ""),
        (60 * 60, 15 * 60, "idle"),
        (12 * 3600 - 1, 0, ""),
        (12 * 3600, 0, "absolute"),
        (13 * 3600, 16 * 60, "idle"),
    ],
)
def test_a_session_ends_when_nobody_was_there_or_a_shift_has_passed(began, seen, why):
    limits = {"idle": timedelta(minutes=15), "absolute": timedelta(hours=12)}
    (began_at,), (seen_at,) = ago(began), ago(seen)
    assert why_ended(began=began_at, seen=seen_at, now=NOW, **limits) == why


def test_what_is_remembered_of_a_name_outlasts_every_pause():
    assert rules.REMEMBERED > max(rules.PAUSE, rules.CROWD_PAUSE, rules.SPRAY_PAUSE)
