"""The report itself as it is kept, with the answers to its script and the landlord of the home it is about."""

from __future__ import annotations

from dataclasses import asdict

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.actions.reports.told import Landlord, Told
from bluelamp.areas.asb.models import Answer, Case, Report
from bluelamp.areas.asb.places import address_key
from bluelamp.areas.asb.words import LANDLORDS
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation


def kept(by: Scope, told: Told, case: Case, once: str | None) -> Report:
    """The row of a report; ``once`` is its submission, which no other row has."""
    agency = Organisation.objects.get(key=by.body)
    landlord = _landlord(told.landlord)
    said = asdict(told.spot)
    report = Report.objects.create(
        case=case,
        agency=agency,
        channel=told.channel,
        received_at=told.received_at,
        happened_from=told.happened_from,
        happened_to=told.happened_to,
        is_ongoing=told.is_ongoing,
        what=told.what.strip(),
        qualifier=told.qualifier,
        types=list(told.types),
        is_hate=told.is_hate,
        crime=told.crime,
        crime_note=told.crime_note.strip(),
        cell=told.spot.cell,
        address_key=address_key(told.spot.address),
        taken_by_id=by.actor_id,
        taken_by_name=by.actor_name,
        submission=once,
        has_landlord=told.landlord.is_known,
        landlord=landlord.name if landlord else told.landlord.name.strip()[:120],
        landlord_body=landlord,
        **said,
    )
    Answer.objects.bulk_create(
        Answer(report=report, question=question.key, answer=told.answers[question.key][0],
               note=told.answers[question.key][1].strip()[:300])
        for question in codes.questions()
    )  # fmt: skip
    return report


def _landlord(said: Landlord) -> Organisation | None:
    """The organisation that it is, where it works here."""
    if not said.key:
        return None
    found = Organisation.objects.filter(key=said.key, kind__in=LANDLORDS).first()
    if found is None:
        raise NotNow("Choose the landlord from the list, or enter its name.")
    return found
