"""Words that are found nowhere else, and by whom things are done on a case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.web.sample.canaries.canary import Canary, spelt
from bluelamp.web.sample.canaries.oracle import EXPECTED

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World

DAY = timedelta(days=1)
AUTHORS = {"force": "officer", "landlord": "landlord", "stranger": "stranger", "council": "council"}
"""Who wrote what is on a case, for each that holds one."""


class Words:
    """Words for one record, or for pages about none, each found nowhere else."""

    def __init__(self, world: World, name: str) -> None:
        self.world, self.name = world, name

    def __call__(self, item: str, field: str = "") -> str:
        word = spelt(self.name, field or item, item)
        self.world.canaries.append(Canary(word, self.name, item))
        return word

    def made(self, noun: str, *rows: Any) -> None:
        """Remember the numbers of rows, for addresses that name them."""
        self.world.numbers.setdefault((self.name, noun), []).extend(row.pk for row in rows)


class By:
    """Somebody who does everything on a case, and the moment they did it."""

    def __init__(self, user: User, body: Organisation, units: list[str]) -> None:
        self.user, self.body, self.units = user, body, units
        self.name, self.now = user.username.title(), timezone.now() - DAY

    def heard(self, holding: Holding, audience: str) -> dict[str, Any]:
        return {
            "holding": holding,
            "organisation": self.body,
            "department": self.body.key,
            "units": self.units,
            "author": self.user,
            "author_name": self.name,
            "audience": audience,
            "at": self.now,
        }


def author(world: World, of: str) -> By:
    return By(
        world.user(AUTHORS[of]), world.bodies[of], list(EXPECTED["people"][AUTHORS[of]].get("lpus", ()))
    )


def over(said: Words, item: str, by: By) -> dict[str, Any]:
    """The plans of a closed case are over."""
    is_closed = EXPECTED["cases"][said.name].get("state") == "closed"
    return {"ended_at": by.now, "ended_why": said(item, "over")} if is_closed else {}
