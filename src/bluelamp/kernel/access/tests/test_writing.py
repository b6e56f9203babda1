"""Rows that are written by words made once are those that the ORM would have written."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from bluelamp.kernel.access.models import Holding
from bluelamp.kernel.access.tests.worlds import COUNCIL, DAY, NOW, holding
from bluelamp.kernel.access.worded import NOW as MARK
from bluelamp.kernel.access.writing import Adding, Changing

pytestmark = pytest.mark.django_db


def like(row: Holding, ref: str) -> Holding:
    """Another such record, not kept yet."""
    fields = {each.attname: getattr(row, each.attname) for each in Holding._meta.concrete_fields}
    return Holding(**{**fields, "id": None, "ref": ref})


def kept(ref: str) -> dict[str, object]:
    return Holding.objects.values().get(ref=ref)


def test_a_row_is_kept_as_the_orm_keeps_it_and_told_its_number():
    held = holding(COUNCIL)
    one, other = like(held, "ONE0000001"), like(held, "OTHER00001")
    Adding(Holding).one(one)
    other.save()
    assert {**kept("ONE0000001"), "id": 0, "ref": ""} == {**kept("OTHER00001"), "id": 0, "ref": ""}
    assert (one.pk, one._state.adding) == (Holding.objects.get(ref="ONE0000001").pk, False)


def test_rows_are_kept_in_one_statement_and_none_in_none():
    held, adding = holding(), Adding(Holding)
    with CaptureQueriesContext(connection) as asked:
        adding.put([like(held, f"MANY00000{n}") for n in range(3)])
        adding.put([])
    assert (len(asked), Holding.objects.filter(ref__startswith="MANY").count()) == (1, 3)


def test_what_the_database_refuses_is_refused():
    held = holding()
    with pytest.raises(IntegrityError), transaction.atomic():
        Adding(Holding).one(like(held, held.ref))


def test_each_change_is_made_to_its_own_row_with_its_own_values():
    first, second = holding(), holding()
    retired = Changing(Holding.objects.filter(ref="?"), {"ref": "?", "now": MARK}, created_at=MARK)
    assert [retired.put(ref=ref, now=NOW - DAY) for ref in (first.ref, "nowhere")] == [1, 0]
    assert retired.put(ref=second.ref, now=NOW) == 1
    rows = Holding.objects.filter(pk__in=(first.pk, second.pk)).order_by("pk")
    assert list(rows.values_list("created_at", flat=True)) == [NOW - DAY, NOW]
