"""The kinds of record that can be held, shared and withheld item by item, and how each is erased, in two lists."""

from __future__ import annotations

from dataclasses import replace

from bluelamp.areas.asb import banding, standards
from bluelamp.areas.asb import erasing as asb
from bluelamp.areas.asb.kinds import CASE
from bluelamp.areas.asb.risk import weights
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.keeping.plans import Gone, Plan
from bluelamp.kernel.people.actions import erasing as people
from bluelamp.kernel.people.kinds import RECORD

KINDS: tuple[Kind, ...] = (RECORD, CASE)


def _with_given_answers(plan: Plan) -> Plan:
    """What a partner's system was answered about the record is kept for a day, and goes with it."""
    from bluelamp.web.api.models import GivenAnswer

    def erase(holding: int) -> Gone:
        gone = plan.erase(holding)
        for name in gone.objects:
            GivenAnswer.objects.filter(body__contains=name.partition(":")[2]).delete()
        return gone

    return replace(plan, erase=erase)


PLANS: tuple[Plan, ...] = tuple(_with_given_answers(plan) for plan in (people.PLAN, asb.PLAN))

WEIGHTS = {CASE.key: weights.of_case}
"""Kind of record → what the place of one adds to its score."""

BANDS = {CASE.key: banding.follow}
"""Kind of record → what follows when its band was set."""

EVIDENCE = {CASE.key: standards.EVIDENCE}
"""Kind of record → how one shows that it meets the manual of standards."""
