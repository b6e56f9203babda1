"""What ``figures.json`` may hold: the passports of the numbers that are printed, and nothing that is not a passport."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields

from bluelamp.board.document import Passport

MAY = {field.name for field in fields(Passport)} - {"figure"}
"""The number of a figure leads into the workspace, which is closed to the public."""


def hidden(content: bytes) -> Iterator[str]:
    """Each thing found that is no part of a passport."""
    try:
        read = json.loads(content)
        entries = read["figures"]
    except (ValueError, KeyError, TypeError):
        yield "it cannot be read as figures"
        return
    yield from (f"something beside its figures: {name}" for name in sorted(set(read) - {"paper", "figures"}))
    for entry in entries:
        yield from (f"something that is no part of a passport: {name}" for name in sorted(set(entry) - MAY))
