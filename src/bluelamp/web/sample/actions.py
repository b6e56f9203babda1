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

from django.db import transaction
from django.utils import timezone

from bluelamp.areas.neighbourhoods.facts import LAYOUTS as STREET_LAYOUTS
from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.satisfaction.facts import INTERVIEWS, interview_file
from bluelamp.kernel.access import queries as who
from bluelamp.kernel.access.models import Holding
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
from bluelamp.web.sample import crime, force, interviews, marker, sharing
from bluelamp.web.sample.canaries import loading as world_of_canaries
from bluelamp.web.sample.force import Person, Progress, between, people
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


class CannotLoad(RuntimeError):
    """Why the sample is not loaded: the one line the reader sees."""


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
    canaries: bool = False

    @property
    def summary(self) -> str:
        told = (
            f"{self.interviews:,} made-up interviews · {self.crimes:,} real and {self.made_up_crimes:,} made-up "
            "records of crime"
        )
        told += " · canaries in every text" if self.canaries else ""
        return f"{told} (an older sample: remove its folder to load today's)" if self.is_old else told

    def as_json(self) -> dict[str, Any]:
        """For another program. The password is told once, as in the terminal."""
        told = asdict(self)
        if self.was_here:
            told.pop("password")
        return told


def holds_real_records(*, by: Scope, var: Path) -> bool:
    """Is there anything here that is not of the sample?"""
    kept = marker.read(var)
    asked = kept or Marker(0, 0, 0, "loading", "")
    seed, scale, canaries = asked.seed, asked.scale, asked.canaries
    return bool(_reasons_against(kept, by=by, var=var, seed=seed, scale=scale, canaries=canaries))


def here(*, var: Path) -> Loaded | None:
    """The sample, when all of it is here."""
    kept = marker.read(var)
    return _loaded(var, kept, was_here=True) if kept and kept.state == "loaded" else None


def load(
    *,
    by: Scope,
    var: Path,
    seed: int,
    scale: float,
    canaries: bool = False,
    progress: Progress | None = None,
) -> Loaded:
    """Load the sample into this installation, or find it loaded. Raises :class:`CannotLoad`, in one line.

    With ``canaries`` its people, cases and sign-ins are the small world that is probed.
    """
    tell = progress or (lambda what, share: None)
    kept = marker.read(var)
    if reasons := _reasons_against(kept, by=by, var=var, seed=seed, scale=scale, canaries=canaries):
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
        people=tuple(person.name for person in people(canaries=canaries)),
        canaries=canaries,
    )
    # Named before they are brought in: a load that is cut short still knows its own.
    marker.write(var, kept)

    tell("Putting places on the map", 0.15)
    place_actions.load_places(by=by)
    tell("Introducing organisations", 0.3)
    organisations.load_organisations(by=by)
    now = timezone.now()
    layout = interview_file(key=OPEN_KEY, today=TODAY, areas=places.lsoa_stamps())
    _bring_in(by, var, (path,), (layout,), now, partial(between, tell, "Importing interviews", 0.35, 0.55))
    _bring_in(
        by,
        var,
        OPEN_DATA,
        STREET_LAYOUTS,
        now,
        partial(between, tell, "Importing recorded crime", 0.55, 0.65),
    )
    made_up = partial(between, tell, "Importing made-up crime", 0.65, 0.75)
    _bring_in(by, var, crimes, (crime.layout(),), now, made_up)
    if canaries:
        tell("Putting canaries into every text", 0.75)
        world_of_canaries.load(by=by, var=var, password=kept.password, now=now)
    else:
        force.load(by=by, kept=kept, now=now, tell=tell)
    told_on = datetime.combine(TODAY, time(), tzinfo=UTC)
    publishing.publish(by=by, now=told_on, store=Store(var / "warehouse"), made_up=True)
    keeping.refresh(by=by, today=TODAY)
    if not canaries:
        tell("Signing agreements", 0.99)
        sharing.load(by=by, now=now)
    kept = replace(kept, state="loaded")
    marker.write(var, kept)
    return _loaded(var, kept, was_here=False)


def _reasons_against(
    kept: Marker | None, *, by: Scope, var: Path, seed: int, scale: float, canaries: bool
) -> list[str]:
    store = Store(var / "warehouse")
    arrivals = [arrival for fact in (INTERVIEWS, RECORDED_CRIME) for arrival in store.arrivals(fact)]
    return reasons_not_to_load(
        kept,
        seed=seed,
        scale=scale,
        canaries=canaries,
        records=Holding.objects.count(),
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


def _loaded(var: Path, kept: Marker, *, was_here: bool) -> Loaded:
    store = Store(var / "warehouse")
    recorded = store.partitions(RECORDED_CRIME)
    made_up = sum(p.rows for p in recorded if p.source.endswith(MADE_UP))
    return Loaded(
        sum(p.rows for p in store.partitions(INTERVIEWS)),
        sum(p.rows for p in recorded) - made_up,
        made_up,
        people(canaries=kept.canaries),
        kept.password,
        was_here,
        kept.version != as_shipped().version,
        kept.canaries,
    )


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _password() -> str:
    """Five groups of four without letters that look alike: 95 bits, and easy to type from a terminal."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(letters) for _ in range(4)) for _ in range(5))
