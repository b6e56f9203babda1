"""What happened on a case, from whoever has something to tell, as one list.

Each practice and area tells its part through a function of its own, a
:data:`~bluelamp.kernel.access.happenings.Teller`; the area that shows the timeline names them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from bluelamp.kernel.access.happenings import Happening, Teller
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look

PARAMS = ("kind", "author", "agency")
MOST = 200


@dataclass(frozen=True)
class Narrowed:
    """What of a timeline is wanted: by kind, by author, by agency; empty means all."""

    kind: str = ""
    author: str = ""
    agency: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Narrowed:
        """As the address has it."""
        return cls(**{name: given.get(name, "")[:150] for name in PARAMS})

    def fits(self, told: Happening) -> bool:
        return (
            self.kind in ("", told.kind)
            and self.author in ("", told.who)
            and self.agency in ("", told.organisation)
        )


EVERYTHING = Narrowed()


@dataclass(frozen=True)
class Timeline:
    """The entries, the newest first, and what there is to narrow them by."""

    entries: tuple[Happening, ...]
    narrowed: Narrowed
    total: int
    kinds: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()
    is_more: bool = field(default=False)


def timeline(
    scope: Scope,
    family: Sequence[Look],
    tellers: Iterable[Teller],
    *,
    narrowed: Narrowed = EVERYTHING,
    now: datetime,
) -> Timeline:
    """Everything that the tellers tell of a case and of those joined with it."""
    told: list[Happening] = [
        one for teller in tellers for looked in family for one in teller(scope, looked, now)
    ]
    told.sort(key=lambda one: one.at, reverse=True)
    fitting = [one for one in told if narrowed.fits(one)]
    return Timeline(
        entries=tuple(fitting[:MOST]),
        narrowed=narrowed,
        total=len(told),
        kinds=tuple(sorted({one.kind for one in told})),
        authors=tuple(sorted({one.who for one in told if one.who})),
        agencies=tuple(sorted({one.organisation for one in told if one.organisation})),
        is_more=len(fitting) > MOST,
    )
