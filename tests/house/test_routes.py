"""Every route declares who may open it, and is closed to those who have not signed in unless it says so."""

from __future__ import annotations

import inspect
import re
from functools import cache
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver

import bluelamp
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


CLOSED = sorted({address(route) for route in ROUTES if route.needs != policy.PUBLIC})
VERBS = ("get", "post", "head", "options", "put", "delete")


@cache
def door() -> Client:
    """One for all: to make ready what stands before each page takes ten times as long as to be turned away there."""
    return Client()


def knock(verb: str, where: str) -> HttpResponse:
    """Somebody of whom nothing is known asks."""
    door().cookies.clear()
    return getattr(door(), verb)(where)


@pytest.mark.django_db
@pytest.mark.parametrize("where", [each for each in CLOSED if not each.startswith("/api/")])
@pytest.mark.parametrize("verb", VERBS)
def test_a_page_that_is_not_public_sends_a_stranger_to_sign_in(where, verb):
    answer = knock(verb, where)
    assert (answer.status_code, answer.headers.get("Location", "").partition("?")[0]) == (
        302,
        "/access/sign-in",
    )


@pytest.mark.django_db
@pytest.mark.parametrize("where", [each for each in CLOSED if each.startswith("/api/")])
@pytest.mark.parametrize("verb", VERBS)
def test_the_api_asks_a_stranger_for_a_token(where, verb):
    answer = knock(verb, where)
    assert (answer.status_code, answer["Content-Type"], answer["WWW-Authenticate"]) == (
        401,
        "application/problem+json",
        "Bearer",
    )


def test_the_table_says_which_act_each_operation_of_the_api_asks():
    asked = {(route.methods, route.needs) for route in ROUTES if route.pattern == "/api/v1/records/<ref>"}
    assert asked == {(("GET", "HEAD"), "people.read"), (("PUT",), "people.edit")}


POST_FORM = re.compile(r"<form\b[^>]*method=\"post\"[^>]*>")
ACTION = re.compile(r"action=\"\{\{ url\('([\w:-]+)'")
TAKES_FORMS = {route.name for route in ROUTES if "POST" in route.methods}


def forms() -> list[tuple[str, str]]:
    """Template, by the name a view gives it, and opening tag of every form that is posted."""
    houses = Path(bluelamp.__file__).parent.rglob("templates")
    found = ((page, str(page.relative_to(house))) for house in houses for page in house.rglob("*.html"))
    return [(name, tag) for page, name in found for tag in POST_FORM.findall(page.read_text("utf-8"))]


def test_every_form_that_names_where_it_goes_goes_where_forms_are_taken():
    named = {name for _, tag in forms() for name in ACTION.findall(tag)}
    assert named - TAKES_FORMS == set()
    assert named


def test_every_view_that_shows_a_form_of_its_own_takes_it():
    own = {page for page, tag in forms() if "action=" not in tag}
    shows = {name: view for name, view in views().items() if any(f'"{page}"' in source(view) for page in own)}
    assert set(shows) - TAKES_FORMS == set()
    assert len(shows) > 10


def views() -> dict[str, object]:
    def walk(patterns, space):
        for entry in patterns:
            if hasattr(entry, "url_patterns"):
                yield from walk(
                    entry.url_patterns, f"{space}{entry.namespace}:" if entry.namespace else space
                )
            else:
                yield f"{space}{entry.name or ''}", entry.callback

    return dict(walk(get_resolver().url_patterns, ""))


def source(view) -> str:
    view = inspect.unwrap(view)
    return inspect.getsource(view) if inspect.isfunction(view) else ""


def test_every_role_is_given_what_it_may_do_and_nothing_undeclared():
    assert set(MAY) == set(ROLES)
    assert frozenset().union(*MAY.values()) <= set(ACTS)
