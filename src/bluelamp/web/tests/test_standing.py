"""``bluelamp user role``, ``teams``, ``clear``, ``disable`` and ``enable`` as they are typed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from oauth2_provider.models import AccessToken
from typer.testing import CliRunner

from bluelamp.kernel.access.models import Membership
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.factories import organisation_called, user_of
from bluelamp.kernel.access.tests.worlds import team
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in.tests.steps import sign_in
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db
WHY = "Her vetting renewal, VU/2014/77"


def run(*words: str):
    return CliRunner().invoke(app, ["user", *words])


def test_another_role_is_a_new_row_and_the_old_one_is_kept():
    ann = user_of("analyst", name="ann")
    team("CV-1")
    said = run("role", "ann", "--role", "sergeant", "--team", "CV-1")
    assert said.stdout == "ann is sergeant of west-midlands-police from now on.\n"
    assert Scope.of(ann).role == "sergeant"
    assert [row.role for row in Membership.objects.filter(user=ann, until__isnull=False)] == ["analyst"]
    assert run("list").stdout == "ann: sergeant of west-midlands-police, CV-1\n"


def test_teams_are_set_and_the_role_and_units_stay():
    ann = user_of("sergeant", ["CV"], name="ann")
    team("CV-1"), team("CV-2")
    assert run("teams", "ann", "--team", "CV-2", "--team", "CV-1").exit_code == 0
    scope = Scope.of(ann)
    assert (scope.role, scope.lpus, scope.teams) == ("sergeant", {"CV"}, {"CV-1", "CV-2"})
    run("teams", "ann")
    assert Scope.of(ann).teams == frozenset()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("teams", "bob"), "There is nobody called bob."),
        (("teams", "ann", "--team", "XX-1"), "has no team called XX-1."),
        (("teams", "ann", "--team", "homes-1"), "has no team called homes-1."),
        (("clear", "ann", "--what", "cooking", "--because", WHY), "A clearance is one of vetting, training."),
        (("clear", "ann", "--what", "vetting", "--because", "yes"), "Say in at least 10 characters"),
        (("disable", "ann", "--because", "left"), "Say why, in at least 10 characters."),
        (("enable", "ann", "--because", WHY), "ann is not disabled."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line_and_changes_nothing(words, why):
    user_of("sergeant", name="ann")
    homes = organisation_called("wickwell-homes")
    homes.teams.create(code="homes-1", name="Homes", kind="neighbourhood")
    said = run(*words)
    assert (said.exit_code, len(said.stderr.splitlines())) == (1, 1)
    assert why in said.stderr
    assert not Record.objects.filter(operation__in=("access.give_role", "access.clear")).exists()


def test_a_clearance_stands_until_its_last_day_and_can_be_taken_away():
    ann = user_of("sergeant", name="ann")
    said = run("clear", "ann", "--what", "vetting", "--until", "2015-03-31", "--because", WHY)
    assert said.stdout == "Vetting of ann: until 31 March 2015.\n"
    run("clear", "ann", "--what", "vetting", "--because", "Withdrawn: VU/2014/80")
    assert run("clear", "ann", "--what", "vetting", "--because", WHY).stdout == "Vetting of ann: none.\n"
    assert [row.until is None for row in ann.clearances.order_by("pk")] == [False, True, True]
    assert [row.ended_at is None for row in ann.clearances.order_by("pk")] == [False, False, True]


def test_disabling_ends_every_session_and_token_at_once_and_enabling_brings_none_of_them_back():
    ann, client = user_of("analyst", name="ann"), Client()
    sign_in(client, "ann")
    AccessToken.objects.create(user=ann, token="t" * 40, expires=timezone.now() + timedelta(hours=1))
    assert (
        run("disable", "ann", "--because", "Suspended from duty.").stdout
        == "ann is disabled. 1 session ended.\n"
    )
    assert client.get("/").status_code == 302
    assert sign_in(Client(), "ann").status_code == 422
    assert run("list").stdout.endswith(", disabled\n")
    assert "disabled already" in run("disable", "ann", "--because", "Suspended from duty.").stderr
    assert run("enable", "ann", "--because", "Back on duty today.").exit_code == 0
    assert client.get("/").status_code == 302
    assert not AccessToken.objects.exists()
    assert sign_in(Client(), "ann").status_code == 302
    rows = Record.objects.filter(operation__in=("access.disable", "access.enable")).order_by("seq")
    assert [row.objects_touched for row in rows] == [[f"user:{ann.pk}"]] * 2
