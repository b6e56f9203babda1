"""How long one decision takes on who may see a record, beside asking the table of roles alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import cycle, islice
from random import Random
from statistics import median, quantiles
from time import thread_time_ns
from typing import Any

from bluelamp.kernel.access.decision import Facts, Opened, Terms, decide
from bluelamp.kernel.access.permissions import READS
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.kinds import RECORD

PROMISES = {"median_microseconds": 20.0, "p99_microseconds": 20.0}
SEED, BATCH = 20140107, 100
NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
FORCE, HOMES = "west-midlands-police", "wickwell-homes"
TERMS = Terms("asb", frozenset({"identity", "contact"}), frozenset({FORCE, HOMES}), date(2013, 4, 1))
ASKERS = (
    Scope(1, "Ann", "neighbourhood_officer", FORCE, frozenset({"CV"})),
    Scope(2, "Colin", "coordinator", FORCE),
    Scope(3, "Parveen", "partner", HOMES),
    Scope(4, "Gita", "governance", FORCE),
)


def run(decisions: int) -> dict[str, Any]:
    """Decide so many times about records as they come, one in five with three grants. Microseconds each.

    Timed a hundred at a time, because the clock itself takes a good part of one decision, and by what the processor
    worked, because nothing is waited for. The table alone is what no
    decision can do without; the ratio says what the other dimensions cost.
    """
    asked = list(islice(cycle(zip(cycle(ASKERS), _records(), strict=False)), decisions))
    each = _timed(lambda pair: decide(pair[0], RECORD.read, pair[1], now=NOW), asked)
    alone = _timed(lambda pair: pair[0].may(RECORD.read) and READS.get(pair[0].role), asked)
    return {
        "decisions": decisions,
        "median_microseconds": round(median(each), 2),
        "p99_microseconds": round(quantiles(each, n=100)[-1], 2),
        "table_alone_microseconds": round(median(alone), 2),
        "times_table_alone": round(median(each) / median(alone), 1),
        "allowed": sum(decide(who, RECORD.read, facts, now=NOW).allowed for who, facts in asked[:1000])
        / 1000,
    }


def _records() -> list[Facts]:
    """A thousand and one records, so that they meet the askers in every pairing; the same every time."""
    draw = Random(SEED)
    grant = Opened(1, HOMES, frozenset(RECORD.keys), NOW - timedelta(days=1), terms=TERMS)
    several = (
        grant,
        Opened(2, FORCE, frozenset({"name"}), NOW),
        Opened(3, HOMES, frozenset({"worker"}), NOW),
    )
    return [
        Facts(
            kind=RECORD,
            owner=draw.choice((FORCE, HOMES)),
            lpu=draw.choice(("CV", "DY", "")),
            sensitivity=draw.choice(("normal", "normal", "normal", "restricted", "sealed")),
            is_named=draw.random() < 0.1,
            grants=several if draw.random() < 0.2 else (),
        )
        for _ in range(1001)
    ]


def _timed(ask: Any, asked: list[Any]) -> list[float]:
    """Microseconds for each, from batches of a hundred."""
    took = []
    for start in range(0, len(asked), BATCH):
        batch = asked[start : start + BATCH]
        before = thread_time_ns()
        for pair in batch:
            ask(pair)
        took.append((thread_time_ns() - before) / 1000 / len(batch))
    return took
