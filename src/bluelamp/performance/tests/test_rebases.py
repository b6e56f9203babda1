"""Two people decide that limits begin anew; from then on every face of the series is judged from there."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.db import IntegrityError, transaction

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.tests.factories import scope_of, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.figures.periods import Month
from bluelamp.kernel.figures.tests.factories import figure
from bluelamp.performance import queries
from bluelamp.performance.actions import NotNow, rebases
from bluelamp.performance.models import Rebase

pytestmark = pytest.mark.django_db

BEFORE = [0.80, 0.81, 0.79, 0.82, 0.80, 0.81, 0.79, 0.80, 0.82, 0.81, 0.79, 0.80]
AFTER = [0.70, 0.71, 0.69, 0.70, 0.72, 0.71, 0.70, 0.69]
NOON = datetime(2014, 1, 7, 12, tzinfo=UTC)
SINCE = Month(2013, 4)
WHY = "The day of the change is on record."


def step(area_level: str = "force", area: str = "E23000014") -> None:
    """A year at 80% and eight months at 70%, to November 2013, of 500 people a month."""
    values = [*BEFORE, *AFTER]
    for i, value in enumerate(values):
        month = Month(2013, 11).shift(i + 1 - len(values))
        n = {"n": 500, "effective_n": 500.0, "low": value - 0.04, "high": value + 0.04}
        figure(str(month), value=value, area_level=area_level, area=area, **n)


@pytest.fixture
def people() -> dict[str, Scope]:
    """An analyst, a second one, and a programme lead."""
    roles = {"analyst": "analyst", "second": "analyst", "lead": "programme_lead"}
    return {name: Scope.of(user_of(role)) for name, role in roles.items()}


def proposed(by: Scope, **change: object) -> Rebase:
    told = {"since": SINCE, "cause": "Recorded in a new way", "evidence": "Force order of 1 March 2013"}
    return rebases.propose(
        **{"by": by, "measure": "asb-satisfaction", "now": NOON, "expected_to_last": True} | told | change
    )


def shown() -> queries.Judged:
    return queries.signal(scope_of("board_member"), "asb-satisfaction")


def test_limits_begin_anew_once_a_second_person_agrees_and_go_back_once_it_is_withdrawn(people):
    step()
    assert (shown().signal.variation, shown().signal.phases) == ("concern", (0,))
    rebase = proposed(people["analyst"])
    assert shown().signal.phases == (0,)
    rebases.approve(by=people["lead"], rebase=rebase, because=WHY, now=NOON)
    assert (shown().signal.variation, shown().signal.phases) == ("common", (0, 12))
    assert queries.summary(scope_of("board_member"))[0].judged.signal.phases == (0, 12)
    rebases.withdraw(by=people["second"], rebase=rebase, because=WHY, now=NOON)
    assert (shown().signal.variation, shown().signal.phases) == ("concern", (0,))
    assert [deed.words for deed in Rebase.objects.get().deeds] == ["Proposed", "Approved", "Withdrawn"]


def test_chart_table_sentence_and_outlook_all_say_that_limits_begin_anew(people):
    step()
    rebase = proposed(people["analyst"])
    rebases.approve(by=people["lead"], rebase=rebase, because=WHY, now=NOON)
    judged = shown()
    said = "Limits begin anew in April 2013: “Recorded in a new way”."
    assert judged.sentence.endswith(said)
    assert judged.chart.sentence == judged.sentence
    assert "Limits begin anew in April 2013." in judged.chart.alt
    cells = [row[judged.chart.headers.index("Limits")] for row in judged.chart.rows]
    assert cells == [""] * 12 + ["Begin anew: Recorded in a new way"] + [""] * 7
    assert [mark["x"] for mark in judged.chart.definition["datasets"]["turns"]] == [11.5]
    assert (0.69 < judged.ahead.outlook.centre < 0.72, judged.signal.baseline) == (True, 8)


def test_a_paper_that_ends_before_a_rebase_is_judged_without_it(people):
    step()
    rebase = proposed(people["analyst"])
    rebases.approve(by=people["lead"], rebase=rebase, because=WHY, now=NOON)
    earlier = queries.signal(scope_of("board_member"), "asb-satisfaction", upto=Month(2013, 3))
    assert (earlier.signal.phases, earlier.turns) == ((0,), ())


def test_it_counts_for_its_own_series_only(people):
    step()
    step("lpu", "BE")
    rebase = proposed(people["analyst"], area_level="lpu", area="BE")
    rebases.approve(by=people["lead"], rebase=rebase, because=WHY, now=NOON)
    in_be = queries.signal(people["lead"], "asb-satisfaction", area_level="lpu", area="BE")
    assert (in_be.signal.phases, shown().signal.phases) == ((0, 12), (0,))
    elsewhere = replace(people["lead"], lpus=frozenset({"CV"}))
    assert queries.all_rebases(elsewhere) == ()
    with pytest.raises(queries.NoSuchRebase):
        queries.rebase(elsewhere, rebase.pk)


def test_whoever_proposed_cannot_approve_nor_decline_and_the_database_agrees(people):
    step()
    rebase = proposed(people["analyst"])
    for decides in (rebases.approve, rebases.decline):
        with pytest.raises(NotNow, match="A second person decides it"):
            decides(by=people["analyst"], rebase=rebase, because=WHY, now=NOON)
    for deed in ("approved", "declined"):
        same = {f"{deed}_by": people["analyst"].actor_id, f"{deed}_by_name": "x", f"{deed}_because": WHY}
        with pytest.raises(IntegrityError), transaction.atomic():
            Rebase.objects.update(**same, **{f"{deed}_at": NOON})


@pytest.mark.parametrize("deed", ["approved", "declined", "withdrawn"])
@pytest.mark.parametrize("missing", ["by_id", "by_name", "at", "because"])
def test_who_when_and_why_are_set_together_or_not_at_all(people, deed, missing):
    step()
    proposed(people["analyst"])
    told = {"by_id": people["lead"].actor_id, "by_name": "Lena", "at": NOON, "because": WHY}
    part = {f"{deed}_{name}": value for name, value in told.items() if name != missing}
    with pytest.raises(IntegrityError), transaction.atomic():
        Rebase.objects.update(**part)
    assert Rebase.objects.update(**part, **{f"{deed}_{missing}": told[missing]}) == 1


def test_the_second_of_two_who_decide_at_once_is_told_who_was_first(people):
    step()
    proposed(people["analyst"])
    one, other = Rebase.objects.get(), Rebase.objects.get()
    rebases.approve(by=people["lead"], rebase=one, because=WHY, now=NOON)
    with pytest.raises(NotNow) as late:
        rebases.decline(by=people["second"], rebase=other, because=WHY, now=NOON)
    name = people["lead"].actor_name
    assert str(late.value) == f"It has been decided already. {name} approved it on 7 January 2014."
    assert Rebase.objects.get().state == "approved"


def test_what_is_proposed_for_a_month_already_is_not_proposed_twice(people):
    step()
    first = proposed(people["analyst"])
    with pytest.raises(NotNow, match="proposed or in force already"):
        proposed(people["second"])
    rebases.decline(by=people["lead"], rebase=first, because=WHY, now=NOON)
    assert proposed(people["second"]).state == "proposed"


@pytest.mark.parametrize("since", [Month(2012, 4), Month(2011, 1), Month(2013, 12)])
def test_a_month_outside_the_series_is_refused(people, since):
    step()
    with pytest.raises(NotNow, match="after April 2012, and no later than November 2013"):
        proposed(people["analyst"], since=since)


def test_the_engine_advises_and_what_it_said_goes_into_the_record(people):
    step()
    early = proposed(people["analyst"], since=Month(2013, 9))
    found = queries.review(people["lead"], early)
    assert [check.holds for check in found.checks] == [True, True, False, True]
    assert found.checks[2].found == "Only 3 months have been seen since; wait for 8."
    assert found.cautions[0].startswith("A signal of concern would become “usual variation”.")
    rebases.approve(by=people["lead"], rebase=early, because=WHY, now=NOON)
    record = Record.objects.get(operation="signals.approve_rebase")
    assert record.detail["advised_against"] == ["Only 3 months have been seen since; wait for 8."]
    assert record.objects_touched == [f"rebase:{early.pk}", "measure:asb-satisfaction"]


def test_every_step_is_in_the_audit_record(people):
    step()
    rebase = proposed(people["analyst"])
    rebases.decline(by=people["lead"], rebase=rebase, because=WHY, now=NOON)
    withdrawn = proposed(people["analyst"])
    rebases.withdraw(by=people["analyst"], rebase=withdrawn, because=WHY, now=NOON)
    done = Record.objects.filter(operation__startswith="signals.").values_list("operation", flat=True)
    assert list(done) == [
        "signals.propose_rebase",
        "signals.decline_rebase",
        "signals.propose_rebase",
        "signals.withdraw_rebase",
    ]


@pytest.mark.parametrize("role", ["board_member", "system", "programme_lead", "neighbourhood_officer"])
def test_only_an_analyst_proposes(role):
    with pytest.raises(NotPermitted):
        proposed(scope_of(role))


@pytest.mark.parametrize("does", [rebases.approve, rebases.decline, rebases.withdraw])
@pytest.mark.parametrize("role", ["board_member", "system", "neighbourhood_officer", "governance"])
def test_a_reader_decides_nothing(people, does, role):
    step()
    rebase = proposed(people["analyst"])
    with pytest.raises(NotPermitted):
        does(by=scope_of(role), rebase=rebase, because=WHY, now=NOON)
    assert Rebase.objects.get().state == "proposed"
