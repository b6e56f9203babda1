"""Payloads in every text of every record, read by everybody; and in every box of every form.

::

    python -m tests.probe.markup [TURNS]

Each row of a field holds another payload, and another again with each turn. ``seen`` counts which payload came out of
which field.
"""

from __future__ import annotations

import logging
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from tests.probe import clock, ground, saying
from tests.probe.payloads import PAYLOADS

TURNS, EACH, TOLD = 12, 2, 20
FURTHER = 7
"""Payloads by which a turn is further than the one before: a dozen turns go round all of them."""


def take_turn(world: Any, turn: int, found: Any, step: int = 1) -> dict[int, str]:
    """Plant, read, send, and take it all back. Which fields were planted, by their numbers.

    With a ``step`` of 3, only every third page and form.
    """
    from django.db import transaction

    from tests.matrix import running
    from tests.probe import planting, reading_back

    first = turn * FURTHER
    with transaction.atomic():
        planted = planting.plant(world, first)
        everybody = running.asker(world)
        for client in everybody.clients.values():
            client.defaults["HTTP_USER_AGENT"] = PAYLOADS[first % len(PAYLOADS)].strip()
        pages = reading_back.to_read(world, turn, EACH if step == 1 else 1, step)
        reading_back.read(everybody, pages, first, found)
        reading_back.send(everybody, reading_back.forms(everybody, turn % step, step), first, found)
        transaction.set_rollback(True)
    return planted


def probe(turns: int) -> dict[str, object]:
    """On records of our own, in as many processes as there are cores, each with turns of its own."""
    parts, end = os.cpu_count() or 1, clock.end_of("markup")
    with ProcessPoolExecutor(parts, mp_context=get_context("spawn")) as pool:
        several = list(pool.map(_part, [(turns, part, parts, end) for part in range(parts)]))
    seen, faults, forms = (
        set[Any]().union(*(one[what] for one in several)) for what in ("seen", "faults", "forms")
    )
    fields, taken = several[0]["fields"], sum(one["turns"] for one in several)
    return {
        "of": turns,
        "turns": taken,
        "short": taken < turns,
        "payloads": len({payload for _, payload in seen}),
        "answers": sum(one["answers"] for one in several),
        "forms": len(forms),
        "fields": len(fields),
        "seen": len(seen),
        "unseen": sorted(name for number, name in fields.items() if number not in {one for one, _ in seen}),
        "faults": len(faults),
        "first": sorted(faults)[:TOLD],
    }


def _part(what: tuple[int, int, int, float]) -> dict[str, Any]:
    turns, part, parts, end = what
    ground.ready()
    logging.disable(logging.CRITICAL)
    from django.db import transaction

    from tests.matrix import world
    from tests.probe.reading_back import Read

    found, planted, taken = Read(), dict[int, str](), 0
    with ground.records(), transaction.atomic():
        made = world.build()
        for turn in clock.while_it_lasts(range(part, turns, parts), end):
            planted, taken = take_turn(made, turn, found), taken + 1
        transaction.set_rollback(True)
    return {
        "turns": taken,
        "answers": found.answers,
        "forms": found.forms,
        "fields": planted,
        "seen": set(found.seen),
        "faults": found.faults,
    }


def main() -> int:
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    return saying.tell("markup", probe, turns, wrong="faults short")


if __name__ == "__main__":
    sys.exit(main())
