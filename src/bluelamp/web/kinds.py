"""The kinds of record that can be held, shared and withheld item by item, in one list."""

from __future__ import annotations

from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.people.kinds import RECORD

KINDS: tuple[Kind, ...] = (RECORD,)
