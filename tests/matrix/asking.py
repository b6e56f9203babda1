"""Asking: what each route is sent, by whom, and with which references in it.

A form is sent as somebody who may open it would have filled it in; everybody else then sends the very same.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from bluelamp.kernel.access import policy
from bluelamp.web.sample.canaries.cases.words import AUTHORS
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, is_case, shown_to
from bluelamp.web.sample.canaries.records import BORN
from bluelamp.web.sample.canaries.world import World
from tests.matrix.bodies import example, form_with_a_file
from tests.matrix.cells import Cell, known_addresses
from tests.matrix.filling import TEXT, confirmed, filled_in, typed

SEARCHED = {
    "name": "name",
    "born": "born",
    "address": "addresses",
    "contact": "phones",
    "reference": "reference",
}
"""What somebody is looked for by, and the item that it is on a record."""
BODIES = ("POST", "PUT", "PATCH")
FILLING = {
    "force": ("coordinator", "sergeant", "governance"),
    "landlord": ("landlord_lead",),
    "stranger": ("stranger",),
    "council": ("council",),
    "": ("coordinator", "governance", "administrator", "officer", "analyst", "lead", "acc"),
}
"""Whose record it is → who opens its forms, the first who may."""
LIKELY = {
    "force": ("case_granted_for_safety", "case_near", "granted_for_safety", "put_forward"),
    "landlord": ("case_landlords", "landlords"),
}
"""Whose record it is → the records on which most forms are open, those first on which most stands."""


@dataclass
class Asker:
    """Everybody's browser. What a form would send is learnt from those who may open it, and sent by all."""

    clients: Mapping[str, Client]
    tokens: Mapping[str, str]
    world: World
    bodies: dict[tuple[str, str, bool], dict[str, list[str]]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.posted = {route.pattern for route in policy.routes() if "POST" in (route.methods or ("POST",))}
        self.cookies = {name: client.cookies.output() for name, client in self.clients.items()}
        self.kept = {name: SimpleCookie(client.cookies) for name, client in self.clients.items()}

    def ask(self, cell: Cell) -> HttpResponse:
        client = self.clients[cell.person]
        send = getattr(client, cell.method.lower())
        try:
            if cell.address.startswith("/api/v1/"):
                return self._as_program(send, cell)
            if cell.method == "POST":
                answer = send(cell.address, self.body(cell))
                more = confirmed(answer)
                return send(cell.address, self.body(cell) | more) if more else answer
            return send(self._with_query(cell))
        finally:
            if client.cookies.output() != self.cookies[cell.person]:
                # What the answer did to the session was taken back with everything else.
                client.cookies = SimpleCookie(self.kept[cell.person])

    def body(self, cell: Cell) -> dict[str, list[str]]:
        """The form of this route as somebody who may open it fills it in, with the references of ``cell.swap``."""
        known = self.bodies[self._form_of(cell)]
        if cell.swap:
            return known | self.foreign(cell.swap) | self._left_empty(cell)
        return known | (self._own_beside(cell) if "other" in known else {})

    def _beside(self, cell: Cell) -> dict[str, str]:
        """Where a program names a second record: the one slipped in and nothing else, or one of their own."""
        if cell.swap:
            return {"other": self.world.refs(cell.swap)[0]}
        return {name: values[0] for name, values in self._own_beside(cell).items()}

    def _own_beside(self, cell: Cell) -> dict[str, list[str]]:
        """Where a second record is asked for, one of their own, whatever the first is."""
        ref = next(
            (
                self.world.refs(record)[not is_case(record)]
                for record, row in RECORDS.items()
                if record != cell.record
                and is_case(record) == is_case(cell.record)
                and cell.person in row["own"]
            ),
            "",
        )
        return {"other": [ref]} if ref else {}

    @staticmethod
    def _left_empty(cell: Cell) -> dict[str, list[str]]:
        """Whoever looks for somebody tries what they may not see, and does not say what they may."""
        shown = shown_to(cell.person, cell.swap) if cell.route in EXPECTED["searches"] else frozenset()
        known = {name: [""] for name, item in SEARCHED.items() if item in shown}
        return known if len(known) < len(SEARCHED) else {}

    def learn(self, cell: Cell) -> None:
        """See what the form of a cell holds, once for all cells of its sort; opening it leaves no trace."""
        about = self._form_of(cell)
        if cell.method != "POST" or cell.address.startswith("/api/v1/") or about in self.bodies:
            return
        if cell.route not in self.posted:
            self.bodies[about] = self._plain(cell.route)
        else:
            with transaction.atomic():
                self.bodies[about] = self._seen(cell)
                transaction.set_rollback(True)

    def _form_of(self, cell: Cell) -> tuple[str, str, bool]:
        """What has one form: a route, for each that holds records, and for each kind of record."""
        return cell.route, self.world.owner(cell.record), is_case(cell.record)

    def _seen(self, cell: Cell) -> dict[str, list[str]]:
        for address in self._alike(cell):
            for person in FILLING[self.world.owner(cell.record)]:
                page = self.clients[person].get(address)
                if page.status_code == 200 and b'method="post"' in page.content:
                    return self._plain(cell.route) | filled_in(page) | self._somebody(cell, page)
        # Not opened by anybody here: what a form of this kind usually holds.
        return self._plain(cell.route)

    def _somebody(self, cell: Cell, page: HttpResponse) -> dict[str, list[str]]:
        """Where a name is typed for want of a list: somebody of those who hold the record."""
        is_asked = b'name="username"' in page.content and b'name="officer"' not in page.content
        return {"username": [AUTHORS.get(self.world.owner(cell.record), "officer")]} if is_asked else {}

    def _alike(self, cell: Cell) -> list[str]:
        """Addresses where the form of a route is likely to be open, and the cell's own."""
        every = LIKELY.get(self.world.owner(cell.record), ())
        likely = [record for record in every if is_case(record) == is_case(cell.record)]
        known = {record: address for address, record in known_addresses(cell.route, self.world)[::-1]}
        return list(dict.fromkeys([known[record] for record in likely if record in known] + [cell.address]))

    def _plain(self, route: str) -> dict[str, list[str]]:
        """What forms hold that are but a button."""
        noun = {"/sharing/offers/": "transfer", "/sharing/roles/": "role", "/access/new-starts": "start"}.get(
            route
        )
        number = {"number": [str(self.world.numbers["", noun][0])]} if noun else {}
        return number | {
            **{name: [TEXT] for name in ("reason", "why", "note")},
            **{name: [typed(name)] for name in ("name", "until", "on", "clock")},
            "decision": ["link"],
            "version": ["1"],
            "confirm": ["yes"],
            "what": ["vetting"],
            "outcome": ["justified"],
            "agencies": ["council"],
            "answer": ["accept" if noun == "transfer" else "give"],
        }

    def foreign(self, record: str) -> dict[str, list[str]]:
        """Every parameter that takes a reference, a number or a word of a record, with this record's."""
        world, word = self.world, self.world.word
        holding, person = world.refs(record)
        if is_case(record):
            return self._of_case(record)
        grant, pair = world.grants.get(record), world.pairs[world.names.index(record) % len(world.pairs)]
        return {
            "ref": [holding],
            "other": [person],
            "pairs": [str(pair), f"-{pair}", "*"],
            "number": [str(grant.pk if grant else world.merges[0])],
            "grant": [str(grant.pk if grant else 1)],
            "name": [word(record, "name")],
            "born": [BORN],
            "contact": [word(record, "phones")],
            "address": [word(record, "addresses")],
            "reference": [word(record, "reference")],
            "object": [f"holding:{holding}"],
            "of": [f"person:{person}"],
        }

    def _of_case(self, record: str) -> dict[str, list[str]]:
        """The same of a case: wherever another case, somebody in it, or a number in it is taken."""
        world, (ref, _) = self.world, self.world.refs(record)
        person = world.refs("sealed")[1]
        return {
            **{name: [ref] for name in ("ref", "other", "into", "refs", "case", "query")},
            **{name: [person] for name in ("person", "caller", "victim")},
            "number": [str(world.numbers[record, "note"][0])],
            "promise": [str(world.numbers[record, "promise"][-1])],
            "replaces": [str(world.numbers[record, "card"][0])],
            "chosen": [str(world.numbers[record, "review"][0])],
            "address": [world.word(record, "where")],
            "object": [f"holding:{ref}"],
            "where": [world.word(record, "where")],
        }

    def _with_query(self, cell: Cell) -> str:
        """The references of ``cell.swap`` as filters, order, cursor and place to go next."""
        if not cell.swap:
            return cell.address
        return f"{cell.address}?{urlencode(self.said(cell.swap), doseq=True)}"

    def sent(self, cell: Cell) -> dict[str, Any]:
        """Everything that was in a question: what comes back of it was not told."""
        if cell.method == "POST" and not cell.address.startswith("/api/v1/"):
            return self.body(cell)
        return self.said(cell.swap) if cell.swap else {}

    def said(self, record: str) -> dict[str, Any]:
        """Everything that a question with this record slipped in says of it."""
        holding, person = self.world.refs(record)
        return self.foreign(record) | {
            "next": f"/people/records/{holding}/",
            "q": self.world.word(record, "title" if is_case(record) else "name"),
            "order": "holding__people__user",
            "person__ref": person,
            "holding__ref__in": f'["{holding}"]',
            "id": str(self.world.holdings[record].pk),
            "cursor": holding,
            "include": "all",
        }

    def _as_program(self, send: Any, cell: Cell) -> HttpResponse:
        headers = {"If-Match": '"1"', "Reason": TEXT}
        if token := self.tokens.get(cell.person):
            headers["Authorization"] = f"Bearer {token}"
        if cell.method not in BODIES:
            return send(self._with_query(cell), headers=headers)
        if form := form_with_a_file(cell.route):
            return send(cell.address, form, headers=headers)
        told: dict[str, Any] = example(cell.method, cell.route) or {"given": "Alex", "family": "Changed"}
        if cell.swap:
            told |= {
                "reference": self.world.refs(cell.swap)[0],
                "phones": [self.world.word(cell.swap, "title" if is_case(cell.swap) else "phones")],
            }
        if "other" in (known := example(cell.method, cell.route)):
            told = known | self._beside(cell)
        return send(cell.address, json.dumps(told), content_type="application/json", headers=headers)
