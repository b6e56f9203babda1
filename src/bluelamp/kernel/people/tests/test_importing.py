"""An organisation's file of people: every row accounted for, every fault with its line, all or nothing."""

from __future__ import annotations

import pytest

from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.people.actions.importing import bring_file
from bluelamp.kernel.people.intake import Unreadable
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.tests.factories import HOMES, NOW, body

HEADING = "reference,given_names,family_name,date_of_birth,postcode,telephone,earlier_address,earlier_until\n"
GOOD = HEADING + (
    "T1,Elizabeth,Brindlewick,29/01/1980,b1 2pg,01632 960123; 01632 960124,9 Old Lane,2013-02-01\n"
    "T2,Gurpreet,Tallowshaw,1990-05-05,,,,\n"
    ",,,,,,,\n"
)
BY = Scope.system("a test")


@pytest.fixture
def bring(tmp_path, db):
    body(HOMES)
    path = tmp_path / "people.csv"

    def write_and_bring(text, **more):
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return bring_file(by=BY, path=path, organisation=HOMES, now=NOW, **more)

    return write_and_bring


def counts(brought):
    assert sum(brought.outcomes.values()) == brought.rows
    return {name: number for name, number in brought.outcomes.items() if number}


def test_a_file_comes_in_again_it_is_duplicates_and_changed_it_changes(bring):
    assert counts(bring(GOOD)) == {"accepted": 2, "blank": 1}
    assert counts(bring(GOOD)) == {"duplicate": 2, "blank": 1}
    changed = bring(GOOD.replace("Tallowshaw", "Tallowshore"))
    assert (counts(changed), changed.applied) == ({"duplicate": 1, "changed": 1, "blank": 1}, True)
    assert SourceRecord.objects.count() == 2
    liz = SourceRecord.objects.get(reference="T1")
    assert [str(home) for home in liz.addresses.all()] == ["B1 2PG", "9 Old Lane"]
    assert [one.value for one in liz.contacts.all()] == ["01632 960123", "01632 960124"]
    assert SourceRecord.objects.get(reference="T2").version == 2


def test_a_dry_run_says_the_same_and_writes_nothing(bring):
    brought = bring(GOOD, dry_run=True)
    assert (counts(brought), brought.applied, SourceRecord.objects.count()) == (
        {"accepted": 2, "blank": 1},
        False,
        0,
    )


def test_with_one_wrong_row_nothing_is_written_and_each_fault_has_its_line(bring):
    wrong = GOOD + (
        'T3,"Two\nlines",Over,31/02/1980,,,,\n'
        "T4,,,,,,,\n"
        "T5,Young,Body,2099-01-01,B1,,,\n"
        "T1,Again,Body,,,,,\n"
        "T6,Short,Row\n"
        "T7,No,End,,,,7 Lane,\n"
    )
    brought = bring(wrong)
    assert (counts(brought), brought.applied) == ({"accepted": 2, "rejected": 6, "blank": 1}, False)
    assert SourceRecord.objects.count() == 0
    assert [(fault.line, fault.column) for fault in brought.faults] == [
        (5, "date_of_birth"),
        (7, "family_name"),
        (8, "date_of_birth"),
        (8, "postcode"),
        (9, "reference"),
        (10, ""),
        (11, "earlier_until"),
    ]
    assert all("Brindlewick" not in fault.reason for fault in brought.faults)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"),
        ("given_names,shoe_size\nLiz,4\n", "No column is called shoe_size"),
        ("reference\nT1\n", "no column given_names"),
        ("given_names,given_names\nLiz,Liz\n", "twice"),
        ("given_names\nZo\xeb\n".encode("latin-1"), "not saved as UTF-8"),
        ('given_names\n"Liz\n', "no CSV from line"),
    ],
    ids=["empty", "stranger", "nameless", "twice", "latin", "quote"],
)
def test_a_file_that_is_none_is_refused_whole(bring, text, says):
    with pytest.raises(Unreadable, match=says):
        bring(text)
    assert SourceRecord.objects.count() == 0


def test_an_organisation_that_is_not_there_is_named(bring, tmp_path):
    with pytest.raises(NotNow, match="There is no organisation called nobody"):
        bring_file(by=BY, path=tmp_path / "people.csv", organisation="nobody", now=NOW)
