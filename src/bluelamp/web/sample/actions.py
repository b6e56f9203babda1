"""Loading the sample the way anybody's records are loaded: through the importer and the kernel's own actions.

A load that was cut short is taken up again: what stands is left alone, and every import is all or nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone

from bluelamp.areas.asb.risk import shipped as risk
from bluelamp.areas.neighbourhoods.facts import LAYOUTS as STREET_LAYOUTS
from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.satisfaction.facts import INTERVIEWS, interview_file
from bluelamp.kernel.access import actions as access
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.permissions import GIVEN
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.keeping import actions as keeping
from bluelamp.kernel.organisations import actions as organisations
from bluelamp.kernel.places import actions as place_actions
from bluelamp.kernel.places import queries as places
from bluelamp.warehouse import importing
from bluelamp.warehouse.facts import MADE_UP
from bluelamp.warehouse.layouts import Areas, Layout
from bluelamp.warehouse.reading import Unreadable
from bluelamp.warehouse.store import Store, StoreBusy
from bluelamp.web import publishing
from bluelamp.web.sample import asb, crime, interviews, marker, records, sharing
from bluelamp.web.sample.marker import Marker
from bluelamp.web.sample.plan import as_shipped, scaled
from bluelamp.web.sample.rules import reasons_not_to_load

TODAY = date(2014, 1, 7)
"""The day the sample is looked at from: that of the board paper it is made for."""
OPEN_KEY = b"nobody in the sample is real"
"""Makes the record keys of made-up interviews. It need not be secret, and so the same seed gives the same facts,
figures and paper on every machine; a force's own interviews get the key of their warehouse."""

HERE = Path(__file__).parent
OPEN_DATA = tuple(sorted((HERE / "open_data").glob("*.csv.gz")))
Progress = Callable[[str, float], None]


class CannotLoad(RuntimeError):
    """Why the sample is not loaded: the one line the reader sees."""


@dataclass(frozen=True, slots=True)
class Person:
    name: str
    full_name: str
    role: str
    organisation: str
    lpus: tuple[str, ...] = ()

    @property
    def is_what(self) -> str:
        """The role, as the trade calls it, and where."""
        return GIVEN[self.role] + (f", {' and '.join(self.lpus)} only" if self.lpus else "")


@dataclass(frozen=True, slots=True)
class Loaded:
    """What is here now. ``was_here``: nothing had to be done; ``is_old``: another version of Bluelamp made it up."""

    interviews: int
    crimes: int
    made_up_crimes: int
    people: tuple[Person, ...]
    password: str
    was_here: bool
    is_old: bool = False

    @property
    def summary(self) -> str:
        told = (
            f"{self.interviews:,} made-up interviews · {self.crimes:,} real and {self.made_up_crimes:,} made-up "
            "records of crime"
        )
        return f"{told} (an older sample: remove its folder to load today's)" if self.is_old else told

    def as_json(self) -> dict[str, Any]:
        """For another program. The password is told once, as in the terminal."""
        told = asdict(self)
        if self.was_here:
            told.pop("password")
        return told


def people() -> tuple[Person, ...]:
    """Who can sign in to the sample, as ``people.yaml`` has it."""
    listed = yaml.safe_load((HERE / "people.yaml").read_text(encoding="utf-8"))["people"]
    return tuple(Person(**one | {"lpus": tuple(one.get("lpus", ()))}) for one in listed)


def holds_real_records(*, by: Scope, var: Path) -> bool:
    """Is there anything here that is not of the sample?"""
    kept = marker.read(var)
    asked = kept or Marker(0, 0, 0, "loading", "")
    return bool(_reasons_against(kept, by=by, var=var, seed=asked.seed, scale=asked.scale))


def here(*, var: Path) -> Loaded | None:
    """The sample, when all of it is here."""
    kept = marker.read(var)
    return _loaded(var, kept, was_here=True) if kept and kept.state == "loaded" else None


def load(*, by: Scope, var: Path, seed: int, scale: float, progress: Progress | None = None) -> Loaded:
    """Load the sample into this installation, or find it loaded. Raises :class:`CannotLoad`, in one line."""
    tell = progress or (lambda what, share: None)
    kept = marker.read(var)
    if reasons := _reasons_against(kept, by=by, var=var, seed=seed, scale=scale):
        raise CannotLoad(
            f"{' '.join(reasons)} The sample wants a place of its own: set BLUELAMP_VAR to an empty folder."
        )
    if kept and kept.state == "loaded":
        return _loaded(var, kept, was_here=True)

    tell("Making up interviews", 0.0)
    path = var / "sample" / "interviews.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    interviews.write(scaled(scale), seed, path)
    tell("Making up recorded crime", 0.05)
    crimes = crime.write(path.parent / "crime", seed=seed, scale=scale)
    kept = Marker(
        version=as_shipped().version,
        seed=seed,
        scale=scale,
        state="loading",
        password=kept.password if kept else _password(),
        files={_sha256(each): each.name for each in (path, *crimes, *OPEN_DATA)},
        people=tuple(person.name for person in people()),
    )
    # Named before they are brought in: a load that is cut short still knows its own.
    marker.write(var, kept)

    tell("Putting places on the map", 0.15)
    place_actions.load_places(by=by)
    tell("Introducing organisations", 0.3)
    organisations.load_organisations(by=by)
    now = timezone.now()
    matrix = risk.begin_pilot(by=by, now=asb.pilot_began())
    layout = interview_file(key=OPEN_KEY, today=TODAY, areas=places.lsoa_stamps())
    _bring_in(by, var, (path,), (layout,), now, partial(_between, tell, "Importing interviews", 0.35, 0.55))
    _bring_in(
        by,
        var,
        OPEN_DATA,
        STREET_LAYOUTS,
        now,
        partial(_between, tell, "Importing recorded crime", 0.55, 0.65),
    )
    made_up = partial(_between, tell, "Importing made-up crime", 0.65, 0.75)
    _bring_in(by, var, crimes, (crime.layout(),), now, made_up)
    tell("Handing out sign-ins", 0.75)
    _let_in(
        by=by,
        password=kept.password,
        now=now,
        progress=partial(_between, tell, "Handing out sign-ins", 0.75, 0.85),
    )
    records.load(by=by, seed=seed, now=now, progress=lambda what, share: tell(what, 0.85 + 0.15 * share))
    tell("Making up anti-social behaviour", 0.96)
    asb.load(by=by, seed=seed, scale=scale, matrix=matrix, now=now)
    told_on = datetime.combine(TODAY, time(), tzinfo=UTC)
    publishing.publish(by=by, now=told_on, store=Store(var / "warehouse"), made_up=True)
    keeping.refresh(by=by, today=TODAY)
    tell("Signing agreements", 0.99)
    sharing.load(by=by, now=now)
    kept = replace(kept, state="loaded")
    marker.write(var, kept)
    return _loaded(var, kept, was_here=False)


def _reasons_against(kept: Marker | None, *, by: Scope, var: Path, seed: int, scale: float) -> list[str]:
    store = Store(var / "warehouse")
    arrivals = [arrival for fact in (INTERVIEWS, RECORDED_CRIME) for arrival in store.arrivals(fact)]
    return reasons_not_to_load(
        kept,
        seed=seed,
        scale=scale,
        people=[person.username for person in who.people(by)],
        arrived={file.digest: file.name for arrival in arrivals for file in arrival.files},
    )


def _bring_in(
    by: Scope,
    var: Path,
    paths: Iterable[Path],
    layouts: tuple[Layout, ...],
    now: datetime,
    progress: Callable[[int, int], None],
) -> None:
    areas = Areas(places.lsoa_stamps(), places.boundaries_version(), places.locator("lsoa").locate)
    brought = importing.Brought(
        paths=tuple(paths), layouts=layouts, areas=areas, by=by.actor_name, at=now, reports=var / "imports"
    )
    try:
        report = importing.apply(Store(var / "warehouse"), brought, progress=progress)
    except (Unreadable, StoreBusy) as why:
        raise CannotLoad(str(why)) from why
    if not report.applied:
        raise CannotLoad(report.reason)
    with transaction.atomic():
        audit.record(
            by=by,
            operation="facts.import",
            kind="other",
            objects=[f"fact:{report.fact}"],
            detail={
                "files": {file.name: file.digest for file in report.files},
                "accepted": report.total("accepted"),
            },
        )


def _let_in(*, by: Scope, password: str, now: datetime, progress: Callable[[int, int], None]) -> None:
    known = {person.username for person in who.people(by)}
    everybody = people()
    for done, person in enumerate(everybody):
        progress(done, len(everybody))
        if person.name not in known:
            access.add_user(
                by=by,
                name=person.name,
                password=password,
                role=person.role,
                organisation=person.organisation,
                lpus=person.lpus,
                full_name=person.full_name,
                now=now,
            )


def _loaded(var: Path, kept: Marker, *, was_here: bool) -> Loaded:
    store = Store(var / "warehouse")
    recorded = store.partitions(RECORDED_CRIME)
    made_up = sum(p.rows for p in recorded if p.source.endswith(MADE_UP))
    return Loaded(
        sum(p.rows for p in store.partitions(INTERVIEWS)),
        sum(p.rows for p in recorded) - made_up,
        made_up,
        people(),
        kept.password,
        was_here,
        kept.version != as_shipped().version,
    )


def _between(tell: Progress, what: str, start: float, end: float, done: int, total: int) -> None:
    tell(what, start + (end - start) * done / max(total, 1))


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _password() -> str:
    """Five groups of four without letters that look alike: 95 bits, and easy to type from a terminal."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))
