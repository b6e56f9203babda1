"""A kind of record for tests, with an item of each category that matters; what it says is told by its number."""

from __future__ import annotations

from bluelamp.kernel.access.kinds import Item, Kind

LETTER = Kind(
    key="letter",
    title="Letter",
    items=(
        Item("name", "Name", "identity"),
        Item("telephone", "Telephone", "contact"),
        Item("worker", "Worker", "professional"),
        Item("asthma", "Health", "health"),
        Item("tip", "Intelligence", "intelligence"),
    ),
    read="papers.read_signed",
    write="holdings.share",
    contact_items=("worker",),
    contents=lambda holding: {
        key: f"{key}-{holding}" for key in ("name", "telephone", "worker", "asthma", "tip")
    },
)
"""Its acts are borrowed from others, so that no act exists for the sake of a test."""

KINDS = (LETTER,)
