"""Promises: made, kept, paused, taken back, and seen by those who see the record."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.tests.worlds import HOMES, grant
from bluelamp.kernel.audit.models import Record
from bluelamp.practice.promises import actions, clocks, queries
from bluelamp.practice.promises.models import Pause, Promise
from bluelamp.practice.promises.queries.promises import Choice
from bluelamp.practice.promises.tests.factories import DAY, KINDS, NOW, record, somebody

pytestmark = pytest.mark.django_db
WHY = "They are away until the end of the week."


@pytest.fixture(autouse=True)
def quarrels(settings):
    settings.RECORD_KINDS = KINDS


@pytest.fixture
def officer():
    return somebody()


def made(officer, held, **more):
    said = {"says": "We will ring you.", "to_role": "victim", "due_at": NOW + DAY, "now": NOW} | more
    return actions.promises.make(by=officer, record=held.ref, **said)


def test_a_promise_is_made_kept_and_known_to_have_been_kept_in_time(officer):
    held = record()
    promise = made(officer, held)
    kept = actions.promises.keep(
        by=officer, record=held.ref, number=promise.pk, how="phone", version=1, now=NOW + DAY
    )
    assert queries.promises.state(kept, NOW + 9 * DAY) == "kept"
    assert (kept.version, kept.kept_by_name) == (2, officer.actor_name)
    assert list(Record.objects.order_by("seq").values_list("operation", "kind")) == [
        ("promises.make", "collection"),
        ("promises.keep", "alteration"),
    ]


def test_a_timer_says_when_it_is_due_and_in_which_words(officer):
    held = record()
    promise = made(officer, held, says="", due_at=None, timer="first-contact", grade="standard")
    assert clocks.on(promise.due_at).isoformat() == "2014-01-14"
    assert promise.says == "We will speak with you about what has happened."
    unassessed = made(officer, held, says="", due_at=None, timer="first-contact")
    assert (unassessed.grade, clocks.on(unassessed.due_at).isoformat()) == ("unassessed", "2014-01-09")


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"due_at": NOW - timedelta(seconds=1)}, "in the past"),
        ({"due_at": NOW}, "in the past"),
        ({"due_at": NOW + 367 * DAY}, "more than a year away"),
        ({"due_at": None}, "by when"),
        ({"says": "  "}, "what is promised"),
        ({"to_role": "mayor"}, "to whom"),
        ({"timer": "no-such", "due_at": None}, "No timer"),
        ({"timer": "repeat-victim", "due_at": None}, "looks back"),
        ({"timer": "first-contact", "started_at": NOW - 60 * DAY}, "in the past"),
    ],
)
def test_a_promise_that_cannot_be_made_is_refused_in_words_and_nothing_is_kept(officer, wrong, said):
    held = record()
    with pytest.raises(NotNow, match=said):
        made(officer, held, **wrong)
    assert (Promise.objects.count(), Record.objects.count()) == (0, 0)


def test_a_paused_clock_runs_on_with_the_working_days_that_were_left(officer):
    held = record()
    promise = made(officer, held, says="", due_at=None, timer="first-contact", grade="standard")
    paused = actions.promises.pause(
        by=officer, record=held.ref, number=promise.pk, reason=WHY, version=1, now=NOW + DAY
    )
    assert queries.promises.state(paused, NOW + 30 * DAY) == "paused"
    resumed = actions.promises.resume(
        by=officer, record=held.ref, number=promise.pk, version=2, now=NOW + 8 * DAY
    )
    # 8, 9, 10, 13 and 14 January do not count: the clock stood still when each of them ended.
    assert clocks.on(resumed.due_at).isoformat() == "2014-01-21"
    assert Pause.objects.get().reason == WHY


def test_a_day_of_its_own_moves_on_by_as_long_as_the_clock_stood_still(officer):
    held = record()
    promise = made(officer, held, due_at=clocks.end_of(clocks.on(NOW + 3 * DAY)))
    actions.promises.pause(by=officer, record=held.ref, number=promise.pk, reason=WHY, version=1, now=NOW)
    resumed = actions.promises.resume(
        by=officer, record=held.ref, number=promise.pk, version=2, now=NOW + 2 * DAY
    )
    assert resumed.due_at == clocks.end_of(clocks.on(NOW + 5 * DAY))


def test_what_is_missed_or_done_is_not_paused_and_a_reason_says_something(officer):
    held = record()
    promise = made(officer, held)
    for at, reason in ((NOW + 2 * DAY, WHY), (NOW, "away")):
        with pytest.raises(NotNow):
            actions.promises.pause(
                by=officer, record=held.ref, number=promise.pk, reason=reason, version=1, now=at
            )
    actions.promises.cancel(by=officer, record=held.ref, number=promise.pk, reason=WHY, version=1, now=NOW)
    with pytest.raises(NotNow, match="already"):
        actions.promises.keep(by=officer, record=held.ref, number=promise.pk, how="phone", version=2, now=NOW)


def test_whoever_comes_too_late_is_shown_what_stands_and_overwrites_nothing(officer):
    held = record()
    promise = made(officer, held)
    actions.promises.keep(by=officer, record=held.ref, number=promise.pk, how="visit", version=1, now=NOW)
    for act, more in ((actions.promises.keep, {"how": "phone"}), (actions.promises.cancel, {"reason": WHY})):
        with pytest.raises(ChangedMeanwhile) as late:
            act(by=officer, record=held.ref, number=promise.pk, version=1, now=NOW, **more)
        assert late.value.version == 2
    assert Promise.objects.get().kept_how == "visit"


def test_twins_of_one_submission_make_one_promise_and_another_s_number_none_of_mine(officer):
    held = record()
    first, second = (made(officer, held, submission="11") for _ in range(2))
    other = made(somebody(), held, submission="11")
    assert first.pk == second.pk
    assert other.pk != first.pk
    assert Record.objects.filter(operation="promises.make").count() == 2


def test_a_promise_is_found_within_its_record_alone(officer):
    held, elsewhere = record(), record()
    promise = made(officer, held)
    with pytest.raises(NotPermitted):
        actions.promises.keep(
            by=officer, record=elsewhere.ref, number=promise.pk, how="phone", version=1, now=NOW
        )


def test_promises_are_seen_by_those_who_see_that_item_of_the_record_and_written_by_its_owners(officer):
    shared, withheld, sealed, plain = (
        record(), record(), record(sensitivity="sealed"), record("letter"),
    )  # fmt: skip
    for held in (shared, withheld, plain):
        made(officer, held)
    grant(shared, items=["promises"], since=NOW - DAY)
    grant(withheld, items=["about"], since=NOW - DAY)
    grant(plain, items=["name"], since=NOW - DAY)
    partner = somebody("partner", HOMES)
    seen = queries.promises.chosen(partner, Choice(when="coming"), now=NOW)
    assert [promise.holding.ref for promise in seen] == [shared.ref]
    assert len(queries.promises.of_record(partner, shared.ref, now=NOW)) == 1
    for held in (withheld, sealed, plain):
        with pytest.raises(NotPermitted):
            queries.promises.of_record(partner, held.ref, now=NOW)
    with pytest.raises(NotPermitted):
        made(partner, shared)


def test_the_list_is_cut_by_when_it_is_due_and_counted_in_one_question(officer, django_assert_num_queries):
    held = record()
    for hours in (1, 2, 40, 400):
        made(officer, held, due_at=NOW + timedelta(hours=hours))
    late = NOW + timedelta(hours=1, minutes=30)
    with django_assert_num_queries(1):
        assert queries.promises.counts(officer, Choice(), now=late) == {
            "overdue": 1, "today": 1, "coming": 2, "paused": 0, "kept": 0, "missed": 1,
        }  # fmt: skip
    mine = queries.promises.chosen(somebody(), Choice(when="", whose="mine"), now=late)
    assert mine.count() == 0


def test_measures_are_given_times_and_places_and_nothing_of_anybody(officer):
    made(officer, record(lpu="CV"), says="We will ring Zquillabrand.")
    later = NOW + 2 * DAY
    (kept,) = queries.promises.for_measures(somebody("analyst"), "quarrel", now=later)
    assert (kept.state, kept.lpu, kept.band) == ("missed", "CV", "unassessed")
    assert "Zquillabrand" not in repr(kept)
    assert not list(queries.promises.for_measures(somebody("analyst"), "letter", now=later))
    with pytest.raises(NotPermitted):
        next(queries.promises.for_measures(officer, "quarrel", now=later))
