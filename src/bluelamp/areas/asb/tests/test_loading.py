"""Cases that come in whole, as a sample or an older system has them."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb import page
from bluelamp.areas.asb.actions import cases, loading
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.tests.factories import DAY, NOW, taker
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.tests.factories import POLICE, body
from bluelamp.practice.instruments.tests.factories import FOURTEEN, version

ASKED = dict.fromkeys(("repeat", "targeted", "vulnerable", "effect"), "no")


@pytest.mark.django_db
def test_an_assessment_that_came_in_is_read_answer_by_answer():
    by = taker()
    said = loading.Said(NOW - 3 * DAY, "phone", "Shouting at night.", ASKED, NOW - 3 * DAY)
    story = loading.Story(
        "Shouting in Shingle Road", "nuisance", ("rowdy",), Spot("12 Shingle Road"), (said,), "assessed",
        assessed=loading.Assessed(version(), NOW - 2 * DAY, FOURTEEN),
    )  # fmt: skip
    loading.bring_in(by=Scope.system("a test"), body=body(POLICE), stories=[story])
    whole = cases.read(by=by, ref=Case.objects.get().holding.ref, now=NOW)
    (told,) = page.of(by, whole, now=NOW).risk.told
    assert (told.answered, told.score.base) == (len(FOURTEEN), 14)
