"""Whatever is sent, every operation answers as its description says and never breaks down, whoever calls."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from ninja import Schema
from schemathesis import GenerationMode

from bluelamp.areas.asb.risk import shipped
from bluelamp.areas.asb.tests.api import landlord, officer, worked_case
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.people.tests import factories
from bluelamp.practice.instruments.tests.factories import version
from bluelamp.web.api import describing, operations
from bluelamp.web.api.tests.calling import Caller, script_of

DESCRIPTION = describing.description(operations.api)
OPERATIONS = [
    (method, path, told) for path, methods in DESCRIPTION["paths"].items() for method, told in methods.items()
]
ROLES = ("contact_officer", "coordinator", "analyst", "administrator", "partner", "partner_lead")
POLICE = factories.POLICE
EXAMPLES = int(os.environ.get("BLUELAMP_PROBE_EXAMPLES", "3"))
"""Of each operation and role; `make probe` asks for more."""
SECONDS = float(os.environ.get("BLUELAMP_PROBE_SECONDS", "inf"))
"""So long for each role; `make probe` has so much time and no more."""
LEFT_OUT = [
    # A refusal never says which part of it was the lie, and a token that may nothing is refused before it is read.
    schemathesis.checks.positive_data_acceptance,
    schemathesis.checks.negative_data_rejection,
]
KEYS = {"powers": "civil-injunction", "in-use": "asb-ram", "measures": "asb-satisfaction"}
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)
SCHEMA.app = get_wsgi_application()


@contextmanager
def one_connection() -> Iterator[None]:
    """The end of a request closes old connections, the test's own on PostgreSQL too; Django's client sees to that."""
    for moment in (request_started, request_finished):
        moment.disconnect(close_old_connections)
    yield
    for moment in (request_started, request_finished):
        moment.connect(close_old_connections)


def caller_of(role: str) -> Caller:
    theirs = factories.HOMES if role.startswith("partner") else POLICE
    return landlord() if role == "partner" else script_of(user_of(role, organisation=theirs))


def there(role: str) -> dict[str, Any]:
    """What addresses can name: a case that is theirs, what hangs on it, and a record of somebody."""
    lead = officer() if role.startswith("partner") else officer("coordinator", POLICE)
    ref, numbers = worked_case(lead)
    return {"case": ref, "record": str(factories.record().holding.ref), "versions": version().pk} | numbers


def parts_of(path: str, known: dict[str, Any]) -> dict[str, Any]:
    """The parts of an address filled in with what there is."""
    steps = path.split("/")
    about = {step: before for before, step in pairwise(steps) if step.startswith("{")}
    found: dict[str, Any] = {}
    for part, noun in about.items():
        name = part.strip("{}")
        if name == "ref":
            found[name] = known["case" if noun == "cases" else "record"]
        elif name == "key":
            found[name] = KEYS[noun]
        else:
            found[name] = known.get(noun, 1)
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_operation_answers_as_it_is_described(role, record_property):
    version(shipped.newest())
    headers, wrong = {"Authorization": f"Bearer {caller_of(role).token}"}, {}
    known, end, asked = there(role), time.monotonic() + SECONDS, 0
    with one_connection():
        # Each role in an order of its own, so that those that there is no time for are not the same for all.
        for method, path, _ in random.Random(role).sample(OPERATIONS, len(OPERATIONS)):
            if time.monotonic() >= end:
                break
            asked += 1
            try:
                ask(method, path, parts_of(path, known), headers)
            except Exception as fault:  # noqa: BLE001 - whatever it is, the others are asked too
                wrong[f"{method} {path}"] = str(fault)
    record_property("operations", asked)
    record_property("of", len(OPERATIONS))
    assert wrong == {}


def ask(method: str, path: str, named: dict[str, Any], headers: dict[str, str]) -> None:
    """One operation of the API, with all that its description allows and much that it does not."""
    operation = SCHEMA[path][method.upper()]
    sent = st.one_of(
        operation.as_strategy(mode, path_parameters=parts or None)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
        for parts in (named, {})
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
    def answered(case: Any) -> None:
        with transaction.atomic():
            case.call_and_validate(headers=headers, excluded_checks=LEFT_OUT)
            transaction.set_rollback(True)

    answered()


def every(schema: type[Schema]) -> Iterator[type[Schema]]:
    for each in schema.__subclasses__():
        yield each
        yield from every(each)


def test_no_two_schemas_of_one_name_say_different_things():
    said: dict[str, set[str]] = {}
    for each in every(Schema):
        if each.__module__.startswith("bluelamp."):
            said.setdefault(each.__name__, set()).add(str(each.model_json_schema()))
    assert {name for name, several in said.items() if len(several) > 1} == set()


BODIES = [
    (f"{method} {path}", told["requestBody"]["content"]["application/json"]["schema"])
    for method, path, told in OPERATIONS
    if "application/json" in told.get("requestBody", {}).get("content", {})
]


@pytest.mark.parametrize(("operation", "schema"), BODIES)
def test_every_body_is_shown_by_an_example_that_fits(operation, schema):
    name = schema["$ref"].rpartition("/")[2]
    (body,) = {each for each in every(Schema) if each.__name__ == name}
    examples = DESCRIPTION["components"]["schemas"][name]["examples"]
    assert [body.model_validate(example) for example in examples], "There is no example."


def test_every_operation_is_told_in_words():
    assert [f"{m} {path}" for m, path, told in OPERATIONS if not told.get("description")] == []
