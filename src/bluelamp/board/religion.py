"""The religion of victims of hate crime, as counts and the percentages that follow from them (paragraphs 52 to 55)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bluelamp.analysis.percentages import feasible_counts, percentage
from bluelamp.areas.hate_crime import queries as hate_crime
from bluelamp.areas.hate_crime.queries import YearOfVictims
from bluelamp.areas.hate_crime.words import NOT_RECORDED, RELIGIONS
from bluelamp.board.citing import Citing, NotCitable
from bluelamp.board.document import Cited, Column, Runs, Table, Text
from bluelamp.performance import words
from bluelamp.ui import formats

FAMILY = "Victims of hate crimes with the religion marker"


def table(citing: Citing, *, number: int, line: int) -> Table:
    """A count and a percentage for each religion and year, with the total they are percentages of."""
    years = hate_crime.victims_by_religion(citing.scope)
    keys = [(_counts(citing, year), _percentages(citing, year)) for year in years]
    rows = []
    for religion, name in [*RELIGIONS.items(), ("", "All")]:
        cells: list[Runs] = [(Text(name),)]
        for year, (counts, percentages) in zip(years, keys, strict=True):
            count = year.counts[religion] if religion else year.total
            of = _count(citing, year, religion), _count(citing, year, "")
            cells.append((Cited(formats.number(count), counts, of[:1]),))
            cells.append((Cited(f"{percentage(count, year.total)}%", percentages, of),))
        rows.append(tuple(cells))
    columns = [Column("Religion recorded for the victim")]
    for place, year in enumerate(years):
        part = ", to date" if year.is_part_year else ""
        columns += [
            Column(f"{year.year}{part}, no.", numeric=True),
            Column(f"{year.year}{part}, %", numeric=True, percent_of=2 * place + 1),
        ]
    return Table(number, FAMILY, tuple(columns), tuple(rows), totalled=True, line=line)


def compared(citing: Citing, religion: str) -> Runs:
    """One religion in the last two years: the counts, and whether chance alone could have made the difference."""
    if religion not in RELIGIONS:
        raise NotCitable(f"No religion is kept as {religion}. There is: {', '.join(RELIGIONS)}.")
    before, now = hate_crime.victims_by_religion(citing.scope)[-2:]
    p = hate_crime.difference(before, now, religion).p_of_all
    counts = [Cited("", _counts(citing, year)) for year in (now, before)]
    doubt = citing.derive(
        f"p = {p:.2f}",
        f"{RELIGIONS[religion]}: {now.year} against {before.year}",
        "Fisher's exact test of the two counts within their totals, two-sided",
        tuple(counts),
    )
    doubt = replace(
        doubt, counts=tuple(_count(citing, year, code) for year in (now, before) for code in (religion, ""))
    )
    verdict = (
        "a difference of that size is more than chance would readily give"
        if p < words.CHANCE
        else "chance alone could give a difference of that size"
    )
    return (
        *_said(citing, religion, now),
        Text(" and "),
        *_said(citing, religion, before),
        Text(f": {verdict} ("),
        doubt,
        Text(")."),
    )


def unrecorded(citing: Citing) -> Runs:
    """For how many victims nothing is known of their religion: unknown and blank together, latest year first."""
    before, now = hate_crime.victims_by_religion(citing.scope)[-2:]
    return (*_missing(citing, now), Text(" and for "), *_missing(citing, before))


def counts_that_print(citing: Citing, percent: str, *bases: str) -> Runs:
    """The counts out of each base that would be printed as a percentage: ``3 of 62 and 3 of 63``."""
    digits = len(percent.removesuffix("%").partition(".")[2])
    found = [
        f"{count} of {base}"
        for base in bases
        for count in feasible_counts(percent.removesuffix("%"), digits, int(base))
    ]
    if not found:
        raise NotCitable(f"No count out of {', '.join(bases)} is printed as {percent}.")
    title = f"Counts that are printed as {percent}"
    shown = " and ".join(found) if len(found) < 3 else f"{', '.join(found[:-1])} and {found[-1]}"
    return (citing.derive(shown, title, f"every count out of {', '.join(bases)}, rounded", ()),)


def _missing(citing: Citing, year: YearOfVictims) -> Sequence[Text | Cited]:
    count = year.not_recorded
    parts = tuple(_count(citing, year, code) for code in NOT_RECORDED)
    missing = citing.count(
        _key(year, "not-recorded"), f"Unknown or blank, {year.year}", count, family=FAMILY, sums=(parts,)
    )
    return (
        *_of(citing, year, count, missing),
        Text(f" in {year.year} ("),
        _share(citing, year, count, missing),
        Text(")"),
    )


def _said(citing: Citing, religion: str, year: YearOfVictims) -> Sequence[Text | Cited]:
    count, key = year.counts[religion], _count(citing, year, religion)
    return (
        *_of(citing, year, count, key),
        Text(" ("),
        _share(citing, year, count, key),
        Text(f") in {year.year}"),
    )


def _of(citing: Citing, year: YearOfVictims, count: int, key: str) -> Sequence[Text | Cited]:
    counts = _counts(citing, year)
    total = Cited(formats.number(year.total), counts, (_count(citing, year, ""),))
    return Cited(formats.number(count), counts, (key,)), Text(" of "), total


def _share(citing: Citing, year: YearOfVictims, count: int, key: str) -> Cited:
    shown = f"{percentage(count, year.total)}%"
    return Cited(shown, _percentages(citing, year), (key, _count(citing, year, "")))


def _count(citing: Citing, year: YearOfVictims, religion: str) -> str:
    """The key of one count of a year; of the total, which is the sum of all others, where no religion is given."""
    if religion:
        title, value = f"{RELIGIONS[religion]}, {year.year}", year.counts[religion]
        return citing.count(_key(year, religion), title, value, family=FAMILY)
    parts = tuple(_count(citing, year, code) for code in RELIGIONS)
    return citing.count(_key(year, "all"), f"All, {year.year}", year.total, family=FAMILY, sums=(parts,))


def _key(year: YearOfVictims, which: str) -> str:
    return f"victims-by-religion {year.year} {which}"


def _counts(citing: Citing, year: YearOfVictims) -> str:
    """One passport for the counts of a year: they were printed as one table."""
    title = f"{FAMILY}, {year.year}: counts by religion"
    return citing.hold("each", title, year.source).passport


def _percentages(citing: Citing, year: YearOfVictims) -> str:
    counts = Cited("", _counts(citing, year))
    title = f"{FAMILY}, {year.year}: percentages"
    return citing.derive("each", title, "each count over all in its column", (counts,)).passport
