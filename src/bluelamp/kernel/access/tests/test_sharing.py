"""Sharing a record item by item: what they were shown to get is what they get, until it is taken back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given
from hypothesis import settings as tries
from hypothesis import strategies as st

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Disclosure, Grant
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import look, visible
from bluelamp.kernel.access.sharing import actions, queries
from bluelamp.kernel.access.sharing.actions.grants import NotAsShown
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.sharing.queries.grants import Offer
from bluelamp.kernel.access.tests.factories import organisation_called, user_of
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.access.tests.worlds import (
    COUNCIL,
    DAY,
    FORCE,
    HOMES,
    HOUR,
    NOW,
    agreement,
    grant,
    holding,
)
from bluelamp.kernel.audit.models import Record

pytestmark = pytest.mark.django_db
WHY = "They house the family and have to repair the door."


@pytest.fixture
def sergeant():
    return Scope.of(user_of("sergeant", lpus=["CV"]))


def homes():
    made = organisation_called(HOMES)
    made.kind, made.regime = "housing_association", "uk_gdpr"
    made.save()
    return made


@pytest.fixture
def partner():
    return Scope.of(user_of("partner", organisation=homes().key))


def offer(to=HOMES, items=("name", "worker"), **more):
    asked = {"basis": "safeguarding", "necessity": WHY}
    return Offer(organisation_called(to), frozenset(items), **asked | more)


def give(by, held, wanted, now=NOW):
    seal = queries.grants.preview(by, look(by, held.ref, LETTER, now=now), wanted, now=now).seal
    return actions.grants.give(by=by, ref=held.ref, kind=LETTER, offer=wanted, seal=seal, now=now)


def preview(by, held, wanted):
    return queries.grants.preview(by, look(by, held.ref, LETTER, now=NOW), wanted, now=NOW)


def test_what_the_preview_shows_is_what_they_get(sergeant, partner):
    held = holding(lpu="CV")
    under = agreement()
    wanted = offer(items=("name", "worker", "telephone"), basis="agreement", agreement=under)
    shown = preview(sergeant, held, wanted)
    assert shown.against == ()
    assert {one.item.key: one.why for one in shown.withheld} == {
        "asthma": "You did not choose it.",
        "tip": "You did not choose it.",
    }
    give(sergeant, held, wanted)
    assert look(partner, held.ref, LETTER, now=NOW).shown() == shown.shown
    assert shown.crosses_regimes


def test_giving_is_written_down_with_what_went_to_whom_and_why(sergeant, partner):
    held = holding(lpu="CV")
    given = give(sergeant, held, offer())
    line = Disclosure.objects.get()
    assert (line.how, line.items, line.recipient, line.basis, line.grant) == (
        "opened", ["name", "worker"], HOMES, "safeguarding", given,
    )  # fmt: skip
    record = Record.objects.get(operation="sharing.give")
    assert (record.kind, record.recipient, record.legal_basis) == ("disclosure", HOMES, "safeguarding")
    actions.records.consult(by=partner, ref=held.ref, kind=LETTER, now=NOW)
    read = Record.objects.get(operation="holdings.consult")
    assert (read.kind, read.objects_touched, read.recipient) == ("disclosure", [f"holding:{held.ref}"], HOMES)
    assert list(Disclosure.objects.values_list("how", flat=True)) == ["opened", "read"]


def test_its_own_people_consult_a_record_and_disclose_nothing(sergeant):
    held = holding(lpu="CV")
    actions.records.consult(by=sergeant, ref=held.ref, kind=LETTER, now=NOW)
    assert Record.objects.get().kind == "consultation"
    assert not Disclosure.objects.exists()


REFUSED = [
    ({"items": ()}, "at least one item"),
    ({"necessity": "needed"}, "at least 20 characters"),
    ({"to": FORCE}, "belongs to them already"),
    ({"basis": "because"}, "Choose the ground"),
    ({"basis": "agreement"}, "Choose the agreement"),
    ({"until": NOW - HOUR}, "a day after today"),
    ({"until": NOW + 400 * DAY}, "within a year"),
]


@pytest.mark.parametrize(("changes", "said"), REFUSED)
def test_what_cannot_be_shared_is_refused_in_words_and_leaves_nothing(sergeant, changes, said):
    held = holding(lpu="CV")
    with pytest.raises(NotNow, match=said):
        give(sergeant, held, offer(**changes))
    assert not Grant.objects.exists()
    assert not Record.objects.filter(operation="sharing.give").exists()


UNFIT = [
    ({"categories": ("professional",)}, "does not cover name, date of birth"),
    ({"parties": (FORCE, COUNCIL)}, "parties to the agreement"),
    ({"starts_on": date(2014, 1, 8)}, "not in force today"),
    ({"ends_on": date(2014, 1, 6)}, "not in force today"),
    ({"ended_at": NOW - HOUR, "ended_why": "Breach."}, "not in force today"),
    ({"gateway": "data-protection-2018-35"}, "law that the agreement rests on"),
]


@pytest.mark.parametrize(("terms", "said"), UNFIT)
def test_an_agreement_that_does_not_bear_it_is_no_ground(sergeant, terms, said):
    with pytest.raises(NotNow, match=said):
        give(sergeant, holding(lpu="CV"), offer(basis="agreement", agreement=agreement(**terms)))


def test_nothing_goes_that_changed_since_it_was_looked_at(sergeant):
    held = holding(lpu="CV")
    seal = preview(sergeant, held, offer(items=["name"])).seal
    with pytest.raises(NotAsShown, match="see again"):
        actions.grants.give(
            by=sergeant,
            ref=held.ref,
            kind=LETTER,
            offer=offer(items=["name", "telephone"]),
            seal=seal,
            now=NOW,
        )


def test_nobody_opens_what_they_do_not_see_or_what_is_not_theirs(sergeant, partner):
    held = holding(lpu="CV")
    officer = replace(sergeant, role="contact_officer")
    elsewhere = replace(sergeant, lpus=frozenset({"DY"}))
    grant(held, items=["name"])
    for by in (officer, elsewhere, partner):
        with pytest.raises(NotPermitted):
            actions.grants.give(by=by, ref=held.ref, kind=LETTER, offer=offer(), seal="", now=NOW)


def test_what_is_withdrawn_is_gone_with_the_very_next_request(sergeant, partner):
    held = holding(lpu="CV")
    given = give(sergeant, held, offer())
    assert visible(partner, LETTER, now=NOW).count() == 1
    actions.grants.withdraw(
        by=sergeant, ref=held.ref, kind=LETTER, grant=given.pk, why="They moved away.", version=1, now=NOW
    )
    with pytest.raises(NotPermitted):
        look(partner, held.ref, LETTER, now=NOW)
    with pytest.raises(NotNow, match="not open to them any more"):
        actions.grants.withdraw(
            by=sergeant, ref=held.ref, kind=LETTER, grant=given.pk, why="They moved away.", version=2, now=NOW
        )
    assert Disclosure.objects.count() == 1


def test_ending_an_agreement_closes_all_that_stands_on_it(sergeant, partner):
    held, under = holding(lpu="CV"), agreement()
    give(sergeant, held, offer(basis="agreement", agreement=under))
    assert visible(partner, LETTER, now=NOW).count() == 1
    governance = Scope.of(user_of("governance"))
    actions.agreements.end(by=governance, agreement=under, why="A breach of it.", version=1, now=NOW)
    assert visible(partner, LETTER, now=NOW).count() == 0


def test_restricting_a_record_closes_what_was_opened_to_an_organisation(sergeant, partner):
    held = holding(lpu="CV")
    give(sergeant, held, offer())
    actions.records.set_sensitivity(
        by=sergeant,
        ref=held.ref,
        kind=LETTER,
        sensitivity="restricted",
        reason="A colleague's family.",
        version=1,
        now=NOW,
    )
    with pytest.raises(NotPermitted):
        look(partner, held.ref, LETTER, now=NOW)
    looked = look(sergeant, held.ref, LETTER, now=NOW)
    given = queries.records.audience(sergeant, looked, now=NOW).given
    assert [one.standing for one in given] == ["closed while the record is restricted"]


def test_of_two_who_change_it_at_once_the_second_sees_both_versions(sergeant):
    held = holding(lpu="CV")
    change = {"by": sergeant, "ref": held.ref, "kind": LETTER, "reason": "A colleague's family.", "now": NOW}
    actions.records.set_sensitivity(**change, sensitivity="restricted", version=1)
    with pytest.raises(ChangedMeanwhile) as conflict:
        actions.records.set_sensitivity(**change, sensitivity="sealed", version=1)
    assert conflict.value.version == 2
    assert [(one.label, one.yours) for one in conflict.value.differences] == [
        ("Handling", "sealed: unseen by all but those named on it")
    ]
    held.refresh_from_db()
    assert held.sensitivity == "restricted"


@tries(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    items=st.sets(st.sampled_from(sorted(LETTER.keys)), min_size=1),
    categories=st.sets(st.sampled_from(("identity", "contact", "health", "intelligence")), min_size=1),
    basis=st.sampled_from(("agreement", "consent")),
    role=st.sampled_from(("partner", "partner_lead", "analyst")),
    sensitivity=st.sampled_from(("normal", "restricted")),
)
def test_no_item_crosses_that_the_preview_did_not_show(items, categories, basis, role, sensitivity):
    with transaction.atomic():
        homes()
        by = Scope.of(user_of("sergeant"))
        held = holding()
        wanted = offer(items=items, basis=basis, agreement=agreement(categories=categories))
        shown = preview(by, held, wanted)
        if not shown.against:
            give(by, held, wanted)
        if sensitivity != "normal":
            type(held).objects.filter(pk=held.pk).update(sensitivity=sensitivity)
        them = Scope(99, "them", role, HOMES)
        crossed = {
            one.item.key
            for found in visible(them, LETTER, now=NOW)
            for one in look(them, found.ref, LETTER, now=NOW).shown()
        }
        assert crossed <= {one.item.key for one in shown.shown} & set(items)
        if role == "partner" and sensitivity == "normal" and not shown.against:
            assert crossed == {one.item.key for one in shown.shown}
        transaction.set_rollback(True)
