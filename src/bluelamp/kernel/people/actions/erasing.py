"""Erasing an organisation's record of somebody, and how long such records are kept: the plan that ``keeping`` follows.

The row stays, emptied, because decisions and merges point to it; it says nothing but that it was there. Other
organisations' records of the same person are theirs, and stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Q
from django.utils import timezone

from bluelamp.kernel.keeping.plans import Gone, Plan, Subject
from bluelamp.kernel.keeping.words import ERASED
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import (
    Address,
    Candidate,
    Contact,
    MatchDecision,
    Merge,
    NameUsed,
    SourceRecord,
)

EMPTY = {
    "reference": "", "born": None, "sex": "", "subject": "", "worker": "", "note": "", "note_is": "fact",
    "submission": None,
}  # fmt: skip


def subjects(holdings: Iterable[int]) -> dict[int, Subject]:
    """The last event of a record is its last change, until what happens to people is kept beside them."""
    rows = SourceRecord.objects.filter(holding__in=holdings).values_list("holding", "changed_at", "born")
    return {holding: Subject(timezone.localdate(changed), born) for holding, changed, born in rows}


def erase_source_record(holding: int) -> Gone:
    """Every value of one record: its items, what it is searched and compared by, and what was written about it."""
    record = SourceRecord.objects.select_related("holding", "person").get(holding=holding)
    for rows in (NameUsed, Address, Contact):
        rows.objects.filter(record=record).delete()
    pair = Q(left=record) | Q(right=record)
    Candidate.objects.filter(pair).delete()
    MatchDecision.objects.filter(pair).update(evidence=[], probability=None)
    MatchDecision.objects.filter(pair).exclude(reason="").update(reason=ERASED)
    merges = Merge.objects.filter(Q(kept=record.person) | Q(gone=record.person))
    merges.update(reason=ERASED)
    merges.exclude(undone_why="").update(undone_why=ERASED)
    SourceRecord.objects.filter(pk=record.pk).update(**EMPTY)
    return Gone(objects=frozenset({f"record:{record.holding.ref}", f"person:{record.person.ref}"}))


PLAN = Plan(kind=RECORD.key, group="ordinary", subjects=subjects, erase=erase_source_record)
