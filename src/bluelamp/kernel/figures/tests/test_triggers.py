"""A figure is never changed: held by the database, on both engines, whoever asks."""

import pytest
from django.db import DatabaseError, connection, transaction

from bluelamp.kernel.figures.models import Figure, Taking
from bluelamp.kernel.figures.tests.factories import NOON, figure

pytestmark = pytest.mark.django_db


def taking():
    month = {"period_kind": "month", "period_end": "2013-11-01"}
    return Taking.objects.create(measure="m", partitions_digest="", code_digest="", taken_at=NOON, **month)


@pytest.mark.parametrize("make", [figure, taking])
def test_no_row_is_changed_or_removed(make):
    kept = make()
    rows = type(kept).objects.filter(pk=kept.pk)
    for attempt in (lambda: rows.update(measure="other"), rows.delete, kept.delete):
        with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
            attempt()
    assert type(kept).objects.get(pk=kept.pk).measure == kept.measure


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="REPLACE is SQLite's")
def test_no_row_is_replaced_either():
    kept = figure()
    columns = ", ".join(f.column for f in Figure._meta.fields)
    with pytest.raises(DatabaseError, match="never changed or removed"), transaction.atomic():
        connection.cursor().execute(
            f"INSERT OR REPLACE INTO figures_figure ({columns}) SELECT {columns} FROM figures_figure WHERE id = %s",
            [kept.pk],
        )


def test_a_correction_without_a_reason_is_refused():
    first = figure()
    with pytest.raises(DatabaseError), transaction.atomic():
        figure(corrects=first, reason="")


def test_the_same_figure_is_not_taken_twice_nor_corrected_twice():
    first = figure()
    with pytest.raises(DatabaseError), transaction.atomic():
        figure()
    figure(corrects=first, reason="New data.")
    with pytest.raises(DatabaseError), transaction.atomic():
        figure(corrects=first, reason="Other data.")
