"""By when each step of a review is due, in working days of the local procedure."""

from __future__ import annotations

from datetime import date, datetime, time

from bluelamp.areas.asb.case_reviews.policies import Policy
from bluelamp.practice.promises.clocks import LONDON, Length, due
from bluelamp.practice.promises.holidays import CalendarEnds

NEXT = {
    "applied": "acknowledge",
    "acknowledged": "returns",
    "gathering": "decide",
    "met": "panel",
    "reviewed": "outcome",
}
"""State → the timing that runs in it. The first three run from the application, the others from their own step."""
FROM_APPLICATION = frozenset({"applied", "acknowledged", "gathering"})


def working_days_after(day: date, days: int) -> date | None:
    """The last day of so many working days after ``day``; nothing where no calendar of bank holidays goes so far."""
    try:
        return (
            due(Length("WORKING_D", days), datetime.combine(day, time(12), LONDON)).astimezone(LONDON).date()
        )
    except CalendarEnds:
        return None


def due_on(policy: Policy, state: str, *, applied_on: date, since: date) -> date | None:
    """By when the next step is due of an application that stands so ``since`` a day; nothing where no clock runs."""
    timing = NEXT.get(state)
    if timing is None:
        return None
    return working_days_after(
        applied_on if state in FROM_APPLICATION else since, getattr(policy.timings, timing)
    )


def appeal_until(policy: Policy, decided_on: date | None) -> date | None:
    """The last day of an appeal against a decision."""
    return working_days_after(decided_on, policy.timings.appeal) if decided_on else None
