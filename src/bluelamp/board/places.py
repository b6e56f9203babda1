"""How many places there are, as words in a paper: counted from the map, never typed."""

from __future__ import annotations

from bluelamp.board.citing import Citing, NotCitable
from bluelamp.board.document import Runs
from bluelamp.kernel.places import queries as places
from bluelamp.kernel.places.models import LEVELS


def number_of(citing: Citing, level: str) -> Runs:
    """``{{ places("priority_area") }}``: the number of areas of one level."""
    known = places.names(level) if level in LEVELS else {}
    if not known:
        raise NotCitable(f"There are no places of level {level}. The levels are {', '.join(LEVELS)}.")
    title = f"Number of areas of the level “{LEVELS[level]}”"
    return (
        citing.hold(str(len(known)), title, f"The areas held for the force, {places.boundaries_version()}"),
    )
