"""Looking for people: they are found by what they are called and wrote as, and only by what the reader may see."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.models import (
    Agreement,
    AgreementCategory,
    AgreementParty,
    Grant,
    GrantItem,
    NeedToKnow,
)
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.tests.plans import read_whole
from bluelamp.kernel.audit.actions import ReasonNeeded
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.actions.records import Home
from bluelamp.kernel.people.queries.finding import Asked
from bluelamp.kernel.people.tests.factories import BORN, HOMES, NOW, POLICE, body, record, scope

LIZ = {
    "given": "Elizabeth Mary",
    "family": "Brindlewick",
    "families_before": ("Ottercroft",),
    "homes": (Home("58 Shingle Avenue", "B1 2PG"),),
    "phones": ("+44 1632 960123",),
    "emails": ("liz@example.org",),
    "reference": "N/77",
}

TABLES = (r"people_\w+", "access_holding", "access_grant")


def refs(by, **asked):
    return [whose.ref for whose in queries.finding.search(by, Asked(**asked), now=NOW).people]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [
        {"name": "brindle"},
        {"name": "liz brindlewick"},
        {"name": "Brindlewyck"},
        {"name": "Ottercroft"},
        {"name": "Brindlewick Elizabeth"},
        {"born": BORN},
        {"address": "shingle"},
        {"address": "58 Shingle Avenue, B1"},
        {"contact": "01632 960123"},
        {"contact": "LIZ@example.org"},
        {"reference": "n/77"},
        {"name": "Liz", "born": BORN, "address": "B1 2PG"},
    ],
    ids=str,
)
def test_somebody_is_found_by_anything_that_fits(asked):
    liz = record(**LIZ)
    record(
        given="Gurpreet",
        family="Tallowshaw",
        born=date(1990, 5, 5),
        homes=(Home("2 Otter Lane", "WS1 1AA"),),
        phones=(),
    )
    assert refs(scope(), **asked) == [liz.person.ref]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked",
    [{"name": "Liz", "born": date(1981, 1, 1)}, {"name": "%"}, {"contact": "960123"}, {"address": "_"}, {}],
    ids=str,
)
def test_nobody_is_found_by_what_does_not_fit(asked):
    record(**LIZ)
    assert refs(scope(), **asked) == []


@pytest.mark.django_db
def test_everybody_finds_their_own_and_nobody_elses():
    ours, theirs = record(**LIZ), record(HOMES, **LIZ)
    record(sensitivity="sealed", **LIZ)
    record(sensitivity="restricted", **LIZ)
    assert refs(scope(), name="Liz") == [ours.person.ref]
    assert refs(scope("partner", HOMES), name="Liz") == [theirs.person.ref]
    assert refs(scope("partner", "sandwell-council"), name="Liz") == []
    for role in ("analyst", "administrator", "governance"):
        with pytest.raises(NotPermitted):
            refs(scope(role), name="Liz")


def shared(made, items, categories):
    """``made`` opened to the police by Wickwell Homes, under an agreement for these categories."""
    agreement = Agreement.objects.create(
        key="test", title="Test", purpose="asb", summary="Test", gateway="test", starts_on=date(2014, 1, 1),
        review_on=date(2015, 1, 1), created_at=NOW,
    )  # fmt: skip
    for key in (POLICE, HOMES):
        AgreementParty.objects.create(agreement=agreement, organisation=body(key))
    for category in categories:
        AgreementCategory.objects.create(agreement=agreement, category=category)
    grant = Grant.objects.create(
        holding=made.holding,
        organisation=body(POLICE),
        basis="agreement",
        agreement=agreement,
        necessity="A test.",
        since=NOW,
    )
    for item in items:
        GrantItem.objects.create(grant=grant, item=item)


@pytest.mark.django_db
def test_a_shared_record_is_found_by_what_was_shared_and_by_nothing_else():
    theirs = record(HOMES, **LIZ)
    shared(theirs, items=["name", "addresses"], categories=["identity"])
    by = scope()
    assert refs(by, name="Liz") == [theirs.person.ref]
    for hidden in (
        {"born": BORN},
        {"address": "Shingle"},
        {"contact": "01632 960123"},
        {"name": "Ottercroft"},
    ):
        assert refs(by, **hidden) == [], hidden
    whose = queries.profiles.person(by, theirs.person.ref, now=NOW)
    assert whose.sources[0].said == {"name": "Elizabeth Mary Brindlewick"}


@pytest.mark.django_db
def test_reading_what_was_shared_is_written_down_as_a_disclosure():
    theirs = record(HOMES, **LIZ)
    shared(theirs, items=["name"], categories=["identity"])
    actions.reading.person(by=scope(), ref=theirs.person.ref, now=NOW)
    written = Record.objects.latest("seq")
    assert (written.operation, written.kind, written.recipient) == ("people.person", "disclosure", POLICE)
    assert written.objects_touched == [f"person:{theirs.person.ref}", f"holding:{theirs.holding.ref}"]
    assert theirs.holding.disclosures.get().items == ["name"]


@pytest.mark.django_db
def test_a_search_is_written_down_with_whom_it_showed_and_without_what_was_typed():
    liz = record(**LIZ)
    actions.reading.search(by=scope(), asked=Asked(name="Brindlewick"), now=NOW)
    written = Record.objects.latest("seq")
    assert written.objects_touched == [f"person:{liz.person.ref}", f"holding:{liz.holding.ref}"]
    assert (written.detail["found"], list(written.detail["asked"])) == (1, ["name"])
    assert "brindle" not in str(written.detail).lower()
    assert written.detail["asked"] == Asked(name=" BRINDLEWICK").tags()


@pytest.mark.django_db
def test_a_restricted_record_opens_to_those_named_on_it_once_they_say_why():
    by, liz = scope(), record(sensitivity="restricted", **LIZ)
    with pytest.raises(NotPermitted):
        actions.reading.person(by=by, ref=liz.person.ref, now=NOW, reason="I am curious about her.")
    liz.holding.people.create(user_id=by.actor_id, reason="Her officer.", since=NOW, by_name="A sergeant")
    with pytest.raises(ReasonNeeded):
        actions.reading.person(by=by, ref=liz.person.ref, now=NOW)
    assert (
        actions.reading.person(by=by, ref=liz.person.ref, now=NOW, reason="Her call of last night.").ref
        == liz.person.ref
    )


@pytest.mark.django_db
def test_one_person_and_three_take_as_many_questions(django_assert_max_num_queries):
    by = scope()
    record(**LIZ)
    with django_assert_max_num_queries(14):
        assert len(refs(by, name="Liz")) == 1
    for _ in range(2):
        record(**LIZ)
    with django_assert_max_num_queries(14):
        assert len(refs(by, name="Liz")) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    "asked", [{"name": "Liz Brindlewick"}, {"born": BORN}, {"contact": "01632 960123"}], ids=str
)
def test_whoever_is_looked_for_is_found_by_an_index(asked):
    liz, by = record(**LIZ), scope()
    with CaptureQueriesContext(connection) as asking:
        assert refs(by, **asked) == [liz.person.ref]
    every = [each["sql"] for each in asking.captured_queries if each["sql"].startswith("SELECT")]
    # Also the records of those who were found, and the holdings of these.
    assert read_whole(every, *TABLES) == []


@pytest.mark.django_db
@pytest.mark.parametrize("hour", [1, 23])
def test_whoever_was_barred_today_is_asked_about_as_about_nobody_at_any_hour(hour):
    by, hidden, now = scope(), record(), NOW.replace(hour=hour)
    said = {"since": now - timedelta(minutes=5), "by_name": "A supervisor", "reason": "Related to them."}
    NeedToKnow.objects.create(holding=hidden.holding, user_id=by.actor_id, stance="barred", **said)

    def questions(ref):
        with CaptureQueriesContext(connection) as asked, pytest.raises(NotPermitted):
            queries.profiles.person(by, ref, now=now)
        return len(asked)

    questions("A" * 10)  # What is kept in words from now on is kept for both.
    assert questions(hidden.person.ref) == questions("Q" * 10) > 0
