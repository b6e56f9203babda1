"""What is between two cases: found to be one, parted again, related, and no longer so."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bluelamp.practice.casework import models as casework
from bluelamp.web.sample.canaries.cases.words import DAY, Words
from bluelamp.web.sample.canaries.oracle import EXPECTED

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


def join(world: World) -> None:
    """Cases found to be one, and cases that belong together: as somebody who sees them all would have said."""
    now: datetime = timezone.now() - DAY
    for name, row in EXPECTED["cases"].items():
        if "joined" not in row:
            continue
        kept, gone = world.holdings[row["joined"]], world.holdings[name]
        said = Words(world, name)
        merge = casework.CaseMerge.objects.create(
            kept=kept, gone=gone, reason=said("notes", "merged"), at=now, by_name="Colin"
        )
        for one in (row["joined"], name):
            world.numbers.setdefault((one, "merge"), []).append(merge.pk)
    names = [name for name in EXPECTED["cases"] if name != "case_erased"]
    for left, right in pairwise(names):
        said = Words(world, left)
        about: dict[str, Any] = {"left": world.holdings[left], "right": world.holdings[right], "since": now}
        link = casework.Link.objects.create(
            how="related", reason=said("about", "linked"), by_name="Colin", **about
        )
        for one in (left, right):
            world.numbers.setdefault((one, "link"), []).append(link.pk)
        ended = {"until": now, "ended_by_name": "Colin", "ended_why": said("about", "unlinked")}
        casework.Link.objects.create(
            how="same_place", reason=said("about", "waslinked"), by_name="Colin", **about | ended
        )
    _parted(world, now)


def _parted(world: World, now: datetime) -> None:
    """Two cases that were joined, and are two again."""
    said = Words(world, "case_closed")
    casework.CaseMerge.objects.create(
        kept=world.holdings["case_far"],
        gone=world.holdings["case_closed"],
        reason=said("about", "joined"),
        at=now,
        by_name="Colin",
        undone_at=now,
        undone_by_name="Colin",
        undone_why=said("about", "parted"),
    )
