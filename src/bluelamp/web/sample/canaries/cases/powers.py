"""Orders of a court, and remedies that the victim had a say in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bluelamp.kernel.access.models import Holding
from bluelamp.practice.powers import models as powers
from bluelamp.web.sample.canaries.cases.words import DAY, By, Words

if TYPE_CHECKING:
    from bluelamp.web.sample.canaries.world import World


def ordered(world: World, holding: Holding, said: Words, by: By) -> None:
    about: dict[str, Any] = {"holding": holding, "power": "civil-injunction", "applicant": "police"}
    moment: dict[str, Any] = {"considered_at": by.now, "considered_by_name": by.name}
    orders = powers.Order.objects
    thought = orders.create(described=said("orders", "thought"), age=30, **about, **moment)
    order = orders.create(
        described=said("orders", "described"),
        age=30,
        state="in_force",
        said={"behaviour": said("orders", "behaviour")},
        starts_at=by.now,
        ends_at=by.now + 90 * DAY,
        served_at=by.now,
        **about,
        **moment,
    )
    orders.create(person=world.records["sealed"].person, age=30, **about, **moment)
    powers.Step.objects.create(
        order=order,
        state="in_force",
        at=by.now,
        note=said("orders", "step"),
        written_at=by.now,
        by_name=by.name,
    )
    powers.Term.objects.create(
        order=order,
        kind="requirement",
        text=said("orders", "term"),
        supervisor=said("orders", "supervisor"),
        added_at=by.now,
    )
    powers.Service.objects.create(
        order=order,
        what="order",
        on=said("orders", "servedon"),
        how="in_person",
        at=by.now,
        note=said("orders", "served"),
        by_name=by.name,
    )
    breach = powers.Breach.objects.create(
        order=order, at=by.now, evidence=said("orders", "breach"), written_at=by.now, by_name=by.name
    )
    said.made("order", thought, order)
    said.made("breach", breach)


def remedied(holding: Holding, said: Words, by: By) -> None:
    remedy = powers.Remedy.objects.create(
        holding=holding,
        document="default-2014",
        described=said("orders", "remedyof"),
        evidence=said("orders", "evidence"),
        terms=said("orders", "remedyterms"),
        departs_because=said("orders", "departs"),
        if_not_done=said("orders", "ifnotdone"),
        opened_at=by.now,
        opened_by_name=by.name,
    )
    powers.VictimView.objects.create(
        remedy=remedy,
        described=said("orders", "victim"),
        result="told",
        view=said("orders", "view"),
        at=by.now,
        by_name=by.name,
    )
    said.made("remedy", remedy)
