"""``bluelamp user …``, ``organisations`` and ``policy`` as they are typed."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from bluelamp.kernel.access.models import User
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db


def run(*words):
    return CliRunner().invoke(app, list(words))


def test_somebody_is_added_with_a_password_that_is_shown_once_and_works():
    said = json.loads(
        run("user", "add", "--name", "ann", "--role", "analyst", "--lpu", "CV", "--json").stdout
    )
    assert {key: said[key] for key in ("name", "role", "organisation", "lpus")} == {
        "name": "ann",
        "role": "analyst",
        "organisation": "west-midlands-police",
        "lpus": ["CV"],
    }
    assert said["teams"] == []
    assert User.objects.get(username="ann").check_password(said["password"])
    listed = run("user", "list")
    assert listed.stdout == "ann: analyst of west-midlands-police, CV\n"
    assert said["password"] not in run("user", "list", "--json").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--role", "chief"), "There is no role called chief"),
        (("--role", "acc", "--organisation", "nowhere"), "See them with: bluelamp organisations"),
        (("--role", "acc", "--lpu", "XX"), "There is no local policing unit called XX"),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(words, said):
    result = run("user", "add", "--name", "ann", *words)
    assert result.exit_code == 1
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
    assert not User.objects.exists()


def test_a_role_is_taken_away():
    run("user", "add", "--name", "ann", "--role", "analyst")
    assert run("user", "end", "ann").exit_code == 0
    assert run("user", "list").stdout == "ann: no role\n"
    again = run("user", "end", "ann")
    assert (again.exit_code, again.stderr) == (1, "bluelamp: ann has no role to take away.\n")


def test_nobody_is_told_how_to_begin():
    assert "bluelamp user add" in run("user", "list").stdout


def test_organisations_are_listed_by_key():
    rows = json.loads(run("organisations", "--json").stdout)
    assert {"key", "name", "kind", "regime"} == set(rows[0])
    assert "west-midlands-police" in {row["key"] for row in rows}


def test_the_policy_table_can_be_read_by_a_program():
    rows = json.loads(run("policy", "--json").stdout)
    table = {row["name"]: row for row in rows}
    assert table["healthz"]["needs"] == "public"
    assert table["sharing:share"] == {
        "address": "/sharing/records/<slug:kind>/<str:ref>/share",
        "name": "sharing:share",
        "methods": ["GET", "HEAD", "POST"],
        "needs": "holdings.share",
        "confirmed": [],
        "kind": "holdings",
        "recorded_as": "disclosure",
        "roles": ["neighbourhood_officer", "sergeant", "coordinator", "partner", "partner_lead"],
    }
