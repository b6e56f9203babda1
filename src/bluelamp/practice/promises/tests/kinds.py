"""A kind of record for tests that has the items of promises, beside the one that has none of them."""

from __future__ import annotations

from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.practice.promises.queries import records

QUARREL = Kind(
    key="quarrel",
    title="Quarrel",
    items=(
        Item("about", "What it is about", "victimisation"),
        Item(records.PROMISES, "Promises", "contact"),
        Item(records.CONTACT, "Contact plan", "contact"),
        Item(records.REVIEWS, "Reviews", "professional"),
        Item(records.PLAN, "Plan for the victim", "risk"),
    ),
    read="promises.read",
    write="promises.keep",
    route="promises:record",
)

KINDS = (LETTER, QUARREL)
