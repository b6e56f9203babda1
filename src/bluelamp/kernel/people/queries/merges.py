"""Who was found to be whom: the merges that stand form trees, and a person's head is the top of its tree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import NOT_THERE, visible
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import MatchDecision, Merge, Person, SourceRecord
from bluelamp.kernel.people.queries.profiles import Profile, Source
from bluelamp.kernel.people.words import APART


@dataclass(frozen=True, slots=True)
class Parting:
    """A merge that the reader may know of, and which of the records they see it brought in (``going``)."""

    merge: Merge
    staying: tuple[Source, ...]
    going: tuple[Source, ...]


def below(merges: Iterable[tuple[int, int]], person: int) -> set[int]:
    """The person, and all who became part of it. ``merges`` are (kept, gone), those that stand."""
    under = defaultdict(list)
    for kept, gone in merges:
        under[kept].append(gone)
    found, waiting = set(), [person]
    while waiting:
        one = waiting.pop()
        found.add(one)
        waiting += under[one]
    return found


def standing(head: int) -> list[Merge]:
    """The merges that stand among those known as ``head``."""
    return list(Merge.objects.filter(gone__head=head, undone_at__isnull=True).select_related("decision"))


def part_of(merge: Merge) -> set[int]:
    """Everybody whom undoing this merge would part from the rest."""
    there = standing(Person.objects.get(pk=merge.gone_id).head_id or 0)
    return below([(one.kept_id, one.gone_id) for one in there], merge.gone_id)


def partings(whose: Profile) -> list[Parting]:
    """The merges that joined records which the reader sees, as they came: one fewer than there are such records.

    Of the others they learn nothing. Counted otherwise, merges would tell how many records they do not see.
    """
    merges = standing(whose.head)
    seen, pairs = (
        {source.record.person_id for source in whose.sources},
        [(m.kept_id, m.gone_id) for m in merges],
    )
    found = []
    for number, merge in enumerate(merges):
        so_far = pairs[:number]
        if below(so_far, merge.kept_id) & seen and below(so_far, merge.gone_id) & seen:
            gone = below(pairs, merge.gone_id)
            going = tuple(source for source in whose.sources if source.record.person_id in gone)
            staying = tuple(source for source in whose.sources if source.record.person_id not in gone)
            found.append(Parting(merge, staying, going))
    return found


def parting(scope: Scope, whose: Profile, number: int) -> Parting:
    """One of them by its number."""
    require(scope, "people.merge")
    for one in partings(whose):
        if one.merge.pk == number:
            return one
    raise NotPermitted(NOT_THERE)


def undone(scope: Scope, whose: Profile, *, now: datetime) -> list[Merge]:
    """Merges of theirs that were taken back, where the reader sees the first record of both sides."""
    mine = {source.record.person_id for source in whose.sources}
    merges = list(
        Merge.objects.filter(Q(kept__in=mine) | Q(gone__in=mine), undone_at__isnull=False).select_related(
            "decision"
        )
    )
    both = {pk for merge in merges for pk in (merge.kept_id, merge.gone_id)}
    records = SourceRecord.objects.filter(person__in=both, holding__in=visible(scope, RECORD, now=now))
    seen = set(records.values_list("person", flat=True))
    return [merge for merge in merges if {merge.kept_id, merge.gone_id} <= seen]


def are_kept_apart(one: int, other: int) -> bool:
    """Was some record of one head decided not to be of the same person as one of the other?"""
    between = Q(left__person__head=one, right__person__head=other)
    between |= Q(left__person__head=other, right__person__head=one)
    latest: dict[tuple[int, int], str] = {}
    for left, right, decision in (
        MatchDecision.objects.filter(between).order_by("pk").values_list("left", "right", "decision")
    ):
        latest[left, right] = decision
    return APART in latest.values()
