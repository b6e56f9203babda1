"""The files on a case that a reader hears of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.casework import rules
from bluelamp.practice.casework.models import CaseFile
from bluelamp.practice.casework.queries.notes import working_on
from bluelamp.practice.casework.words import HEARD


@dataclass(frozen=True)
class ShownFile:
    """A file as it is listed, on the case that it hangs on."""

    file: CaseFile
    look: Look

    @property
    def heard(self) -> str:
        """Who else hears of it."""
        return HEARD[self.file.audience]

    @property
    def is_open(self) -> bool:
        return self.file.state == "clean"


def heard(scope: Scope, family: Sequence[Look]) -> list[ShownFile]:
    """The files on some cases that this reader hears of, the newest first."""
    looked = {each.holding.pk: each for each in family if each.shows("files")}
    rows = CaseFile.objects.filter(holding__in=looked).select_related("organisation").order_by("-at", "-pk")
    working = working_on(scope, looked)
    return [
        ShownFile(row, looked[row.holding_id])
        for row in rows
        if rules.hears(scope, row, body=row.organisation.key, works_on_it=row.holding_id in working)
    ]


def file(scope: Scope, looked: Look, number: int) -> ShownFile:
    """One file of a case; not found when it is not one of this case, or not for this reader."""
    found = next((each for each in heard(scope, [looked]) if each.file.pk == number), None)
    if found is None:
        raise NotPermitted(NOT_THERE)
    return found
