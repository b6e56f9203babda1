"""Cases of anti-social behaviour for the small world, with a row of everything that the practices keep of one.

A word is put under the item by which whoever reads that item may be shown it. Words of notes and files are put under
who hears of them too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from bluelamp.kernel.access.models import Holding
from bluelamp.web.sample.canaries.cases import assessed, powers, promised, record, reviewed, victim, work
from bluelamp.web.sample.canaries.cases.joined import join
from bluelamp.web.sample.canaries.cases.words import Words, author

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World

__all__ = ["Words", "author", "fill", "join"]


def fill(world: World, holding: Holding, name: str, row: Mapping[str, Any], said: Words) -> None:
    """A case, and everything on it."""
    by = author(world, row["of"])
    case = record.make(holding, said, by)
    record.people(world, case, said, by)
    record.report(world, case, row, said, by)
    record.moves(case, said, by)
    for audience in ("team", "organisation", "shared", "told"):
        work.written(holding, audience, f"_{audience}", said, by)
    if "guest" in row:
        work.written(holding, "organisation", "_guest", said, author(world, row["guest"]))
    work.worked(world, holding, row, said, by)
    promised.fill(holding, said, by)
    victim.fill(holding, said, by)
    assessed.fill(holding, said, by)
    powers.ordered(world, holding, said, by)
    powers.remedied(holding, said, by)
    reviewed.fill(holding, said, by)
