"""Cases on their way: moved, closed with a second person's yes, opened again, and nobody writes over another."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb import actions
from bluelamp.areas.asb.models import Case, StateChange
from bluelamp.areas.asb.rules import Standing
from bluelamp.areas.asb.tests.factories import DAY, NOW, case_of, take, taker
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import HoldingChange
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.people.tests.factories import HOMES, record, scope

pytestmark = pytest.mark.django_db
WHY = "It has been quiet for a month."


def move(by, case, to, **standing):
    case.refresh_from_db()
    stands = Standing(**{"state": case.state, "band": "STANDARD", "has_contact_plan": True} | standing)
    return actions.moves.move(
        by=by, ref=case.holding.ref, to=to, reason=WHY, standing=stands, version=case.version, now=NOW
    )


@pytest.fixture
def by():
    return taker("sergeant")


@pytest.fixture
def case(by):
    return case_of(take(by))


def test_a_case_goes_its_whole_way_and_every_step_stays(by, case):
    for to in (
        "triage",
        "assessed",
        "open",
        "plan_agreed",
        "active",
        "monitoring",
        "closure_proposed",
        "closed",
    ):
        move(by, case, to)
    case.refresh_from_db()
    case.holding.refresh_from_db()
    assert (case.state, case.closed_at, case.holding.state) == ("closed", NOW, "closed")
    assert StateChange.objects.filter(case=case).count() == 9
    assert HoldingChange.objects.get(holding=case.holding).after == "closed"


def test_a_case_at_high_risk_closes_with_a_second_persons_yes(by, case):
    move(by, case, "triage")
    move(by, case, "closure_proposed")
    high = {
        "band": "HIGH",
        "is_victim_consulted": True,
        "last_contact_at": NOW - DAY,
        "proposed_by": by.actor_id,
    }
    with pytest.raises(NotNow, match="an inspector approves"):
        move(by, case, "closed", **high)
    stands = Standing(state="closure_proposed", **high)
    with pytest.raises(NotNow, match="does not approve it"):
        actions.moves.approve(by=by, ref=case.holding.ref, note=WHY, standing=stands, now=NOW)
    inspector = taker("sergeant")
    made = actions.moves.approve(by=inspector, ref=case.holding.ref, note=WHY, standing=stands, now=NOW)
    assert (made.by_id, made.proposal.state) == (inspector.actor_id, "closure_proposed")
    assert move(by, case, "closed", approved_by=frozenset({made.by_id}), **high).state == "closed"


def test_of_two_who_move_a_case_the_later_sees_what_stands(by, case):
    ref, version = case.holding.ref, case.version
    move(by, case, "triage")
    with pytest.raises(ChangedMeanwhile) as late:
        actions.moves.move(
            by=by,
            ref=ref,
            to="assessed",
            reason="",
            standing=Standing(state="reported", band="STANDARD"),
            version=version,
            now=NOW,
        )
    assert (late.value.version, late.value.differences[0].stands) == (version + 1, "Being sorted")


def test_of_two_who_write_a_case_the_later_sees_both_and_nothing_is_lost(by, case):
    ref, version = case.holding.ref, case.version
    actions.cases.write(by=by, ref=ref, version=version, now=NOW, title="Youths at the shops")
    with pytest.raises(ChangedMeanwhile) as late:
        actions.cases.write(by=by, ref=ref, version=version, now=NOW, title="Noise at the shops")
    (one,) = late.value.differences
    assert (one.label, one.stands, one.yours) == (
        "Name of the case",
        "Youths at the shops",
        "Noise at the shops",
    )


def test_a_closed_case_is_read_and_not_written(by, case):
    for to in ("triage", "closure_proposed", "closed"):
        move(by, case, to)
    with pytest.raises(NotPermitted):
        actions.cases.write(by=by, ref=case.holding.ref, version=4, now=NOW, title="Another")
    opened = actions.moves.reopen_closed(by=by, ref=case.holding.ref, reason=WHY, now=NOW + DAY)
    assert (opened.state, opened.reopened_count, opened.holding.state) == ("triage", 1, "open")


def test_what_is_true_besides_stands_once_and_ends(by, case):
    aside = {"by": by, "ref": case.holding.ref, "what": "legal_action", "note": "County court", "now": NOW}
    actions.moves.set_aside(stands=True, **aside)
    with pytest.raises(NotNow, match="so already"):
        actions.moves.set_aside(stands=True, **aside)
    actions.moves.set_aside(stands=False, **aside)
    assert [row.until for row in case.asides.all()] == [NOW]


@pytest.mark.parametrize("role", ["contact_officer", "analyst"])
def test_others_do_not_move_cases(case, role):
    with pytest.raises(NotPermitted):
        move(taker(role), case, "triage")


def test_nobody_moves_the_case_of_another_organisation(case):
    with pytest.raises(NotPermitted):
        move(scope("partner_lead", HOMES), case, "triage")
    assert Case.objects.get().state == "reported"


def test_somebody_alleged_becomes_an_offender_by_an_outcome_only(by, case):
    known, ref = record(), case.holding.ref
    said = {"by": by, "ref": ref, "person": known.person.ref, "now": NOW}
    actions.people.involve(role="alleged", **said)
    with pytest.raises(NotNow, match="alleged until an outcome says otherwise"):
        actions.people.involve(role="offender", **said)
    actions.people.involve(role="offender", outcome="Convicted on 3 January 2014", **said)
    standing = case.people.filter(person=known.person, until__isnull=True)
    assert [row.role for row in standing] == ["offender"]


def test_nobody_is_on_a_case_twice_in_one_role(by, case):
    known, ref = record(), case.holding.ref
    said = {"by": by, "ref": ref, "person": known.person.ref, "role": "witness", "now": NOW}
    made = actions.people.involve(**said)
    with pytest.raises(NotNow, match="already"):
        actions.people.involve(**said)
    actions.people.let_go(by=by, ref=ref, number=made.pk, reason="It was a neighbour.", now=NOW)
    assert actions.people.involve(**said).pk != made.pk
