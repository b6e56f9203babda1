"""Everybody reads what was planted, on every page that they reach; and sends every form with payloads in its boxes."""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpResponse

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.permissions import MAY
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, is_in_a_role, shown_to
from bluelamp.web.sample.canaries.world import World
from tests.matrix.asking import FILLING, LIKELY, Asker
from tests.matrix.cells import Cell, is_meant, known_addresses, routes
from tests.matrix.filling import Filled, confirmed
from tests.probe.only_text import faults
from tests.probe.payloads import MARK, spelt

ASKED, TYPED = 901, 902
"""The numbers of what stands in a query, and of what is typed into a form."""
QUERY = ("q", "query", "name", "contact", "address", "reference", "where", "title", "order", "next", "cursor")
QUERY += (
    "of",
    "object",
    "since",
    "until",
    "page",
    "kind",
    "state",
    "who",
    "actor",
    "purpose",
    "month",
    "area",
)


@dataclass
class Read:
    """What was read. ``seen``: which payload of which field came out, as often as it did."""

    answers: int = 0
    forms: set[str] = field(default_factory=set)
    seen: Counter[tuple[int, int]] = field(default_factory=Counter)
    faults: set[str] = field(default_factory=set)
    statuses: Counter[int] = field(default_factory=Counter)

    def look(self, answer: HttpResponse, asked: str) -> None:
        self.answers += 1
        self.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            self.faults.add(f"{asked}: {answer.status_code}")
            return
        content = b"".join(answer) if answer.streaming else answer.content  # type: ignore[arg-type]
        self.seen.update(
            (int(one), int(other)) for one, other in MARK.findall(content.decode(errors="replace"))
        )
        self.faults |= {f"{asked}: {fault}" for fault in faults(dict(answer.items()), content)}


def read(everybody: Asker, cells: Iterable[Cell], turn: int, found: Read) -> None:
    """Open each as it is, and what is about no one record with a query of payloads too. It leaves nothing behind."""
    for place, cell in enumerate(cells):
        with transaction.atomic():
            found.look(everybody.ask(cell), f"{cell.route} for {cell.person}")
            if not cell.record and not cell.address.startswith("/api/"):
                said = urlencode({name: spelt(ASKED, turn + place + n) for n, name in enumerate(QUERY)})
                answer = everybody.clients[cell.person].get(f"{cell.address}?{said}")
                found.look(answer, f"{cell.route}?… for {cell.person}")
            transaction.set_rollback(True)


def to_read(world: World, turn: int, each: int, step: int = 1) -> Iterator[Cell]:
    """So many addresses of every route, or of every ``step``-th, drawn anew each turn, for people of as many roles."""
    asked = defaultdict[str, set[str]](set)
    for one in policy.routes():
        if "GET" in (one.methods or ("GET",)):
            asked[one.pattern].add(one.needs)
    for route in routes()[turn % step :: step]:
        people = [person for person in EXPECTED["people"] if _may(person, asked[route])]
        cells = [
            Cell(person, "GET", address, record, route)
            for address, record in known_addresses(route, world)
            if is_meant(route, address, record, world)
            for person in people
            if (shown_to(person, record) if record else "999999" not in address)
        ]
        random.Random(f"{route} {turn}").shuffle(cells)
        cells.sort(key=_is_a_stranger, reverse=True)
        by_role = {EXPECTED["people"][cell.person].get("role"): cell for cell in cells}
        yield from list(by_role.values())[-each:]


def _is_a_stranger(cell: Cell) -> bool:
    """Whoever reads what is their own is shown most of it."""
    return bool(cell.record) and cell.person not in RECORDS[cell.record]["own"]


def _may(person: str, needs: set[str]) -> bool:
    """Whether their role opens a route; a page that tells nobody anything is read by whoever is signed in."""
    role = EXPECTED["people"][person].get("role", "")
    is_open = {policy.PUBLIC, policy.SIGNED_IN} & needs
    return is_in_a_role(person) and bool(is_open or needs & MAY.get(role, frozenset()))


class Boxes(Filled):
    """A form filled in, with those of its boxes apart that take what somebody types."""

    def __init__(self) -> None:
        super().__init__()
        self.long: list[str] = []
        self.short: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        super().handle_starttag(tag, attrs)
        said = {key: value or "" for key, value in attrs}
        if tag == "textarea":
            self.long.append(said.get("name", ""))
        elif tag == "input" and said.get("type", "text") in ("text", "search", "email", "tel", "url"):
            self.short.append(said.get("name", ""))


def send(everybody: Asker, forms: Iterable[tuple[Cell, Boxes]], turn: int, found: Read) -> None:
    """Each form twice: with payloads where sentences go, which is taken; and in every box, which is mostly not."""
    for place, (cell, boxes) in enumerate(forms):
        known = boxes.fields | {name: [""] for name in boxes.fields if name == "csrfmiddlewaretoken"}
        for names in (boxes.long, boxes.long + boxes.short):
            said = {name: [spelt(TYPED, turn + place + n)] for n, name in enumerate(names) if name}
            with transaction.atomic():
                _sent(everybody, cell, known | said, said, found)
                transaction.set_rollback(True)
        found.forms.add(cell.route)


def _sent(
    everybody: Asker,
    cell: Cell,
    body: dict[str, list[str]],
    said: dict[str, list[str]],
    found: Read,
) -> None:
    """Send it, confirm what asks for that, and read where it leads."""
    client, asked = everybody.clients[cell.person], f"POST {cell.route} by {cell.person}"
    answer = client.post(cell.address, body)
    found.look(answer, asked)
    if more := confirmed(answer):
        answer = client.post(cell.address, body | more | said)
        found.look(answer, asked)
    if answer.status_code in (302, 303):
        found.look(client.get(answer.headers["Location"]), f"{asked}, and then")


def forms(everybody: Asker, first: int = 0, step: int = 1) -> Iterator[tuple[Cell, Boxes]]:
    """Every form that somebody may open, as it stands before them; or each so manieth of their routes."""
    posted = [route for route in routes() if route in everybody.posted and not route.startswith("/api/")]
    for route in posted[first::step]:
        yield from _form(everybody, route)


def _form(everybody: Asker, route: str) -> Iterator[tuple[Cell, Boxes]]:
    for address, record in _likely(route, everybody.world):
        for person in FILLING["force" if record else ""]:
            with transaction.atomic():
                page = everybody.clients[person].get(address)
                transaction.set_rollback(True)
            if page.status_code == 200 and not page.streaming and b'method="post"' in page.content:
                boxes = Boxes()
                boxes.feed(page.content.decode(errors="replace"))
                if boxes.long or boxes.short:
                    yield Cell(person, "POST", address, record, route), boxes
                    return


def _likely(route: str, world: World) -> list[tuple[str, str]]:
    """The addresses at which a form is most likely to be open."""
    there = [one for one in known_addresses(route, world) if is_meant(route, *one, world)]
    return [one for one in there if one[1] in LIKELY["force"] or not one[1]][:6]
