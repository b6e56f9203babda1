"""Taking reports: once, whole, into the right case, by everybody who may."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from bluelamp.areas.asb import actions, queries
from bluelamp.areas.asb.actions.reports import Alleged, Caller
from bluelamp.areas.asb.models import Answer, Case, Report, StateChange
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.tests.factories import (
    DAY,
    HOUR,
    NOW,
    answers,
    case_of,
    somebody_new,
    take,
    taker,
    told,
)
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests.factories import HOMES, POLICE, record, scope
from bluelamp.practice.promises import actions as promises
from bluelamp.practice.promises.models import SupervisorReview

pytestmark = pytest.mark.django_db


def test_a_first_report_begins_a_case_where_it_lies():
    case = case_of(take(taker(), types=("rowdy",)))
    assert (case.state, case.reports_count, case.neighbourhood) == ("reported", 1, "N-E05001193")
    assert (case.holding.organisation.key, case.holding.lpu.code) == (POLICE, "BW")
    assert case.title == "Rowdy or inconsiderate behaviour, 7 January 2014"
    assert [(move.before, move.state) for move in case.moves.all()] == [("", "reported")]


def test_a_new_case_waits_for_its_supervisors_until_somebody_assesses_it():
    by = taker()
    taken = take(by)
    take(by, into=taken.case)
    rows = SupervisorReview.objects.filter(holding=case_of(taken).holding)
    assert [(row.rank, row.band, (row.due_at - NOW).days) for row in rows] == [
        ("sergeant", "unassessed", 28),
        ("inspector", "unassessed", 56),
    ]
    promises.reviews.set_band(by=by, holding=case_of(taken).holding, band="standard", now=NOW + DAY)
    assert not rows.filter(dropped_at=None).exists()


def test_every_question_is_kept_with_whether_it_was_asked():
    asked = answers() | {"targeted": ("refused", "Would not say."), "effect": ("not_asked", "")}
    take(taker(), answers=asked)
    kept = dict(Answer.objects.values_list("question", "answer"))
    assert kept == {"repeat": "no", "targeted": "refused", "vulnerable": "no", "effect": "not_asked"}


def test_ten_twin_submissions_make_one_report():
    by = taker()
    refs = {take(by, submission="the same form").report for _ in range(10)}
    assert (len(refs), Report.objects.count(), Case.objects.count()) == (1, 1, 1)


def test_a_submission_of_somebody_else_is_their_own():
    first = take(taker(), submission="the same form")
    second = take(taker(), submission="the same form")
    assert first.report != second.report


def test_who_calls_is_a_record_of_the_force_and_a_complainant():
    case = case_of(take(taker(), callers=(somebody_new(),)))
    (row,) = case.people.all()
    assert (row.role, row.is_anonymous) == ("complainant", False)
    assert str(SourceRecord.objects.get(person=row.person).names.get()) == "Elizabeth Brindlewick"
    assert list(case.reports.get().complainants.all()) == [row]


def test_who_is_known_already_is_not_written_twice():
    by, known = taker(), record()
    first = take(by, callers=(Caller(ref=known.person.ref),))
    take(by, into=first.case, callers=(Caller(ref=known.person.ref),))
    assert SourceRecord.objects.count() == 1
    (row,) = case_of(first).people.all()
    assert row.reports.count() == 2


def test_who_gives_no_name_is_anonymous_and_the_unnamed_are_told_apart():
    grey, red = Alleged(known_as="man in a grey hoodie"), Alleged(known_as="boy on a red bicycle")
    case = case_of(take(taker(), alleged=(grey, red)))
    rows = [(row.role, row.is_anonymous, row.known_as) for row in case.people.order_by("pk")]
    assert rows == [
        ("complainant", True, ""),
        ("alleged", False, "man in a grey hoodie"),
        ("alleged", False, "boy on a red bicycle"),
    ]


def test_a_person_the_taker_may_not_see_is_not_there():
    hidden = record(sensitivity="sealed")
    with pytest.raises(NotPermitted):
        take(taker("contact_officer"), callers=(Caller(ref=hidden.person.ref),))
    assert Case.objects.count() == 0


def test_an_address_nobody_finds_is_kept_and_the_taker_still_sees_the_case():
    by = taker("neighbourhood_officer", lpus=("DY",))
    case = case_of(take(by, spot=Spot("behind the mill, wherever that is")))
    assert (case.address, case.neighbourhood, case.holding.lpu.code) == (
        "behind the mill, wherever that is", "", "DY",
    )  # fmt: skip


def test_a_report_joins_the_case_it_is_put_into():
    by = taker()
    first = take(by, types=("noise",))
    second = take(by, now=NOW + DAY, into=first.case, types=("noise", "drugs"))
    case = case_of(first)
    assert (second.case, second.is_new, case.reports_count) == (first.case, False, 2)
    assert (case.last_report_at, case.types) == (NOW + DAY, ["noise", "drugs"])


def test_a_report_on_a_case_closed_lately_opens_it_again():
    by = taker()
    first = take(by)
    closed = _closed(first, NOW + DAY)
    again = take(by, now=NOW + 91 * DAY, into=first.case)
    closed.refresh_from_db()
    closed.holding.refresh_from_db()
    assert (again.is_reopened, closed.state, closed.reopened_count) == (True, "triage", 1)
    assert (closed.closed_at, closed.holding.state) == (None, "open")


def test_a_report_that_opened_its_case_again_says_so_and_one_that_is_named_in_a_reason_does_not():
    by = taker()
    first = take(by)
    _closed(first, NOW + DAY)
    said = {"by": by, "into": first.case, "submission": "sent-twice"}
    again, twin = (take(now=NOW + 2 * DAY, **said) for _ in range(2))
    closed = _closed(first, NOW + 3 * DAY)
    why = f"Opened by hand, because of report {first.report}."
    actions.moves.reopen_closed(by=by, ref=closed.holding.ref, reason=why, now=NOW + 4 * DAY)
    told = [queries.reports.receipt(by, report).is_reopened for report in (first.report, again.report)]
    assert (told, again.is_reopened, twin.is_reopened) == ([False, True], True, True)


def test_moves_from_before_are_given_the_report_that_their_words_name():
    by = taker()
    first = take(by)
    _closed(first, NOW + DAY)
    again = take(by, now=NOW + 2 * DAY, into=first.case)
    StateChange.objects.update(report=None)
    step = import_module("bluelamp.areas.asb.migrations.0008_for_which_report")
    step.name_the_report(apps, None)
    named = StateChange.objects.exclude(report=None)
    assert list(named.values_list("report__ref", "before")) == [(again.report, "closed")]


def test_a_case_closed_long_ago_stays_closed():
    by = taker()
    first = take(by)
    _closed(first, NOW)
    with pytest.raises(NotNow, match="more than 90 days ago"):
        take(by, now=NOW + 91 * DAY, into=first.case)
    assert (case_of(first).state, Report.objects.count()) == ("closed", 1)


def test_a_partner_reports_to_the_police_and_does_not_see_the_case():
    taker()
    landlord = scope("partner", HOMES)
    taken = take(landlord, to=POLICE, channel="partner")
    held = case_of(taken).holding
    assert (held.organisation.key, held.lpu.code, taken.is_theirs) == (POLICE, "BW", False)
    assert Report.objects.get().agency.key == HOMES
    with pytest.raises(NotPermitted):
        actions.cases.read(by=landlord, ref=taken.case, now=NOW)


def test_a_partner_may_deal_with_it_themselves():
    landlord = scope("partner", HOMES)
    taken = take(landlord, channel="partner")
    assert (taken.is_theirs, case_of(taken).holding.lpu) == (True, None)
    assert actions.cases.read(by=landlord, ref=taken.case, now=NOW).case.state == "reported"


def test_nobody_sends_it_to_a_third_organisation():
    scope("partner", HOMES)
    with pytest.raises(NotNow, match="your own organisation or the police"):
        take(taker(), to=HOMES)


def test_nobody_adds_to_a_case_of_another_unit_or_organisation():
    taken = take(taker())
    for other in (taker("neighbourhood_officer", lpus=("DY",)), scope("partner", HOMES)):
        with pytest.raises(NotPermitted):
            take(other, into=taken.case)
    assert Report.objects.count() == 1


@pytest.mark.parametrize("role", ["analyst", "board_member", "governance", "administrator"])
def test_others_take_no_reports(role):
    with pytest.raises(NotPermitted):
        take(scope(role))


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"happened_from": NOW + HOUR}, "cannot have been reported before it happened"),
        ({"received_at": NOW + HOUR, "happened_from": NOW}, "nor later than now"),
        ({"happened_to": NOW - 2 * HOUR}, "ended before it began"),
        ({"types": ("witchcraft",)}, "types from the list"),
        ({"what": "  "}, "Say what happened"),
        ({"answers": {}}, "whether it was asked"),
        ({"crime": "recorded"}, "number of the crime"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(said, why):
    with pytest.raises(NotNow, match=why):
        actions.reports.take(by=taker(), told=told(**said), now=NOW)
    assert (Case.objects.count(), Report.objects.count()) == (0, 0)


def test_the_report_is_written_down_without_a_word_of_what_was_said():
    taken = take(taker(), alleged=(Alleged(known_as="man in a grey hoodie"),))
    written = Record.objects.get(operation="asb.report")
    assert written.objects_touched == [f"holding:{taken.case}", f"report:{taken.report}"]
    assert (written.kind, "hoodie" in str(written.__dict__)) == ("collection", False)


def _closed(taken, when):
    case = case_of(taken)
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=when)
    case.holding.state = "closed"
    case.holding.save()
    return case
