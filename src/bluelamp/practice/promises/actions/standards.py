"""Drawing a sample of records, and writing down what was found in each."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.kinds import Kind
from bluelamp.kernel.access.scope import NotPermitted, Scope, answerable, require
from bluelamp.kernel.access.seeing import NOT_THERE
from bluelamp.kernel.audit import actions as audit
from bluelamp.practice.promises.models import Finding, Sample, SampledRecord
from bluelamp.practice.promises.queries import standards as queries
from bluelamp.practice.promises.rules import standards as rules


def draw(
    *,
    by: Scope,
    kind: Kind,
    since: date,
    until: date,
    of_each: int,
    seed: str,
    now: datetime,
    lpu: str = "",
) -> Sample:
    """A random sample of the records begun between two days, ``of_each`` of each band; the same seed draws it again."""
    require(by, "promises.standards")
    rows = queries.records(by, kind, since=since, until=until, now=now, lpu=lpu)
    by_ref = dict(rows.order_by("pk").values_list("ref", "pk"))
    against = rules.reasons_not_to_draw(
        of_each=of_each, seed=seed, since=since, until=until, found=len(by_ref)
    )
    if against:
        raise NotNow(" ".join(against))
    bands = queries.bands(list(by_ref.values()))
    drawn = rules.draw({ref: bands[pk] for ref, pk in by_ref.items()}, of_each=of_each, seed=seed.strip())
    of_all = list(bands.values())
    with transaction.atomic():
        sample = Sample.objects.create(
            body=by.body,
            kind=kind.key,
            lpu=lpu,
            since=since,
            until=until,
            of_each=of_each,
            seed=seed.strip(),
            counts={band: [len(refs), of_all.count(band)] for band, refs in drawn.items()},
            standards=rules.manual(until).version,
            drawn_at=now,
            drawn_by_id=answerable(by),
            drawn_by_name=by.actor_name,
        )
        refs = [(band, ref) for band, of_band in drawn.items() for ref in of_band]
        SampledRecord.objects.bulk_create(
            SampledRecord(sample=sample, holding_id=by_ref[ref], band=band, position=position)
            for position, (band, ref) in enumerate(refs, 1)
        )
        audit.record(
            by=by, operation="promises.draw_sample", kind="consultation",
            objects=[f"sample:{sample.pk}", *(f"holding:{ref}" for _, ref in refs)],
            detail={"seed": sample.seed, "of_each": of_each, "since": since.isoformat(), "until": until.isoformat()},
        )  # fmt: skip
    return sample


def find(
    *, by: Scope, sample: int, ref: str, standard: str, result: str, note: str = "", now: datetime
) -> Finding:
    """What whoever looked found about one standard in one record. A later finding stands above an earlier one."""
    found = queries.worksheet(by, sample, now=now)
    sheet = next((sheet for sheet in found.sheets if sheet.ref == ref), None)
    if sheet is None:
        raise NotPermitted(NOT_THERE)
    known = [one.key for one in found.standards]
    if against := rules.reasons_not_to_find(standard=standard, result=result, known=known):
        raise NotNow(" ".join(against))
    with transaction.atomic():
        made = Finding.objects.create(
            record=sheet.record,
            standard=standard,
            result=result,
            note=note.strip(),
            at=now,
            by_id=answerable(by),
            by_name=by.actor_name,
        )
        audit.record(
            by=by, operation="promises.find", kind="alteration",
            objects=[f"sample:{sample}", f"holding:{ref}"],
            detail={"standard": standard, "result": result}, payload={"note": note},
        )  # fmt: skip
    return made
