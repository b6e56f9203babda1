"""A kind of record for tests that has orders, beside the one that has none of them."""

from __future__ import annotations

from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.practice.powers.queries.records import ITEM, Somebody

TROUBLE = Kind(
    key="trouble",
    title="Trouble",
    items=(Item("about", "What it is about", "victimisation"), Item(ITEM, "Powers and orders", "offences")),
    read="powers.read",
    write="powers.use",
    route="powers:record",
)
"""Its acts are borrowed from powers, so that no act exists for the sake of a test."""

KINDS = (LETTER, TROUBLE)
PEOPLE: list[Somebody] = []
"""Whom every record of this kind is about, as a test wants it."""


def people(scope, look):
    """As ``settings.RECORD_PEOPLE`` wants it."""
    return tuple(PEOPLE)
