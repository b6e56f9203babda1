"""Whatever is sent, every operation answers as its description says and never breaks down, whoever calls."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode

from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.people.tests import factories
from bluelamp.web.api import describing, operations
from bluelamp.web.api.tests.calling import Caller, script_of, system

pytestmark = pytest.mark.django_db
DESCRIPTION = describing.description(operations.api)
OPERATIONS = [(method, path) for path, methods in DESCRIPTION["paths"].items() for method in methods]
ROLES = ("contact_officer", "coordinator", "analyst", "administrator", "partner")
PARTS = {"ref": lambda: str(factories.record().holding.ref), "key": lambda: "asb-satisfaction"}
EXAMPLES = int(os.environ.get("BLUELAMP_PROBE_EXAMPLES", "6"))
"""Of each operation, role, and way to ask; `make probe` asks for more."""


@contextmanager
def one_connection() -> Iterator[None]:
    """The end of a request closes old connections, the test's own on PostgreSQL too; Django's client sees to that."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def caller_of(role: str) -> Caller:
    if role == "partner":
        factories.body(factories.HOMES)
        return system(factories.HOMES)
    return script_of(user_of(role))


SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
SCHEMA.app = get_wsgi_application()


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=lambda part: part)
@pytest.mark.parametrize("role", ROLES)
def test_every_operation_answers_as_it_is_described(role, method, path):
    headers = {"Authorization": f"Bearer {caller_of(role).token}"}
    there = {part: make() for part, make in PARTS.items() if f"{{{part}}}" in path}
    operation = SCHEMA[path][method.upper()]
    sent = st.one_of(
        operation.as_strategy(mode, path_parameters=parts or None)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for parts in ({}, there)
    )

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=sent)
    def ask(case):
        case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)

    with one_connection():
        ask()


LEFT_OUT = [
    # A refusal never says which part of it was the lie, and a token that may nothing is refused before it is read.
    schemathesis.checks.positive_data_acceptance,
    schemathesis.checks.negative_data_rejection,
]
