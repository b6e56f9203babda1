"""The cells of the matrix: every route and method, asked by everybody, of every object its address can name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from typing import Any

from bluelamp.kernel.access import policy
from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, is_case, shown_to
from bluelamp.web.sample.canaries.world import World

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
LEFT_OUT = ("/access/sign-out", "/access/directory", "/api/oauth")
"""They end the session that the matrix asks with, or lead to another house."""
ABSENT = "0000000000"
ASKED = ("GET", "POST")
SWAPPED = ("GET", "POST", "PUT")
OF_PEOPLE = ("/people/", "/api/v1/records")
OF_CASES = ("/asb/", "/casework/", "/promises/", "/instruments/", "/powers/", "/api/v1/asb/")
NOUNS = {
    "/case-reviews/": "application",
    "/cases/<slug:ref>/people/": "person",
    "/cases/<slug:ref>/promises/": "promise",
    "/assessments/": "assessment",
    "/notes/": "note",
    "/files/": "file",
    "/links/": "link",
    "/casework/<slug:ref>/merges/": "merge",
    "/asb/cases/<slug:ref>/merges/": "merge",
    "/casework/done/": "done",
    "/casework/places/": "place",
    "/casework/searches/": "search",
    "/instruments/<slug:ref>/": "assessment",
    "/instruments/versions/": "version",
    "/promises/samples/": "sample",
    "/promises/reviews/done/": "reviewed",
    "/cards/": "card",
    "/plan/actions/": "action",
    "/plan/measures/": "measure",
    "/promises/<slug:ref>/reviews/": "review",
    "/asb/cases/<slug:ref>/reviews/": "review",
    "/tasks/": "task",
    "/promises/<slug:ref>/<int:number>/": "promise",
    "/orders/": "order",
    "/remedies/": "remedy",
    "/access/people/": "user",
}
"""Part of a route → what its number is one of, as the world remembers them."""
KEYS = {
    "/agreements/": "in-force",
    "/casework/lists/": "asb-cases",
    "/register/": "civil-injunction",
    "/asb/powers/": "civil-injunction",
    "/in-use/": "asb-ram",
}


@dataclass(frozen=True)
class Cell:
    """One question: who asks what of which record. ``record`` empty: the address names none.

    ``swap`` is the record whose references stand in the body and the query, wherever one is taken.
    """

    person: str
    method: str
    address: str
    record: str
    route: str
    swap: str = ""


def routes() -> list[str]:
    """The address of every route, with its parts still open."""
    found = dict.fromkeys(route.pattern for route in policy.routes())
    return [pattern for pattern in found if not pattern.startswith(LEFT_OUT)]


def addresses(route: str, world: World) -> Iterator[tuple[str, str]]:
    """Every address of a route, with the record it names: a reference of each in turn, and one that does not exist.

    A number within a record is one of its own, and then one of another record, which is not found there.
    """
    if "<" not in route:
        yield route, ""
    elif re.search(r"<(?:\w+:)?ref>", route):
        for record in _records(route, world):
            for ref in dict.fromkeys(world.refs(record)):
                for parts in _parts(route, world, record):
                    yield _fill(route, world, record, {"ref": ref} | parts), record
        yield _fill(route, world, "", {"ref": ABSENT}), ""
    else:
        for number in _numbers(route, world):
            yield _fill(route, world, "", {"number": number, "pk": number, "seq": number}), ""


def _records(route: str, world: World) -> list[str]:
    """Those that a route can name; of the other kind one, which it does not take for one of its own."""
    if route.startswith(OF_PEOPLE):
        return [*world.records, "case_near"]
    if route.startswith(OF_CASES):
        return [*EXPECTED["cases"], "near"]
    return world.names


def _parts(route: str, world: World, record: str) -> Iterator[dict[str, Any]]:
    """The numbers within a record that an address can have: each of its own, and the first of its neighbour's."""
    noun, more = noun_of(route), [part for part in ("breach", "recommendation") if f":{part}>" in route]
    names = world.names
    other = names[(names.index(record) + 1) % len(names)]
    seconds = [
        {part: _one(world, whose, part) for part in more} for whose in (record, other)[: 1 + bool(more)]
    ]
    numbers = world.numbers.get((record, noun), []) + world.numbers.get((other, noun), [])[:1]
    if not numbers:
        yield from seconds
    for second in seconds:
        yield from ({"number": number} | second for number in numbers)


def _one(world: World, record: str, noun: str) -> int:
    return next(iter(world.numbers.get((record, noun), ())), 999_999)


def noun_of(route: str) -> str:
    """What a number in the address of a route is one of."""
    return next((noun for part, noun in NOUNS.items() if part in route), "")


def _numbers(route: str, world: World) -> list[int]:
    if numbers := world.numbers.get(("", noun_of(route))):
        return [*numbers, 999_999]
    if "/matches/" in route:
        return [*world.pairs, 999_999]
    if "/emergency/" in route or "/reviews/" in route:
        return [*world.glass, 999_999]
    return [1, 2, 3, 999_999] if re.search(r"<int:", route) else [1]


def _fill(route: str, world: World, record: str, known: Mapping[str, Any]) -> str:
    grant = world.grants.get(record)
    usual = {
        "kind": "asb-case" if record and is_case(record) else "source-record",
        "number": world.merges[0]
        if "/people/" in route and "/merges/" in route
        else grant.pk
        if grant
        else 1,
        "key": next((key for part, key in KEYS.items() if part in route), "asb-satisfaction"),
        "level": "lpu",
        "code": "BW",
        "form": "csv",
        "name": "paper.html",
        "provider_id": "none",
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(known.get(part[1], usual.get(part[1], 1))), route)


def every(world: World, where: str = "") -> list[Cell]:
    """All of them, in a fixed order; with ``where``, those of the routes that the expression fits."""
    return [
        cell
        for route in routes()
        if re.search(where, route)
        for ask in (_plain, _swapped)
        for method in METHODS
        for person in world.users
        for cell in ask(route, method, person, world)
    ]


def meant(world: World, where: str) -> list[Cell]:
    """Those of some routes that ask or send, by the address that each route is meant to be asked by."""
    return [
        cell
        for cell in every(world, where)
        if cell.method in SWAPPED and is_meant(cell.route, cell.address, cell.record, world)
    ]


def as_meant(world: World, route: str, method: str) -> list[Cell]:
    """Those of one route and method in which nothing is slipped in, by the addresses it is meant to be asked by."""
    return [
        cell
        for person in world.users
        for cell in _plain(route, method, person, world)
        if is_meant(route, cell.address, cell.record, world)
    ]


def _plain(route: str, method: str, person: str, world: World) -> Iterator[Cell]:
    """Somebody asks for each address; what is neither read nor sent is asked of one record alone."""
    for address, record in known_addresses(route, world)[: None if method in ASKED else 2]:
        yield Cell(person, method, address, record, route)


def _swapped(route: str, method: str, person: str, world: World) -> Iterator[Cell]:
    """Somebody asks for what is their own, or for no record at all, and slips in the references of every other."""
    if method not in SWAPPED or (method == "PUT" and not route.startswith("/api/")):
        return
    address, own = _own(route, person, world)
    for record in _records(route, world):
        yield Cell(person, method, address, own, route, record)


def _shown(route: str, method: str, person: str, world: World) -> Iterator[Cell]:
    """What somebody is to be shown something of."""
    return (cell for cell in _plain(route, method, person, world) if is_shown(cell, world))


def _of_records(route: str, method: str, person: str, world: World) -> Iterator[Cell]:
    return (cell for cell in _plain(route, method, person, world) if cell.record)


@cache
def known_addresses(route: str, world: World) -> list[tuple[str, str]]:
    """The addresses of a route, in an order that has nothing to do with the records."""
    found = list(addresses(route, world))
    random.Random(route).shuffle(found)
    return found


@cache
def _own(route: str, person: str, world: World) -> tuple[str, str]:
    there = [
        (address, record)
        for address, record in addresses(route, world)
        if is_meant(route, address, record, world)
    ]
    own = [(address, record) for address, record in there if record and person in RECORDS[record]["own"]]
    return (own or there)[0]


def is_meant(route: str, address: str, record: str, world: World) -> bool:
    """Does the address name the record as this route does: a person's page by the person, all others by the holding?"""
    return not record or world.refs(record)[route.startswith("/people/<slug:ref>/")] in address


def drawn(world: World, count: int, seed: int) -> list[Cell]:
    """``count`` cells: what should be shown to somebody, what is swapped, what is about a record, and all the rest.

    Of each part every route is asked in each way by everybody before any is asked twice.
    """
    draw, chosen = random.Random(seed), dict[Cell, None]()
    parts = ((_shown, ASKED, 8), (_swapped, SWAPPED, 6), (_of_records, ASKED, 4), (_plain, METHODS, 1))
    for ask, methods, share in parts:
        sorts = list(product(routes(), methods, world.users))
        draw.shuffle(sorts)
        several = _in_turn([ask(*each, world) for each in sorts])
        room = min(count // share, count - len(chosen))
        chosen |= dict.fromkeys(islice((cell for cell in several if cell not in chosen), room))
    return sorted(chosen, key=lambda cell: (cell.route, cell.address, cell.method, cell.person, cell.swap))


def is_shown(cell: Cell, world: World) -> bool:
    is_asked = cell.method in ("GET", "POST") and not cell.swap and bool(cell.record)
    return (
        is_asked
        and bool(shown_to(cell.person, cell.record))
        and is_meant(cell.route, cell.address, cell.record, world)
    )


def _in_turn(sorts: list[Iterator[Cell]]) -> Iterator[Cell]:
    """The first of each sort, then the second of each, and so on, until there are none."""
    while sorts:
        left = []
        for sort in sorts:
            if cell := next(sort, None):
                yield cell
                left.append(sort)
        sorts = left
