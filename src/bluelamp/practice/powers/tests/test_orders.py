"""Orders from the thought to their end: what is refused, with its reason, and what is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.actions.orders import Refused
from bluelamp.practice.powers.models import Order, Service
from bluelamp.practice.powers.register.spans import Span
from bluelamp.practice.powers.tests.factories import (
    IN_2014,
    NOW,
    closure_notice,
    considered,
    dispersal,
    record,
    said_all,
    scope,
)

pytestmark = pytest.mark.django_db


def test_a_power_not_in_force_that_day_is_refused_with_the_day_it_begins():
    held, by = record(), scope("sergeant")
    with pytest.raises(Refused) as refused:
        considered(held, by, "dispersal", IN_2014)
    assert refused.value.fields == {
        "power": "Dispersal direction can be used from 20 October 2014: it is not in force on 7 January 2014."
    }
    assert not Order.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "says"),
    [
        (
            {"applicant": "housing"},
            "applicant",
            "Dispersal direction is used by: the police, a designated PCSO",
        ),
        ({"subject": "premises"}, "subject", "Dispersal direction is used against: a person"),
        ({"age": 9}, "age", "Dispersal direction is used against people of 10 and over"),
        ({"age": None}, "age", "Say how old they are: what is allowed depends on it"),
        ({"described": " "}, "described", "Choose somebody on the record, or say who or what it is against"),
        ({"person": 404}, "described", "Choose somebody on the record, or say who or what it is against"),
    ],
)
def test_a_power_is_refused_at_the_field_that_is_wrong(change, field, says):
    with pytest.raises(Refused) as refused:
        considered(record(), scope("sergeant"), "dispersal", **change)
    assert refused.value.fields == {field: says}


def test_a_direction_of_two_days_stands_and_one_of_an_hour_more_is_refused_with_the_rule():
    held, by = record(), scope("neighbourhood_officer")
    order = dispersal(held, by)
    assert (order.state, order.ends_at - order.starts_at) == ("in_force", timedelta(hours=48))
    with pytest.raises(NotNow) as refused:
        dispersal(held, by, hours=49)
    assert str(refused.value) == (
        "Dispersal direction lasts 48 hours at most (section 35): "
        "from 1 June 2015 at 11am to 3 June 2015 at 11am."
    )


def test_what_is_missing_is_said_before_an_order_begins():
    held, by = record(), scope("sergeant")
    order = considered(held, by, "dispersal")
    with pytest.raises(
        NotNow, match=r"Still missing: The inspector's authorisation.*Anything they had to hand over\."
    ):
        actions.orders.begin(
            by=by,
            record=held.ref,
            number=order.pk,
            starts_at=NOW,
            span=Span(1, "hours"),
            version=1,
            now=NOW,
            how="spoken",
        )
    assert (
        queries.orders.of(by, held.ref, order.pk, now=NOW)
        .missing[0]
        .startswith("The inspector's authorisation")
    )


@pytest.mark.parametrize(
    ("rank", "hours", "allowed"),
    [
        ("inspector", 24, True),
        ("inspector", 25, False),
        ("superintendent", 48, True),
        ("chief_executive", 48, True),
    ],
)
def test_a_closure_notice_of_more_than_a_day_is_authorised_higher_up(rank, hours, allowed):
    held, by = record(), scope("sergeant")
    if allowed:
        assert closure_notice(held, by, rank, hours).state == "in_force"
    else:
        with pytest.raises(NotNow, match="Inspector cannot authorise 25 hours"):
            closure_notice(held, by, rank, hours)


def test_nobody_below_the_rank_authorises():
    with pytest.raises(NotNow, match="Closure notice is authorised by: inspector or above, up to 24 hours"):
        closure_notice(record(), scope("sergeant"), "sergeant", 24)


def test_a_closure_notice_is_heard_within_two_days_in_which_christmas_day_does_not_count():
    held, by = record(), scope("sergeant")
    closure_notice(held, by, "inspector", 24, now=datetime(2015, 12, 24, 10, tzinfo=UTC))
    (line,) = queries.orders.of_record(by, held.ref, now=NOW)
    assert line.hearing_by == datetime(2015, 12, 27, 10, tzinfo=UTC)


def test_a_notice_waits_for_its_warning_and_its_appeal_runs_for_21_days():
    held, by = record(), scope("sergeant")
    order = said_all(considered(held, by, "community-protection-notice"), by, held)
    with pytest.raises(NotNow, match="Say until when the warning gives them"):
        actions.orders.step(
            by=by, record=held.ref, number=order.pk, to="warned", version=order.version, now=NOW
        )
    order = actions.orders.step(
        by=by,
        record=held.ref,
        number=order.pk,
        to="warned",
        version=order.version,
        now=NOW,
        warned_until=date(2015, 6, 8),
    )
    serve = {"record": held.ref, "number": order.pk, "span": None, "how": "in_person", "by": by}
    with pytest.raises(NotNow, match="The warning gives them until 8 June 2015"):
        actions.orders.begin(**serve, starts_at=NOW, version=order.version, now=NOW)
    later = NOW + timedelta(days=8)
    with pytest.raises(NotNow, match="It lies in the future"):
        actions.orders.begin(**serve, starts_at=later, version=order.version, now=NOW)
    actions.orders.begin(**serve, starts_at=later, version=order.version, now=later)
    line = queries.orders.of(by, held.ref, order.pk, now=later)
    assert (line.stands, line.appeal_until) == ("in_force", date(2015, 6, 29))
    assert Service.objects.get().how == "in_person"


def test_a_step_that_is_not_next_is_refused():
    held, by = record(), scope("sergeant")
    order = considered(held, by, "civil-injunction")
    with pytest.raises(NotNow, match="It is being considered: applied for cannot follow"):
        actions.orders.step(by=by, record=held.ref, number=order.pk, to="applied", version=1, now=NOW)


def test_somebody_who_comes_too_late_overwrites_nothing():
    held, by = record(), scope("sergeant")
    order = considered(held, by, "dispersal")
    write = {"by": by, "record": held.ref, "number": order.pk, "version": 1, "now": NOW}
    actions.orders.write_down(**write, said={"grounds": "the first"})
    with pytest.raises(ChangedMeanwhile) as late:
        actions.orders.write_down(**write, said={"grounds": "the second"})
    assert [(each.label, each.stands, each.yours) for each in late.value.differences] == [
        ("Why they were told to leave", "the first", "the second")
    ]
    assert Order.objects.get().said == {"grounds": "the first"}


def test_one_submission_makes_one_order():
    held, by = record(), scope("sergeant")
    first = considered(held, by, "dispersal", submission="a-form")
    assert considered(held, by, "dispersal", submission="a-form").pk == first.pk
    assert Order.objects.count() == 1
