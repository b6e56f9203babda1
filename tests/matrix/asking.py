"""The cells of the matrix: every route and method, asked by everybody, of every object its address can name.

A form is posted as somebody who may open it would have filled it in; everybody else then sends the very same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

from bluelamp.kernel.access import policy
from tests.matrix.world import World

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
LEFT_OUT = ("/access/sign-out", "/access/directory", "/api/oauth")
"""They end the session that the matrix asks with, or lead to another house."""
TEXT = "A sentence long enough to be taken for a reason."
ABSENT = "0000000000"


@dataclass(frozen=True)
class Cell:
    """One question: who asks what of which record. ``record`` empty: the address names none."""

    person: str
    method: str
    address: str
    record: str
    route: str


def addresses(route: str, world: World) -> Iterator[tuple[str, str]]:
    """Every address of a route, with the record it names: a reference of each in turn, and one that does not exist."""
    if "<" not in route:
        yield route, ""
        return
    names = re.findall(r"<(?:\w+:)?(\w+)>", route)
    if "ref" in names:
        for record in world.records:
            for ref in dict.fromkeys(world.refs(record)):
                yield _fill(route, world, record, {"ref": ref}), record
        yield _fill(route, world, "", {"ref": ABSENT}), ""
        return
    for number in _numbers(route, world):
        yield _fill(route, world, "", {"number": number, "pk": number, "seq": number}), ""


def _numbers(route: str, world: World) -> list[int]:
    if "/matches/" in route:
        return [*world.pairs, 999_999]
    return [1, 2, 3, 999_999] if re.search(r"<int:", route) else [1]


def _fill(route: str, world: World, record: str, known: Mapping[str, Any]) -> str:
    grant = world.grants.get(record)
    usual = {
        "kind": "source-record",
        "number": grant.pk if grant else world.merges[0],
        "key": "in-force" if "/agreements/" in route else "asb-satisfaction",
        "level": "lpu",
        "code": "BW",
        "form": "csv",
        "name": "paper.html",
        "provider_id": "none",
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(known.get(part[1], usual.get(part[1], 1))), route)


def routes() -> list[policy.Route]:
    return [route for route in policy.routes() if not route.pattern.startswith(LEFT_OUT)]


def cells(world: World) -> Iterator[Cell]:
    """All of them, in a fixed order."""
    for route in routes():
        for address, record in addresses(route.pattern, world):
            for method in METHODS:
                for person in world.users:
                    yield Cell(person, method, address, record, route.pattern)


class _Form(HTMLParser):
    """The fields of the forms of a page, filled in as a person would who takes the first choice everywhere."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: dict[str, list[str]] = {}
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {key: value or "" for key, value in attrs}
        name = said.get("name", "")
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and said.get("value"):
            self.fields.setdefault(self._select, [said["value"]])
        elif tag == "textarea" and name:
            self.fields[name] = [TEXT]
        elif tag == "input" and name:
            self._input(name, said)

    def _input(self, name: str, said: Mapping[str, str]) -> None:
        kind, value = said.get("type", "text"), said.get("value", "")
        if kind == "checkbox":
            self.fields.setdefault(name, []).append(value)
        elif kind == "radio":
            self.fields.setdefault(name, [value])
        elif kind == "hidden" or value:
            self.fields[name] = [value]
        else:
            self.fields[name] = [TEXT]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""


def filled_in(page: HttpResponse) -> dict[str, list[str]]:
    """What would be posted from this page."""
    form = _Form()
    form.feed(page.content.decode(errors="replace"))
    form.fields.pop("csrfmiddlewaretoken", None)
    return form.fields


@dataclass
class Asker:
    """Everybody's browser. What a form would send is learnt from those who may open it, and sent by all."""

    clients: Mapping[str, Client]
    tokens: Mapping[str, str]
    world: World
    bodies: dict[str, dict[str, list[str]]] = field(default_factory=dict)

    def ask(self, cell: Cell) -> HttpResponse:
        client = self.clients[cell.person]
        send = getattr(client, cell.method.lower())
        if cell.address.startswith("/api/"):
            return self._as_program(send, cell)
        if cell.method in ("GET", "HEAD", "OPTIONS"):
            return send(cell.address)
        return send(cell.address, self.body(cell)) if cell.method == "POST" else send(cell.address)

    def body(self, cell: Cell) -> dict[str, list[str]]:
        """The form of this address as somebody who may open it fills it in; and every second reference there is."""
        if cell.address not in self.bodies:
            self.bodies[cell.address] = self._learn(cell.address)
        return self.bodies[cell.address]

    def _learn(self, address: str) -> dict[str, list[str]]:
        for person in ("coordinator", "sergeant", "landlord_lead", "council", "governance", "administrator"):
            page = self.clients[person].get(address)
            if page.status_code == 200 and b"<form" in page.content:
                return self._with_references(filled_in(page))
        return self._with_references({})

    def _with_references(self, fields: dict[str, list[str]]) -> dict[str, list[str]]:
        sealed = self.world.refs("sealed")[0]
        more = {
            "ref": sealed,
            "other": self.world.refs("councils")[1],
            "reason": TEXT,
            "decision": "link",
            "version": "1",
        }
        return {name: [value] for name, value in more.items()} | fields

    def _as_program(self, send: Any, cell: Cell) -> HttpResponse:
        headers = {"If-Match": '"1"'}
        if token := self.tokens.get(cell.person):
            headers["Authorization"] = f"Bearer {token}"
        if cell.method in ("POST", "PUT", "PATCH"):
            body = json.dumps({"given": "Alex", "family": "Changed"})
            return send(cell.address, body, content_type="application/json", headers=headers)
        return send(cell.address, headers=headers)
