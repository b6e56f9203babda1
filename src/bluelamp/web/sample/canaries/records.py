"""Records of people in the small world: those of one person that were joined, and pairs that somebody is to look at."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.actions import merging
from bluelamp.kernel.people.actions.records import Home, Kept, bring_in
from bluelamp.kernel.people.models import Candidate, Matching, SourceRecord
from bluelamp.web.sample.canaries.canary import NUMBERS, Canary, spelt
from bluelamp.web.sample.canaries.cases import Words
from bluelamp.web.sample.canaries.held import hold, unit_of
from bluelamp.web.sample.canaries.oracle import EXPECTED, ITEMS

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World

BORN = "1980-01-29"
"""The day on which everybody was born."""


def make(world: World, name: str, row: Mapping[str, Any]) -> None:
    now, number = timezone.now(), NUMBERS[name]
    words = {item: spelt(name, item, item) for item in ITEMS}
    words["given"] = spelt(name, "given", "name")
    words |= {"phones": f"07700 9{number:02}{(number * 37) % 1000:03}", "born": "", "sex": "", "subject": ""}
    (made,) = bring_in([_kept(words)], body=world.bodies[row["of"]], now=now, lpu=unit_of(row))
    made = SourceRecord.objects.select_related("person", "holding").get(pk=made.pk)
    holding = made.holding
    holding.sensitivity, holding.state = row.get("sensitivity", "normal"), row.get("state", "open")
    holding.save()
    world.records[name] = made
    world.canaries += [
        Canary(word, name, "name" if item == "given" else item) for item, word in words.items() if word
    ]
    hold(world, name, row, holding)


def _kept(words: Mapping[str, str]) -> Kept:
    return Kept(
        given=words["given"],
        family=words["name"],
        also_known_as=(words["other_names"],),
        born=date.fromisoformat(BORN),
        sex="F",
        homes=(Home(words["addresses"], "B1 2PG"),),
        phones=(words["phones"],),
        emails=(f"{words['emails'].lower()}@example.test",),
        reference=words["reference"],
        worker=words["worker"],
        subject="victim",
        note=words["note"],
    )


def join(world: World) -> None:
    """People known by several records, as somebody who sees everything found."""
    for kept, gone in EXPECTED["same_person"]:
        merge = merging.join(
            by=Scope.system("the one who sees all"),
            kept=world.records[kept].person.head_id or 0,
            gone=world.records[gone].person.head_id or 0,
            reason="The same date of birth and the same telephone.",
            now=timezone.now(),
        )
        world.merges.append(merge.pk)


def pair(world: World) -> None:
    """A pair to look at for every two records that stand beside each other in the list."""
    run = Matching.objects.create(
        settings_version="1",
        policy_version="1",
        records=2,
        put_forward=1,
        to_look_at=1,
        at=timezone.now(),
        by_name="Colin",
    )
    # What is erased takes its pairs along, and those that may be have none.
    standing = [record for name, record in world.records.items() if "put_forward" not in name]
    # What was compared of a record, as the evidence of a pair speaks of it.
    clues = {
        left.pk: Words(world, name)("born", "evidence")
        for name, left in world.records.items()
        if left in standing
    }
    for left, right in pairwise(standing):
        pair = Candidate.objects.create(
            matching=run,
            left=left,
            right=right,
            outcome="ask",
            probability=0.9,
            bits=4.0,
            evidence=[
                {"title": "Date of birth", "says": f"{clues[left.pk]} and {clues[right.pk]}", "bits": 4.0}
            ],
            left_version=1,
            right_version=1,
        )
        world.pairs.append(pair.pk)
