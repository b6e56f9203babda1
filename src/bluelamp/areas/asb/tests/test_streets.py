"""Streets are found by their words, and by an index."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bluelamp.areas.asb import erasing
from bluelamp.areas.asb.actions import cases
from bluelamp.areas.asb.models import AddressWord, Case
from bluelamp.areas.asb.places import at
from bluelamp.areas.asb.tests.factories import DAY, HERE, NOW, case_of, take, taker
from bluelamp.areas.asb.worklist import CASES
from bluelamp.kernel.access.tests.plans import read_whole
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.queries import worklists

pytestmark = pytest.mark.django_db


def found(by, words):
    chosen = Chosen({"where": (words,)}) if words else Chosen()
    lines = worklists.page(by, CASES, chosen, now=NOW + DAY).lines
    return sorted(line.look.ref for line in lines)


def there(by, *addresses):
    return [take(by, spot=at(*HERE, address)).case for address in addresses]


@pytest.mark.parametrize(
    ("words", "which"),
    [
        ("Shingle", [0, 1]), ("shin", [0, 1]), ("hingle", []), ("12 shingle", [0]), ("SHINGLE road", [0]),
        ("road", [0, 2]), ("Rd", [0, 2]), ("avenue", [1]), ("12", [0, 2]), ("shingle, 12", [0]),
        ("--", []), ("12 oak", [2]),
    ],
)  # fmt: skip
def test_a_case_is_found_by_how_the_words_of_its_address_begin(words, which):
    by = taker()
    refs = there(by, "12 Shingle Road", "3 Shingle Avenue", "120 Oak Road")
    assert found(by, words) == sorted(refs[n] for n in which)


def test_a_case_whose_address_is_put_right_is_found_by_the_new_one():
    by = taker()
    (ref,) = there(by, "12 Shingle Road")
    cases.write(by=by, ref=ref, version=Case.objects.get().version, now=NOW, address="12 Oak Road")
    assert (found(by, "shingle"), found(by, "oak")) == ([], [ref])


def test_nothing_of_an_address_is_left_when_the_case_is_erased():
    taken = take(taker(), spot=at(*HERE, "12 Shingle Road"))
    assert sorted(AddressWord.objects.values_list("word", flat=True)) == ["12", "shingle"]
    erasing.erase_case(case_of(taken).holding_id)
    assert AddressWord.objects.count() == 0


def test_a_street_is_looked_for_by_an_index():
    by = taker()
    (case,) = there(by, "12 Shingle Road")
    with CaptureQueriesContext(connection) as asking:
        assert found(by, "shingle") == [case]
    lists = [each["sql"] for each in asking.captured_queries if "asb_addressword" in each["sql"]]
    assert len(lists) >= 1
    assert read_whole(lists, "asb_addressword", "access_grant") == []
