"""The sample's people: two thousand records, linked as the comparison would, the same each time."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.linking import engine, made_up
from bluelamp.kernel.people.models import Candidate, MatchDecision, Person, SourceRecord
from bluelamp.kernel.places.models import Area
from bluelamp.web.sample import SEED, pairs, records

NOW = datetime(2014, 1, 7, 9, 30, tzinfo=UTC)


def load():
    for key in records.HOLDERS:
        Organisation.objects.get_or_create(
            key=key, defaults={"name": key, "kind": "council", "regime": "uk_gdpr"}
        )
    for code in (*records.UNITS.values(), *records.BIRMINGHAM):
        Area.objects.get_or_create(code=code, level="lpu", defaults={"name": code, "since": NOW.date()})
    return records.load(by=Scope.system("a test"), seed=SEED, now=NOW, progress=lambda what, share: None)


def test_the_pairs_kept_beforehand_are_those_that_the_comparison_finds():
    told = made_up.records(pairs.RECORDS, SEED, agencies=pairs.AGENCIES)
    kept = pairs.compared(SEED, [one.entry.id for one in told])
    found = engine.score(one.entry for one in told)
    assert [(one.left, one.right) for one in kept] == [(one.left, one.right) for one in found], (
        "python -m bluelamp.web.sample.pairs"
    )
    assert [one.probability for one in kept] == pytest.approx([one.probability for one in found])
    assert kept[0].evidence == found[0].evidence


def test_another_seed_is_compared_anew():
    assert pairs.compared(SEED + 1, ["a"] * pairs.RECORDS) is None


@pytest.mark.django_db
def test_the_records_come_once_and_leave_pairs_to_look_at():
    assert load() == load() == SourceRecord.objects.count() == 2_000
    assert SourceRecord.objects.values("holding__organisation").distinct().count() == len(records.HOLDERS)
    sensitive = SourceRecord.objects.exclude(holding__sensitivity="normal")
    assert {"restricted", "sealed"} == set(sensitive.values_list("holding__sensitivity", flat=True))
    assert 20 <= Candidate.objects.filter(outcome="ask").count() <= 40
    assert Candidate.objects.filter(outcome="link").count() > 50
    assert Person.objects.values("head").distinct().count() < 1_300
    assert MatchDecision.objects.count() > 1_000
