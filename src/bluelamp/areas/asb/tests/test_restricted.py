"""Whoever is named on a restricted case works on it as on any other: the record of each step says what for."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bluelamp.areas.asb import actions
from bluelamp.areas.asb.tests.factories import NOW, case_of, somebody_new, take, taker
from bluelamp.kernel.access.models import Holding, NeedToKnow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.casework.actions import assignments

pytestmark = pytest.mark.django_db
STEPS = {
    "asb.write": lambda by, case: actions.cases.write(
        by=by, ref=case.holding.ref, version=case.version, now=NOW, title="Another title"
    ),
    "asb.involve": lambda by, case: actions.people.involve(
        by=by, ref=case.holding.ref, role="witness", known_as="woman with a dog", now=NOW
    ),
    "casework.assign": lambda by, case: assignments.take(by=by, ref=case.holding.ref, now=timezone.now()),
}


@pytest.mark.parametrize("sensitivity", ["restricted", "sealed"])
@pytest.mark.parametrize("operation", STEPS)
def test_a_step_is_taken_and_says_what_for(operation, sensitivity):
    by = Scope.of(user_of("coordinator"))
    case = case_of(take(taker(), callers=(somebody_new(),)))
    Holding.objects.filter(pk=case.holding_id).update(sensitivity=sensitivity)
    NeedToKnow.objects.create(
        holding=case.holding, user_id=by.actor_id, stance="named", reason="Works on it.", since=NOW
    )
    STEPS[operation](by, case)
    assert Record.objects.latest("seq").operation == operation
