"""Keeping records: what goes in comes out, nothing anybody wrote is lost, and a form sent twice makes one record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people import queries
from bluelamp.kernel.people.actions import records
from bluelamp.kernel.people.actions.records import Changed, Home
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests.factories import HOMES, NOW, kept, record, scope

FULL = {
    "families_before": ("Ottercroft",),
    "also_known_as": ("Liz Ottercroft", "Betty"),
    "homes": (Home("1 New Road", "B2 2BB"), Home("9 Old Lane", "B1 1AA", until=date(2013, 2, 1))),
    "phones": ("01632 960123", "+44 1632 960999"),
    "emails": ("liz@example.org",),
    "reference": "T/100",
    "worker": "Duty officer",
    "subject": "victim",
    "note": "Rings after five.",
    "note_is": "opinion",
}


@pytest.mark.django_db
def test_a_record_says_what_was_filled_in():
    ref = records.add(by=scope("partner", HOMES), kept=kept(**FULL), now=NOW)
    made = SourceRecord.objects.get(holding__ref=ref)
    assert records.as_kept(made) == kept(**FULL)
    assert (made.holding.organisation.key, made.version, made.person.head) == (HOMES, 1, made.person)
    written = Record.objects.latest("seq")
    assert (written.operation, written.kind) == ("people.add", "collection")
    assert "Brindlewick" not in str(written.detail) + str(written.objects_touched)


@pytest.mark.django_db
def test_a_form_that_is_sent_twice_makes_one_record():
    by = scope("partner", HOMES)
    first = records.add(by=by, kept=kept(), now=NOW, submission="form-1")
    assert records.add(by=by, kept=kept(), now=NOW, submission="form-1") == first
    assert records.add(by=by, kept=kept(), now=NOW, submission="form-2") != first
    assert SourceRecord.objects.count() == 2


@pytest.mark.django_db
def test_a_form_of_another_organisation_never_gives_its_record_away():
    first = records.add(by=scope("partner", HOMES), kept=kept(), now=NOW, submission="form-1")
    second = records.add(by=scope("coordinator"), kept=kept(), now=NOW, submission="form-1")
    assert first != second


@pytest.mark.django_db
def test_who_comes_second_is_shown_what_the_first_wrote_and_loses_nothing():
    by, made = scope(), record()
    ref = made.holding.ref
    records.change(by=by, ref=ref, version=1, kept=kept(note="First."), now=NOW)
    with pytest.raises(Changed) as clash:
        records.change(by=by, ref=ref, version=1, kept=kept(note="Second."), now=NOW)
    assert (clash.value.theirs.note, clash.value.version) == ("First.", 2)
    assert SourceRecord.objects.get(pk=made.pk).note == "First."
    records.change(by=by, ref=ref, version=2, kept=kept(note="Second."), now=NOW)
    assert SourceRecord.objects.get(pk=made.pk).note == "Second."


@pytest.mark.django_db
def test_what_a_role_may_not_write_stays_as_it_was():
    made = record(subject="suspect", note="As it was.", worker="As it was.")
    wanted = kept(given="Liz", subject="", note="New.", worker="New.")
    records.change(by=scope("contact_officer"), ref=made.holding.ref, version=1, kept=wanted, now=NOW)
    now_says = records.as_kept(SourceRecord.objects.get(pk=made.pk))
    assert now_says == replace(wanted, subject="suspect", worker="As it was.")


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["analyst", "administrator", "governance", "board_member", "acc"])
def test_no_other_role_adds_changes_or_sees_a_record(role):
    by, made = scope(role), record()
    with pytest.raises(NotPermitted):
        records.add(by=by, kept=kept(), now=NOW)
    with pytest.raises(NotPermitted):
        records.change(by=by, ref=made.holding.ref, version=1, kept=kept(), now=NOW)
    with pytest.raises(NotPermitted):
        queries.profiles.person(by, made.person.ref, now=NOW)


@pytest.mark.django_db
def test_nobody_changes_what_is_not_theirs():
    made = record(HOMES)
    with pytest.raises(NotPermitted, match="There is no such record"):
        records.change(by=scope(), ref=made.holding.ref, version=1, kept=kept(), now=NOW)


@pytest.mark.django_db
def test_a_record_without_a_name_is_refused():
    with pytest.raises(NotNow, match="Enter a given name or a family name"):
        records.add(by=scope(), kept=kept(given="", family=""), now=NOW)


@pytest.mark.django_db
def test_an_officer_of_one_unit_cannot_put_a_record_into_another():
    with pytest.raises(NotNow, match="unit that is yours"):
        records.add(by=scope(lpus=("CV",)), kept=kept(), now=NOW, lpu="DY")


def test_who_moves_keeps_the_old_address_with_its_end():
    was = kept(homes=(Home("1 Old Road", "B1 1AA", since=date(2010, 1, 1)),))
    assert records.moved(was, Home("2 New Road", "B2 2BB"), date(2014, 1, 7)) == (
        Home("2 New Road", "B2 2BB", since=date(2014, 1, 7)),
        Home("1 Old Road", "B1 1AA", since=date(2010, 1, 1), until=date(2014, 1, 7)),
    )
