"""Which versions there are, where each stands, and which one is asked on a record today."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.db.models import Count, Q

from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.worded import Worded
from bluelamp.kernel.places.models import Area
from bluelamp.practice.instruments.models import Move, Pilot, Version
from bluelamp.practice.instruments.questionnaire import Instrument
from bluelamp.practice.instruments.reading import read

NOT_THERE = "There is no such questionnaire."


def checksum(text: str) -> str:
    """SHA-256 of a file, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


_HELD: dict[str, Instrument] = {}


def instrument(version: Version) -> Instrument:
    """The questionnaire itself. Each file is read once: what has its checksum is the same, word for word."""
    if version.checksum not in _HELD:
        _HELD[version.checksum] = read(version.source)
    return _HELD[version.checksum]


@dataclass(frozen=True)
class Entry:
    """A version in the register. ``units`` try it today; ``used`` assessments were made by it."""

    version: Version
    units: tuple[str, ...]
    used: int


@dataclass(frozen=True)
class Page:
    """One version with its questions and its history."""

    entry: Entry
    instrument: Instrument
    moves: tuple[Move, ...]

    @property
    def version(self) -> Version:
        return self.entry.version


def register(scope: Scope) -> list[Entry]:
    """Every version there is, the newest of each questionnaire first."""
    require(scope, "instruments.read")
    versions = list(Version.objects.annotate(used=Count("assessments")).order_by("title", "-pk"))
    units = _units(versions)
    return [Entry(each, units.get(each.pk, ()), each.used) for each in versions]


def _units(versions: Sequence[Version]) -> dict[int, tuple[str, ...]]:
    found: dict[int, tuple[str, ...]] = {}
    rows = Pilot.objects.filter(version__in=versions, until__isnull=True).order_by("lpu__name")
    for pk, name in rows.values_list("version", "lpu__name"):
        found[pk] = (*found.get(pk, ()), name)
    return found


def tried_at() -> tuple[str, ...]:
    """The units that try a version today, by name."""
    rows = Pilot.objects.filter(version__state="pilot", until__isnull=True)
    return tuple(rows.order_by("lpu__name").values_list("lpu__name", flat=True).distinct())


def version(scope: Scope, number: int) -> Page:
    """One version. ``NotPermitted`` when there is none."""
    require(scope, "instruments.read")
    found = Version.objects.annotate(used=Count("assessments")).filter(pk=number).first()
    if found is None:
        raise NotPermitted(NOT_THERE)
    entry = Entry(found, _units([found]).get(found.pk, ()), found.used)
    return Page(entry, instrument(found), tuple(found.moves.all()))


def asked(scope: Scope, key: str, lpu: str = "") -> Page:
    """The version that is asked in a unit today. ``NotPermitted`` when none is."""
    found = in_use(key, lpu)
    return version(scope, found.pk if found else 0)


def in_use(key: str, lpu: str) -> Version | None:
    """The version asked in a unit: the one it tries, or else the one in force everywhere."""
    found = _in_use().put(key=key, lpu=lpu)
    return max(found, key=lambda each: each.state == "pilot", default=None)


@cache
def _in_use() -> Worded:
    there = Pilot.objects.filter(lpu__code="?lpu", until__isnull=True).order_by().values("version")
    found = Version.objects.filter(Q(state="pilot", pk__in=there) | Q(state="in_force"), key="?key")
    return Worded(found.defer("source"), key="?key", lpu="?lpu")


@dataclass(frozen=True)
class Trial:
    """Where a questionnaire is tried, or was last: codes of units, since all of them did, until any stopped."""

    units: frozenset[str]
    since: datetime
    until: datetime | None


def trial(scope: Scope, key: str) -> Trial | None:
    """The trial of a questionnaire, of whichever version; nothing when none was ever tried."""
    require(scope, "figures.read")
    rows = list(Pilot.objects.filter(key=key).order_by("pk").values_list("lpu__code", "since", "until"))
    ended = max((until for _, _, until in rows if until), default=None)
    running = any(until is None for _, _, until in rows)
    units = {code for code, _, until in rows if until is None or (not running and until == ended)}
    if not units:
        return None
    since = max(min(began for code, began, _ in rows if code == unit) for unit in units)
    return Trial(frozenset(units), since, None if running else ended)


def usable(look: Look) -> list[Version]:
    """The versions that may be asked on a record, one of each questionnaire."""
    lpu = look.facts.lpu
    tried = Q(state="pilot", pilots__lpu__code=lpu, pilots__until__isnull=True)
    best: dict[str, Version] = {}
    for each in Version.objects.filter(tried | Q(state="in_force")).distinct().order_by("key"):
        if each.key not in best or each.state == "pilot":
            best[each.key] = each
    return list(best.values())


def units(scope: Scope) -> list[tuple[str, str]]:
    """Code and name of the units that may try a version."""
    require(scope, "instruments.read")
    return list(Area.objects.filter(level="lpu").order_by("name").values_list("code", "name"))
