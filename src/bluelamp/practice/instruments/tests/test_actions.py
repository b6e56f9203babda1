"""Assessing a record: answers kept one by one, who may do what, several organisations, judgement beside the score."""

from __future__ import annotations

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.models import Disclosure
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.tests.worlds import agreement, grant
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.instruments import actions, queries
from bluelamp.practice.instruments.models import Answer, Assessment, Pilot, Version
from bluelamp.practice.instruments.scoring import score
from bluelamp.practice.instruments.tests.factories import (
    FORCE,
    FOURTEEN,
    HOMES,
    LOWEST,
    NOW,
    RAM,
    SYSTEM,
    TEXT,
    changed,
    record,
    scope,
    version,
)

pytestmark = pytest.mark.django_db


def assessed(by, held, **answers):
    return actions.assessments.complete(by=by, ref=held.ref, answers=LOWEST | answers, now=NOW)


def test_answers_are_kept_one_by_one_and_found_again_at_another_desk():
    version()
    held, by = record(), scope("contact_officer")
    row = actions.assessments.begin(by=by, ref=held.ref, form="contact-centre", now=NOW)
    actions.assessments.answer(by=by, ref=held.ref, number=row.pk, question="q1", options=["weekly"], now=NOW)
    again = actions.assessments.begin(by=scope("contact_officer"), ref=held.ref, now=NOW)
    told = queries.assessments.one(by, queries.assessments.seen(by, held.ref, now=NOW), again.pk)
    assert (again.pk, told.score.base, told.row.form) == (row.pk, 3, "contact-centre")


def test_finishing_keeps_points_band_and_what_was_open():
    version()
    held, by = record(), scope("contact_officer")
    row = actions.assessments.begin(by=by, ref=held.ref, form="contact-centre", now=NOW)
    for key in ("q1", "q3", "q7", "q10"):
        actions.assessments.answer(
            by=by, ref=held.ref, number=row.pk, question=key, options=FOURTEEN[key], now=NOW
        )
    told = actions.assessments.finish(by=by, ref=held.ref, number=row.pk, now=NOW)
    row = told.row
    assert (row.stage, row.base, row.added, row.band, row.is_provisional) == (
        "scored",
        12,
        0,
        "STANDARD",
        True,
    )
    assert dict(Answer.objects.values_list("question", "points")) == {"q1": 3, "q3": 3, "q7": 3, "q10": 3}


def test_a_colleague_s_answer_is_not_overwritten_unseen():
    version()
    held, ann, ben = record(), scope(), scope()
    row = actions.assessments.begin(by=ann, ref=held.ref, now=NOW)
    said = {"ref": held.ref, "number": row.pk, "question": "q1", "now": NOW}
    actions.assessments.answer(by=ann, options=["weekly"], **said)
    with pytest.raises(ChangedMeanwhile) as late:
        actions.assessments.answer(by=ben, options=["daily"], **said)
    (difference,) = late.value.differences
    assert (difference.stands, difference.yours) == ("About once a week", "Every day")
    assert actions.assessments.answer(by=ben, options=["weekly"], **said).by_name == ann.actor_name
    assert actions.assessments.answer(by=ben, options=["daily"], version=1, **said).options == ["daily"]


@pytest.mark.parametrize("options", [["hourly"], ["weekly", "daily"]])
def test_an_answer_that_is_not_offered_is_refused_and_nothing_is_kept(options):
    version()
    held, by = record(), scope()
    row = actions.assessments.begin(by=by, ref=held.ref, now=NOW)
    with pytest.raises(NotNow):
        actions.assessments.answer(
            by=by, ref=held.ref, number=row.pk, question="q1", options=options, now=NOW
        )
    assert Answer.objects.count() == 0


def test_a_withdrawn_version_is_not_asked():
    made = version()
    actions.versions.move(by=SYSTEM, number=made.pk, state="withdrawn", reason="No longer in use.", now=NOW)
    with pytest.raises(NotNow, match="No version of this questionnaire is in use where this is"):
        actions.assessments.begin(by=scope(), ref=record().ref, now=NOW)


def test_a_pilot_is_asked_in_its_units_and_the_version_in_force_elsewhere():
    version()
    version(changed("0.2.0"), "pilot", ("BE",))
    made = {
        lpu: actions.assessments.begin(by=scope(), ref=record(lpu=lpu).ref, now=NOW) for lpu in ("BE", "CV")
    }
    assert {lpu: row.instrument.number for lpu, row in made.items()} == {"BE": "0.2.0", "CV": "0.1.0"}


def test_a_unit_tries_one_version_at_a_time():
    first = version(changed("0.2.0"), "pilot", ("BE", "BW"))
    version(changed("0.3.0"), "pilot", ("BE",))
    standing = Pilot.objects.filter(until__isnull=True).values_list("lpu__code", "version__number")
    assert set(standing) == {("BW", "0.2.0"), ("BE", "0.3.0")}
    assert first.moves.count() == 1


def test_what_comes_into_force_takes_the_place_of_what_was():
    version()
    version(changed("0.2.0"))
    assert dict(Version.objects.values_list("number", "state")) == {"0.1.0": "withdrawn", "0.2.0": "in_force"}


def test_a_version_that_was_used_never_changes():
    made = version(state="draft")
    assert actions.versions.load(by=SYSTEM, text=TEXT, now=NOW)[1] == "same"
    other = TEXT.replace("cap: 4", "cap: 3")
    assert actions.versions.load(by=SYSTEM, text=other, now=NOW)[1] == "changed"
    actions.versions.move(by=SYSTEM, number=made.pk, state="in_force", reason="To be used now.", now=NOW)
    with pytest.raises(NotNow, match="Give the changed file a new version"):
        actions.versions.load(by=SYSTEM, text=TEXT, now=NOW)


def shared_with_homes(held):
    under = agreement(categories=("risk", "identity"))
    grant(held, HOMES, ("risk",), under)


def test_a_landlord_assesses_for_itself_and_the_highest_band_governs():
    version()
    held = record()
    shared_with_homes(held)
    ours = assessed(scope(), held, **FOURTEEN)
    theirs = assessed(scope("partner", HOMES), held, q15=("weapon",))
    standing = queries.assessments.standings([held.pk])[held.pk]
    assert (ours.band.code, theirs.band.code) == ("MEDIUM", "HIGH")
    assert (standing.band, standing.by, standing.assessment) == ("HIGH", HOMES, theirs.number)


def test_a_landlord_to_whom_risk_is_not_open_neither_sees_nor_assesses():
    version()
    held = record()
    grant(held, HOMES, ("summary",))
    for act in (actions.reading.panel, actions.assessments.begin):
        with pytest.raises(NotPermitted):
            act(by=scope("partner", HOMES), ref=held.ref, now=NOW)


def test_a_landlord_does_not_see_what_was_answered_about_health():
    version()
    held = record()
    shared_with_homes(held)
    told = assessed(scope(), held, q11=("mental",), q1=("weekly",))
    opened = actions.reading.one(by=scope("partner", HOMES), ref=held.ref, number=told.number, now=NOW)
    shown = {one.line.question.key: one.is_withheld for one in opened.told.lines}
    assert (shown["q1"], shown["q11"], shown["q8"]) == (False, True, True)


def test_what_a_landlord_reads_of_an_assessment_is_disclosed_on_the_ground_of_its_grant():
    version()
    held = record()
    shared_with_homes(held)
    told = assessed(scope(), held, q1=("weekly",))
    assert not Disclosure.objects.exists()
    actions.reading.one(by=scope(), ref=held.ref, number=told.number, now=NOW)
    actions.reading.one(by=scope("partner", HOMES), ref=held.ref, number=told.number, now=NOW)
    read = [(row.kind, row.recipient) for row in Record.objects.filter(operation="risk.read").order_by("seq")]
    assert read == [("consultation", ""), ("disclosure", HOMES)]
    assert [(line.how, line.items) for line in Disclosure.objects.all()] == [("read", ["risk"])]


def test_an_assessment_of_another_record_is_not_found_here():
    version()
    by, told = scope(), assessed(scope(), record())
    with pytest.raises(NotPermitted):
        actions.reading.one(by=by, ref=record().ref, number=told.number, now=NOW)


def test_a_lower_band_governs_only_when_a_supervisor_approved_it():
    version()
    held = record()
    assessed(scope(), held, q15=("weapon",))
    second = assessed(scope("neighbourhood_officer"), held)
    assert queries.assessments.standings([held.pk])[held.pk].band == "HIGH"
    actions.judging.approve(by=scope("sergeant"), ref=held.ref, number=second.number, now=NOW)
    assert queries.assessments.standings([held.pk])[held.pk].band == "STANDARD"
    assert list(Assessment.objects.order_by("pk").values_list("stage", flat=True)) == [
        "superseded",
        "current",
    ]


def test_nobody_approves_what_they_assessed():
    version()
    held, by = record(), scope("sergeant")
    told = assessed(by, held)
    with pytest.raises(NotNow, match="Somebody else has to approve it"):
        actions.judging.approve(by=by, ref=held.ref, number=told.number, now=NOW)


def test_a_band_is_raised_with_a_reason_and_the_score_stays():
    version()
    held, by = record(), scope("coordinator")
    told = assessed(by, held)
    reason = "Her brother was told that they will come back tonight."
    after = actions.judging.override(
        by=by, ref=held.ref, number=told.number, band="HIGH", code="new_information", reason=reason, now=NOW
    )
    assert (after.row.band, after.row.governing, after.overrides[0].reason) == ("STANDARD", "HIGH", reason)
    with pytest.raises(NotNow, match="never lowered"):
        actions.judging.override(
            by=scope("sergeant"), ref=held.ref, number=told.number, band="MEDIUM", code="protective",
            reason=reason, now=NOW,
        )  # fmt: skip


def test_what_nobody_could_ask_is_treated_as_medium():
    version()
    held, by = record(), scope()
    row = actions.assessments.begin(by=by, ref=held.ref, now=NOW)
    actions.assessments.decline(
        by=by, ref=held.ref, number=row.pk, how="declined", why="She did not want to say more.", now=NOW
    )
    standing = queries.assessments.standings([held.pk])[held.pk]
    assert (standing.band, standing.treated_as) == ("UNASSESSED", "MEDIUM")


def test_a_new_incident_asks_for_another_assessment_once():
    version()
    held, by = record(), scope()
    assessed(by, held)
    looked = queries.assessments.seen(by, held.ref, now=NOW)
    asked = [
        actions.assessments.ask_again(by=by, looked=looked, because="new_incident", now=NOW) for _ in range(2)
    ]
    assert asked == [1, 0]


def test_each_step_is_written_down_under_the_name_of_the_record():
    version()
    held = record()
    before = Record.objects.count()
    actions.assessments.begin(by=scope(), ref=held.ref, now=NOW)
    assessed(scope(), held)
    assessed(scope(), held)
    rows = Record.objects.order_by("seq")[before:].values_list("operation", "objects_touched")
    assert [row for row in rows if row[0].startswith("risk.")] == [
        ("risk.begin", [f"holding:{held.ref}"]),
        ("risk.score", [f"holding:{held.ref}"]),
        ("risk.score", [f"holding:{held.ref}"]),
    ]


def test_a_closed_record_is_not_assessed():
    version()
    with pytest.raises(NotNow, match="open it again before assessing it"):
        actions.assessments.begin(by=scope(), ref=record(state="closed").ref, now=NOW)


def test_erasing_a_record_takes_its_answers_along_and_leaves_the_version():
    version()
    held = record()
    assessed(scope(), held)
    with transaction.atomic():
        actions.erase(held.pk)
    assert (Assessment.objects.count(), Answer.objects.count(), Version.objects.count()) == (0, 0, 1)


def test_of_what_gave_way_to_a_later_one_nothing_is_asked_again():
    version()
    held = record()
    first, *_, last = (assessed(scope(), held) for _ in range(3))
    standing = queries.assessments.of_one(held.pk, held.organisation_id, "asb-ram")
    assert [(each.number, each.stage) for each in standing] == [(last.number, "scored")]
    assert (first.row.because, last.row.because) == ("first", "review")


def test_the_same_answers_give_the_same_band_however_they_come_in():
    version()
    by, said = scope(), LOWEST | FOURTEEN | {"q11": ("physical", "mental")}
    one, other = record(), record()
    whole = actions.assessments.complete(by=by, ref=one.ref, answers=said, now=NOW)
    row = actions.assessments.begin(by=by, ref=other.ref, now=NOW)
    for key in reversed(said):
        actions.assessments.answer(
            by=by, ref=other.ref, number=row.pk, question=key, options=said[key], now=NOW
        )
    single = actions.assessments.finish(by=by, ref=other.ref, number=row.pk, now=NOW)
    plain = score(RAM, said)
    assert {(each.row.base, each.row.band) for each in (whole, single)} == {(plain.base, plain.code)}


def test_past_answers_are_scored_by_a_draft_and_stay_as_they_were():
    version()
    for answers in ({}, FOURTEEN, FOURTEEN | {"q11": ("mental",)}):
        assessed(scope(), record(), **answers)
    draft = version(
        changed(
            "0.2.0",
            ("min: 14", "min: 16"),
            ("pts: 2}\n      - {code: mental", "pts: 3}\n      - {code: mental"),
        ),
        "draft",
    )
    moves = queries.comparing.moves(scope("analyst"), draft.pk)
    assert (moves.n, moves.up, moves.down, moves.unlike) == (3, 0, 1, 0)
    assert moves.counts == {("STANDARD", "STANDARD"): 1, ("MEDIUM", "STANDARD"): 1, ("MEDIUM", "MEDIUM"): 1}
    assert sorted(Assessment.objects.values_list("band", flat=True)) == ["MEDIUM", "MEDIUM", "STANDARD"]


def test_the_panel_asks_as_many_questions_for_three_assessments_as_for_one():
    version()
    held, by = record(), scope()
    counts = []
    for rounds in (1, 2):
        for _ in range(rounds):
            assessed(scope(), held)
        looked = queries.assessments.seen(by, held.ref, now=NOW)
        with CaptureQueriesContext(connection) as asked:
            found = queries.panel(by, looked, now=NOW)
        counts.append(len(asked))
    assert (len(found.told), counts[0]) == (3, counts[1])
    assert (held.organisation.key, found.may_assess) == (FORCE, True)


def test_a_whole_assessment_that_puts_another_out_of_force_takes_sixteen_questions():
    version()
    by, held = scope(), record()
    assessed(by, held)
    assessed(by, held)
    with CaptureQueriesContext(connection) as asked:
        told = assessed(by, held)
    assert (told.row.stage, told.answered, Assessment.objects.filter(stage="superseded").count()) == (
        "scored", 15, 2,
    )  # fmt: skip
    # Where several write at once the record is held first, which is one more.
    most = 16 if connection.features.has_select_for_update else 15
    assert len([query for query in asked if "SAVEPOINT" not in query["sql"]]) == most
