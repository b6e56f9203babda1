"""What a case shows of the manual of standards, check by check."""

from __future__ import annotations

import pytest

from bluelamp.areas.asb import standards
from bluelamp.areas.asb.models import Case
from bluelamp.areas.asb.places import Spot
from bluelamp.areas.asb.tests.factories import DAY, HOUR, NOW, answers, case_of, take, taker
from bluelamp.kernel.access.tests.worlds import grant

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


def test_what_was_shared_names_its_ground():
    case = case_of(take(taker()))
    grant(case.holding, since=NOW - DAY)
    assert standards.sharing_basis([case.holding_id], NOW) == {case.holding_id: "pass"}
