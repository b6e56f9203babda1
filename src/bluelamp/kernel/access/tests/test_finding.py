"""Finding a record by its reference alone: what is not there costs what it costs to look for what may not be seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access import finding
from bluelamp.kernel.access.models import Grant, Holding
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.access.tests.worlds import NOW, grant, holding

pytestmark = pytest.mark.django_db
ABSENT = "q" * 12
PARCEL = replace(LETTER, key="parcel", items=LETTER.items[:1], contact_items=())


@pytest.fixture(autouse=True)
def letters(settings):
    settings.RECORD_KINDS = "bluelamp.kernel.access.tests.kinds.KINDS"


@pytest.fixture
def sergeant():
    return Scope.of(user_of("sergeant", lpus=["CV"]))


def test_a_record_is_found_whatever_kind_it_is_of(sergeant):
    held = holding(lpu="CV")
    assert finding.kind_of(sergeant, held.ref, (PARCEL, LETTER), now=NOW) == LETTER
    assert finding.kind_of(sergeant, held.ref, (LETTER, PARCEL), now=NOW) == LETTER
    assert finding.seen(sergeant, held.ref, "name", now=NOW).ref == held.ref


def test_no_record_a_closed_one_and_an_item_kept_back_are_told_in_the_same_words(sergeant):
    elsewhere, here = holding(lpu="BE"), holding(lpu="CV")
    for ref, item in ((ABSENT, "name"), (elsewhere.ref, "name"), (here.ref, "no-such-item")):
        with pytest.raises(NotPermitted, match=f"^{NOT_THERE}$"):
            finding.seen(sergeant, ref, item, now=NOW)


def test_no_record_is_looked_for_with_the_same_questions_as_a_closed_one(sergeant):
    letter, parcel = holding(lpu="BE"), holding(lpu="BE")
    Holding.objects.filter(pk=parcel.pk).update(kind=PARCEL.key)

    def questions(ref):
        with CaptureQueriesContext(connection) as asked, pytest.raises(NotPermitted):
            finding.one_of(sergeant, ref, (LETTER, PARCEL), now=NOW)
        return [one["sql"].replace(ref, "…") for one in asked]

    assert questions(ABSENT) == questions(letter.ref) == questions(parcel.ref)


def test_a_list_is_chosen_as_one_record_is(sergeant):
    here, elsewhere = grant(holding(lpu="CV")), grant(holding(lpu="BE"))
    assert list(Grant.objects.filter(finding.showing(sergeant, "name", now=NOW))) == [here] != [elsewhere]
    assert not Grant.objects.filter(finding.showing(sergeant, "no-such-item", now=NOW)).exists()
