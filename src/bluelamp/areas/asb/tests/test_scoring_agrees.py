"""The same answers come to the same score, whoever sends them: two pages, a program, Python and the pure rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.areas.asb.tests.api import landlord
from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.kernel.people.tests.factories import HOMES
from bluelamp.practice.instruments.actions import assessments
from bluelamp.practice.instruments.models import Assessment
from bluelamp.practice.instruments.queries.assessments import answered
from bluelamp.practice.instruments.questionnaire import Question
from bluelamp.practice.instruments.scoring import checked, score
from bluelamp.practice.instruments.tests.factories import NOW, RAM, record, scope, version

Answers = Mapping[str, tuple[str, ...]]
Way = Callable[[Holding, Answers, str], Any]
SHORT = RAM.forms[0].key


def codes(asked: Question) -> st.SearchStrategy[tuple[str, ...]]:
    """What can be answered to one question: one of its options, or several that go together."""
    one = st.sampled_from([(option.code,) for option in asked.options])
    if not asked.takes_several:
        return one
    together = [option.code for option in asked.options if not option.alone]
    return one | st.lists(st.sampled_from(together), min_size=1, unique=True).map(tuple)


def said(form: str) -> st.SearchStrategy[dict[str, tuple[str, ...]]]:
    """Answers to some of the questions of a form, at least one."""
    asked = {each.key: codes(each) for each in RAM.asked(form)}
    return st.fixed_dictionaries({}, optional=asked).filter(bool)


FORMS = st.sampled_from(["", SHORT]).flatmap(lambda form: st.tuples(st.just(form), said(form)))


def by_page(client: Client) -> Way:
    """One question at a time, as somebody at a desk."""

    def way(held: Holding, answers: Answers, form: str) -> None:
        first = client.post(f"/instruments/{held.ref}/begin", {"instrument": "asb-ram", "form": form}).url
        for step, each in enumerate(RAM.asked(form), 1):
            if each.key in answers:
                sent = {"options": list(answers[each.key]), "version": "0"}
                assert client.post(first.replace("questions/1", f"questions/{step}"), sent).status_code == 302
        assert client.post(first.replace("questions/1", "finish")).status_code == 302

    return way


@pytest.fixture
def ways(client, db) -> tuple[Way, ...]:
    """How an assessment comes in: each takes a record and the answers, and leaves one that was scored."""
    version()
    theirs = landlord()
    client.force_login(user_of("partner", organisation=HOMES))
    by = scope("partner", HOMES)

    def by_program(held: Holding, answers: Answers, form: str) -> None:
        sent = {"answers": {key: list(some) for key, some in answers.items()}, "form": form}
        told = theirs("post", f"/asb/cases/{held.ref}/assessments", sent)
        assert told.status_code == 201, told.content
        row = Assessment.objects.get(holding=held)
        told_of = {name: told.json()[name] for name in ("base", "added", "band", "is_provisional")}
        assert told_of == {name: getattr(row, name) for name in told_of}

    def by_python(held: Holding, answers: Answers, form: str) -> None:
        assessments.complete(by=by, ref=held.ref, answers=answers, form=form, now=NOW)

    return by_page(client), by_program, by_python


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(asked=FORMS)
def test_every_way_in_comes_to_the_points_band_and_factors_of_the_pure_rule(ways, asked):
    form, answers = asked
    found = score(RAM, answers)
    expected = ("scored", form, found.base, found.extra, found.code, found.is_provisional)
    factors = {line.question.key: line.points for line in found.lines if not line.is_missing}
    for way in ways:
        held = record(owner=HOMES)
        way(held, answers, form)
        row = Assessment.objects.get(holding=held)
        assert (row.stage, row.form, row.base, row.added, row.band, row.is_provisional) == expected
        assert {each.question: each.points for each in row.answers.all()} == factors
        assert score(RAM, answered(row.answers.all())) == found


@settings(max_examples=200, deadline=None)
@given(answers=said(""), order=st.randoms(use_true_random=False))
def test_the_pure_rule_asks_nothing_of_the_order_in_which_it_was_answered(answers, order):
    shuffled = list(answers.items())
    order.shuffle(shuffled)
    again = {key: tuple(order.sample(some, len(some))) for key, some in shuffled}
    assert score(RAM, again) == score(RAM, answers)
    assert checked(RAM, again) == checked(RAM, answers)


@settings(max_examples=200, deadline=None)
@given(answers=said(""))
def test_the_factors_add_up_to_the_points_and_the_points_to_the_band(answers):
    found = score(RAM, answers)
    by_hand = sum(RAM.question(key).points(some) for key, some in answers.items())
    assert found.base == by_hand == sum(line.points for line in found.lines)
    reached = [band.code for band in RAM.bands if band.least <= by_hand][-1]
    lifted = [each.band for each in found.fired if each.band]
    assert found.by_points.code == reached
    assert found.code == max([reached, *lifted], key=RAM.rank)
