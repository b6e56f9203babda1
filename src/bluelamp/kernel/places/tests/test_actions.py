"""Places come into the records once, with their lines."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.tests.factories import scope_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.places import actions, queries, shipped
from bluelamp.kernel.places.models import Area, Boundary

pytestmark = pytest.mark.django_db


def test_loading_twice_adds_nothing():
    first = actions.load_places(by=scope_of("system"))
    assert first == len(shipped.areas()) == Area.objects.count() == Boundary.objects.count()
    assert actions.load_places(by=scope_of("system")) == 0
    assert [row.operation for row in Record.objects.all()] == ["places.load"]


def test_what_is_missing_is_put_back():
    actions.load_places(by=scope_of("system"))
    Area.objects.filter(code="PA07").delete()
    assert actions.load_places(by=scope_of("system")) == 1
    assert queries.area("PA07").parent.code == "BN"


def test_every_area_but_the_force_has_its_parent():
    actions.load_places(by=scope_of("system"))
    assert list(Area.objects.filter(parent=None).values_list("code", flat=True)) == ["E23000014"]
    assert queries.area("N-E05001178").parent.code == "BE"
    assert queries.area("E01008881").parent.code == "E05001206"


def test_a_line_comes_back_as_it_was():
    actions.load_places(by=scope_of("system"))
    shape_of = dict(zip(*shipped.shapes("district"), strict=True))
    row = Boundary.objects.get(area__code="E08000026")
    assert row.shape.equals(shape_of["E08000026"])
    assert row.licence == "Creative Commons Attribution 4.0 International"
    assert not row.made_up


def test_priority_areas_are_labelled_made_up():
    actions.load_places(by=scope_of("system"))
    assert set(Boundary.objects.filter(made_up=True).values_list("area__level", flat=True)) == {
        "priority_area"
    }
    assert str(queries.areas("priority_area")[0]).endswith("(made up)")
