"""Where figures come from: the facts that have arrived, the months that have not, and each import."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.performance import catalogue
from bluelamp.warehouse.facts import Fact
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
