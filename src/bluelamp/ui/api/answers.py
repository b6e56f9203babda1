"""What a program is told when something was made or changed: numbers, states and versions, and nothing of anybody."""

from __future__ import annotations

from typing import Any, Self

from django.http import HttpResponse
from ninja import Schema

from bluelamp.ui.api import versions


class Numbered(Schema):
    """The number of what was written down, within its record."""

    number: int


class Changed(Schema):
    """The number of something, and the version of it that stands now."""

    number: int
    version: int

    @classmethod
    def of(cls, row: Any, response: HttpResponse | None = None) -> Self:
        if response is not None:
            versions.stamp(response, row.version)
        return cls(
            number=row.pk, **{name: getattr(row, name) for name in cls.model_fields if name != "number"}
        )


class Stands(Changed):
    """The same, and the state it is in."""

    state: str
