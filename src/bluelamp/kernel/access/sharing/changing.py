"""Changing a row only if nobody changed it meanwhile; somebody who comes too late sees both versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

from django.db.models import F, Model

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Difference:
    """One thing that differs: what it is called, what stands, and what was about to be written."""

    label: str
    stands: str
    yours: str


class ChangedMeanwhile(RuntimeError):
    """Somebody else changed it since it was read. Carries both versions, so that nothing typed is lost."""

    def __init__(self, version: int, differences: tuple[Difference, ...] = ()) -> None:
        super().__init__("Somebody else changed this while you were working on it.")
        self.version = version
        self.differences = differences


def change(row: Row, version: int, labels: dict[str, str], **values: object) -> None:
    """Write ``values`` if the row still has ``version``, in one statement, and make it the next version.

    ``labels`` say what a reader calls each field. Raises :class:`ChangedMeanwhile` with what stands now.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)
    if rows.update(version=F("version") + 1, **values):
        row.refresh_from_db()
        return
    row.refresh_from_db()
    differences = tuple(
        Difference(label, _told(row, name, getattr(row, name)), _told(row, name, values[name]))
        for name, label in labels.items()
        if name in values and getattr(row, name) != values[name]
    )
    raise ChangedMeanwhile(row.version, differences)  # type: ignore[attr-defined]


def _told(row: Model, name: str, value: object) -> str:
    """A value as a page shows it: a choice in its words."""
    choices = dict(getattr(row._meta.get_field(name), "flatchoices", ()))
    return str(choices.get(value, value))
