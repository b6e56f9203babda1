"""How the counts of a paper hang together, and what that keeps back where nothing in one table would."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bluelamp.board.counts import Counted, linked
from bluelamp.board.document import Count
from bluelamp.board.publishing.keeping_back import Earlier, kept_back
from bluelamp.kernel.figures.periods import Month, YearToDate

UNITS = {"CV": 40, "DY": 30, "SH": 3}
NOVEMBER, OCTOBER = Month(2013, 11), Month(2013, 10)
ASB = Counted("recorded-asb", NOVEMBER)


def of(unit: str = "", period=NOVEMBER, **more) -> Counted:
    place = {"area_level": "lpu", "area": unit} if unit else {}
    return replace(ASB, period=period, **place, **more)


def a_world(**units: int) -> dict[Counted, int]:
    """November in some units, and in the force."""
    found = {of(unit): value for unit, value in units.items()}
    return found | {ASB: sum(units.values())}


def printing(world: dict[Counted, int], *what: Counted, kinds=()) -> tuple[Count, ...]:
    counts = [Count(one.key, f"ASB, {one.period.label}", world[one], "ASB") for one in what]
    return linked(counts, {one.key: one for one in what}, world.get, lambda _: kinds)


def sums_of(counts: tuple[Count, ...], what: Counted) -> list[set[str]]:
    (found,) = [count for count in counts if count.key == what.key]
    return [set(parts) for parts in found.sums]


def hidden(counts: tuple[Count, ...], *earlier: Earlier) -> set[str]:
    printed = {count.key for count in counts if count.is_printed}
    return {key for key in kept_back(counts, printed=printed, earlier=earlier) if key in printed}


def out(counts: tuple[Count, ...]) -> Earlier:
    """As an earlier public copy that kept back what it had to."""
    return Earlier(counts, frozenset(hidden(counts)))


def test_the_force_is_the_sum_of_its_units_whether_they_are_printed_or_not():
    world = a_world(**UNITS)
    counts = printing(world, of("CV"), ASB)
    assert sums_of(counts, ASB) == [{of("CV").key, of("DY").key, of("SH").key}]
    assert [count.is_printed for count in counts] == [True, True, False, False]


def test_what_lies_in_no_unit_is_part_of_the_force_too():
    world = a_world(**UNITS) | {ASB: 80}
    (parts,) = sums_of(printing(world, of("CV"), ASB), ASB)
    assert "not by lpu: recorded-asb force E23000014 month:2013-11" in parts


def test_figures_of_two_days_that_do_not_add_up_are_not_hung_together():
    world = a_world(**UNITS) | {ASB: 10}
    assert sums_of(printing(world, of("CV"), ASB), ASB) == []


def test_a_small_count_of_a_unit_is_not_the_force_less_all_others():
    counts = printing(a_world(**UNITS), *(of(unit) for unit in UNITS), ASB)
    assert hidden(counts) == {of("SH").key, of("DY").key}


def test_units_in_one_table_and_the_force_in_a_sentence_tell_no_unit_that_is_not_printed():
    counts = printing(a_world(**UNITS), of("CV"), of("DY"), ASB)
    assert len(hidden(counts)) == 1


def test_a_whole_is_the_sum_of_its_kinds_in_every_place():
    kinds = {"calls": 30, "letters": 2}
    world = {ASB: 32} | {of(breakdown="channel", category=kind): n for kind, n in kinds.items()}
    counts = printing(world, of(breakdown="channel", category="calls"), ASB, kinds=tuple(kinds))
    assert hidden(counts) == {of(breakdown="channel", category="calls").key} or hidden(counts) == {ASB.key}


def test_the_year_to_date_in_two_papers_tells_no_small_month():
    to_october, to_november = of(period=YearToDate(2013, 10)), of(period=YearToDate(2013, 11))
    months = {of(period=Month(2013, month)): 20 for month in range(4, 11)} | {ASB: 3}
    world = months | {to_october: 140, to_november: 143}
    before = out(printing(world, to_october))
    assert before.hidden == frozenset()
    assert hidden(printing(world, to_november)) == set()
    assert hidden(printing(world, to_november), before) == {to_november.key}


def test_units_in_the_last_paper_and_others_in_this_one_do_not_leave_one_over():
    world = a_world(**UNITS)
    before = out(printing(world, of("CV"), ASB))
    assert before.hidden == frozenset()
    assert hidden(printing(world, of("DY")), before) == {of("DY").key}


@pytest.mark.parametrize("months", [1, 12])
def test_months_that_nothing_tells_apart_are_weighed_as_one(months):
    from bluelamp.board.publishing.keeping_back import system

    world = {of(unit, Month(2013, month)): 9 for unit in UNITS for month in range(1, months + 1)}
    world |= {of(period=Month(2013, month)): 27 for month in range(1, months + 1)}
    whole = of(period=YearToDate(2014, 3) if months == 12 else Month(2013, 1))
    counts = printing(world | {whole: 27 * months}, whole, of("CV", Month(2013, 1)))
    assert len(system(counts, ()).keys) <= 10
