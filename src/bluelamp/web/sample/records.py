"""The sample's people: two thousand made-up records of five organisations, many of the same person, linked already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import transaction

from bluelamp.kernel.access.models import Holding, NeedToKnow, User
from bluelamp.kernel.access.models.holdings import LETTERS
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.actions import linking
from bluelamp.kernel.people.actions.records import Home, Kept, bring_in
from bluelamp.kernel.people.linking import engine, made_up, proposing
from bluelamp.kernel.people.linking.entries import Entry
from bluelamp.kernel.people.linking.made_up import Chance
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.places.models import Area
from bluelamp.web.sample import pairs
from bluelamp.web.sample.pairs import AGENCIES, RECORDS

NEW = 120
"""So many records came after the linking that policy confirmed."""
HOLDERS = (
    "west-midlands-police",
    "birmingham-city-council",
    "wickwell-homes",
    "tallowgate-housing",
    "lantern-mental-health-trust",
)
"""The first made-up agencies; all others are the police, who have more records than anybody."""
REFERENCES = {"west-midlands-police": "N", "birmingham-city-council": "BCC/", "wickwell-homes": "T"}
UNITS = {"CV": "CV", "WS": "WS", "WV": "WV", "DY": "DY"}
BIRMINGHAM = ("BE", "BN", "BS", "BW")
SUBJECTS = ("victim", "victim", "victim", "witness", "other", "suspect")
NOTES = (
    "Prefers to be rung after five.",
    "Wants letters in large print.",
    "Has a dog.",
    "Asks for a woman officer.",
)
AT = datetime(2013, 5, 3, 9, 0, tzinfo=UTC)


def load(*, by: Scope, seed: int, now: datetime, progress: Callable[[str, float], None]) -> int:
    """Bring the records in and link them, once. Returns how many there are."""
    if SourceRecord.objects.exists():
        return SourceRecord.objects.count()
    progress("Making up people", 0.0)
    with transaction.atomic():
        made = _bring_in(by, made_up.records(RECORDS, seed, agencies=AGENCIES), Chance(seed))
        _restrict(now)
    progress("Linking their records", 0.4)
    _link(by, seed, [record.pk for record in made], now)
    return RECORDS


def _bring_in(by: Scope, told: list[made_up.Told], draw: Chance) -> list[SourceRecord]:
    """All records, in the order they came; each organisation's at once, unit by unit."""
    areas = {area.code: area for area in Area.objects.filter(level="lpu")}
    bodies = {body.key: body for body in Organisation.objects.filter(key__in=HOLDERS)}
    groups: dict[tuple[str, str], list[tuple[int, Kept]]] = defaultdict(list)
    for number, one in enumerate(told):
        holder = HOLDERS[one.agency] if one.agency < len(HOLDERS) else HOLDERS[0]
        unit = _unit(one.entry) if holder == HOLDERS[0] else ""
        groups[holder, unit].append((number, _kept(one.entry, holder, number, draw)))
    came: dict[int, SourceRecord] = {}
    for (holder, unit), several in sorted(groups.items()):
        kept = [one for _, one in several]
        made = bring_in(kept, body=bodies[holder], lpu=areas.get(unit), now=AT, refs=lambda: reference(draw))
        came |= {number: record for (number, _), record in zip(several, made, strict=True)}
    for number, record in came.items():
        record.changed_at = AT + timedelta(hours=2 * number)
    SourceRecord.objects.bulk_update(came.values(), ["changed_at"], batch_size=500)
    audit.record(
        by=by,
        operation="people.import",
        kind="collection",
        objects=["sample:people"],
        detail={"records": len(told)},
    )
    return [came[number] for number in sorted(came)]


def reference(draw: Chance) -> str:
    """The same for the same seed; real ones cannot be guessed."""
    return "".join(draw.one(LETTERS) for _ in range(10))


def _kept(entry: Entry, holder: str, number: int, draw: Chance) -> Kept:
    homes = [Home(entry.lines, entry.postcode, since=None)]
    if entry.postcode_before:
        homes.append(
            Home("", entry.postcode_before, until=(AT - timedelta(days=draw.whole(90, 2000))).date())
        )
    police = holder == HOLDERS[0]
    return Kept(
        given=entry.given,
        family=entry.family,
        families_before=(entry.family_before,) if entry.family_before else (),
        born=entry.born,
        sex=entry.sex,
        homes=tuple(homes),
        phones=(entry.phone,) if entry.phone else (),
        emails=(entry.email,) if entry.email else (),
        reference=f"{REFERENCES.get(holder, 'R')}{100_000 + 7 * number}",
        worker="Officer in the case, 01632 960101" if police else "Duty officer, 01632 960202",
        subject=draw.one(SUBJECTS) if police else "",
        note=draw.one(NOTES) if draw.happens(0.15) else "",
    )


def _unit(entry: Entry) -> str:
    """The local policing unit by the letters of the postcode; Birmingham's four by its number."""
    letters = "".join(letter for letter in entry.postcode[:2] if letter.isalpha())
    digits = "".join(letter for letter in entry.postcode.partition(" ")[0] if letter.isdigit())
    return UNITS.get(letters) or BIRMINGHAM[int(digits or 0) % 4]


def _restrict(now: datetime) -> None:
    """A few records of the police that only somebody named on them sees, and fewer that nobody else knows of."""
    held = Holding.objects.filter(
        organisation__key=HOLDERS[0], kind="source-record", lpu__code="BE"
    ).order_by("pk")
    coordinator = User.objects.filter(username="coordinator").first()
    for place, holding in enumerate(held[5:200:25]):
        holding.sensitivity = "sealed" if place % 3 == 2 else "restricted"
        holding.save(update_fields=["sensitivity"])
        if coordinator and place % 2 == 0:
            NeedToKnow.objects.create(
                holding=holding,
                user=coordinator,
                reason="Coordinates what is done for them.",
                since=now,
                by_name="the sample",
            )


def _link(by: Scope, seed: int, came: list[int], now: datetime) -> None:
    """What came first is linked by policy; what came later waits, as it would in a force, for somebody's look."""
    scored = pairs.compared(seed, [f"{number:012}" for number in came])
    if scored is None:
        scored = engine.score(linking.entries())
    latest = set(came[-NEW:])
    before = [one for one in scored if not {int(one.left), int(one.right)} & latest]
    policy = proposing.policy()
    linking.link(by=by, now=now, policy=replace(policy, automatic=True), scored=before)
    linking.link(by=by, now=now, policy=policy, scored=scored)
