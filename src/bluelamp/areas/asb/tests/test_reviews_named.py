"""The list of reviews names the cases that the reader may know by name, in as many questions for three as for one."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from bluelamp.areas.asb.tests.factories import case_of, take, taker
from bluelamp.kernel.access.naming import names
from bluelamp.kernel.access.tests.factories import user_of
from bluelamp.practice.promises.actions import reviews

pytestmark = pytest.mark.django_db
THEN = timezone.now() - timedelta(days=20)


def reviewed(title: str) -> None:
    """A case with this name whose review by a sergeant is late."""
    by = taker()
    case = case_of(take(by))
    type(case).objects.filter(pk=case.pk).update(title=title)
    reviews.set_band(by=by, holding=case.holding, band="high", now=THEN)


def test_each_row_names_its_case_and_three_rows_ask_no_more_than_one(client):
    client.force_login(user_of("sergeant"))
    client.get("/promises/reviews")
    asked = []
    for titles in (["Zquilla"], ["Brandyflax", "Grommelkin"]):
        for title in titles:
            reviewed(title)
        with CaptureQueriesContext(connection) as questions:
            page = client.get("/promises/reviews?when=overdue").content.decode()
        asked.append(len(questions))
    told = [title for title in ("Zquilla", "Brandyflax", "Grommelkin") if f">{title}</a>" in page]
    assert told == ["Zquilla", "Brandyflax", "Grommelkin"]
    assert asked[0] == asked[1] <= 25


def test_a_case_of_another_organisation_has_no_name_there():
    by, now = taker(), timezone.now()
    held = case_of(take(by)).holding
    assert list(names(by, [held], now=now)) == [held.pk]
    assert names(taker("partner", organisation="wickwell-homes"), [held], now=now) == {}
