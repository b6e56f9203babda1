"""Whom a weight moves, with intervals; too few cases are not told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.practice.instruments.comparing import Past, Weighed, back_test, moved_by_group
from bluelamp.practice.instruments.questionnaire import Band
from bluelamp.practice.instruments.tests.factories import FOURTEEN, LOWEST, RAM


def test_groups_stand_in_their_order_and_all_of_them_last():
    cases = [
        Weighed({"Tenth": group}, moved)
        for group, moved in [("10 (least)", False), ("2", True), ("", False)]
        for _ in range(10)
    ]
    found = moved_by_group(cases, "Tenth")
    assert [(row.group, row.n, row.moved) for row in found] == [
        ("2", 10, 10),
        ("10 (least)", 10, 0),
        ("Not known", 10, 0),
        ("All", 30, 10),
    ]


def test_a_share_has_wilson_s_interval():
    (row, _) = moved_by_group([Weighed({"Unit": "East"}, number < 3) for number in range(10)], "Unit")
    # Wilson (1927) for 3 of 10 at 95%: 10.8% to 60.3%.
    assert (row.share, round(row.low, 3), round(row.high, 3)) == (0.3, 0.108, 0.603)


def test_fewer_than_ten_cases_are_not_told():
    (row, _) = moved_by_group([Weighed({"Unit": "East"}, True)] * 9, "Unit")
    assert (row.n, row.share) == (9, None)


def test_a_band_that_the_draft_no_longer_has_is_counted_below_those_it_has():
    draft = replace(RAM, bands=(Band("LOW", "Low", 0), *RAM.bands[1:]))
    moves = back_test([Past(LOWEST, (), "STANDARD"), Past(LOWEST | FOURTEEN, (), "MEDIUM")], draft)
    assert moves.bands == ("STANDARD", "LOW", "MEDIUM", "HIGH")
    assert (moves.counts, moves.up, moves.down) == ({("STANDARD", "LOW"): 1, ("MEDIUM", "MEDIUM"): 1}, 1, 0)


@pytest.mark.parametrize("answers", [{"q99": ("yes",)}, {"q1": ("hourly",)}])
def test_answers_the_draft_does_not_offer_are_counted_apart(answers):
    moves = back_test([Past(answers, (), "HIGH")], RAM)
    assert (moves.n, moves.unlike) == (0, 1)
