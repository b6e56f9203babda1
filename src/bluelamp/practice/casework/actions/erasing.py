"""Erasing what hangs on a case. The area's erasure plan calls :func:`erase` inside the transaction of the erasure."""

from __future__ import annotations

from django.db.models import Q

from bluelamp.kernel.keeping.plans import Gone
from bluelamp.kernel.keeping.words import ERASED
from bluelamp.practice.casework.models import (
    Assignment,
    BulkRow,
    CaseFile,
    CaseMerge,
    Following,
    HandedOn,
    Happening,
    Link,
    Note,
)


def erase(holding_id: int) -> Gone:
    """Notes and files go whole, with their bytes; who worked on it stays, without what anybody wrote about it.

    Links and merges stay as pointers, without their reasons: the case at the other end is somebody else's to erase.
    """
    notes = Note.objects.filter(holding=holding_id)
    files = CaseFile.objects.filter(holding=holding_id)
    objects = {f"note:{pk}" for pk in notes.values_list("pk", flat=True)}
    objects |= {f"file:{pk}" for pk in files.values_list("pk", flat=True)}
    for rows in (notes.filter(adds_to__isnull=False), notes, files):
        rows.delete()
    for model in (Following, Happening, BulkRow):
        model._default_manager.filter(holding=holding_id).delete()
    Assignment.objects.filter(holding=holding_id).update(reason=ERASED)
    Assignment.objects.filter(holding=holding_id, until__isnull=False).update(ended_why=ERASED)
    HandedOn.objects.filter(holding=holding_id).update(recipient=ERASED, reason=ERASED)
    links = Link.objects.filter(Q(left=holding_id) | Q(right=holding_id))
    links.update(reason=ERASED)
    links.filter(until__isnull=False).update(ended_why=ERASED)
    merges = CaseMerge.objects.filter(Q(kept=holding_id) | Q(gone=holding_id))
    merges.update(reason=ERASED)
    merges.filter(undone_at__isnull=False).update(undone_why=ERASED)
    return Gone(objects=frozenset(objects))
