"""The cells of the matrix: every route and method, asked by everybody, of every object its address can name."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from bluelamp.kernel.access import policy
from tests.matrix.world import EXPECTED, World, shown_to

METHODS = ("GET", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS")
LEFT_OUT = ("/access/sign-out", "/access/directory", "/api/oauth")
"""They end the session that the matrix asks with, or lead to another house."""
ABSENT = "0000000000"
SWAPPED = ("GET", "POST", "PUT")


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
    """Every address of a route, with the record it names: a reference of each in turn, and one that does not exist."""
    if "<" not in route:
        yield route, ""
    elif re.search(r"<(?:\w+:)?ref>", route):
        for record in world.records:
            for ref in world.refs(record):
                yield _fill(route, world, record, {"ref": ref}), record
        yield _fill(route, world, "", {"ref": ABSENT}), ""
    else:
        for number in _numbers(route, world):
            yield _fill(route, world, "", {"number": number, "pk": number, "seq": number}), ""


def _numbers(route: str, world: World) -> list[int]:
    if "/matches/" in route:
        return [*world.pairs, 999_999]
    if "/emergency/" in route or "/reviews/" in route:
        return [*world.glass, 999_999]
    return [1, 2, 3, 999_999] if re.search(r"<int:", route) else [1]


def _fill(route: str, world: World, record: str, known: Mapping[str, Any]) -> str:
    grant = world.grants.get(record)
    usual = {
        "kind": "source-record",
        "number": world.merges[0] if "/merges/" in route else grant.pk if grant else 1,
        "key": "in-force" if "/agreements/" in route else "asb-satisfaction",
        "level": "lpu",
        "code": "BW",
        "form": "csv",
        "name": "paper.html",
        "provider_id": "none",
    }
    return re.sub(r"<(?:\w+:)?(\w+)>", lambda part: str(known.get(part[1], usual.get(part[1], 1))), route)


def every(world: World) -> list[Cell]:
    """All of them, in a fixed order."""
    return [*plain(world), *swapped(world)]


def plain(world: World) -> Iterator[Cell]:
    for route in routes():
        for address, record in addresses(route, world):
            for method in METHODS:
                for person in world.users:
                    yield Cell(person, method, address, record, route)


def swapped(world: World) -> Iterator[Cell]:
    """Everybody asks for what is their own, or for no record at all, and slips in the references of every other."""
    for route in routes():
        for person in world.users:
            address, own = _own(route, person, world)
            for record in world.records:
                for method in SWAPPED:
                    yield Cell(person, method, address, own, route, record)


def _own(route: str, person: str, world: World) -> tuple[str, str]:
    there = [
        (address, record)
        for address, record in addresses(route, world)
        if is_meant(route, address, record, world)
    ]
    own = [
        (address, record)
        for address, record in there
        if record and person in EXPECTED["records"][record]["own"]
    ]
    return (own or there)[0]


def is_meant(route: str, address: str, record: str, world: World) -> bool:
    """Does the address name the record as this route does: a person's page by the person, all others by the holding?"""
    return not record or world.refs(record)[route.startswith("/people/<slug:ref>/")] in address


def drawn(world: World, count: int, seed: int) -> list[Cell]:
    """``count`` cells: whatever should be shown to somebody, then as many of each sort as there is room for.

    The first answer with 200; of the others each route is asked in each way by everybody before any is asked twice.
    """
    draw = random.Random(seed)
    cells = every(world)
    draw.shuffle(cells)
    shown = [cell for cell in cells if is_shown(cell, world)]
    chosen = [*shown[: count // 8], *_in_turn([cell for cell in cells if cell.swap], count // 6)]
    chosen += _in_turn([cell for cell in cells if cell.record and cell.method in ("GET", "POST")], count // 4)
    known = set(chosen)
    chosen = list(known)
    chosen += _in_turn([cell for cell in cells if cell not in known], count - len(chosen))
    return sorted(chosen, key=lambda cell: (cell.route, cell.address, cell.method, cell.person, cell.swap))


def is_shown(cell: Cell, world: World) -> bool:
    is_asked = cell.method in ("GET", "POST") and not cell.swap and bool(cell.record)
    return (
        is_asked
        and bool(shown_to(cell.person, cell.record))
        and is_meant(cell.route, cell.address, cell.record, world)
    )


def _in_turn(cells: list[Cell], count: int) -> list[Cell]:
    """The first of each route, method and person, then the second of each, and so on, until there are enough."""
    sorts: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in cells:
        sorts.setdefault((cell.route, cell.method, cell.person), []).append(cell)
    longest = max(map(len, sorts.values()), default=0)
    rounds = ([each[turn] for each in sorts.values() if turn < len(each)] for turn in range(longest))
    return [cell for cell, _ in zip(chain.from_iterable(rounds), range(count), strict=False)]
