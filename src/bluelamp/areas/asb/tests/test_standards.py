"""What a case shows of the manual of standards, check by check."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.areas.asb import standards
from bluelamp.areas.asb.actions.reports import Landlord
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.tests.factories import DAY, HOUR, NOW, answers, case_of, take, taker
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.factories import organisation_called
from bluelamp.kernel.access.tests.worlds import grant
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.tests.factories import HOMES, body
from bluelamp.practice.powers import register
from bluelamp.practice.powers.models import Order
from bluelamp.practice.promises.models import Promise
from bluelamp.practice.promises.words import TO

pytestmark = pytest.mark.django_db


def result(check: str, now=NOW, **said: object) -> str:
    case = case_of(take(taker(), **said))
    return standards.EVIDENCE[check]([case.holding_id], now).get(case.holding_id, "not evidenced")


NOT_ASKED = answers() | {"targeted": ("not_asked", "")}
REFUSED = answers() | {"targeted": ("refused", "")}


@pytest.mark.parametrize(
    ("check", "said", "told"),
    [
        ("qualifier", {}, "pass"),
        ("call-questions", {}, "pass"),
        ("call-questions", {"answers": NOT_ASKED}, "fail"),
        ("call-questions", {"answers": NOT_ASKED, "channel": "officer"}, "na"),
        ("hate-asked", {"answers": REFUSED}, "pass"),
        ("hate-asked", {"answers": NOT_ASKED}, "fail"),
        ("location", {}, "pass"),
        ("location", {"spot": Spot("the old mill")}, "fail"),
        ("repeat-search", {}, "pass"),
        ("crime-considered", {}, "pass"),
        ("crime-considered", {"crime": "to_decide"}, "fail"),
        ("closure", {}, "na"),
        ("closing-risk", {}, "na"),
        ("sharing-basis", {}, "na"),
    ],
)
def test_a_case_shows_exactly_this(check, said, told):
    assert result(check, **said) == told


@pytest.mark.parametrize(
    ("after", "answer", "told"),
    [
        (24 * HOUR, "yes", "na"),
        (25 * HOUR, "yes", "fail"),
        (48 * HOUR, "no", "na"),
        (49 * HOUR, "no", "fail"),
    ],
)
def test_risk_is_assessed_in_24_hours_where_it_looks_high_and_in_48_otherwise(after, answer, told):
    assert result("assessed-in-time", now=NOW + after, answers=answers(answer)) == told


@pytest.mark.parametrize(("consulted", "told"), [(NOW.date(), "pass"), (None, "fail")])
def test_a_closed_case_shows_whether_the_victim_was_asked(consulted, told):
    case = case_of(take(taker()))
    Case.objects.update(state="closed", closed_at=NOW, victim_consulted_on=consulted)
    assert standards.closure([case.holding_id], NOW) == {case.holding_id: told}


def test_a_landlord_who_was_let_in_was_told_and_of_any_other_nothing_is_known():
    case = case_of(take(taker()))
    assert standards.landlord([case.holding_id], NOW) == {}
    opened = grant(case.holding, since=NOW - DAY)
    Organisation.objects.filter(pk=opened.organisation_id).update(kind="housing_association")
    assert standards.landlord([case.holding_id], NOW) == {case.holding_id: "pass"}


def order(holding: Holding, *, power: str = "dispersal", began: datetime = NOW, **said: str) -> Order:
    """An order as it stands in the records, however it came there."""
    return Order.objects.create(
        holding=holding, power=power, applicant="police", described="man in a hat", age=30, state="in_force",
        said=said, starts_at=began, considered_at=began, considered_by_name="an officer",
    )  # fmt: skip


def promise(holding: Holding, kept: datetime | None = None) -> Promise:
    """To tell somebody what was done, within two days."""
    return Promise.objects.create(
        holding=holding, says="We will tell you.", to_role=next(iter(TO)), timer="told-of-action", made_at=NOW,
        made_by_name="an officer", made_for="force", started_at=NOW, due_at=NOW + 2 * DAY, kept_at=kept,
        kept_how="phone" if kept else "",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("done", "promised", "kept", "at", "told"),
    [
        (False, False, None, NOW, "na"),
        (True, False, None, NOW, "fail"),
        (False, True, None, NOW + DAY, "na"),
        (False, True, None, NOW + 3 * DAY, "fail"),
        (True, True, NOW + DAY, NOW + 3 * DAY, "pass"),
        (True, True, NOW - DAY, NOW + 3 * DAY, "fail"),
    ],
)
def test_the_victim_was_told_what_was_done_since_it_was_done(done, promised, kept, at, told):
    case = case_of(take(taker()))
    if done:
        order(case.holding)
    if promised:
        promise(case.holding, kept)
    assert standards.told_of_action([case.holding_id], at) == {case.holding_id: told}


WRITTEN = {need.key: "as it has to be" for need in register.called("dispersal").contents}
IN_FORCE = datetime(2014, 11, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("began", "said", "told"),
    [(IN_FORCE, WRITTEN, "pass"), (IN_FORCE, {}, "fail"), (IN_FORCE.replace(year=2013), WRITTEN, "fail")],
)
def test_a_power_was_in_force_and_everything_it_asks_for_is_written(began, said, told):
    case = case_of(take(taker()))
    assert standards.power_lawful([case.holding_id], NOW) == {case.holding_id: "na"}
    order(case.holding, began=began, **said)
    assert standards.power_lawful([case.holding_id], NOW) == {case.holding_id: told}


def test_what_was_shared_names_its_ground():
    case = case_of(take(taker()))
    grant(case.holding, since=NOW - DAY)
    assert standards.sharing_basis([case.holding_id], NOW) == {case.holding_id: "pass"}


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({}, "not evidenced"),
        ({"landlord": Landlord("not_known")}, "not evidenced"),
        ({"landlord": Landlord("none")}, "na"),
        ({"landlord": Landlord("known", name="Mr Gill")}, "not evidenced"),
        ({"landlord": Landlord("known", key=HOMES)}, "fail"),
    ],
)
def test_a_landlord_who_is_known_is_told(said, told):
    Organisation.objects.filter(pk=body(HOMES).pk).update(kind="housing_association")
    assert result("landlord", **said) == told


@pytest.mark.parametrize(("opened_to", "told"), [("another-landlord", "fail"), (HOMES, "pass")])
def test_the_landlord_who_is_known_is_the_one_to_be_told(opened_to, told):
    landlords = [body(HOMES).pk, organisation_called("another-landlord").pk]
    Organisation.objects.filter(pk__in=landlords).update(kind="housing_association")
    case = case_of(take(taker(), landlord=Landlord("known", key=HOMES)))
    grant(case.holding, opened_to, ("title",), since=NOW)
    assert standards.EVIDENCE["landlord"]([case.holding_id], NOW) == {case.holding_id: told}
