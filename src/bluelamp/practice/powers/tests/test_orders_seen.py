"""Who sees and makes orders, on which record they are found, and what is written down and erased of them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bluelamp.kernel.access.models import Grant, GrantItem
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.audit.models import Touch
from bluelamp.kernel.people.tests.factories import COUNCIL, body
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.models import Breach, Order, Remedy, Term
from bluelamp.practice.powers.tests.factories import (
    IN_2014,
    NOW,
    closure_notice,
    considered,
    dispersal,
    record,
    scope,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", ["contact_officer", "analyst", "acc", "governance"])
def test_no_other_role_makes_an_order(role):
    with pytest.raises(NotPermitted):
        considered(record(), scope(role), "dispersal")


def test_a_partner_sees_orders_through_a_grant_of_that_item_and_changes_none():
    held, by = record(), scope("sergeant")
    order = dispersal(held, by)
    partner = scope("partner", COUNCIL)
    with pytest.raises(NotPermitted):
        queries.orders.of_record(partner, held.ref, now=NOW)
    grant = Grant.objects.create(
        holding=held, organisation=body(COUNCIL), basis="safeguarding", necessity="n", since=IN_2014, given_by_name="x",
        given_by_id=by.actor_id,
    )  # fmt: skip
    GrantItem.objects.create(grant=grant, item="about")
    with pytest.raises(NotPermitted):
        queries.orders.of_record(partner, held.ref, now=NOW)
    GrantItem.objects.create(grant=grant, item="orders")
    assert [line.order.pk for line in queries.orders.of_record(partner, held.ref, now=NOW)] == [order.pk]
    with pytest.raises(NotPermitted, match="no such record"):
        actions.orders.breach(
            by=partner,
            record=held.ref,
            number=order.pk,
            at=NOW,
            evidence="Seen on camera.",
            version=order.version,
            now=NOW,
        )


def test_an_order_is_found_on_its_own_record_alone():
    held, other, by = record(), record(), scope("sergeant")
    order = considered(held, by, "dispersal")
    with pytest.raises(NotPermitted):
        queries.orders.of(by, other.ref, order.pk, now=NOW)


def test_what_comes_soon_is_listed_nearest_first_for_those_who_see_the_record(django_assert_max_num_queries):
    held, by = record(), scope("sergeant")
    closure_notice(held, by, "superintendent", 40)
    dispersal(held, by, hours=3)
    with django_assert_max_num_queries(8):
        found = queries.orders.coming(by, now=NOW)
    assert [(due.line.power.key, due.what) for due in found] == [
        ("dispersal", "ends"), ("closure-notice", "ends"), ("closure-notice", "to be heard"),
    ]  # fmt: skip
    assert queries.orders.coming(scope("partner", COUNCIL), now=NOW) == ()
    assert queries.orders.coming(by, now=NOW + timedelta(days=3)) == ()


def test_every_change_is_written_down_with_the_order_and_the_record():
    held, by = record(), scope("sergeant")
    order = dispersal(held, by)
    named = Touch.objects.filter(object=f"order:{order.pk}").count()
    assert named == Touch.objects.filter(object=f"holding:{held.ref}").count() == 3


def test_the_timeline_and_the_raw_material_of_measures_tell_of_it():
    held, by = record(), scope("sergeant")
    dispersal(held, by)
    assert [
        entry.words
        for entry in queries.telling.tell(by, actions.reading.consult(by=by, ref=held.ref, now=NOW)[0], NOW)
    ] == [
        "Dispersal direction: considered",
        "Dispersal direction: made: it is in force",
    ]
    (use,) = queries.counting.uses(scope("analyst"), held.kind)
    assert (use.power, use.began_on, use.state, use.breaches) == ("dispersal", NOW.date(), "in_force", 0)
    with pytest.raises(NotPermitted):
        next(queries.counting.uses(by, held.kind))


def test_erasing_a_record_takes_its_orders_with_everything_written_about_them():
    held, other, by = record(), record(), scope("sergeant")
    order, kept = dispersal(held, by), dispersal(other, by)
    actions.orders.add_term(
        by=by, record=held.ref, number=order.pk, kind="prohibition", text="Not to return", now=NOW
    )
    actions.remedies.open_remedy(
        by=by, record=held.ref, evidence="Seen on camera.", described="a boy", now=NOW
    )
    remedy = Remedy.objects.get()
    gone = actions.erase(held.pk)
    assert gone.objects == {f"order:{order.pk}", f"remedy:{remedy.pk}"}
    assert [row.pk for row in Order.objects.all()] == [kept.pk]
    assert not any(model.objects.exists() for model in (Term, Breach, Remedy))
