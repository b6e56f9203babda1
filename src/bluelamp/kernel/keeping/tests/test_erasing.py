"""An erasure leaves an opaque reference and nothing else: looked for in every table."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import connection, models, transaction

from bluelamp.kernel.access import kinds
from bluelamp.kernel.access.models import Holding, HoldingChange, NeedToKnow
from bluelamp.kernel.access.sharing.actions import records as handling
from bluelamp.kernel.audit import actions as audit
from bluelamp.kernel.audit.models import Payload, Record
from bluelamp.kernel.audit.verifying import verify
from bluelamp.kernel.keeping import actions, erasing, plans
from bluelamp.kernel.keeping.tests.factories import (
    NOW,
    SYSTEM,
    confirmed,
    held,
    record,
    ref,
    scope,
)
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.models import MatchDecision, Merge, NameUsed, SourceRecord
from bluelamp.kernel.people.tests import factories as people

CANARY = "Zquillabrand"


def everything() -> str:
    """All text in all tables, in whatever column."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(found)


def canaried():
    """A record with the canary wherever somebody may write, and all that comes of one in a life."""
    made = record(given=CANARY, family=CANARY, note=f"{CANARY} said so", worker=CANARY, reference=CANARY)
    other = people.record(given=CANARY, family=CANARY)
    officer = scope()
    why = f"{CANARY} asked for it in a letter."
    handling.set_sensitivity(
        by=officer, ref=ref(made), kind=RECORD, sensitivity="restricted", reason=why, version=1, now=NOW
    )
    decision = MatchDecision.objects.create(
        left=made,
        right=other,
        decision="link",
        reason=why,
        evidence=[["Name", CANARY, 9.5]],
        at=NOW,
        by_name="x",
    )
    Merge.objects.create(
        kept=made.person, gone=other.person, decision=decision, reason=why, at=NOW, by_name="x"
    )
    with transaction.atomic():
        audit.record(
            by=officer, operation="people.search", objects=[f"record:{ref(made)}"], payload={"name": CANARY}
        )
    actions.place_hold(by=officer, ref=ref(made), reason=why, now=NOW)
    actions.lift_hold(by=officer, ref=ref(made), reason=why, now=NOW)
    actions.propose_disposal(by=officer, ref=ref(made), ground="request", reason=why, now=NOW)
    NameUsed.objects.filter(record=other).update(given="Anna", family="Other")
    return made, other, why


def erase(made, why):
    actions.approve_disposal(by=confirmed(), ref=ref(made), reason=why, now=NOW)


@pytest.mark.django_db
def test_after_an_erasure_the_canary_is_in_no_table():
    made, other, why = canaried()
    assert everything().count(CANARY) > 12
    erase(made, why)
    assert [line for line in everything().splitlines() if CANARY in line] == []
    assert held(made).state == "erased"
    assert NameUsed.objects.filter(record=other).get().given == "Anna"


@pytest.mark.django_db
def test_the_chain_verifies_after_an_erasure_and_says_who_did_it():
    made, _, why = canaried()
    erase(made, why)
    report = verify(connection)
    assert report.findings == ()
    assert report.erased > 0
    last = Record.objects.filter(operation="keeping.erase").get()
    assert (last.kind, last.objects_touched, last.detail) == (
        "erasure",
        [f"holding:{ref(made)}"],
        {"ground": "request"},
    )


@pytest.mark.django_db
def test_the_payloads_of_others_stay():
    made, _, why = canaried()
    with transaction.atomic():
        kept = audit.record(
            by=SYSTEM, operation="people.search", objects=["record:ANOTHER"], payload={"name": "A"}
        )
    erase(made, why)
    assert Payload.objects.filter(seq=kept.seq).exists()


@pytest.mark.django_db
def test_an_erasure_that_fails_half_way_has_erased_nothing(monkeypatch):
    made, _, why = canaried()
    before = SourceRecord.objects.values().get(pk=made.pk)

    def broken(**_: object) -> None:
        raise RuntimeError("the record cannot be written")

    monkeypatch.setattr(erasing, "mark_erased", broken)
    with pytest.raises(RuntimeError), transaction.atomic():
        erase(made, why)
    assert SourceRecord.objects.values().get(pk=made.pk) == before
    assert (held(made).state, NameUsed.objects.filter(record=made, given=CANARY).count()) == ("open", 1)


@pytest.mark.django_db
def test_an_erased_record_that_an_older_backup_brings_back_is_erased_again():
    made = record(given=CANARY)
    untouched = record(given="Anna")
    assert actions.erase_again(by=SYSTEM, refs=[ref(made), "0000000000"], now=NOW) == 1
    assert CANARY not in everything()
    assert (held(made).state, held(untouched).state) == ("erased", "open")
    assert actions.erase_again(by=SYSTEM, refs=[ref(made)], now=NOW) == 0


def test_every_kind_of_record_says_how_it_is_erased():
    assert {plan.kind for plan in plans.every()} == {kind.key for kind in kinds.every()}
    with pytest.raises(LookupError, match="how a record of kind diary is erased"):
        plans.of("diary")


def test_whatever_somebody_can_type_about_a_record_is_in_the_list_or_known_to_be_harmless():
    def points_at(model) -> bool:
        targets = {f.related_model for f in model._meta.fields if f.remote_field}
        return Holding in targets or bool(targets & (set(erasing.TYPED) - {model}))

    theirs = [
        model
        for model in apps.get_models()
        if model.__module__.startswith(("bluelamp.kernel.access", "bluelamp.kernel.keeping"))
        and model is not Holding
        and points_at(model)
    ]
    text = (models.CharField, models.TextField)
    for model in theirs:
        typed = {field.name for field in model._meta.fields if isinstance(field, text)}
        listed = set(erasing.TYPED.get(model, ("", ()))[1]) | erasing.NOBODY_S.get(model, set())
        assert typed - listed == set(), model
    assert {HoldingChange, NeedToKnow} <= set(theirs)
