"""What administrators do on the pages of others: roles, clearances, disabling, and a new start given by two."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Membership, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import confirm, lpu_called, user_of
from bluelamp.kernel.access.tests.worlds import FORCE, team
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in.actions import disable
from bluelamp.kernel.sign_in.models import NewStart
from bluelamp.kernel.sign_in.tests.steps import errors, operations, said, sign_in, with_app

pytestmark = pytest.mark.django_db
WHY = "Seen in person at Lloyd House."
STEPS = ("role", "clearance", "disable", "new-start")


def administrator(confirmed: bool = True, name: str = "") -> Client:
    client = Client()
    client.force_login(user_of("administrator", name=name))
    if confirmed:
        confirm(client)
    return client


@pytest.fixture
def ann() -> User:
    return user_of("analyst", name="ann")


def step(user: User, what: str) -> str:
    return f"/access/people/{user.pk}/{what}"


@pytest.mark.parametrize("what", STEPS)
def test_each_step_asks_again_who_it_is(ann, what):
    keeper = administrator(confirmed=False)
    assert keeper.get(step(ann, what))["Location"].startswith("/access/confirm-it-is-you?next=")
    assert keeper.post(step(ann, what), {"why": WHY}).status_code == 403
    assert User.objects.get(pk=ann.pk).is_active


@pytest.mark.parametrize("what", STEPS)
@pytest.mark.parametrize("role", ["analyst", "governance", "sergeant"])
def test_nobody_else_opens_them(ann, role, what):
    client = Client()
    client.force_login(user_of(role))
    confirm(client)
    assert client.get(step(ann, what)).status_code == 404
    assert administrator().get(f"/access/people/999999/{what}").status_code == 404


def test_a_role_is_given_with_units_and_teams(ann):
    lpu_called("CV"), team("CV-1")
    given = {"role": "sergeant", "organisation": FORCE, "lpus": ["CV"], "teams": ["CV-1"]}
    keeper = administrator()
    assert keeper.post(step(ann, "role"), given).status_code == 302
    scope = Scope.of(ann)
    assert (scope.role, scope.lpus, scope.teams) == ("sergeant", {"CV"}, {"CV-1"})
    assert "The role is theirs from now on." in said(keeper.get(f"/access/people/{ann.pk}"))


def test_a_grave_role_waits_for_a_second_administrator(ann):
    keeper = administrator()
    assert keeper.post(step(ann, "role"), {"role": "governance", "organisation": FORCE}).status_code == 302
    assert Scope.of(ann).role == "analyst"
    assert "Roles to decide : 1 waiting" in said(keeper.get("/access/people"))


def test_nobody_gives_themselves_a_role_a_clearance_or_a_new_start():
    keeper = administrator(name="alun")
    alun = User.objects.get(username="alun")
    for what, more in (
        ("role", {"role": "sergeant", "organisation": FORCE}),
        ("clearance", {"what": "vetting", "until": "31 March 2030"}),
        ("disable", {}),
        ("new-start", {}),
    ):
        answer = keeper.post(step(alun, what), {"why": WHY, **more})
        assert (answer.status_code, errors(answer)[0][:13]) == (422, "Somebody else")
    assert Membership.objects.get(user=alun).role == "administrator"


def test_a_clearance_is_written_down_and_shown(ann):
    keeper = administrator()
    given = {"what": "vetting", "until": "31 March 2030", "why": WHY}
    assert keeper.post(step(ann, "clearance"), given).status_code == 302
    assert Scope.of(ann).clearances == (("vetting", date(2030, 3, 31)),)
    assert "Vetting until 31 March 2030" in said(keeper.get(f"/access/people/{ann.pk}"))
    wrong = keeper.post(step(ann, "clearance"), {"what": "vetting", "until": "31 February 2030", "why": "x"})
    assert set(errors(wrong)) == {
        "Enter a real date, such as 31 March 2015",
        "Say why, in at least 10 characters",
    }


def test_disabling_ends_sessions_and_opening_again_lets_them_in(ann):
    keeper, client = administrator(), Client()
    sign_in(client, "ann")
    assert keeper.post(step(ann, "disable"), {"why": WHY}).status_code == 302
    assert client.get("/").status_code == 302
    assert "Disabled" in said(keeper.get("/access/people"))
    assert "Open the account again" in said(keeper.get(step(ann, "disable")))
    assert keeper.post(step(ann, "disable"), {"why": WHY}).status_code == 302
    assert sign_in(Client(), "ann").status_code == 302


def test_two_administrators_give_a_new_start_and_the_password_is_shown_once():
    ann, first, second = with_app(), administrator(), administrator()
    assert first.post(step(ann, "new-start"), {"why": WHY}).status_code == 302
    [asked] = NewStart.objects.all()
    alone = first.post("/access/new-starts", {"number": asked.pk, "answer": "give"})
    assert (alone.status_code, errors(alone)[0][:15]) == (422, "A second person")
    given = second.post("/access/new-starts", {"number": asked.pk, "answer": "give"})
    password = re.search(r"(?:[a-z2-9]{4}-){4}[a-z2-9]{4}", said(given))[0]
    assert given["Cache-Control"] == "no-store"
    assert password not in said(second.get("/access/new-starts"))
    assert password not in str(list(Record.objects.values()))
    assert sign_in(Client(), "ann", password)["Location"] != "/access/code"
    again = second.post("/access/new-starts", {"number": asked.pk, "answer": "give"})
    assert errors(again) == ["It was decided already."]
    assert operations()[:1] == ["access.ask_for_new_start"]


def test_a_new_start_that_was_refused_changes_nothing():
    ann, first, second = with_app(), administrator(), administrator()
    first.post(step(ann, "new-start"), {"why": WHY})
    [asked] = NewStart.objects.all()
    second.post("/access/new-starts", {"number": asked.pk, "answer": "refuse"})
    assert sign_in(Client(), "ann")["Location"] == "/access/code"
    assert "access.refuse_new_start" in operations()


@pytest.mark.parametrize("number", ["", "x", "-1", "9" * 30, "999"])
def test_a_number_that_is_none_is_refused_and_gives_nothing(number):
    answer = administrator().post("/access/new-starts", {"number": number, "answer": "give"})
    assert answer.status_code in (200, 422)
    assert not NewStart.objects.exists()


def test_two_administrators_who_disable_each_other_at_once_leave_one():
    one, other = user_of("administrator"), user_of("administrator")
    asked = Scope.of(one), Scope.of(other)
    disable(by=asked[0], user=other, why=WHY)
    with pytest.raises(NotPermitted, match="no longer administer"):
        disable(by=asked[1], user=one, why=WHY)
    assert list(User.objects.filter(is_active=True)) == [one]


def test_two_administrators_who_take_the_role_from_each_other_at_once_leave_one():
    one, other = user_of("administrator"), user_of("administrator")
    asked, now = (Scope.of(one), Scope.of(other)), timezone.now()
    access.give_role(by=asked[0], user=other, role="analyst", organisation=FORCE, now=now)
    with pytest.raises(NotPermitted, match="no longer administer"):
        access.give_role(by=asked[1], user=one, role="analyst", organisation=FORCE, now=now)
    with pytest.raises(NotPermitted, match="no longer administer"):
        access.end_role(by=asked[1], user=one, now=now)
    standing = Membership.objects.filter(until__isnull=True, role="administrator")
    assert [membership.user for membership in standing] == [one]


def test_the_last_administrator_cannot_be_taken_away_by_themselves():
    last = user_of("administrator")
    by, now = Scope.of(last), timezone.now()
    with pytest.raises(NotNow, match="Somebody else"):
        disable(by=by, user=last, why=WHY)
    with pytest.raises(NotNow, match="Somebody else"):
        access.give_role(by=by, user=last, role="analyst", organisation=FORCE, now=now)
    with pytest.raises(NotNow, match="Somebody else"):
        access.end_role(by=by, user=last, now=now)
    assert last.memberships.filter(until__isnull=True).exists()
