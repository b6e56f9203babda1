"""What the database is asked and what the function decides are one and the same, in worlds nobody thought of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bluelamp.kernel.access import queries
from bluelamp.kernel.access.decision import decide
from bluelamp.kernel.access.models import Holding, User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import facts_of
from bluelamp.kernel.access.tests.factories import organisation_called
from bluelamp.kernel.access.tests.kinds import LETTER
from bluelamp.kernel.access.tests.worlds import (
    COUNCIL,
    FORCE,
    HOMES,
    HOUR,
    NOW,
    agreement,
    glass,
    grant,
    holding,
    named,
)

pytestmark = pytest.mark.django_db
OWNERS, LPUS = (FORCE, HOMES), ("", "CV", "DY")

HOLDINGS = st.fixed_dictionaries(
    {
        "owner": st.sampled_from(OWNERS),
        "lpu": st.sampled_from(LPUS),
        "sensitivity": st.sampled_from(("normal", "normal", "restricted", "sealed")),
        "state": st.sampled_from(("open", "closed", "erased")),
    }
)
AGREEMENTS = st.fixed_dictionaries(
    {
        "parties": st.sampled_from(((FORCE, HOMES), (FORCE, HOMES, COUNCIL), (HOMES, COUNCIL))),
        "categories": st.sampled_from((("identity",), ("identity", "health"), ("intelligence",))),
        "purpose": st.sampled_from(("asb", "hate_crime")),
        "days": st.sampled_from(
            (
                (date(2013, 4, 1), None),
                (date(2013, 4, 1), date(2014, 1, 6)),
                (date(2014, 1, 7), date(2014, 1, 7)),
                (date(2014, 1, 8), date(2015, 3, 31)),
            )
        ),
        "ended_at": st.sampled_from((None, None, NOW, NOW + HOUR)),
    }
)
ITEMS = st.sets(st.sampled_from(sorted(LETTER.keys)), min_size=1, max_size=3)
GRANTS = st.fixed_dictionaries(
    {
        "to": st.sampled_from((FORCE, HOMES, COUNCIL)),
        "items": ITEMS,
        "agreed": st.booleans(),
        "until": st.sampled_from((None, NOW, NOW + HOUR)),
        "withdrawn": st.sampled_from((False, False, True)),
        "to_a_person": st.booleans(),
    }
)
ASKERS = st.builds(
    Scope,
    actor_id=st.sampled_from((None, 0, 1)),
    actor_name=st.just("somebody"),
    role=st.sampled_from(
        ("neighbourhood_officer", "contact_officer", "partner", "governance", "system", "analyst")
    ),
    organisation=st.sampled_from((FORCE, HOMES, COUNCIL)),
    lpus=st.sampled_from((frozenset(), frozenset({"CV"}))),
    purpose=st.sampled_from(("", "asb")),
    only=st.sampled_from((None, None, frozenset({"figures.read"}))),
)


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
@given(
    records=st.lists(HOLDINGS, min_size=1, max_size=3),
    terms=AGREEMENTS,
    opened=st.lists(GRANTS, max_size=3),
    stance=st.sampled_from(("", "named", "barred")),
    glass_until=st.sampled_from((None, NOW, NOW + HOUR)),
    asker=ASKERS,
)
def test_the_database_finds_what_the_function_allows(records, terms, opened, stance, glass_until, asker):
    with transaction.atomic():
        compare(records, terms, opened, stance, glass_until, asker)
        transaction.set_rollback(True)


def compare(records, terms, opened, stance, glass_until, asker):
    """Make the world, and ask both of every record and every item of it."""
    people = [User.objects.get_or_create(username=name)[0] for name in ("ann", "bo")]
    asker = replace(asker, actor_id=None if asker.actor_id is None else people[asker.actor_id].pk)
    ended = terms["ended_at"]
    terms = dict(terms)
    starts_on, ends_on = terms.pop("days")
    under = agreement(
        **terms, starts_on=starts_on, ends_on=ends_on, ended_why="No longer needed." if ended else ""
    )
    held = [holding(**each) for each in records]
    for number, each in enumerate(opened):
        gone = {"withdrawn_at": NOW, "withdrawn_by_name": "Ann", "withdrawn_why": "Moved."}
        grant(
            held[number % len(held)],
            each["to"],
            each["items"],
            under if each["agreed"] else None,
            until=each["until"],
            person=people[0] if each["to_a_person"] else None,
            **gone if each["withdrawn"] else {},
        )
    if stance:
        named(held[0], people[0], stance)
    if glass_until:
        glass(held[-1], people[0], until=glass_until)

    every = list(Holding.objects.select_related("organisation", "lpu", "team").order_by("pk"))
    decided = {
        one.pk: decide(asker, LETTER.read, facts, now=NOW).items
        for one, facts in zip(every, facts_of(asker, LETTER, every, now=NOW), strict=True)
    }
    found = queries.visible(asker, LETTER, now=NOW)
    assert set(found.values_list("pk", flat=True)) == {pk for pk, items in decided.items() if items}
    assert found.count() == sum(bool(items) for items in decided.values())
    for key in LETTER.keys:
        shows = queries.visible(asker, LETTER, now=NOW, items=[key]).values_list("pk", flat=True)
        assert set(shows) == {pk for pk, items in decided.items() if key in items}


def test_what_is_not_there_and_what_is_not_theirs_get_the_same_answer(django_assert_num_queries):
    sealed = holding(sensitivity="sealed")
    officer = Scope(None, "Ann", "neighbourhood_officer", FORCE)
    said = []
    for ref in (sealed.ref, "0000000000"):
        with django_assert_num_queries(1), pytest.raises(NotPermitted) as refusal:
            queries.look(officer, ref, LETTER, now=NOW)
        said.append(str(refusal.value))
    assert said == ["There is no such record."] * 2


def test_a_look_shows_what_is_open_and_names_what_stays():
    partner = Scope(None, "Parveen", "partner", HOMES)
    shared = holding(lpu="CV")
    opened = grant(shared, items=["name", "asthma", "worker"], under=agreement())
    looked = queries.look(partner, shared.ref, LETTER, now=NOW)
    assert [(shown.item.label, shown.value) for shown in looked.shown()] == [
        ("Name", f"name-{shared.pk}"),
        ("Worker", f"worker-{shared.pk}"),
    ]
    assert [item.key for item in looked.withheld] == ["telephone", "asthma", "tip"]
    assert looked.decision.via == (f"grant:{opened.pk}",)
    assert not looked.is_own


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_of_records_takes_as_many_questions_for_three_as_for_one(number, django_assert_num_queries):
    organisation_called(HOMES)
    under = agreement()
    for _ in range(number):
        grant(holding(lpu="CV"), under=under)
    partner = Scope(1, "Parveen", "partner", HOMES)
    with django_assert_num_queries(8):
        found = queries.looks(partner, LETTER, queries.visible(partner, LETTER, now=NOW), now=NOW)
    assert [looked.decision.items for looked in found] == [{"name", "worker"}] * number
