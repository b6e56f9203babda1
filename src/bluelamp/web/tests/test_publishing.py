"""Facts written from the records: what is new, what is as it was, and what is known to be nothing."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from bluelamp.areas.asb import facts
from bluelamp.areas.asb.tests.factories import DAY, HOUR, NOW, take, taker
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.warehouse.store import Store
from bluelamp.web import publishing

BY = Scope.system("a test")


def published(now: datetime = NOW + HOUR):
    return {one.fact.name: one for one in publishing.publish(by=BY, now=now)}


@pytest.fixture
def reported(db):
    officer = taker()
    take(officer, now=NOW - 70 * DAY)
    take(officer)
    return officer


def test_months_from_the_first_report_on_are_known_also_where_nothing_happened(reported, settings):
    first = published()[facts.REPORTS.name]
    assert (first.rows, first.months, first.written) == (2, 4, 4)
    rows = {p.month: p.rows for p in Store(settings.WAREHOUSE).partitions(facts.REPORTS)}
    assert rows == {"2013-10": 1, "2013-11": 0, "2013-12": 0, "2014-01": 1}


def test_publishing_again_writes_only_what_changed(reported):
    published()
    assert published()[facts.REPORTS.name].written == 0
    take(reported, now=NOW + HOUR)
    assert published()[facts.REPORTS.name].written == 1


def test_what_was_erased_from_the_records_leaves_the_facts(reported, settings):
    published()
    facts_of = facts.REPORTS
    from bluelamp.areas.asb.models import Report

    Report.objects.filter(received_at__lt=datetime(2013, 12, 1, tzinfo=UTC)).delete()
    again = published()[facts_of.name]
    assert again.rows == 1
    assert {p.rows for p in Store(settings.WAREHOUSE).partitions(facts_of)} == {0, 1}


def test_facts_are_published_by_those_who_take_figures(db):
    with pytest.raises(NotPermitted):
        publishing.publish(by=taker("contact_officer"), now=NOW)
