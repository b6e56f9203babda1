"""Where a page of signals looks: the force, a local policing unit or a neighbourhood, and the places inside it."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.analysis.spc.sentences import listed
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.figures.queries import FORCE
from bluelamp.kernel.places import queries as places
from bluelamp.performance.queries.cohort import Areas


class NoSuchPlace(LookupError):
    """There is no such place, or it is not for this reader: the two look alike on purpose."""


@dataclass(frozen=True)
class Place:
    """One place with what it is part of. ``unit`` is the code of a neighbourhood's local policing unit, else empty."""

    level: str
    code: str
    name: str
    unit: str = ""

    @property
    def is_force(self) -> bool:
        return self.level == "force"

    @property
    def unit_name(self) -> str:
        return places.names("lpu")[self.unit] if self.unit else ""


def everything(scope: Scope) -> Place:
    """All that a reader may look at: the whole force, or the force as one and the units the reader is bound to."""
    own = [name for _, name in units(scope)] if scope.lpus else []
    return Place("force", FORCE, f"the force and {listed(own)}" if own else "the whole force")


def place(scope: Scope, level: str, code: str) -> Place:
    """One unit or neighbourhood. Raises :class:`NoSuchPlace` for one there is not, or that is not for this reader."""
    unit = {"lpu": code, "neighbourhood": places.unit_of().get(code, "")}.get(level, "")
    if unit not in dict(units(scope)):
        raise NoSuchPlace(f"There is no {level} {code} whose signals you may see.")
    return Place(level, code, places.names(level)[code], unit if level == "neighbourhood" else "")


def units(scope: Scope) -> list[tuple[str, str]]:
    """The local policing units a reader may look at, by name."""
    named = places.names("lpu").items()
    return sorted(((c, n) for c, n in named if not scope.lpus or c in scope.lpus), key=lambda unit: unit[1])


def neighbourhoods(scope: Scope) -> list[tuple[str, list[tuple[str, str]]]]:
    """The neighbourhoods a reader may look at, by name within each unit, for a list to choose from."""
    names = places.names("neighbourhood")
    return [
        (name, sorted(((c, names[c]) for c in places.neighbourhoods_of({code})), key=lambda one: one[1]))
        for code, name in units(scope)
    ]


def areas_of(scope: Scope, here: Place) -> Areas:
    """The places whose charts a page looks at: itself, and what lies inside it."""
    if here.level == "neighbourhood":
        return {"neighbourhood": [here.code]}
    inside = [code for code, _ in units(scope)] if here.is_force else [here.code]
    within: Areas = {"lpu": inside, "neighbourhood": places.neighbourhoods_of(inside)}
    return {"force": [FORCE], **within} if here.is_force else within
