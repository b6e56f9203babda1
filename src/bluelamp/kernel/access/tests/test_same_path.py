"""What is not there and what is not for the reader take the same way: the same questions, the same page."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.policy import routes
from bluelamp.kernel.access.tests.factories import confirm, user_of
from bluelamp.kernel.access.tests.worlds import holding

pytestmark = pytest.mark.django_db
ABSENT = "0123456789"


def of_a_record() -> list[str]:
    """Every address of one record of one kind, by its reference alone."""
    found = {route.pattern for route in routes() if "<slug:kind>/<str:ref>" in route.pattern}
    return sorted(re.sub(r"<int:\w+>", "1", address).replace("<slug:kind>", "letter") for address in found)


@pytest.fixture(autouse=True)
def letters(settings):
    settings.RECORD_KINDS = "bluelamp.kernel.access.tests.kinds.KINDS"


def asked(client: Client, address: str) -> tuple[object, ...]:
    """Status, headers and page of the answer, and how many questions it took to get there."""
    ask = client.post if address.endswith("take-off") else client.get
    with CaptureQueriesContext(connection) as queries:
        answer = ask(address)
    page = re.sub(r"nonce-?=?[\"']?[\w+/=-]+|value=\"[\w]{64}\"", "", answer.content.decode())
    headers = {name: value for name, value in answer.items() if name != "Content-Security-Policy"}
    return answer.status_code, headers, page, len(queries)


@pytest.mark.parametrize("address", of_a_record())
@pytest.mark.parametrize("role", ["sergeant", "neighbourhood_officer"])
def test_absent_and_not_permitted_are_asked_and_answered_alike(role, address):
    client, sealed = Client(), holding(sensitivity="sealed")
    client.force_login(user_of(role))
    confirm(client)
    client.get("/")
    there, absent = (asked(client, address.replace("<str:ref>", ref)) for ref in (sealed.ref, ABSENT))
    assert there == absent
    assert absent[0] == 404


def test_there_are_addresses_to_ask():
    assert len(of_a_record()) == 8
