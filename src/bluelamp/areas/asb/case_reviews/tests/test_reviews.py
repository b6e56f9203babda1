"""An application from the telephone to the close: what is counted, what is refused, and by when each step is due."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from bluelamp.areas.asb import page
from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.case_reviews import actions, clock, letters, policies, queries
from bluelamp.areas.asb.case_reviews.actions.reading import Waiting
from bluelamp.areas.asb.case_reviews.models import Appeal, Application, Progress, Return
from bluelamp.areas.asb.case_reviews.tests.factories import NOW, applied, case, officer, victim
from bluelamp.areas.asb.models import Involved
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.audit.models import Touch
from bluelamp.kernel.people.tests.factories import COUNCIL
from bluelamp.practice.powers.models import Order

pytestmark = pytest.mark.django_db
A = actions.applications
R = actions.reviews
TODAY = NOW.date()


def decided(by, made, row, is_met=True, why="It has gone on for half a year."):
    """Taken to its threshold decision."""
    own = {"by": by, "record": made.holding.ref, "number": row.pk, "now": NOW}
    A.acknowledge(**own, version=1)
    A.ask_agencies(**own, agencies=["police", "council"], version=2)
    return A.decide(**own, is_met=is_met, why=why, version=3)


def test_an_application_goes_from_the_telephone_to_its_close():
    by = officer()
    made = case(by)
    row = decided(by, made, applied(by, made))
    own = {"by": by, "record": made.holding.ref, "number": row.pk, "now": NOW}
    assert (row.state, row.policy, row.is_met, row.verdict["found"][0]["has"]) == (
        "met",
        "birmingham-2023",
        True,
        3,
    )
    R.arrange(
        **own,
        meets_on=TODAY,
        chair="A chair",
        is_independent=True,
        is_victim_invited=True,
        version=row.version,
    )
    row = R.conclude(**own, held_on=TODAY, findings="Nobody spoke to the landlord.", version=5)
    advised = R.recommend(**own, to="Wickwell Homes", says="Visit within a week, and say so.", due=TODAY)
    row = R.send_outcome(**own, version=6)
    with pytest.raises(NotNow, match="1 of its recommendations are not carried out yet"):
        R.close(**own, version=7)
    with pytest.raises(NotNow, match="Say why they declined"):
        R.answer(**own, recommendation=advised.pk, answer="declined")
    R.answer(**own, recommendation=advised.pk, answer="done", note="Visited.")
    assert R.close(**own, version=7).state == "closed"
    assert list(Progress.objects.values_list("state", flat=True)) == [
        "applied", "acknowledged", "gathering", "met", "panel", "reviewed", "outcome_sent", "closed",
    ]  # fmt: skip
    assert Touch.objects.filter(object=f"application:{row.pk}").count() == 10


@pytest.mark.parametrize("page", ["apply", "decide"])
def test_a_page_that_asks_for_a_step_is_written_down_as_shown(client, page):
    by = officer()
    made = case(by)
    own = {"object": f"holding:{made.holding.ref}"}
    numbers = [] if page == "apply" else [decided(by, made, applied(by, made)).pk]
    client.force_login(user_of("coordinator"))
    before = Touch.objects.filter(**own).count()
    assert client.get(reverse(f"case_reviews:{page}", args=[made.holding.ref, *numbers])).status_code == 200
    assert Touch.objects.filter(**own).count() == before + 1


def test_nobody_is_offered_as_the_victim_who_is_said_to_have_done_it(client):
    made = case(officer())
    Involved.objects.create(case=made, role="alleged", known_as="boy in a red cap", since=NOW, by_name="Ann")
    client.force_login(user_of("coordinator"))
    page = client.get(reverse("case_reviews:apply", args=[made.holding.ref])).content.decode()
    assert (f'value="{victim(made)}"' in page, "boy in a red cap" in page) == (True, False)


def test_where_the_count_meets_the_threshold_nobody_may_refuse_a_review():
    by = officer()
    made = case(by)
    with pytest.raises(NotNow, match="The count meets the threshold: a review has to be held"):
        decided(by, made, applied(by, made), is_met=False)


def test_where_the_count_does_not_judgement_may():
    by = officer()
    made = case(by, reported=(60, 40))
    row = decided(by, made, applied(by, made), is_met=True, why="He is very frail, and it gets worse.")
    assert (row.state, row.verdict["found"][0]["is_met"]) == ("met", False)


def test_what_was_counted_is_kept_as_it_stood():
    by = officer()
    made = case(by)
    row = decided(by, made, applied(by, made))
    assert [each["counts"] for each in row.verdict["counted"]] == [True, True, True]
    assert not {"by", "household", "incident"} & set(row.verdict["counted"][0])


def test_there_was_no_right_to_a_review_in_january_2014():
    by = officer()
    made = case(by)
    with pytest.raises(NotNow, match="it began on 20 October 2014"):
        applied(by, made, now=datetime(2014, 1, 7, 10, tzinfo=UTC))
    assert not Application.objects.exists()


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"says": " "}, "Say what they complain of."),
        ({"victim": None}, "Say who the victim is."),
        ({"victim": 987654}, "Say who the victim is."),
        (
            {"asked_by": "councillor", "has_consented": False},
            "Somebody else may ask only if the victim agrees.",
        ),
        ({"applied_on": TODAY + timedelta(days=1)}, "An application lies in the past."),
    ],
)
def test_an_application_says_what_it_needs(said, says):
    by = officer()
    made = case(by, reported=(10,))
    with pytest.raises(NotNow) as refused:
        applied(by, made, **said)
    assert str(refused.value) == says


def test_one_submission_makes_one_application():
    by = officer()
    made = case(by, reported=(10,))
    assert applied(by, made, submission="a").pk == applied(by, made, submission="a").pk


def test_somebody_who_comes_too_late_moves_nothing():
    by = officer()
    made = case(by, reported=(10,))
    row = applied(by, made)
    A.acknowledge(by=by, record=made.holding.ref, number=row.pk, version=1, now=NOW)
    with pytest.raises(ChangedMeanwhile):
        A.ask_agencies(by=by, record=made.holding.ref, number=row.pk, agencies=["police"], version=1, now=NOW)
    assert not Return.objects.exists()


@pytest.mark.parametrize(
    ("state", "since", "due"),
    [
        ("applied", date(2023, 6, 30), date(2023, 7, 4)),
        ("gathering", date(2023, 7, 3), date(2023, 7, 21)),
        ("met", date(2023, 7, 3), date(2023, 7, 31)),
        ("reviewed", date(2023, 8, 24), date(2023, 9, 1)),
        ("panel", date(2023, 7, 3), None),
    ],
)
def test_each_step_is_due_in_working_days_over_weekends_and_bank_holidays(state, since, due):
    policy = policies.called("birmingham-2023")
    assert clock.due_on(policy, state, applied_on=date(2023, 6, 30), since=since) == due


def test_an_appeal_is_open_for_twenty_working_days_and_decided_by_somebody_else():
    by, other = officer(), officer()
    made = case(by, reported=(10,))
    row = decided(by, made, applied(by, made), is_met=False)
    own = {"record": made.holding.ref, "number": row.pk}
    last = clock.working_days_after(TODAY, 20)
    late = datetime.combine(last + timedelta(days=1), NOW.time(), UTC)
    with pytest.raises(NotNow, match="too late to appeal"):
        A.appeal(by=by, **own, grounds="You did not ask my landlord.", now=late)
    A.appeal(by=by, **own, grounds="You did not ask my landlord.", now=late - timedelta(days=1))
    decide = {"outcome": "upheld", "why": "The landlord was not asked.", "version": row.version, "now": late}
    with pytest.raises(NotPermitted, match="Somebody else has to decide"):
        A.decide_appeal(by=by, **own, **decide)
    A.decide_appeal(by=other, **own, **decide)
    row.refresh_from_db()
    assert (row.state, row.is_met, Appeal.objects.get().outcome) == ("gathering", None, "upheld")


def test_who_already_meets_the_threshold_is_shown_until_somebody_applies():
    by = officer()
    made = case(by)
    shown = actions.reading.consult(by=by, ref=made.holding.ref, now=NOW)[1]
    assert (shown.already.is_met, shown.may_apply, shown.lines) == (True, True, ())
    applied(by, made)
    assert actions.reading.consult(by=by, ref=made.holding.ref, now=NOW)[1].already is None
    quiet = case(by, reported=(60,))
    assert actions.reading.consult(by=by, ref=quiet.holding.ref, now=NOW)[1].already is None


def test_neighbours_with_cases_of_their_own_count_for_the_community_and_what_was_answered_does_not():
    by = officer()
    first = policies.called("birmingham-2014")
    mine, *others = [case(by, reported=(30,)) for _ in range(5)]
    looked = queries.records.seen(by, mine.holding.ref, now=NOW)

    def people() -> int:
        verdict = queries.complaints.judge(by, looked, first, at=TODAY, victim=victim(mine))
        return next(each.has for each in verdict.found if each.rule == "community")

    assert people() == 5
    Order.objects.create(
        holding=others[0].holding, power="dispersal", applicant="police", described="a man", state="in_force",
        starts_at=NOW - timedelta(days=20), considered_at=NOW, considered_by_name="an officer",
    )  # fmt: skip
    assert people() == 4


def test_applications_are_seen_by_those_who_see_the_case_and_found_on_it_alone():
    by = officer()
    made, other = case(by, reported=(10,)), case(by, reported=(20,))
    row = applied(by, made)
    waiting = actions.reading.waiting(by=by, now=NOW)
    assert [line.application.pk for line in waiting.lines] == [row.pk]
    assert waiting.names == {made.holding_id: made.title}
    stranger = officer("partner", organisation=COUNCIL)
    assert actions.reading.waiting(by=stranger, now=NOW) == Waiting((), {})
    with pytest.raises(NotPermitted):
        actions.reading.consult(by=stranger, ref=made.holding.ref, now=NOW)
    with pytest.raises(NotPermitted):
        queries.applications.of(by, other.holding.ref, row.pk, today=TODAY, now=NOW)


@pytest.mark.parametrize("role", ["contact_officer", "neighbourhood_officer"])
def test_whoever_takes_an_application_does_not_decide_on_it(role):
    by = officer()
    made = case(by, reported=(10,))
    taker = officer(role)
    row = applied(taker, made)
    with pytest.raises(NotPermitted):
        A.acknowledge(by=taker, record=made.holding.ref, number=row.pk, version=1, now=NOW)


def test_the_yearly_table_counts_what_the_law_asks():
    by = officer()
    made = case(by)
    decided(by, made, applied(by, made))
    (year,) = queries.counting.years(officer("board_member"))
    assert (year.title, year.shown["applications"], year.shown["held"]) == (
        "April 2023 to March 2024",
        None,
        0,
    )
    (one,) = queries.counting.made(officer("analyst"))
    assert (one.lpu, one.is_met, one.was_held) == ("BW", True, False)


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        ((20, 12, 8, 0), (20, 12, 8, 0)),
        ((20, 3, 8, 0), (20, None, 8, 0)),
        ((20, 12, 8, 3), (20, 12, 8, None)),
        ((20, 18, 0, 0), (20, None, 0, 0)),
        ((4, 4, 0, 0), (None, None, 0, 0)),
        ((20, 10, 10, 9), (20, 10, 10, None)),
        ((20, 0, 18, 18), (20, 0, None, None)),
        ((9, 8, 1, 1), (9, None, None, None)),
    ],
)
def test_small_numbers_and_what_gives_them_away_are_kept_back(row, shown):
    counted = Counter(dict(zip(queries.counting.COLUMNS, row, strict=True)))
    assert tuple(queries.counting.protected(counted).values()) == shown


def test_letters_say_what_was_decided_and_until_when_to_appeal():
    told = letters.decided(
        ref="R", is_met=False, says="The threshold is not met.", why="Two incidents.", appeal_until=date(2023, 7, 28),
        panel_by=None,
    )  # fmt: skip
    assert told.title == "The threshold for a review is not met (R)"
    assert told.paragraphs[-1].startswith("If you do not agree, you can appeal until 28 July 2023.")


def test_erasing_a_case_takes_its_applications_with_everything_written_about_them():
    by = officer()
    made, other = case(by, reported=(10,)), case(by, reported=(20,))
    row, kept = applied(by, made), applied(by, other)
    assert actions.erase(made.holding_id).objects == {f"application:{row.pk}"}
    assert [each.pk for each in Application.objects.all()] == [kept.pk]


def test_the_timeline_of_the_case_tells_each_step():
    by = officer()
    made = case(by, reported=(10,))
    applied(by, made)
    whole = cases.read(by=by, ref=made.holding.ref, now=NOW)
    told = [one.words for teller in page.tellers(whole) for one in teller(by, whole.look, NOW)]
    assert told.count("Case review: received") == 1
