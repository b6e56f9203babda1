"""Every route declares who may open it, and is closed to those who have not signed in unless it says so."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.permissions import ACTS, MAY, ROLES

ROUTES = policy.routes()


def address(route: policy.Route) -> str:
    """An address that fits the route, with something in place of each of its parts."""
    fillings = {"int": "1", "slug": "a-thing", "uuid": "00000000-0000-0000-0000-000000000000"}
    return re.sub(r"<(?:(\w+):)?\w+>", lambda part: fillings.get(part[1] or "", "x"), route.pattern)


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern)
def test_every_route_declares_who_may_open_it(route):
    assert route.needs in {*ACTS, policy.PUBLIC, policy.SIGNED_IN}


@pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.pattern)
def test_every_route_has_a_name(route):
    assert route.name.rpartition(":")[2]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [route for route in ROUTES if route.needs != policy.PUBLIC], ids=lambda route: route.pattern
)
@pytest.mark.parametrize("verb", ["get", "post", "head", "options", "put", "delete"])
def test_a_route_that_is_not_public_sends_a_stranger_to_sign_in(route, verb):
    answer = getattr(Client(), verb)(address(route))
    assert (answer.status_code, answer.headers.get("Location", "").partition("?")[0]) == (
        302,
        "/access/sign-in",
    )


def test_every_role_is_given_what_it_may_do_and_nothing_undeclared():
    assert set(MAY) == set(ROLES)
    assert frozenset().union(*MAY.values()) <= set(ACTS)
