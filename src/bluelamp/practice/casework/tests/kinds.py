"""A kind of case for tests, and a list of such cases; a row of the list is the holding itself."""

from __future__ import annotations

from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.models import Holding
from bluelamp.practice.casework.bulk_acts import ASSIGN, UNASSIGN
from bluelamp.practice.casework.listing import (
    AssignedTo,
    Choice,
    Column,
    Dates,
    Following,
    Ordering,
    Ready,
    State,
    Text,
    Unit,
    Worklist,
)
from bluelamp.practice.casework.queries.assignments import workers

CASE = Kind(
    key="case",
    title="Case",
    items=(
        Item("name", "Name", "identity"),
        Item("tip", "Intelligence", "intelligence"),
        Item("notes", "Notes", "professional"),
        Item("files", "Files", "professional"),
    ),
    read="people.read",
    write="people.edit",
    names=lambda several: {one.holding.pk: f"name-{one.holding.pk}" for one in several if one.shows("name")},
    contents=lambda holding: {"name": f"name-{holding}", "tip": f"tip-{holding}"},
)
LETTER = Kind(key="letter", title="Letter", items=CASE.items[:1], read="people.read", write="people.edit")
"""A kind that is no case: nothing hangs on it."""
KINDS = (CASE, LETTER)

CASES = Worklist(
    key="cases",
    title="Cases",
    kind=CASE,
    rows=lambda: Holding.objects.filter(kind=CASE.key),
    columns=(
        Column("ref", "Case", lambda row: row.ref),
        Column("unit", "Unit", lambda row: row.lpu.name if row.lpu else ""),
        Column("tip", "Tip", lambda row: f"tip-{row.pk}", item="tip"),
        Column("opened", "Opened", lambda row: row.created_at),
        Column("worker", "Assigned to", item="notes", of_page=workers),
    ),
    filters=(
        Text("ref", "Reference", path="ref"),
        State(),
        Unit(),
        AssignedTo(),
        Following(),
        Choice("sensitivity", "Handling", choices=(("normal", "Normal"), ("sealed", "Sealed")), several=True),
        Choice("tip", "Tip", item="tip", path="sensitivity", choices=(("normal", "Normal"),)),
        Dates("opened", "Opened", path="created_at", is_moment=True),
    ),
    orderings=(
        Ordering("latest", "Latest first", ("-created_at",)),
        Ordering("version", "Version", ("version",)),
        Ordering("tip", "Tip", ("created_at",), item="tip"),
    ),
    holding="",
    acts=(ASSIGN, UNASSIGN),
    first={"state": ("open",)},
    ready=(Ready("Nobody's", {"state": ("open",), "assigned": ("nobody",)}),),
    per_page=5,
)
WORKLISTS = (CASES,)
