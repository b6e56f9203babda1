"""What the board was told of hate crime, kept as counts: every percentage, total and test follows from them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

import yaml

from bluelamp.analysis import comparing, intervals, poisson
from bluelamp.analysis.intervals import Interval
from bluelamp.analysis.percentages import best_bases, feasible_counts, is_feasible, percentage
from bluelamp.analysis.poisson import Ratio
from bluelamp.areas.hate_crime.words import NOT_RECORDED, RELIGIONS
from bluelamp.kernel.access.scope import Scope, require

PAPER = "2014-01-07.yaml"


@dataclass(frozen=True, slots=True)
class YearOfVictims:
    """Victims by religion in one year: ``counts`` as printed, and ``total``, which is what they add up to.

    ``printed`` are the percentages the paper gave and ``told`` the totals it gave, by paragraph; neither is used for
    anything but to be compared with what follows from the counts. ``hate_crimes`` is the number of all hate crimes.
    """

    year: str
    is_part_year: bool
    counts: Mapping[str, int]
    printed: Mapping[str, str]
    told: Mapping[int, int]
    hate_crimes: int
    hate_crimes_paragraph: int
    printed_part: str
    source: str
    is_verified: bool

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def not_recorded(self) -> int:
        """Victims of whose religion nothing is known."""
        return sum(self.counts[code] for code in NOT_RECORDED)

    def percentage(self, code: str, digits: int = 0) -> Decimal | None:
        """One religion's count as a percentage of all counts in the table."""
        return percentage(self.counts[code], self.total, digits)

    def interval(self, code: str) -> Interval:
        """How far that share may lie from the truth, as a share of 1 (Wilson)."""
        return intervals.wilson(self.counts[code] / self.total, self.total)


@dataclass(frozen=True, slots=True)
class Difference:
    """One religion in two years: of all victims, of those whose religion is known, and as counts.

    The ratio of the counts supposes that both years are equally long; ``notes`` of the table say that they are not.
    """

    code: str
    p_of_all: float
    p_of_known: float
    ratio: Ratio


@dataclass(frozen=True, slots=True)
class ReligionTable:
    """The table of paragraph 55 rebuilt, with what can and cannot be said from it."""

    years: tuple[YearOfVictims, ...]
    difference: Difference
    notes: tuple[str, ...]


def victims_by_religion(scope: Scope) -> tuple[YearOfVictims, ...]:
    """Each year of the table, oldest first. For whoever may read figures: the counts stand in a public paper."""
    require(scope, "figures.read")
    return _published()


def religion_table(scope: Scope) -> ReligionTable:
    """The table, the test of the increase it was said to show, and notes on what does not add up."""
    years = victims_by_religion(scope)
    return ReligionTable(years, difference(years[-2], years[-1], "islam"), tuple(_notes(years)))


def difference(before: YearOfVictims, now: YearOfVictims, code: str) -> Difference:
    """Whether one religion's victims differ between two years by more than chance (Fisher; exact ratio of counts)."""
    a, b = now.counts[code], before.counts[code]
    return Difference(
        code,
        comparing.fisher(a, now.total, b, before.total),
        comparing.fisher(a, now.total - now.not_recorded, b, before.total - before.not_recorded),
        poisson.ratio(a, b),
    )


def _notes(years: tuple[YearOfVictims, ...]) -> list[str]:
    notes = [note for year in years for note in (*_on_totals(year), *_on_parts(year), *_on_cells(year))]
    if len({year.is_part_year for year in years}) > 1:
        notes.append("One year is whole and the other runs to date, so their counts are not like for like.")
    if not all(year.is_verified for year in years):
        notes.append("The counts are as the paper prints them; nobody has checked them against the records.")
    return notes


def _on_totals(year: YearOfVictims) -> list[str]:
    wrong = {paragraph: told for paragraph, told in year.told.items() if told != year.total}
    if not wrong:
        return []
    said = " and ".join(f"paragraph {paragraph} says {told}" for paragraph, told in sorted(wrong.items()))
    return [f"{year.year}: the counts add up to {year.total}, but {said}."]


def _on_parts(year: YearOfVictims) -> list[str]:
    """The marker as a percentage of all hate crimes, against what was printed of it."""
    digits = _digits(year.printed_part)
    told = year.told[year.hate_crimes_paragraph]
    if is_feasible(told, year.printed_part, digits, year.hate_crimes):
        return []
    part = percentage(told, year.hate_crimes, 1)
    given = f"{told} of {year.hate_crimes:,} hate crimes as {year.printed_part}%"
    return [f"{year.year}: paragraph {year.hate_crimes_paragraph} gives {given}; it is {part}%."]


def _on_cells(year: YearOfVictims) -> list[str]:
    """Percentages that do not follow from their counts, and the count that would make them."""
    codes = list(RELIGIONS)
    digits = [_digits(year.printed[code]) for code in codes]
    bases = sorted({year.total, *year.told.values()})
    base = best_bases([year.counts[c] for c in codes], [year.printed[c] for c in codes], digits, bases)[-1]
    notes = []
    for code, d in zip(codes, digits, strict=True):
        if not is_feasible(year.counts[code], year.printed[code], d, base):
            likely = " or ".join(map(str, feasible_counts(year.printed[code], d, base))) or "none"
            printed = f"{year.counts[code]} and {year.printed[code]}%"
            notes.append(
                f"{year.year}: {RELIGIONS[code]} is printed as {printed}. Of {base}, on which every other percentage "
                f"fits, {year.printed[code]}% is {likely}; so {likely} is likely, or a row is left out. "
                "Only the source can say."
            )
    return notes


def _digits(printed: str) -> int:
    return len(printed.partition(".")[2])


@cache
def _published() -> tuple[YearOfVictims, ...]:
    text = resources.files(__package__).joinpath("published", PAPER).read_text(encoding="utf-8")
    paper: dict[str, Any] = yaml.safe_load(text)
    return tuple(
        YearOfVictims(
            year=each["year"],
            is_part_year=each["part_year"],
            counts=MappingProxyType({code: each["counts"][code] for code in RELIGIONS}),
            printed=MappingProxyType({code: each["percentages"][code] for code in RELIGIONS}),
            told=MappingProxyType(each["totals"]),
            hate_crimes=each["hate_crimes"]["count"],
            hate_crimes_paragraph=each["hate_crimes"]["paragraph"],
            printed_part=each["hate_crimes"]["percentage"],
            source=f"{paper['document']}, paragraph {each['paragraph']}",
            is_verified=paper["verified"],
        )
        for each in paper["years"]
    )
