"""Bringing a questionnaire in, and saying where it is used."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope, require
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.places.models import Area
from bluelamp.practice.instruments import rules
from bluelamp.practice.instruments.models import Move, Pilot, Version
from bluelamp.practice.instruments.queries import versions
from bluelamp.practice.instruments.reading import read


def load(*, by: Scope, text: str, now: datetime) -> tuple[Version, str]:
    """A file becomes a draft. Says ``new``, ``changed`` or ``same``.

    ``Malformed`` with every fault; :class:`NotNow` where this version was used and the file differs.
    """
    require(by, "instruments.edit")
    asked = read(text)
    digest = versions.checksum(text)
    with transaction.atomic():
        there = Version.objects.select_for_update().filter(key=asked.key, number=asked.number).first()
        if there and there.checksum == digest:
            return there, "same"
        if against := rules.reasons_not_to_load(
            is_there=there is not None,
            state=there.state if there else "",
            is_used=there is not None and there.assessments.exists(),
            is_same=False,
        ):
            raise NotNow(" ".join(against))
        made, is_new = Version.objects.update_or_create(
            key=asked.key,
            number=asked.number,
            defaults={
                "title": asked.title,
                "source": text,
                "checksum": digest,
                "verified": asked.verified,
                "loaded_at": now,
                "loaded_by_name": by.actor_name,
            },
        )
        _record(by, "instruments.load", made, {"checksum": digest})
    return made, "new" if is_new else "changed"


def move(
    *, by: Scope, number: int, state: str, units: Iterable[str] = (), reason: str, now: datetime
) -> Version:
    """Put a version on trial in some units (codes), in force everywhere, or out of use.

    What comes into force takes the place of what was, in the same moment.
    """
    require(by, "instruments.edit")
    codes = list(dict.fromkeys(units))
    with transaction.atomic():
        found = Version.objects.select_for_update().filter(pk=number).first()
        if found is None:
            raise NotPermitted(versions.NOT_THERE)
        if against := rules.reasons_not_to_move(before=found.state, after=state, units=codes, reason=reason):
            raise NotNow(" ".join(against))
        if state == "in_force":
            for before in Version.objects.filter(key=found.key, state="in_force"):
                _put(by, before, "withdrawn", f"{found} takes its place.", now)
        _put(by, found, state, reason, now)
        if state == "pilot":
            _try_on(found, codes, now)
        _record(by, "instruments.move", found, {"state": state, "units": codes}, reason)
    return found


def _put(by: Scope, version: Version, state: str, reason: str, now: datetime) -> None:
    version.pilots.filter(until__isnull=True).update(until=now)
    Version.objects.filter(pk=version.pk).update(state=state)
    version.state = state
    Move.objects.create(
        version=version, state=state, reason=reason.strip(), at=now, by_id=by.actor_id, by_name=by.actor_name
    )


def _try_on(version: Version, codes: list[str], now: datetime) -> None:
    """These units try this version, and no longer another of the same questionnaire."""
    areas = list(Area.objects.filter(level="lpu", code__in=codes))
    if len(areas) < len(codes):
        raise NotNow("Choose units of this force.")
    Pilot.objects.filter(key=version.key, lpu__in=areas, until__isnull=True).update(until=now)
    Pilot.objects.bulk_create(Pilot(version=version, key=version.key, lpu=area, since=now) for area in areas)


def _record(by: Scope, operation: str, version: Version, detail: dict[str, object], reason: str = "") -> None:
    about = {"key": version.key, "version": version.number} | detail
    audit.record(
        by=by,
        operation=operation,
        kind="other",
        objects=[f"instrument:{version.pk}"],
        detail=about,
        reason=reason,
    )
