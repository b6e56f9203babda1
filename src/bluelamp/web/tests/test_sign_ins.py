"""``bluelamp user sessions``, ``end-sessions`` and ``reset-factor``."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from typer.testing import CliRunner

from bluelamp.kernel.access.tests.factories import PASSWORD, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in.tests.steps import HERE, sign_in, with_app
from bluelamp.web.cli import app

pytestmark = pytest.mark.django_db


def run(*words: str):
    return CliRunner().invoke(app, ["user", *words])


def test_sessions_are_listed_and_ended():
    user_of("analyst", name="ann")
    client = Client()
    sign_in(client, "ann")
    assert [each["address"] for each in json.loads(run("sessions", "ann", "--json").stdout)] == [HERE]
    assert run("end-sessions", "ann").stdout == "1 session of ann ended.\n"
    assert client.get("/").status_code == 302
    assert run("sessions", "ann").stdout == "ann is not signed in.\n"


def test_a_reset_is_recorded_with_who_vouched_and_why():
    user, voucher = with_app(), user_of("acc", name="chief")
    said = run("reset-factor", "ann", "--vouched-by", "chief", "--because", "lost her phone, seen in person")
    assert said.exit_code == 0, said.output
    password = said.stdout.rpartition(": ")[2].strip()
    row = Record.objects.get(operation="access.reset_factor")
    assert (row.objects_touched, row.detail) == ([f"user:{user.pk}"], {"vouched_by": voucher.pk})
    assert password not in str(list(Record.objects.values()))
    assert sign_in(Client(), "ann", PASSWORD).status_code == 422
    assert sign_in(Client(), "ann", password).status_code == 302


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("ann", "--vouched-by", "ann", "--because", "lost her phone"), "Somebody else who has a role"),
        (("ann", "--vouched-by", "chief", "--because", "lost"), "Say why in ten characters or more"),
        (("bob", "--vouched-by", "chief", "--because", "lost her phone"), "There is nobody called bob."),
    ],
)
def test_a_reset_without_a_second_person_or_a_reason_is_refused(words, why):
    with_app()
    user_of("acc", name="chief")
    said = run("reset-factor", *words)
    assert said.exit_code == 1
    assert why in said.output
