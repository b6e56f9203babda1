"""Who may see or change which items: a row for each thing that decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bluelamp.kernel.access.decision import Decision, Facts, Opened, Terms, decide
from bluelamp.kernel.access.permissions import READS, ROLES
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.tests.kinds import LETTER

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
FORCE, HOMES = "west-midlands-police", "wickwell-homes"
OFFICER = Scope(1, "Ann", "neighbourhood_officer", FORCE, frozenset({"CV"}))
SERGEANT = replace(OFFICER, role="sergeant")
PARTNER = Scope(2, "Parveen", "partner", HOMES)
GOVERNANCE = Scope(3, "Gita", "governance", "information-governance", body=FORCE)
OURS = Facts(LETTER, owner=FORCE, lpu="CV")

TERMS = Terms(
    "asb",
    frozenset({"identity", "professional"}),
    frozenset({FORCE, HOMES}),
    date(2013, 4, 1),
    date(2014, 3, 31),
)
GRANT = Opened(7, HOMES, frozenset({"name", "asthma", "worker"}), NOW - timedelta(days=1), terms=TERMS)
HOUR = timedelta(hours=1)


def reads(asker: Scope, facts: Facts, now: datetime = NOW) -> set[str]:
    return set(decide(asker, LETTER.read, facts, now=now).items)


EVERYTHING = {"name", "telephone", "worker", "asthma", "tip"}

OWN = [
    # who, what it is like, what they read
    (OFFICER, OURS, EVERYTHING),
    (OFFICER, replace(OURS, lpu="DY"), set()),
    (OFFICER, replace(OURS, lpu=""), set()),
    (OFFICER, replace(OURS, lpu="DY", is_named=True), EVERYTHING),
    (replace(OFFICER, lpus=frozenset()), replace(OURS, lpu=""), EVERYTHING),
    (replace(OFFICER, teams=frozenset({"CV-1"})), replace(OURS, lpu="", team="CV-1"), EVERYTHING),
    (replace(OFFICER, organisation="force-contact", body=FORCE), OURS, EVERYTHING),
    (replace(OFFICER, role="contact_officer"), OURS, {"name", "telephone", "worker"}),
    (replace(OFFICER, only=frozenset()), OURS, set()),
    (OFFICER, replace(OURS, owner=HOMES), set()),
    (OFFICER, replace(OURS, owner=HOMES, is_named=True), set()),
    (OFFICER, replace(OURS, sensitivity="restricted"), set()),
    (OFFICER, replace(OURS, sensitivity="sealed"), set()),
    (OFFICER, replace(OURS, sensitivity="sealed", is_named=True), EVERYTHING),
    (OFFICER, replace(OURS, is_barred=True), set()),
    (OFFICER, replace(OURS, is_barred=True, is_named=True), set()),
    (OFFICER, replace(OURS, state="closed"), EVERYTHING),
    (OFFICER, replace(OURS, is_joined=True), EVERYTHING),
    (OFFICER, replace(OURS, state="erased", is_named=True), set()),
    (GOVERNANCE, OURS, set()),
    (Scope.system("bluelamp people link"), replace(OURS, sensitivity="sealed"), EVERYTHING),
    (Scope.system("bluelamp people link"), replace(OURS, state="erased"), set()),
    (Scope.nobody(), OURS, set()),
]


@pytest.mark.parametrize(("asker", "facts", "read"), OWN)
def test_what_somebody_reads_of_a_record_of_their_own_organisation(asker, facts, read):
    assert reads(asker, facts) == read


GRANTED = [
    # the grant, what is otherwise, what the partner reads
    (GRANT, {}, {"name", "worker"}),
    (replace(GRANT, terms=None), {}, {"name", "worker", "asthma"}),
    (replace(GRANT, items=GRANT.items | {"tip"}, terms=None), {}, {"name", "worker", "asthma"}),
    (replace(GRANT, organisation="tallowgate-housing"), {}, set()),
    (replace(GRANT, person=2), {}, {"name", "worker"}),
    (replace(GRANT, person=3), {}, set()),
    (replace(GRANT, team="T1"), {}, set()),
    (replace(GRANT, since=NOW + HOUR), {}, set()),
    (replace(GRANT, until=NOW), {}, set()),
    (replace(GRANT, until=NOW + HOUR), {}, {"name", "worker"}),
    (replace(GRANT, withdrawn_at=NOW - HOUR), {}, set()),
    (replace(GRANT, terms=replace(TERMS, until=date(2014, 1, 6))), {}, set()),
    (replace(GRANT, terms=replace(TERMS, until=date(2014, 1, 7))), {}, {"name", "worker"}),
    (replace(GRANT, terms=replace(TERMS, since=date(2014, 1, 8))), {}, set()),
    (replace(GRANT, terms=replace(TERMS, ended_at=NOW)), {}, set()),
    (replace(GRANT, terms=replace(TERMS, parties=frozenset({FORCE}))), {}, set()),
    (replace(GRANT, terms=replace(TERMS, parties=frozenset({HOMES}))), {}, set()),
    (GRANT, {"sensitivity": "restricted"}, set()),
    (replace(GRANT, person=2), {"sensitivity": "sealed"}, {"name", "worker"}),
    (GRANT, {"state": "closed"}, {"name", "worker"}),
    (GRANT, {"state": "erased"}, set()),
    (GRANT, {"is_barred": True}, set()),
]


@pytest.mark.parametrize(("grant", "otherwise", "read"), GRANTED)
def test_what_a_partner_reads_through_a_grant(grant, otherwise, read):
    assert reads(PARTNER, replace(OURS, grants=(grant,), **otherwise)) == read


def test_grants_add_up_and_each_is_named():
    both = replace(OURS, grants=(GRANT, replace(GRANT, key=8, items=frozenset({"asthma"}), terms=None)))
    assert decide(PARTNER, LETTER.read, both, now=NOW) == Decision(
        True, frozenset({"name", "worker", "asthma"}), ("grant:7", "grant:8")
    )


STATED = [("asb", {"name", "worker"}), ("", {"name", "worker"}), ("hate_crime", set())]


@pytest.mark.parametrize(("purpose", "read"), STATED)
def test_a_request_that_states_its_purpose_is_held_to_that_of_the_agreement(purpose, read):
    assert reads(replace(PARTNER, purpose=purpose), replace(OURS, grants=(GRANT,))) == read


def test_the_last_day_of_an_agreement_ends_at_midnight_in_london():
    summer = replace(GRANT, since=NOW, terms=replace(TERMS, until=date(2014, 6, 30)))
    facts = replace(OURS, grants=(summer,))
    assert reads(PARTNER, facts, datetime(2014, 6, 30, 22, 59, tzinfo=UTC)) == {"name", "worker"}
    assert reads(PARTNER, facts, datetime(2014, 6, 30, 23, 0, tzinfo=UTC)) == set()


ASKING = [("asb", {"name", "worker"}), ("", set()), ("hate_crime", set())]


@pytest.mark.parametrize(("purpose", "read"), ASKING)
def test_under_an_agreement_that_asks_nobody_reads_who_has_not_said_what_for(purpose, read):
    asking = replace(OURS, grants=(replace(GRANT, terms=replace(TERMS, asks_purpose=True)),))
    assert reads(replace(PARTNER, purpose=purpose), asking) == read


YESTERDAY, TODAY = date(2014, 1, 6), date(2014, 1, 7)
NAMED = replace(OURS, sensitivity="restricted", is_named=True)
OPENED = replace(OURS, grants=(replace(GRANT, terms=None),))
TO_ONE = replace(OURS, sensitivity="sealed", grants=(replace(GRANT, person=2),))
CLEARED = [
    # who, what is written down of them, what it is like, what they read
    (OFFICER, {}, OURS, EVERYTHING),
    (OFFICER, {"vetting": TODAY, "training": TODAY}, OURS, EVERYTHING),
    (OFFICER, {"vetting": YESTERDAY, "training": TODAY}, OURS, EVERYTHING - {"tip"}),
    (OFFICER, {"vetting": TODAY, "training": YESTERDAY}, OURS, EVERYTHING - {"asthma"}),
    (OFFICER, {"vetting": YESTERDAY, "training": YESTERDAY}, OURS, {"name", "telephone", "worker"}),
    (OFFICER, {"vetting": date.min}, OURS, EVERYTHING - {"tip"}),
    (OFFICER, {"vetting": TODAY}, NAMED, EVERYTHING),
    (OFFICER, {"vetting": YESTERDAY}, NAMED, set()),
    (OFFICER, {"vetting": YESTERDAY}, replace(NAMED, sensitivity="sealed"), set()),
    (OFFICER, {"training": YESTERDAY}, NAMED, EVERYTHING - {"asthma"}),
    (OFFICER, {"vetting": YESTERDAY}, replace(NAMED, glass_until=NOW + HOUR), set()),
    (OFFICER, {"training": YESTERDAY}, replace(OURS, lpu="DY", glass_until=NOW + HOUR), EVERYTHING),
    (GOVERNANCE, {"vetting": YESTERDAY}, replace(OURS, sensitivity="sealed", glass_until=NOW + HOUR), set()),
    (PARTNER, {"training": YESTERDAY}, OPENED, {"name", "worker"}),
    (PARTNER, {"vetting": TODAY}, TO_ONE, {"name", "worker"}),
    (PARTNER, {"vetting": YESTERDAY}, TO_ONE, set()),
]  # fmt: skip


def cleared(asker: Scope, written: dict[str, date]) -> Scope:
    return replace(asker, clearances=tuple(sorted(written.items())))


@pytest.mark.parametrize(("asker", "written", "facts", "read"), CLEARED)
def test_what_vetting_and_training_open_until_their_last_day(asker, written, facts, read):
    assert reads(cleared(asker, written), facts) == read


@pytest.mark.parametrize(("what", "lost"), [("vetting", {"tip"}), ("training", {"asthma"})])
def test_nobody_writes_what_they_are_not_cleared_for(what, lost):
    decision = decide(cleared(SERGEANT, {what: YESTERDAY}), LETTER.write, OURS, now=NOW)
    assert decision.items == EVERYTHING - lost


def test_a_last_day_ends_at_midnight_in_london():
    officer = cleared(OFFICER, {"vetting": date(2014, 6, 30)})
    assert "tip" in reads(officer, OURS, datetime(2014, 6, 30, 22, 59, tzinfo=UTC))
    assert "tip" not in reads(officer, OURS, datetime(2014, 6, 30, 23, 0, tzinfo=UTC))


GLASS = [
    # who, what it is like, whether breaking the glass opens it
    (OFFICER, replace(OURS, lpu="DY"), True),
    (OFFICER, replace(OURS, sensitivity="restricted"), True),
    (OFFICER, replace(OURS, sensitivity="sealed"), False),
    (GOVERNANCE, replace(OURS, sensitivity="sealed"), True),
    (OFFICER, replace(OURS, owner=HOMES), False),
    (OFFICER, replace(OURS, is_barred=True), False),
    (OFFICER, replace(OURS, state="erased"), False),
    (PARTNER, replace(OURS, owner=HOMES, sensitivity="restricted"), False),
    (replace(OFFICER, role="administrator"), OURS, False),
]


@pytest.mark.parametrize(("asker", "facts", "opens"), GLASS)
def test_whom_the_glass_opens_for_and_for_how_long(asker, facts, opens):
    broken = replace(facts, glass_until=NOW + HOUR)
    assert (reads(asker, broken) == EVERYTHING) == opens
    assert reads(asker, broken, NOW + HOUR) == reads(asker, facts)


WRITING = [
    # who, what it is like, what they change, or why not
    (SERGEANT, OURS, EVERYTHING),
    (SERGEANT, replace(OURS, state="closed"), "It is closed"),
    (SERGEANT, replace(OURS, is_joined=True), "It was joined with another"),
    (SERGEANT, replace(OURS, lpu="DY"), "unit that is not yours"),
    (SERGEANT, replace(OURS, sensitivity="restricted"), "only to those named on it"),
    (SERGEANT, replace(OURS, glass_until=NOW + HOUR, lpu="DY"), "unit that is not yours"),
    (OFFICER, OURS, EVERYTHING - {"tip"}),
    (PARTNER, replace(OURS, grants=(replace(GRANT, terms=None),)), "another organisation"),
    (replace(SERGEANT, role="analyst"), OURS, "Your role does not let you"),
    (Scope.system("bluelamp people add"), OURS, "Nobody can"),
]  # fmt: skip


@pytest.mark.parametrize(("asker", "facts", "changes"), WRITING)
def test_what_somebody_may_change(asker, facts, changes):
    decision = decide(asker, LETTER.write, facts, now=NOW)
    if isinstance(changes, set):
        assert decision == Decision(True, frozenset(changes), ("own",))
    else:
        assert not decision.allowed
        assert changes in decision.reasons[0]


@pytest.mark.parametrize("role", ROLES)
def test_only_roles_that_read_some_category_read_anything(role):
    asker = Scope(1, "x", role, FORCE)
    assert bool(reads(asker, OURS)) == (role in READS or role == "system")


def test_an_act_that_is_not_done_to_records_is_a_mistake():
    with pytest.raises(LookupError, match=r"papers\.sign is not done"):
        decide(OFFICER, "papers.sign", OURS, now=NOW)
