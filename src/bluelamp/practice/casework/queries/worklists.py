"""Running a worklist for somebody: one page, how many there are, and which they are.

Rows are chosen and ordered only among the records that show the reader what they are chosen and ordered by; the others
would answer too, by being there, by their place or by their number.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Prefetch, QuerySet

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look, looks, showing
from bluelamp.practice.casework.listing import Column, Worklist
from bluelamp.practice.casework.listing.cursor import cut
from bluelamp.practice.casework.listing.filters import Asking, as_values
from bluelamp.practice.casework.listing.worklist import ORDER, Chosen

Told = Mapping[str, Mapping[int, object]]

MOST_COUNTED = 500
"""Where counting ends, and no more are done at once: nobody reads a longer list to its end."""


@dataclass(frozen=True)
class Count:
    """How many, or that there are more than were counted."""

    number: int
    is_more: bool = False

    def __str__(self) -> str:
        return f"more than {self.number:,}" if self.is_more else f"{self.number:,}"


@dataclass(frozen=True)
class Line:
    """One row as the reader sees it: a value for each column, nothing where the item is not open to them."""

    look: Look
    cells: tuple[object, ...]


@dataclass(frozen=True)
class Chip:
    """One thing that was chosen, and the address without it."""

    words: str
    without: str


@dataclass(frozen=True)
class Page:
    """One page of a worklist."""

    lines: tuple[Line, ...]
    count: Count
    after: str = ""
    before: str = ""


def form_of(scope: Scope, worklist: Worklist, given: Any = None) -> forms.Form:
    """The form of the filters and of the order; bound where something was chosen."""
    form = forms.Form(given)
    form.label_suffix = ""
    for param, each in worklist.params.items():
        form.fields[param] = each.field(param, scope)
    orders = [(each.key, each.label) for each in worklist.orderings]
    form.fields[ORDER] = forms.ChoiceField(label="In order of", required=False, choices=orders)
    return form


def chosen_in(form: forms.Form) -> Chosen:
    """What the form holds, as the address holds it. A field that cannot be understood chooses nothing."""
    form.is_valid()
    values = {name: as_values(value) for name, value in form.cleaned_data.items() if name != ORDER}
    return Chosen({name: some for name, some in values.items() if some}, form.cleaned_data.get(ORDER) or "")


def query_of(worklist: Worklist, chosen: Chosen) -> str:
    """The address's query of a choice, always written the same way; reading it gives the choice back."""
    pairs = [(name, value) for name in worklist.params for value in chosen.values.get(name, ())]
    return urlencode([*pairs, *([(ORDER, chosen.order)] if chosen.order else [])])


def chips(scope: Scope, worklist: Worklist, chosen: Chosen) -> tuple[Chip, ...]:
    """A chip for each value that was chosen."""
    found = []
    for name, each in worklist.params.items():
        for value in chosen.values.get(name, ()):
            left = {**chosen.values, name: tuple(v for v in chosen.values[name] if v != value)}
            without = query_of(
                worklist, Chosen({key: some for key, some in left.items() if some}, chosen.order)
            )
            found.append(
                Chip(each.words(name, value, scope), without or f"{ORDER}={worklist.orderings[0].key}")
            )
    return tuple(found)


def rows_of(scope: Scope, worklist: Worklist, chosen: Chosen, *, now: datetime) -> QuerySet[Any]:
    """The rows that fit and that the reader may see, in no order yet; without what was joined with another."""
    if not scope.may(worklist.act):
        raise NotPermitted(NOT_THERE)
    seen = showing(
        scope,
        worklist.kind,
        now=now,
        items=worklist.items(chosen),
        to=worklist.to,
        asks_kind=not worklist.holding,
    )
    asking = Asking(scope, now, worklist.to)
    rows = worklist.rows().filter(seen, **{f"{worklist.to}joined_with__isnull": True})
    for name, values in chosen.values.items():
        rows = rows.filter(worklist.params[name].where(name, values, asking))
    return rows


def count(scope: Scope, worklist: Worklist, chosen: Chosen, *, now: datetime) -> Count:
    """How many there are for this reader, counted no further than :data:`MOST_COUNTED`."""
    rows = rows_of(scope, worklist, chosen, now=now).order_by().values("pk")
    found = rows[: MOST_COUNTED + 1].count()
    return Count(min(found, MOST_COUNTED), found > MOST_COUNTED)


def page(
    scope: Scope, worklist: Worklist, chosen: Chosen, *, after: str = "", before: str = "", now: datetime
) -> Page:
    """One page, with what follows and what went before."""
    rows = _with_holdings(rows_of(scope, worklist, chosen, now=now), worklist)
    fields = worklist.ordering(chosen.order).whole
    found = cut(rows, fields, after=after, before=before, size=worklist.per_page)
    held = {holding_of(worklist, row).pk: row for row in found.rows}
    looked = looks(scope, worklist.kind, [holding_of(worklist, row) for row in held.values()], now=now)
    told = told_of(scope, worklist, looked)
    lines = tuple(Line(each, cells(worklist, each, held[each.holding.pk], told, now=now)) for each in looked)
    # What stands on one page whole is counted by looking at it.
    is_all = not (after or before or found.after or found.before)
    how_many = Count(len(held)) if is_all else count(scope, worklist, chosen, now=now)
    return Page(lines, how_many, found.after, found.before)


def looked_at(
    scope: Scope, worklist: Worklist, chosen: Chosen, *, refs: frozenset[str] | None, most: int, now: datetime
) -> list[Look]:
    """The records chosen for something: those with these references, or all that fit; no more than ``most`` and one."""
    rows = _with_holdings(rows_of(scope, worklist, chosen, now=now), worklist)
    if refs is not None:
        rows = rows.filter(**{f"{worklist.to}ref__in": refs})
    found = [
        holding_of(worklist, row) for row in rows.order_by(*worklist.ordering(chosen.order).whole)[: most + 1]
    ]
    return looks(scope, worklist.kind, found, now=now)


def holding_of(worklist: Worklist, row: Any) -> Holding:
    found: Holding = attrgetter(worklist.holding.replace("__", "."))(row) if worklist.holding else row
    return found


def told_of(scope: Scope, worklist: Worklist, looked: list[Look]) -> Told:
    """Column → record → what it says, of the columns that are asked of a whole page; of records alone that show it."""
    return {
        each.key: each.of_page(scope, [one for one in looked if not each.item or one.shows(each.item)])
        for each in worklist.columns
        if each.of_page
    }


def cells(worklist: Worklist, looked: Look, row: object, told: Told, *, now: datetime) -> tuple[object, ...]:
    """What each column says to this reader."""
    held = looked.holding.pk
    return tuple(
        told[each.key].get(held, "") if each.key in told else _said(each, looked, row, now)
        for each in worklist.columns
    )


def titles(worklist: Worklist, looked: list[Look], *, now: datetime) -> Mapping[int, object]:
    """What the first column calls each of these records, for a reader who may see it; the reference otherwise."""
    first = worklist.columns[0]
    rows = worklist.rows().filter(**{f"{worklist.to}pk__in": [each.holding.pk for each in looked]})
    by_holding = {holding_of(worklist, row).pk: row for row in _with_holdings(rows, worklist)}
    return {
        each.holding.pk: _said(first, each, by_holding[each.holding.pk], now) or each.ref
        for each in looked
        if each.holding.pk in by_holding
    }


def _said(column: Column, looked: Look, row: object, now: datetime) -> object:
    return column.of(row, now) if not column.item or looked.shows(column.item) else ""


def _with_holdings(rows: QuerySet[Any], worklist: Worklist) -> QuerySet[Any]:
    """Their holdings are fetched for the rows of the page, so that the order of the list is walked and not all of an
    organisation's records."""
    parts = ("organisation", "lpu", "team")
    if not worklist.holding:
        return rows.select_related(*parts)
    return rows.prefetch_related(Prefetch(worklist.holding, Holding.objects.select_related(*parts)))
