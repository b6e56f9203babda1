"""A worklist: what a row shows, how rows are chosen and in which order, and what is done to many at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.casework.listing.acts import BulkAct
from bluelamp.practice.casework.listing.filters import Filter

ORDER = "order"
"""What the ordering is called in an address."""


@dataclass(frozen=True)
class Column:
    """One thing a row shows. ``item`` is what it tells of the record: whoever does not see the item sees it empty.

    ``value`` takes the row and gives words, a day, a moment or a number; with ``takes_now`` it takes the moment too.
    What no row knows, ``of_page`` tells of all records of a page at once: number of the holding → the same.
    """

    key: str
    label: str
    value: Callable[..., object] | None = None
    item: str = ""
    takes_now: bool = False
    of_page: Callable[[Scope, Sequence[Look]], Mapping[int, object]] | None = None

    def of(self, row: object, now: datetime) -> object:
        if self.value is None:
            return ""
        return self.value(row, now) if self.takes_now else self.value(row)


@dataclass(frozen=True)
class Ordering:
    """An order of rows. ``fields`` are paths from the row, with ``-`` for the greatest first; none may be empty.

    The row's own number is added, so that the order is whole. For a million rows the database wants an index on them.
    """

    key: str
    label: str
    fields: tuple[str, ...]
    item: str = ""

    @property
    def whole(self) -> tuple[str, ...]:
        descends = self.fields[-1].startswith("-")
        return (*self.fields, "-pk" if descends else "pk")


@dataclass(frozen=True)
class Chosen:
    """What was chosen in a worklist: name in the address → values, and the order. Empty: the worklist's own."""

    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    order: str = ""


@dataclass(frozen=True)
class Ready:
    """A choice made already, for everybody who works from the list: what it is called, and what is chosen."""

    title: str
    values: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, eq=False)
class Worklist:
    """Records of one kind as a list to work from.

    ``rows`` gives all there are, with what the columns read at hand; ``holding`` is the path from a row to its
    holding (empty where the row is the holding), and rows that have such a path are of ``kind`` alone. The
    first column is the name of the row and leads to the record. ``first`` is what is chosen before anybody
    chooses, such as ``{"state": ("open",)}``; ``ready`` are choices that most readers would keep as searches;
    ``act`` who may open it.
    """

    key: str
    title: str
    kind: Kind
    rows: Callable[[], QuerySet[Any]]
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...]
    orderings: tuple[Ordering, ...]
    holding: str = "holding"
    acts: tuple[BulkAct, ...] = ()
    first: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ready: tuple[Ready, ...] = ()
    act: str = "casework.read"
    per_page: int = 25

    def __post_init__(self) -> None:
        items = {each.item for each in self.columns} | {each.item for each in self.filters}
        items |= {each.item for each in self.orderings}
        if unknown := items - self.kind.keys - {""}:
            raise LookupError(f"{self.kind.title} has no item called {', '.join(sorted(unknown))}.")
        params = [param for one in self.filters for param in one.params]
        if len({*params, ORDER, "after", "before"}) < len(params) + 3:
            raise LookupError(f"Two filters of {self.title} have one name in the address.")
        chosen = {*self.first, *(param for each in self.ready for param in each.values)}
        if unknown := chosen - {*params}:
            raise LookupError(f"{self.title} has no filter called {', '.join(sorted(unknown))}.")

    @property
    def to(self) -> str:
        """What leads from a row to a field of its holding."""
        return f"{self.holding}__" if self.holding else ""

    @property
    def params(self) -> dict[str, Filter]:
        """Name in the address → the filter it belongs to, in their order."""
        return {param: one for one in self.filters for param in one.params}

    def ordering(self, key: str) -> Ordering:
        """The one called so; the first where there is none."""
        return next((each for each in self.orderings if each.key == key), self.orderings[0])

    def bulk(self, key: str) -> BulkAct:
        for each in self.acts:
            if each.key == key:
                return each
        raise LookupError(f"Nothing called {key} is done in {self.title}.")

    def items(self, chosen: Chosen) -> frozenset[str]:
        """The items that a choice tells of: it is made among the records that show them all to the reader."""
        filters = {self.params[param].item for param in chosen.values if param in self.params}
        return frozenset({*filters, self.ordering(chosen.order).item} - {""})


def every() -> tuple[Worklist, ...]:
    """All worklists there are, from the one list that the settings name."""
    found: tuple[Worklist, ...] = import_string(settings.WORKLISTS)
    return found


def called(key: str) -> Worklist:
    """The worklist with this key; ``LookupError`` when there is none."""
    for each in every():
        if each.key == key:
            return each
    raise LookupError(f"There is no worklist called {key}.")
