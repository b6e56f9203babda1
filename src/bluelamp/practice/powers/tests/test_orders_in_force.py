"""Orders that bind somebody: from which day, how long, what is asked of them, and what when they do not keep to it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.models import Breach, Step
from bluelamp.practice.powers.register.spans import Span
from bluelamp.practice.powers.tests.factories import (
    NOW,
    considered,
    dispersal,
    record,
    said_all,
    scope,
)

pytestmark = pytest.mark.django_db


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
