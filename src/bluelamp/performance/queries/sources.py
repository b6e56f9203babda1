"""Where figures come from: the facts that have arrived, the months that have not, and each import."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.figures.measures import Measure
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.readings import Reading
from bluelamp.performance import catalogue
from bluelamp.ui import formats
from bluelamp.warehouse.facts import MADE_UP, Fact
from bluelamp.warehouse.store import Arrival, Partition, Store


@dataclass(frozen=True)
class FactSheet:
    """One fact: the partitions that count now, newest month first, and the (source, month) pairs that are missing."""

    fact: Fact
    partitions: tuple[Partition, ...]
    missing: tuple[tuple[str, str], ...]

    @property
    def rows(self) -> int:
        return sum(p.rows for p in self.partitions)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(sorted({p.source for p in self.partitions}))

    @property
    def missing_words(self) -> str:
        """The missing months of each source, runs of months put together."""
        said = []
        for source in sorted({source for source, _ in self.missing}):
            months = [month for s, month in self.missing if s == source]
            spans = ", ".join(a if a == b else f"{a} to {b}" for a, b in _runs(months))
            said.append(f"{source} {spans}")
        return "; ".join(said)

    @property
    def defects(self) -> dict[str, int]:
        """What is wrong with rows that were taken all the same, over all partitions."""
        found: dict[str, int] = {}
        for partition in self.partitions:
            for defect, count in partition.defects.items():
                found[defect] = found.get(defect, 0) + count
        return dict(sorted(found.items()))


@dataclass(frozen=True)
class ImportRow:
    """One import of one fact."""

    fact: Fact
    arrival: Arrival

    @property
    def count_names(self) -> list[str]:
        return [name.capitalize() for name in self.arrival.counts]

    @property
    def count_cells(self) -> list[str]:
        return [formats.number(count) for count in self.arrival.counts.values()]


def facts(scope: Scope) -> tuple[FactSheet, ...]:
    """Every fact the catalogue counts, whether or not anything has arrived."""
    require(scope, "facts.list")
    store = Store(settings.WAREHOUSE)
    return tuple(
        FactSheet(fact, tuple(reversed(store.partitions(fact))), store.missing(fact))
        for fact in counted_facts()
    )


def imports(scope: Scope) -> tuple[ImportRow, ...]:
    """Every import that was applied, newest first."""
    require(scope, "imports.read")
    store = Store(settings.WAREHOUSE)
    found = [ImportRow(fact, arrival) for fact in counted_facts() for arrival in store.arrivals(fact)]
    return tuple(sorted(found, key=lambda row: row.arrival.at, reverse=True))


def counted_facts() -> tuple[Fact, ...]:
    """Every fact that some measure of the catalogue counts, in the order it first does."""
    return tuple({measure.tally.fact.name: measure.tally.fact for measure in catalogue.MEASURES}.values())


def partitions_behind(scope: Scope, figure: Reading) -> tuple[Partition, ...]:
    """The partitions that hold, or by the declaration could hold, the rows a figure counts; as they stand now."""
    require(scope, "figures.read")
    tally = catalogue.measure(figure.measure).tally
    early, late = tally.arrival(figure.basis or next(iter(tally.bases)))
    months = {
        f"{month.shift(lag).year:04d}-{month.shift(lag).month:02d}"
        for month in figure.period.months()
        for lag in range(early, late + 1)
    }
    held = Store(settings.WAREHOUSE).partitions(tally.fact)
    return tuple(p for p in held if p.month in months and tally.counts(p.source))


def made_up_words(measure: Measure) -> str:
    """Which months a measure counts made-up records in, and their source; empty when all are real."""
    held = Store(settings.WAREHOUSE).partitions(measure.tally.fact)
    found = [p for p in held if measure.tally.counts(p.source) and p.source.endswith(MADE_UP)]
    spans = ", ".join(a if a == b else f"{a} to {b}" for a, b in _runs(sorted({p.month for p in found})))
    return f"The records of {spans} are made up (source {found[0].source})." if found else ""


def _runs(months: list[str]) -> list[tuple[str, str]]:
    """Months (``YYYY-MM``, rising) as first and last of each unbroken run, in words."""
    runs: list[tuple[Month, Month]] = []
    for month in (Month(int(m[:4]), int(m[5:])) for m in months):
        if runs and month - runs[-1][1] == 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return [(first.label, last.label) for first, last in runs]
