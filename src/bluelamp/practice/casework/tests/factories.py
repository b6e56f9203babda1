"""Cases for tests."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.factories import lpu_called, organisation_called
from bluelamp.kernel.access.tests.worlds import DAY, FORCE, HOMES, NOW, grant
from bluelamp.practice.casework.tests.kinds import CASE

MINUTE = timedelta(minutes=1)
WHY = "They live next door."
LATER = NOW + 20 * MINUTE

__all__ = ["DAY", "HOMES", "LATER", "MINUTE", "NOW", "WHY", "case", "cases", "opened_to"]


def case(lpu: str = "BW", owner: str = FORCE, days_ago: float = 1, **more: object) -> Holding:
    """A case that the force holds in a unit."""
    return Holding.objects.create(
        kind=more.pop("kind", CASE.key),
        organisation=organisation_called(owner),
        lpu=lpu_called(lpu) if lpu else None,
        created_at=NOW - days_ago * DAY,
        **more,
    )


def cases(count: int, lpu: str = "BW") -> list[Holding]:
    """Several, the first the latest."""
    return [case(lpu, days_ago=number + 1) for number in range(count)]


def opened_to(held: Holding, items: Iterable[str] = ("name", "notes", "files"), to: str = HOMES) -> None:
    """Items of a case, opened to a partner on a ground of its own."""
    grant(held, to, items)
