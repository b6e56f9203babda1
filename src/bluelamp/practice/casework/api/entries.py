"""How one thing that happened on a case is told to a program; the area's own timeline is made of them."""

from __future__ import annotations

from datetime import datetime

from ninja import Schema

from bluelamp.kernel.access.happenings import Happening


class EntryOut(Schema):
    """One thing that happened. ``audience`` says how wide it is heard; empty: whoever sees what it is about."""

    at: datetime
    kind: str
    words: str
    who: str
    organisation: str
    audience: str

    @classmethod
    def of(cls, told: Happening) -> EntryOut:
        return cls(**{name: getattr(told, name) for name in cls.model_fields})
