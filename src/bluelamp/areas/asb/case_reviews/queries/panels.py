"""What the page of a case shows of case reviews, in one value. It includes ``case_reviews/_panel.html`` with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.areas.asb.case_reviews import policies
from bluelamp.areas.asb.case_reviews.queries import applications, complaints, records
from bluelamp.areas.asb.case_reviews.rules import Verdict
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.powers.register.spans import LONDON


@dataclass(frozen=True)
class Panel:
    """The applications of one record; ``already`` when somebody on it meets the threshold and nobody has applied."""

    ref: str
    is_shown: bool
    lines: tuple[applications.Line, ...] = ()
    already: Verdict | None = None
    may_apply: bool = False


def panel(scope: Scope, looked: Look, *, now: datetime) -> Panel:
    """The part of a page that is about case reviews."""
    today = now.astimezone(LONDON).date()
    if not looked.shows(records.ITEM) or not scope.may("case_reviews.read"):
        return Panel(looked.ref, is_shown=False)
    lines = applications.of_record(scope, looked, today=today, now=now)
    is_open = any(line.application.state != "closed" for line in lines)
    there_is = policies.in_force(today, complaints.district(looked)) is not None
    asks = there_is and looked.is_own and not is_open and scope.may("asb.read")
    return Panel(
        ref=looked.ref,
        is_shown=True,
        lines=lines,
        already=complaints.already_met(scope, looked, at=today) if asks else None,
        may_apply=there_is and records.may(scope, looked, "case_reviews.apply", now=now),
    )
