"""Roles that open much are asked for by one administrator and given by another."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.kernel.access import actions, queries
from bluelamp.kernel.access.models import RoleRequest
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import PASSWORD, organisation_called, scope_of, user_of
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
FORCE = "west-midlands-police"


@pytest.fixture
def ask():
    """Somebody asks for a role for Ann; returns who asked and the request."""
    ann, alun = user_of("analyst", name="ann"), user_of("administrator", name="alun")

    def asked(role="governance"):
        by = Scope.of(alun)
        return by, actions.give_role(by=by, user=ann, role=role, organisation=FORCE, now=NOW)

    return asked


@pytest.mark.parametrize("role", ["governance", "administrator", "acc"])
def test_these_roles_wait_for_a_second_person(ask, role):
    _, request = ask(role)
    assert Scope.of(request.user).role == "analyst"
    second = Scope.of(user_of("administrator"))
    assert list(queries.role_requests(second)) == [request]
    actions.decide_role(by=second, request=request.pk, approved=True, now=NOW)
    assert Scope.of(request.user).role == role
    assert not queries.role_requests(second)
    assert list(Record.objects.values_list("operation", flat=True)) == [
        "access.ask_for_role",
        "access.give_role",
        "access.decide_role",
    ]


def test_what_was_refused_gives_nothing_and_can_be_asked_again(ask):
    _, request = ask()
    second = Scope.of(user_of("administrator"))
    actions.decide_role(by=second, request=request.pk, approved=False, now=NOW)
    assert Scope.of(request.user).role == "analyst"
    with pytest.raises(actions.NotNow, match="decided already"):
        actions.decide_role(by=second, request=request.pk, approved=True, now=NOW)
    ask()


def test_nobody_decides_on_their_own_or_on_themselves(ask):
    by, request = ask()
    themselves = Scope(request.user_id, "Ann", "administrator", FORCE)
    for nobody in (by, themselves, scope_of("administrator")):
        with pytest.raises(NotPermitted, match="second person"):
            actions.decide_role(by=nobody, request=request.pk, approved=True, now=NOW)
    assert Scope.of(request.user).role == "analyst"


def test_one_role_at_a_time_waits(ask):
    ask("governance")
    with pytest.raises(actions.NotNow, match="waits for a second person"):
        ask("acc")


def test_somebody_new_waits_without_a_role():
    organisation_called(FORCE)
    alun = Scope.of(user_of("administrator"))
    user = actions.add_user(by=alun, name="bo", password=PASSWORD, role="acc", organisation=FORCE, now=NOW)
    with pytest.raises(NotPermitted):
        Scope.of(user)
    assert RoleRequest.objects.get().user == user


@pytest.mark.parametrize("role", ["analyst", "governance"])
def test_only_administrators_decide(ask, role):
    _, request = ask()
    with pytest.raises(NotPermitted):
        actions.decide_role(by=Scope.of(user_of(role)), request=request.pk, approved=True, now=NOW)


@pytest.mark.parametrize(
    ("role", "kind", "fits"),
    [
        ("sergeant", "force", True),
        ("sergeant", "council", False),
        ("partner", "council", True),
        ("partner_lead", "force", False),
        ("governance", "council", True),
    ],
)
def test_a_role_is_given_where_its_work_is(role, kind, fits):
    where = organisation_called("somewhere")
    where.kind = kind
    where.save()
    system, user = Scope.system("bluelamp user add"), user_of("analyst")
    if fits:
        actions.give_role(by=system, user=user, role=role, organisation="somewhere", now=NOW)
        assert Scope.of(user).role == role
    else:
        with pytest.raises(actions.NotNow, match="the force, and somewhere is not"):
            actions.give_role(by=system, user=user, role=role, organisation="somewhere", now=NOW)
