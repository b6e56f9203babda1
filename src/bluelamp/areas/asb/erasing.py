"""Erasing a case of anti-social behaviour, with everything that the practices hang on it, and how long it is kept.

The rows of the case and of its moves stay, emptied, so that counts of the past still add up; they name nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from django.db.models import Max
from django.utils import timezone

from bluelamp.areas.asb.case_reviews.actions import erasing as case_reviews
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.models import AddressWord, Approval, Aside, Case, Involved, Report, StateChange
from bluelamp.areas.asb.words import ERASED
from bluelamp.kernel.keeping.plans import Gone, Plan, Subject
from bluelamp.practice.casework.actions import erasing as casework
from bluelamp.practice.instruments.actions import erasing as instruments
from bluelamp.practice.powers.actions import erasing as powers
from bluelamp.practice.promises.actions import erasing as promises

BESIDE: tuple[Callable[[int], Gone], ...] = (
    instruments.erase,
    casework.erase,
    promises.erase,
    powers.erase,
    case_reviews.erase,
)
"""What each practice erases of its own rows, by the number of the holding."""


def subjects(holdings: Iterable[int]) -> dict[int, Subject]:
    """The last event of a case is its last report, or its last move."""
    rows = Case.objects.filter(holding__in=holdings).annotate(moved=Max("moves__at"))
    return {
        case.holding_id: Subject(timezone.localdate(max(case.last_report_at, case.moved or case.opened_at)))
        for case in rows
    }


def erase_case(holding: int) -> Gone:
    """Every value of one case, its reports, its people, and what the practices keep of it."""
    case = Case.objects.select_related("holding").get(holding=holding)
    refs = Report.objects.filter(case=case).values_list("ref", flat=True)
    objects = {f"holding:{case.holding.ref}", *(f"report:{ref}" for ref in refs)}
    files: tuple[Path, ...] = ()
    for erase in BESIDE:
        gone = erase(holding)
        objects |= gone.objects
        files += gone.files
    Report.objects.filter(case=case).delete()
    Involved.objects.filter(case=case).delete()
    Aside.objects.filter(case=case).delete()
    AddressWord.objects.filter(case=case).delete()
    Approval.objects.filter(proposal__case=case).exclude(note="").update(note=ERASED)
    StateChange.objects.filter(case=case).exclude(reason="").update(reason=ERASED)
    Case.objects.filter(pk=case.pk).update(
        title=ERASED, summary="", types=[], address="", neighbourhood="", victim_consulted_on=None
    )
    return Gone(objects=frozenset(objects), files=files)


PLAN = Plan(kind=CASE.key, group="asb", subjects=subjects, erase=erase_case)
