"""Printing a case: for whom, why, and without what; that it was, is written down and disclosed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.happenings import Teller
from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.sharing.actions.showing import disclose
from bluelamp.kernel.access.words import BASES
from bluelamp.practice.casework import printing, queries
from bluelamp.practice.casework.actions.writing import record, with_reason
from bluelamp.practice.casework.models import HandedOn
from bluelamp.practice.casework.printing import Asked, Section, Sheet
from bluelamp.practice.casework.words import AUDIENCES

NOT_YOURS = "You can print your own copy. To pass it on, ask the organisation that holds it."


def prepare(
    *,
    by: Scope,
    ref: str,
    asked: Asked,
    sections: Iterable[Section] = (),
    tellers: Iterable[Teller] = (),
    now: datetime,
) -> Sheet:
    """The sheet, for a printer or as a PDF. Given to somebody else it is a disclosure, which those who hold it make."""
    require(by, "casework.print")
    reason = with_reason(asked.reason)
    if asked.audience not in AUDIENCES:
        raise NotNow("Choose whose notes are printed.")
    if asked.recipient and asked.basis not in BASES:
        raise NotNow("Choose the ground on which it is handed on.")
    with transaction.atomic():
        looked = queries.looking.case(by, ref, now=now)
        if asked.recipient and not looked.is_own:
            raise NotNow(NOT_YOURS)
        made = printing.sheet(by, looked, asked, sections=sections, tellers=tellers, now=now)
        left = looked.decision.items - asked.without
        disclose(by=by, looks=[looked], items=left, now=now)
        if asked.recipient:
            HandedOn.objects.create(
                holding=looked.holding,
                recipient=asked.recipient[:150],
                basis=asked.basis,
                reason=reason,
                items=sorted(left),
                withheld=made.withheld,
                at=now,
                by_id=by.actor_id,
                by_name=by.actor_name,
            )
        is_disclosed = bool(asked.recipient) or not looked.is_own
        record(
            by,
            "print",
            looked,
            kind="disclosure" if is_disclosed else "consultation",
            recipient=asked.recipient or ("" if looked.is_own else by.organisation),
            detail={"items": sorted(left), "withheld": made.withheld, "audience": asked.audience},
            legal_basis=asked.basis if asked.recipient else "",
            reason=reason,
        )
    return made
