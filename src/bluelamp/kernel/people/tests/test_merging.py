"""Merging and parting: in whatever order, people come out as plain sets would say, and nothing is lost."""

from __future__ import annotations

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.people import actions, queries
from bluelamp.kernel.people.models import MatchDecision, Merge, Person, SourceRecord
from bluelamp.kernel.people.tests.factories import COUNCIL, HOMES, NOW, record, scope
from bluelamp.kernel.people.words import APART

WHY = "Same birth, same house, and she said so."


def heads() -> dict[int, int]:
    return dict(Person.objects.values_list("pk", "head"))


class World:
    """Seven records; joined and parted at random. The model: a list of joins that stand, and what they connect."""

    def __init__(self) -> None:
        self.by = scope()
        self.people = [record(given=f"Number {n}").person for n in range(7)]
        self.joins: list[tuple[int, int, int]] = []

    def sets(self) -> set[frozenset[int]]:
        groups = [{person.pk} for person in self.people]
        for _, one, other in self.joins:
            joined = [group for group in groups if {one, other} & group]
            groups = [group for group in groups if group not in joined] + [set().union(*joined)]
        return {frozenset(group) for group in groups}

    def merge(self, one: int, other: int) -> None:
        kept, gone = self.people[one], self.people[other]
        if any({kept.pk, gone.pk} <= group for group in self.sets()):
            with pytest.raises(NotNow, match="one person already"):
                actions.merging.merge(by=self.by, ref=kept.ref, other=gone.ref, reason=WHY, now=NOW)
            return
        made = actions.merging.merge(by=self.by, ref=kept.ref, other=gone.ref, reason=WHY, now=NOW)
        self.joins.append((made.pk, made.kept_id, made.gone_id))

    def unmerge(self, which: int, _: int) -> None:
        if not self.joins:
            return
        number, _, gone = self.joins.pop(which % len(self.joins))
        ref = Person.objects.get(pk=gone).ref
        actions.merging.unmerge(by=self.by, ref=ref, number=number, reason=WHY, now=NOW)
        # Taken back for good keeps them apart; here it is only tried, so that every join stays possible.
        MatchDecision.objects.all().delete()

    def check(self) -> None:
        by_head: dict[int, set[int]] = {}
        for person, head in heads().items():
            by_head.setdefault(head, set()).add(person)
        assert {frozenset(group) for group in by_head.values()} == self.sets()
        assert all(head in group for head, group in by_head.items())
        assert SourceRecord.objects.count() == Person.objects.count() == 7
        assert Merge.objects.filter(undone_at__isnull=True).count() == len(self.joins)


STEPS = st.lists(
    st.tuples(st.sampled_from(["merge", "merge", "unmerge"]), st.integers(0, 6), st.integers(0, 6)),
    min_size=4,
    max_size=12,
)


@pytest.mark.django_db
@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_is_joined_and_parted_people_are_what_the_standing_joins_say(steps):
    with transaction.atomic():
        world = World()
        for verb, one, other in steps:
            getattr(world, verb)(one, other)
            world.check()
        transaction.set_rollback(True)


@pytest.mark.django_db
def test_a_merge_is_undone_exactly_although_another_came_after_it():
    by, one, two, three = scope(), record(), record(), record()
    before = heads()
    first = actions.merging.merge(by=by, ref=one.person.ref, other=two.person.ref, reason=WHY, now=NOW)
    second = actions.merging.merge(by=by, ref=three.person.ref, other=one.person.ref, reason=WHY, now=NOW)
    assert set(heads().values()) == {three.person_id}
    actions.merging.unmerge(by=by, ref=two.person.ref, number=first.pk, reason=WHY, now=NOW)
    assert heads() == before | {one.person_id: three.person_id}
    actions.merging.unmerge(by=by, ref=one.person.ref, number=second.pk, reason=WHY, now=NOW)
    assert heads() == before


@pytest.mark.django_db
def test_what_was_parted_stays_apart_until_somebody_decides_otherwise():
    by, one, two = scope(), record(), record()
    made = actions.merging.merge(by=by, ref=one.person.ref, other=two.person.ref, reason=WHY, now=NOW)
    actions.merging.unmerge(by=by, ref=one.person.ref, number=made.pk, reason=WHY, now=NOW)
    assert MatchDecision.objects.get().decision == APART
    with pytest.raises(NotNow, match="cannot be joined"):
        actions.merging.merge(by=by, ref=one.person.ref, other=two.person.ref, reason=WHY, now=NOW)


@pytest.mark.django_db
def test_nobody_merges_somebody_they_may_not_see():
    by, mine, sealed = scope(), record(), record(sensitivity="sealed")
    with pytest.raises(NotPermitted, match="There is no such record"):
        actions.merging.merge(by=by, ref=mine.person.ref, other=sealed.person.ref, reason=WHY, now=NOW)
    assert Merge.objects.count() == 0


@pytest.mark.django_db
def test_a_partner_sees_no_trace_of_a_merge_with_a_record_of_the_police():
    partner, theirs, ours = scope("partner", HOMES), record(HOMES), record()
    before = queries.profiles.person(partner, theirs.person.ref, now=NOW)
    police = scope("coordinator")
    heads_before = theirs.person.pk
    actions.merging.join(by=police, kept=ours.person.pk, gone=heads_before, reason=WHY, now=NOW)
    after = queries.profiles.person(partner, theirs.person.ref, now=NOW)
    assert (after.ref, len(after.sources)) == (before.ref, 1) == (theirs.person.ref, 1)
    assert queries.merges.partings(after) == []
    assert queries.merges.undone(partner, after, now=NOW) == []
    with pytest.raises(NotPermitted):
        queries.profiles.person(partner, ours.person.ref, now=NOW)


@pytest.mark.django_db
def test_two_of_ones_own_records_joined_are_one_person_to_a_partner():
    partner, one, two = scope("partner", COUNCIL), record(COUNCIL), record(COUNCIL, given="Liz")
    actions.merging.join(by=scope(), kept=one.person.pk, gone=two.person.pk, reason=WHY, now=NOW)
    whose = queries.profiles.person(partner, two.person.ref, now=NOW)
    assert (whose.ref, len(whose.sources)) == (one.person.ref, 2)


@pytest.mark.django_db
def test_merges_never_tell_how_many_records_somebody_does_not_see():
    """Three records of the council are one person only because each was joined to a sealed record of the police."""
    by, sealed = scope(), record(sensitivity="sealed")
    theirs = [record(COUNCIL) for _ in range(3)]
    for one in theirs:
        actions.merging.join(by=by, kept=sealed.person_id, gone=one.person_id, reason=WHY, now=NOW)
    whose = queries.profiles.person(scope("partner", COUNCIL), theirs[0].person.ref, now=NOW)
    assert len(whose.sources) == 3
    shown = queries.merges.partings(whose)
    assert [one.merge.gone_id for one in shown] == [theirs[1].person_id, theirs[2].person_id]
    assert [len(one.going) for one in shown] == [1, 1]
