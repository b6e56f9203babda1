"""Planted misuse is found among look-ups that nobody should be asked about."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.kernel.audit import misuse
from bluelamp.kernel.audit.misuse import Look

LIMITS = misuse.thresholds_on(date(2026, 11, 23))
MONDAY = datetime(2026, 11, 2, tzinfo=UTC)
OFFICERS, DAYS = 120, 20
STAFF = {f"person:S{officer}": officer for officer in range(1, OFFICERS + 1)}


def ordinary(draw: random.Random) -> list[Look]:
    """Twenty days of work, days and nights: some people each, for a task, worked with or searched for."""
    looks = []
    for officer in range(1, OFFICERS + 1):
        for day in range(DAYS):
            begins = MONDAY + timedelta(days=day, hours=draw.choice([7, 8, 14, 22]))
            for _ in range(draw.randrange(8, 25)):
                at = begins + timedelta(minutes=draw.randrange(480))
                found = draw.randrange(1, 2 if draw.random() < 0.8 else 20)
                people = tuple(f"person:{draw.randrange(20_000)}" for _ in range(found))
                looks.append(look(officer, at, people, reference=f"case:{draw.randrange(3_000)}"))
    return looks


def look(officer: int, at: datetime, people: tuple[str, ...], reference: str = "", **more: str) -> Look:
    said = {"kind": "consultation", "operation": "people.look", "role": "neighbourhood_officer", **more}
    return Look(0, at, officer, f"Officer {officer}", people=people, reference=reference, **said)


def planted(draw: random.Random) -> list[tuple[str, int, list[Look]]]:
    """Twenty, of every pattern."""
    midday, night = MONDAY + timedelta(days=3, hours=12), MONDAY + timedelta(days=4, hours=3)
    patterns: list[tuple[str, int, list[Look]]] = []
    for officer in range(1, 5):
        patterns.append(("own", officer, [look(officer, midday, (f"person:S{officer}",), "case:1")]))
        patterns.append(("colleague", officer + 4, [look(officer + 4, midday, (f"person:S{officer}",))]))
        patterns.append(("no_task", officer + 8, [look(officer + 8, midday, (f"person:X{officer}",))]))
    for officer in range(13, 16):
        patterns.append(("out_of_hours", officer, [look(officer, night, ("person:7",), "case:1")]))
        crowd = [look(officer + 3, midday, (f"person:V{n}",), f"case:{n}") for n in range(90)]
        patterns.append(("volume", officer + 3, crowd))
    for officer in (19, 20):
        broken = look(officer, midday, ("person:9",), operation="glass.break_glass")
        patterns.append(("emergency", officer, [broken]))
    return patterns


@pytest.fixture(scope="module")
def month():
    draw = random.Random(20261123)
    plants = planted(draw)
    night_workers = {officer for pattern, officer, _ in plants if pattern == "out_of_hours"}
    around = MONDAY + timedelta(days=4, hours=3)
    looks = [
        each
        for each in ordinary(draw)
        # Whoever is planted at night was not at work that night.
        if not (each.actor_id in night_workers and abs(each.at - around) < timedelta(hours=7))
    ]
    looks = sorted([*looks, *(each for _, _, some in plants for each in some)], key=lambda each: each.at)
    numbered = [
        Look(n, *[getattr(each, f) for f in Look.__slots__[1:]]) for n, each in enumerate(looks, start=1)
    ]
    return plants, numbered, misuse.flags(numbered, staff=STAFF, limits=LIMITS)


def test_planted_misuse_is_found(month):
    plants, _, raised = month
    found = {(flag.pattern, flag.actor_id) for flag in raised}
    assert len(plants) == 20
    assert [(pattern, officer) for pattern, officer, _ in plants if (pattern, officer) not in found] == []


def test_nobody_else_is_asked(month):
    plants, looks, raised = month
    known = {(pattern, officer) for pattern, officer, _ in plants}
    assert len(looks) > 30_000
    assert [flag for flag in raised if (flag.pattern, flag.actor_id) not in known] == []


def test_a_flag_names_the_records_it_is_about(month):
    _, looks, raised = month
    flag = next(each for each in raised if each.pattern == "volume")
    assert {looks[seq - 1].actor_id for seq in flag.seqs} == {flag.actor_id}
    assert flag.says.endswith("people in a day, where " + flag.says.split("where ")[1])


NOON = MONDAY + timedelta(hours=12)
CASES = {
    "themselves among many found": ([look(1, NOON, tuple(f"person:S{n}" for n in range(1, 9)), "case:1")], []),
    "a colleague for a task": ([look(1, NOON, ("person:S2",), "case:1")], []),
    "no task, and worked with before": (
        [
            look(1, NOON, ("person:5",), kind="alteration"), look(1, NOON, ("person:5",)),
            *(look(1, NOON, ("person:6",), "case:2") for _ in range(5)),
        ],
        [],
    ),
    "nobody names tasks": ([look(1, NOON, (f"person:{n}",)) for n in range(9)], []),
    "a shift at night": (
        [look(1, NOON + timedelta(hours=13, minutes=n), (f"person:{n}",), "case:1") for n in range(9)], [],
    ),
    "summer time is the time of the day": (
        [look(1, datetime(2026, 7, 1, 18, 30, tzinfo=UTC), ("person:1",), "case:1")], [],
    ),
    "summer time is the time of the night": (
        [look(1, datetime(2026, 7, 1, 19, 30, tzinfo=UTC), ("person:1",), "case:1")], ["out_of_hours"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_is_flagged_and_what_is_not(case):
    looks, patterns = CASES[case]
    assert [flag.pattern for flag in misuse.flags(looks, staff=STAFF, limits=LIMITS)] == patterns
