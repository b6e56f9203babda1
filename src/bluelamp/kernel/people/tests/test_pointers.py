"""Whatever points at a person is found through the head, is never rewritten, and can never be lost with somebody."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models

from bluelamp.kernel.people.actions import merging
from bluelamp.kernel.people.models import Person, SourceRecord
from bluelamp.kernel.people.tests.factories import NOW, record, scope

POINTERS = [
    field
    for model in apps.get_models()
    for field in model._meta.local_fields
    if field.is_relation and field.related_model is Person
]


@pytest.mark.parametrize("field", POINTERS, ids=str)
def test_nothing_that_points_at_a_person_goes_with_them_or_bars_a_merge(field):
    assert field.remote_field.on_delete is models.PROTECT
    if field.model is not SourceRecord:
        assert not field.unique, f"{field} would clash when two people are joined"


def test_there_are_pointers_to_look_at():
    assert {f"{field.model.__name__}.{field.name}" for field in POINTERS} >= {
        "SourceRecord.person",
        "Merge.gone",
    }


@pytest.mark.django_db
def test_a_merge_rewrites_no_pointer_and_each_is_found_through_the_head():
    one, two = record(), record()
    before = dict(SourceRecord.objects.values_list("pk", "person"))
    merging.join(by=scope(), kept=one.person_id, gone=two.person_id, reason="The same, she says.", now=NOW)
    assert dict(SourceRecord.objects.values_list("pk", "person")) == before
    through_the_head = SourceRecord.objects.filter(person__head=one.person_id)
    assert sorted(through_the_head.values_list("pk", flat=True)) == [one.pk, two.pk]
