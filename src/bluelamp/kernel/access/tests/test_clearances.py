"""Vetting and training from their rows to the scope, and the purpose from the session to the audit record."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access import actions
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import organisation_called, scope_of, user_of
from bluelamp.kernel.access.tests.worlds import DAY, HOMES, agreement, grant, holding
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
SYSTEM = Scope.system("bluelamp user clear")
WHY = "Vetting unit, VU/2014/77"


def clear(user, what="vetting", until=date(2015, 3, 31), by=SYSTEM):
    return actions.clear(by=by, user=user, what=what, until=until, why=WHY, now=NOW)


def test_what_stands_is_in_the_scope_of_the_very_next_request():
    ann = user_of("sergeant")
    assert Scope.of(ann).clearances == ()
    clear(ann)
    assert Scope.of(ann).clearances == (("vetting", date(2015, 3, 31)),)
    clear(ann, until=date(2016, 3, 31))
    clear(ann, "training")
    assert Scope.of(ann).clearances == (("training", date(2015, 3, 31)), ("vetting", date(2016, 3, 31)))
    clear(ann, until=None)
    assert dict(Scope.of(ann).clearances)["vetting"] == date.min
    assert Record.objects.filter(operation="access.clear").count() == 4


def test_where_it_is_required_what_was_never_written_down_is_not_there(settings):
    settings.CLEARANCE = "required"
    ann = user_of("sergeant")
    clear(ann)
    assert dict(Scope.of(ann).clearances) == {"training": date.min, "vetting": date(2015, 3, 31)}


def test_it_outlives_a_change_of_role():
    ann = user_of("analyst")
    clear(ann)
    actions.give_role(by=SYSTEM, user=ann, role="sergeant", organisation="west-midlands-police", now=NOW)
    assert Scope.of(ann).clearances == (("vetting", date(2015, 3, 31)),)


@pytest.mark.parametrize("role", ["sergeant", "governance", "analyst"])
def test_only_administrators_write_it_down(role):
    with pytest.raises(NotPermitted):
        clear(user_of("analyst"), by=scope_of(role))


@pytest.fixture
def theirs(settings):
    """A partner, and the address of a record that is open to them under an agreement that asks what for."""
    settings.RECORD_KINDS = "bluelamp.kernel.access.tests.kinds.KINDS"
    organisation_called(HOMES)
    held, now = holding(), timezone.now()
    grant(held, under=agreement(ends_on=None, asks_purpose=True), since=now - DAY)
    partner = Client()
    partner.force_login(user_of("partner", organisation=HOMES))
    return partner, f"/sharing/with-us/letter/{held.ref}/"


def test_a_partner_says_what_for_and_the_record_of_each_reading_keeps_it(theirs):
    partner, address = theirs
    assert partner.get(address).status_code == 404
    assert "open when you have said so" in partner.get("/sharing/").content.decode()
    partner.post("/sharing/purpose", {"purpose": "asb"})
    assert partner.get(address).status_code == 200
    assert Record.objects.get(operation="holdings.consult").purpose == "asb"
    partner.post("/sharing/purpose", {"purpose": "hate_crime"})
    assert partner.get(address).status_code == 404
    partner.post("/sharing/purpose", {"purpose": ""})
    assert partner.get(address).status_code == 404


@pytest.mark.parametrize("said", ["everything", "asb'--", "\0", "x" * 5000])
def test_a_purpose_that_is_none_is_not_taken(theirs, said):
    partner, address = theirs
    assert partner.post("/sharing/purpose", {"purpose": said}).status_code == 302
    assert "purpose" not in partner.session
    assert partner.get(address).status_code == 404
