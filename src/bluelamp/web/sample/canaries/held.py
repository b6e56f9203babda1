"""How a record of the small world is held: who is named on it, to whom it was opened, who would have it erased."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from bluelamp.kernel.access.models import (
    BreakGlass,
    Grant,
    GrantItem,
    Holding,
    HoldingChange,
    NeedToKnow,
    User,
)
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.keeping.models import Disposal, Keeping, Review
from bluelamp.web.sample.canaries.cases import Words
from bluelamp.web.sample.canaries.oracle import ABOUT, AUDITED, EXPECTED, HOLD
from bluelamp.web.sample.canaries.who import unit

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


SAID = {"named", "barred", "grant", "glass", "proposed"}
"""What of a row has something said about the record."""


def hold(world: World, name: str, row: Mapping[str, Any], holding: Holding) -> None:
    """Who is named on a record, to whom it was opened, by whom in an emergency, and who put it forward."""
    Keeping.objects.create(
        holding=holding, group="3", last_event=date(2001, 1, 1), next_review=date(2007, 1, 1)
    )
    world.holdings[name] = holding
    said = Words(world, name)
    told = said(ABOUT) if SAID & row.keys() else ""
    _audited(holding, said)
    _decided(world, holding, said)
    _stances(world, holding, row, told)
    if "grant" in row:
        world.grants[name] = _grant(world, holding, row["grant"], told)
    if "glass" in row:
        world.glass.append(_glass(world, holding, row["glass"], told))
    if "proposed" in row:
        _proposed(world.user(row["proposed"]), holding, told)


def _audited(holding: Holding, said: Words) -> None:
    """A change that was written down, with what was there before."""
    audit.record(
        by=Scope.system("the sample"),
        operation="sample.canaries",
        kind="alteration",
        objects=[f"holding:{holding.ref}"],
        payload={"before": said(AUDITED, "before")},
    )


def _decided(world: World, holding: Holding, said: Words) -> None:
    """What was decided about a record before: that it changed hands, and that it is still kept."""
    now = timezone.now() - timedelta(days=30)
    HoldingChange.objects.create(
        holding=holding,
        what="owner",
        before="force",
        after="force",
        reason=said(ABOUT, "handed_on"),
        at=now,
        by_name="Colin",
    )
    Review.objects.create(
        holding=holding,
        decision="retain",
        group="3",
        due_on=date(2007, 1, 1),
        rationale=said(HOLD, "kept"),
        at=now,
        by=world.user("governance"),
        by_name="Gita",
    )


def _stances(world: World, holding: Holding, row: Mapping[str, Any], told: str) -> None:
    for stance in ("named", "barred"):
        for person in row.get(stance, ()):
            NeedToKnow.objects.create(
                holding=holding,
                user=world.user(person),
                stance=stance,
                reason=told,
                since=timezone.now(),
                by_name=told,
            )


def _glass(world: World, holding: Holding, about: Mapping[str, Any], told: str) -> int:
    """Broken an hour and a half ago or just now."""
    opened = timezone.now() - timedelta(minutes=90 if about.get("closed") else 5)
    made = BreakGlass.objects.create(
        holding=holding,
        user=world.user(about["by"]),
        by_name=about["by"].title(),
        role=EXPECTED["people"][about["by"]]["role"],
        reason=told,
        opened_at=opened,
        until=opened + timedelta(hours=1),
        review_by=opened + timedelta(days=2),
    )
    return made.pk


def _proposed(by: User, holding: Holding, told: str) -> None:
    now = timezone.now()
    Disposal.objects.create(
        holding=holding,
        ground="review",
        reason=told,
        proposed_at=now,
        proposed_by=by,
        proposed_by_name="Colin",
    )


def unit_of(row: Mapping[str, Any]) -> Any:
    return unit(row["lpu"]) if "lpu" in row else None


def _grant(
    world: World,
    holding: Holding,
    about: Mapping[str, Any],
    told: str,
) -> Grant:
    now = timezone.now()
    gone = {"withdrawn_at": now, "withdrawn_by_name": "Colin", "withdrawn_why": told}
    grant = Grant.objects.create(
        holding=holding,
        organisation=world.bodies[about["to"]],
        person=world.users[about["person"]] if "person" in about else None,
        basis="agreement" if "agreement" in about else "safeguarding",
        agreement=world.agreements.get(about.get("agreement", "")),
        necessity=f"To plan a visit together: {told}.",
        caveats=told,
        since=now - timedelta(days=2),
        until=now - timedelta(hours=1) if about.get("expired") else now + timedelta(days=30),
        given_by=world.users["coordinator"],
        given_by_name="Colin",
        **(gone if about.get("withdrawn") else {}),
    )
    GrantItem.objects.bulk_create(GrantItem(grant=grant, item=item) for item in about["items"])
    return grant
