"""Orders from the thought to their end: what is refused, with its reason, and what is kept."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Grant, GrantItem
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.audit.models import Touch
from bluelamp.kernel.people.tests.factories import COUNCIL, body
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.actions.orders import Refused
from bluelamp.practice.powers.models import Breach, Order, Remedy, Service, Step, Term
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


def applied_for(held, by, age=34):
    """An injunction on the eve of its hearing."""
    order = said_all(considered(held, by, "civil-injunction", age=age), by, held)
    for to in ("consulted", "drafted", "applied"):
        order = actions.orders.step(
            by=by, record=held.ref, number=order.pk, to=to, version=order.version, now=NOW
        )
    return order


def test_an_order_that_begins_on_a_later_day_binds_nobody_before():
    held, by = record(), scope("sergeant")
    order = applied_for(held, by)
    first = NOW + timedelta(days=3)
    own = {"by": by, "record": held.ref, "number": order.pk}
    made = actions.orders.begin(**own, starts_at=first, span=None, version=order.version, now=NOW)
    line = queries.orders.of(by, held.ref, order.pk, now=NOW)
    assert (line.says, line.binds) == ("made, not yet in force", False)
    assert [(due.what, due.by) for due in queries.orders.coming(by, now=NOW)] == [("begins", first)]
    with pytest.raises(NotNow, match="nobody could break it before"):
        actions.orders.breach(**own, at=NOW, evidence="Seen there on camera.", version=made.version, now=NOW)
    line = queries.orders.of(by, held.ref, order.pk, now=first)
    assert (line.says, line.binds) == ("in force", True)


def test_an_order_expires_by_itself_and_then_only_its_end_can_be_written_down():
    held, by = record(), scope("sergeant")
    order = dispersal(held, by, hours=2)
    over = NOW + timedelta(hours=2)
    assert queries.orders.of(by, held.ref, order.pk, now=over - timedelta(seconds=1)).stands == "in_force"
    line = queries.orders.of(by, held.ref, order.pk, now=over)
    assert (line.stands, line.steps) == ("expired", ("expired",))
    with pytest.raises(NotNow, match="Its time is over"):
        actions.orders.alter(
            by=by,
            record=held.ref,
            number=order.pk,
            to="varied",
            version=order.version,
            now=over,
            note="Varied by the court.",
        )


def test_a_breach_is_kept_with_its_evidence_and_the_order_goes_on():
    held, by = record(), scope("sergeant")
    order = dispersal(held, by)
    soon = NOW + timedelta(hours=3)
    breach = {"by": by, "record": held.ref, "number": order.pk, "now": soon}
    with pytest.raises(NotNow, match="Say what shows the breach"):
        actions.orders.breach(**breach, at=soon, evidence="seen", version=order.version)
    with pytest.raises(NotNow, match="nobody could break it before"):
        actions.orders.breach(
            **breach, at=NOW - timedelta(hours=1), evidence="Seen there on camera.", version=order.version
        )
    made = actions.orders.breach(**breach, at=soon, evidence="Seen there on camera.", version=order.version)
    actions.orders.decide_breach(
        by=by, record=held.ref, number=order.pk, breach=made.pk, outcome="charged", now=soon
    )
    line = queries.orders.of(by, held.ref, order.pk, now=soon)
    assert (line.stands, line.binds, Breach.objects.get().outcome) == ("breached", True, "charged")


def test_a_closure_order_is_extended_to_six_months_in_all_and_no_further():
    held, by = record(), scope("sergeant")
    order = considered(held, by, "closure-order", subject="premises", described="12 Made-up Street", age=None)
    order = said_all(order, by, held)
    order = actions.orders.step(
        by=by, record=held.ref, number=order.pk, to="applied", version=order.version, now=NOW
    )
    own = {"by": by, "record": held.ref, "number": order.pk, "now": NOW}
    order = actions.orders.begin(**own, starts_at=NOW, span=Span(3, "months"), version=order.version)
    assert queries.orders.of(by, held.ref, order.pk, now=NOW).last_day == date(2015, 8, 31)
    order = actions.orders.extend(**own, span=Span(3, "months"), version=order.version)
    assert queries.orders.of(by, held.ref, order.pk, now=NOW).last_day == date(2015, 11, 30)
    with pytest.raises(NotNow, match="Closure order lasts 6 months in all"):
        actions.orders.extend(**own, span=Span(1, "days"), version=order.version)


@pytest.mark.parametrize(
    ("age", "span", "says"),
    [
        (17, Span(13, "months"), "Civil injunction lasts 12 months at most"),
        (17, None, "Civil injunction needs an end: it lasts 12 months at most"),
        (18, None, ""),
        (17, Span(12, "months"), ""),
    ],
)
def test_how_long_an_injunction_lasts_depends_on_age(age, span, says):
    held, by = record(), scope("sergeant")
    order = applied_for(held, by, age)
    begin = {"by": by, "record": held.ref, "number": order.pk, "starts_at": NOW, "span": span, "now": NOW}
    if says:
        with pytest.raises(NotNow, match=says):
            actions.orders.begin(**begin, version=order.version)
    else:
        assert actions.orders.begin(**begin, version=order.version).state == "in_force"
        assert list(Step.objects.values_list("state", flat=True)) == [
            "consulted",
            "drafted",
            "applied",
            "in_force",
        ]


def test_a_requirement_of_an_injunction_names_who_supervises_it():
    held, by = record(), scope("sergeant")
    order = considered(held, by, "civil-injunction")
    own = {
        "by": by,
        "record": held.ref,
        "number": order.pk,
        "kind": "requirement",
        "text": "Go to the course",
        "now": NOW,
    }
    with pytest.raises(NotNow, match="Say who supervises"):
        actions.orders.add_term(**own)
    assert actions.orders.add_term(**own, supervisor="PC Made-up").supervisor == "PC Made-up"


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
