"""What happened on a record, as whoever keeps a part of it tells it for a timeline."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look


@dataclass(frozen=True)
class Happening:
    """One thing that happened. What the reader may not hear of is not told at all.

    ``kind`` is a word of the trade such as *note* or *promise*; ``audience`` how wide it is heard, in words or empty;
    ``link`` an address or empty.
    """

    at: datetime
    who: str
    organisation: str
    kind: str
    words: str
    audience: str = ""
    link: str = ""


Teller = Callable[[Scope, Look, datetime], Iterable[Happening]]
"""From the reader, a record as they see it and the moment, to what they may hear of it."""
