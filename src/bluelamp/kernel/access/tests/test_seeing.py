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
from bluelamp.kernel.access.tests.test_decision import (
    ASKING,
    CLEARED,
    EVERYTHING,
    GLASS,
    GRANT,
    GRANTED,
    OURS,
    OWN,
    PARTNER,
    STATED,
    TERMS,
    cleared,
)
from bluelamp.kernel.access.tests.worlds import (
    COUNCIL,
    FORCE,
    HOMES,
    HOUR,
    NOW,
    agreement,
    as_rows,
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
ASKERS = [
    Scope(actor, "somebody", role, organisation, lpus, purpose=purpose)
    for role, organisation, lpus, purpose, actor in (
        ("neighbourhood_officer", FORCE, {"CV"}, "", 0),
        ("neighbourhood_officer", FORCE, (), "asb", 1),
        ("neighbourhood_officer", HOMES, (), "", 0),
        ("contact_officer", FORCE, (), "", 0),
        ("partner", HOMES, (), "", 0),
        ("partner", HOMES, (), "asb", 1),
        ("partner", COUNCIL, (), "", 0),
        ("partner", COUNCIL, (), "hate_crime", None),
        ("governance", FORCE, (), "", 0),
        ("analyst", FORCE, (), "", 0),
        ("system", "", (), "", None),
    )
] + [Scope(0, "a token", "partner", HOMES, only=frozenset({"figures.read"}))]
"""``actor`` is which of the two people of the world it is."""


@settings(
    max_examples=10,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink),
)
@given(
    records=st.lists(HOLDINGS, min_size=3, max_size=4),
    terms=AGREEMENTS,
    opened=st.lists(GRANTS, min_size=2, max_size=6),
    stance=st.sampled_from(("", "named", "barred")),
    glass_until=st.sampled_from((None, NOW, NOW + HOUR)),
)
def test_the_database_finds_what_the_function_allows(records, terms, opened, stance, glass_until):
    with transaction.atomic():
        people = [User.objects.create(username=name) for name in ("ann", "bo")]
        held, under = [holding(**each) for each in records], made(terms)
        for number, each in enumerate(opened):
            give(held[number % len(held)], each, under, people[0])
        if stance:
            named(held[0], people[0], stance)
        if glass_until:
            glass(held[-1], people[0], until=glass_until)
        for asker in ASKERS:
            actor = None if asker.actor_id is None else people[asker.actor_id].pk
            assert_they_agree(replace(asker, actor_id=actor))
        transaction.set_rollback(True)


def made(terms):
    starts_on, ends_on = terms["days"]
    more = {name: value for name, value in terms.items() if name != "days"}
    why = "No longer needed." if terms["ended_at"] else ""
    return agreement(**more, starts_on=starts_on, ends_on=ends_on, ended_why=why)


def give(held, each, under, somebody):
    gone = {"withdrawn_at": NOW, "withdrawn_by_name": "Ann", "withdrawn_why": "Moved."}
    grant(
        held,
        each["to"],
        each["items"],
        under if each["agreed"] else None,
        until=each["until"],
        person=somebody if each["to_a_person"] else None,
        **gone if each["withdrawn"] else {},
    )


def assert_they_agree(asker):
    """Ask the function and the database of every record and every item of it."""
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
    return decided


ASKED = replace(GRANT, terms=replace(TERMS, asks_purpose=True))
TABLES = [
    *OWN,
    *((cleared(asker, written), facts, read) for asker, written, facts, read in CLEARED),
    *((replace(PARTNER, purpose=purpose), replace(OURS, grants=(ASKED,)), read) for purpose, read in ASKING),
    *((PARTNER, replace(OURS, grants=(given,), **more), read) for given, more, read in GRANTED),
    *((replace(PARTNER, purpose=purpose), replace(OURS, grants=(GRANT,)), read) for purpose, read in STATED),
    *(
        (asker, replace(facts, glass_until=NOW + HOUR), EVERYTHING if opens else None)
        for asker, facts, opens in GLASS
    ),
]


@pytest.mark.parametrize(("asker", "facts", "read"), TABLES)
def test_every_line_of_the_tables_holds_in_the_database_too(asker, facts, read):
    """The lines by which the function is tested, made into rows. ``read`` is None where only the glass was asked."""
    held = as_rows(facts, asker)
    decided = assert_they_agree(asker)
    assert read is None or decided[held.pk] == read


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
