"""Twins, parent and child, people under one roof: what bars one person however much else agrees."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.kernel.people.linking import bars
from bluelamp.kernel.people.linking.entries import Entry, row

BORN = date(1965, 11, 23)
LIZ = Entry("1", "Elizabeth Mary", "Brindlewick", born=BORN, sex="F")


def against(**other):
    given = {"given": "Elizabeth", "family": "Brindlewick", "born": BORN, "sex": "F"} | other
    return bars.between(row(LIZ), row(Entry("2", **given)))


@pytest.mark.parametrize(
    ("case", "other", "verdict"),
    [
        ("the same", {}, ""),
        ("a short form", {"given": "Liz"}, ""),
        ("a slip", {"given": "Elizabet"}, ""),
        ("an initial", {"given": "E"}, ""),
        ("another initial", {"given": "J"}, bars.APART),
        ("names changed about", {"given": "Brindlewick", "family": "Elizabeth"}, ""),
        ("names changed about, with a slip", {"given": "Brindelwick", "family": "Elizabeth"}, ""),
        ("a twin", {"given": "Jennifer"}, bars.APART),
        ("a twin brother", {"given": "James", "sex": "M"}, bars.APART),
        ("known by a middle name", {"given": "Mary"}, bars.ASK),
        ("another middle name", {"given": "Elizabeth Jane"}, bars.ASK),
        ("a middle initial that fits", {"given": "Elizabeth M"}, ""),
        ("no date of birth", {"born": None}, ""),
        ("day and month changed about", {"born": date(1965, 11, 22)}, ""),
        ("one figure of the year", {"born": date(1975, 11, 23)}, ""),
        ("a parent of the same name", {"born": date(1938, 2, 3)}, bars.APART),
        ("a parent born on the same day", {"born": date(1938, 11, 23)}, bars.APART),
        ("another date of birth", {"born": date(1966, 2, 1)}, bars.ASK),
        ("another sex alone", {"sex": "M"}, ""),
    ],
)
def test_what_bars_a_pair(case, other, verdict):
    assert bars.verdict(against(**other)) == verdict, case


def test_a_twin_is_told_as_such():
    assert list(against(given="Jennifer")) == [
        "Different given names and the same date of birth: perhaps twins."
    ]


def test_bars_are_the_same_from_both_sides():
    for other in (
        Entry("2", "Mary", "X"),
        Entry("2", "J", "Y"),
        Entry("2", "Elizabeth", "Z", born=date(1940, 1, 1)),
    ):
        assert bars.between(row(LIZ), row(other)) == bars.between(row(other), row(LIZ))
