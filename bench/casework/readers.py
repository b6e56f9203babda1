"""Who asks: an officer of one unit, a coordinator of the whole force, and a partner to whom records were opened."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of

FORCE, PARTNER, UNIT = "west-midlands-police", "wickwell-homes", "BW"
COLLEAGUES = 40
READERS = ("officer", "coordinator", "partner")


@dataclass(frozen=True)
class Reader:
    """Somebody by their sign-in name, and who they are today."""

    name: str
    scope: Scope


def make_readers() -> None:
    """The three, and colleagues who have cases too."""
    user_of("neighbourhood_officer", [UNIT], name="officer")
    user_of("coordinator", name="coordinator")
    user_of("partner", organisation=PARTNER, name="partner")
    made = User.objects.bulk_create(User(username=f"colleague-{n}", password="!") for n in range(COLLEAGUES))
    assert len(made) == COLLEAGUES


def readers() -> list[Reader]:
    """The three, as they are today."""
    return [Reader(name, Scope.of(User.objects.get(username=name))) for name in READERS]
