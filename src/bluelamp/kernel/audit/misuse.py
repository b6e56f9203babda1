"""Looking at people's data for no good reason: what the record itself can show, as questions to ask of somebody.

Plain values in, plain values out. A flag is never the answer: an officer's neighbour may well be a witness.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any
from zoneinfo import ZoneInfo

from bluelamp.kernel.audit.rules import dated

LONDON = ZoneInfo("Europe/London")
LOOKING = ("consultation", "disclosure")
EMERGENCY = ".break_glass"


@dataclass(frozen=True)
class Thresholds:
    """What is unusual: see ``data/misuse.yaml`` for each."""

    since: date
    looks_of_few: int
    no_task_days: int
    no_task_share: float
    night_from: int
    night_to: int
    shift_hours: int
    shift_records: int
    volume_least: int
    volume_times: float


def thresholds_on(day: date) -> Thresholds:
    """Those in force on a day."""
    rows = [Thresholds(**row) for row in dated("misuse")]
    return next((each for each in reversed(rows) if each.since <= day), rows[0])


@dataclass(frozen=True, slots=True)
class Look:
    """One record of the statutory classes. ``people`` are the objects that stand for people; ``at`` is aware."""

    seq: int
    at: datetime
    actor_id: int
    actor_name: str
    role: str
    kind: str
    operation: str
    people: tuple[str, ...]
    reference: str = ""

    @property
    def day(self) -> date:
        return self.at.astimezone(LONDON).date()


@dataclass(frozen=True, slots=True)
class Flag:
    """One pattern of one person on one day: which records, and the sentence that says what is unusual."""

    pattern: str
    actor_id: int
    actor_name: str
    day: date
    seqs: tuple[int, ...]
    says: str


def look_of(row: Sequence[Any]) -> Look:
    """A row of ``queries.looks``, with the objects that stand for people."""
    seq, at, actor_id, actor_name, role, kind, operation, objects, reference = row
    people = tuple(each for each in objects if each.startswith("person:"))
    return Look(seq, at, actor_id, actor_name, role, kind, operation, people, reference)


def flags(looks: Iterable[Look], *, staff: Mapping[str, int], limits: Thresholds) -> list[Flag]:
    """Every flag, by day. ``staff`` says which people on record are users: object → actor.

    One pass keeps the looks at people; memory grows with them, some 300 bytes each.
    """
    kept = list(looks)
    mine: dict[int, list[Look]] = defaultdict(list)
    for look in kept:
        mine[look.actor_id].append(look)
    raised = [
        *_emergencies(kept),
        *_known(kept, staff, limits),
        *_without_task([each for each in kept if not staff.keys() & set(each.people)], limits),
        *_out_of_hours(mine, limits),
        *_many(mine, limits),
    ]
    return sorted(raised, key=lambda flag: (flag.day, flag.pattern, flag.actor_id))


def _flag(pattern: str, looks: Sequence[Look], says: str) -> Flag:
    first = looks[0]
    return Flag(pattern, first.actor_id, first.actor_name, first.day, tuple(each.seq for each in looks), says)


def _by_day(looks: Iterable[Look]) -> Iterator[list[Look]]:
    """The looks of each person on each day."""
    days: dict[tuple[int, date], list[Look]] = defaultdict(list)
    for look in looks:
        days[look.actor_id, look.day].append(look)
    yield from days.values()


def _emergencies(looks: Iterable[Look]) -> Iterator[Flag]:
    """Every one is put forward: an emergency is rare, and has its own review."""
    for some in _by_day(each for each in looks if each.operation.endswith(EMERGENCY)):
        yield _flag("emergency", some, f"{_times(len(some))} in a day.")


def _known(looks: Iterable[Look], staff: Mapping[str, int], limits: Thresholds) -> Iterator[Flag]:
    """Themselves, or a colleague for whom no task was named."""
    few = [each for each in looks if _is_of_few(each, limits)]
    own = [each for each in few if any(staff.get(person) == each.actor_id for person in each.people)]
    for some in _by_day(own):
        yield _flag("own", some, f"Their own record, {_times(len(some))}.")
    others = [
        each
        for each in few
        if not each.reference
        and any(staff.get(person, each.actor_id) != each.actor_id for person in each.people)
    ]
    for some in _by_day(others):
        yield _flag(
            "colleague", some, f"The record of somebody they work with, {_times(len(some))}, for no task."
        )


def _without_task(looks: Sequence[Look], limits: Thresholds) -> Iterator[Flag]:
    """One person looked at with no task named, by somebody who has nothing else to do with them."""
    few = [each for each in looks if _is_of_few(each, limits)]
    bare = [each for each in few if not each.reference and not each.operation.endswith(EMERGENCY)]
    if not bare or len(bare) > limits.no_task_share * len(few):
        return
    near = timedelta(days=limits.no_task_days)
    work: dict[tuple[int, str], list[datetime]] = defaultdict(list)
    for look in looks:
        if look.kind not in LOOKING or look.reference:
            for person in look.people:
                work[look.actor_id, person].append(look.at)
    for some in _by_day(
        each
        for each in bare
        if not any(abs(at - each.at) <= near for person in each.people for at in work[each.actor_id, person])
    ):
        yield _flag("no_task", some, f"{_times(len(some))} with no task, and no other work with them.")


def _out_of_hours(mine: Mapping[int, list[Look]], limits: Thresholds) -> Iterator[Flag]:
    """At night, and not in the middle of a shift: hardly anything else was done around it."""
    around = timedelta(hours=limits.shift_hours)
    for looks in mine.values():
        times = [each.at for each in looks]
        alone = []
        for look in looks:
            hour = look.at.astimezone(LONDON).hour
            if look.kind in LOOKING and look.people and (hour >= limits.night_from or hour < limits.night_to):
                beside = bisect_right(times, look.at + around) - bisect_left(times, look.at - around)
                if beside <= limits.shift_records:
                    alone.append(look)
        for some in _by_day(alone):
            when = some[0].at.astimezone(LONDON)
            yield _flag("out_of_hours", some, f"At {when:%H:%M}, with hardly anything else done around it.")


def _many(mine: Mapping[int, list[Look]], limits: Thresholds) -> Iterator[Flag]:
    """Far more people opened in a day than is usual for the role. A list that was searched through opens nobody."""
    days = [
        (some, len({person for each in some for person in each.people}))
        for looks in mine.values()
        for some in _by_day(each for each in looks if _is_of_few(each, limits))
    ]
    usual: dict[str, list[int]] = defaultdict(list)
    for some, people in days:
        usual[some[0].role].append(people)
    least = {role: _outlying(counts, limits) for role, counts in usual.items()}
    for some, people in days:
        if people > least[some[0].role]:
            middle = median(usual[some[0].role])
            yield _flag("volume", some, f"{people} people in a day, where {middle:g} are usual for the role.")


def _outlying(counts: Sequence[int], limits: Thresholds) -> float:
    """How many in a day are more than the days of a role explain: by median and median absolute deviation."""
    middle = median(counts)
    spread = 1.4826 * median(abs(each - middle) for each in counts)
    return max(limits.volume_least, middle + limits.volume_times * max(spread, 1))


def _is_of_few(look: Look, limits: Thresholds) -> bool:
    """Was this opened for somebody, rather than searched through?"""
    return look.kind in LOOKING and 0 < len(look.people) <= limits.looks_of_few


def _times(count: int) -> str:
    return {1: "once", 2: "twice"}.get(count, f"{count} times")
