"""Notes as they are written, put right and heard."""

from __future__ import annotations

from uuid import uuid4

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.models import Note
from bluelamp.practice.casework.tests.factories import LATER, MINUTE, NOW, case, opened_to

pytestmark = pytest.mark.django_db


def write(by, held, words="The door was kicked in.", audience="organisation", now=NOW, **more):
    return actions.notes.write(by=by, ref=held.ref, words=words, audience=audience, now=now, **more)


def heard(scope, held, now=NOW):
    looked = queries.looking.case(scope, held.ref, now=now)
    return queries.notes.heard(scope, queries.links.family(scope, looked, now=now), now=now)


def said(scope, held):
    return [each.note.words for each in heard(scope, held)]


def test_a_note_is_heard_by_those_it_is_for_and_by_nobody_else(officer, sergeant, landlord):
    held = case()
    opened_to(held)
    for audience in ("team", "organisation", "shared", "told"):
        write(officer, held, f"For {audience}.", audience)
    assert len(said(sergeant, held)) == 4
    assert set(said(landlord, held)) == {"For shared.", "For told."}


def test_a_partner_to_whom_the_notes_are_open_writes_their_own(officer, landlord):
    held = case()
    opened_to(held)
    write(landlord, held, "The tenant was warned.", "shared")
    write(landlord, held, "Arrears of rent.", "organisation")
    assert said(officer, held) == ["The tenant was warned."]
    assert len(said(landlord, held)) == 2


def test_a_partner_to_whom_only_the_name_is_open_neither_reads_nor_writes_notes(officer, landlord):
    held = case()
    opened_to(held, ["name"])
    write(officer, held, audience="shared")
    assert said(landlord, held) == []
    with pytest.raises(NotPermitted):
        write(landlord, held, audience="shared")


def test_to_somebody_who_may_not_see_the_case_it_is_not_there(elsewhere):
    held = case()
    with pytest.raises(NotPermitted):
        write(elsewhere, held)
    assert Note.objects.count() == 0


def test_nothing_hangs_on_a_record_that_is_no_case(officer):
    with pytest.raises(NotPermitted):
        write(officer, case(kind="letter"))


def test_a_note_is_put_right_and_how_it_stood_is_kept(officer):
    held = case()
    note = write(officer, held)
    said = {"words": "The gate was kicked in.", "audience": "shared", "version": 1}
    actions.notes.correct(by=officer, ref=held.ref, number=note.pk, now=NOW + 14 * MINUTE, **said)
    (shown,) = heard(officer, held)
    assert (shown.note.words, shown.note.audience, shown.note.version) == (
        "The gate was kicked in.",
        "shared",
        2,
    )
    assert [before.words for before in shown.before] == ["The door was kicked in."]


def test_after_a_quarter_of_an_hour_there_are_addenda(officer, colleague):
    held = case()
    note = write(officer, held)
    with pytest.raises(NotNow, match="15 minutes"):
        actions.notes.correct(
            by=officer, ref=held.ref, number=note.pk, words="No.", audience="team", version=1, now=LATER
        )
    write(colleague, held, "It was the gate.", adds_to=note.pk, now=LATER)
    (shown,) = heard(officer, held)
    assert [each.note.words for each in shown.addenda] == ["It was the gate."]


def test_an_addendum_to_an_addendum_stands_below_the_first_note(officer):
    held = case()
    note = write(officer, held)
    added = write(officer, held, "More.", adds_to=note.pk)
    assert write(officer, held, "Still more.", adds_to=added.pk).adds_to_id == note.pk


def test_nobody_adds_to_a_note_they_do_not_hear_of(officer, landlord):
    held = case()
    opened_to(held)
    note = write(officer, held, audience="organisation")
    with pytest.raises(NotPermitted):
        write(landlord, held, "And?", "shared", adds_to=note.pk)


def test_whoever_puts_right_what_was_put_right_meanwhile_sees_both(officer):
    held = case()
    note = write(officer, held)
    said = {"by": officer, "ref": held.ref, "number": note.pk, "audience": "organisation", "now": NOW}
    actions.notes.correct(words="First.", version=1, **said)
    with pytest.raises(ChangedMeanwhile) as late:
        actions.notes.correct(words="Second.", version=1, **said)
    assert [(one.stands, one.yours) for one in late.value.differences] == [("First.", "Second.")]
    assert note.before.count() == 1


def test_sent_twice_it_is_written_once(officer):
    held, once = case(), uuid4()
    assert write(officer, held, submission=once) == write(officer, held, submission=once)
    assert Record.objects.filter(operation="casework.write_note").count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"words": "  "}, {"words": "x" * 10_001}, {"audience": "everybody"}, {"nature": "rumour"}],
)
def test_what_is_wrong_changes_nothing(officer, wrong):
    with pytest.raises(NotNow):
        write(officer, case(), **wrong)
    assert Note.objects.count() == 0


def test_nothing_is_added_to_a_closed_case(officer):
    with pytest.raises(NotNow, match="closed"):
        write(officer, case(state="closed"))
