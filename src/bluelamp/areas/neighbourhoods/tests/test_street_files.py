"""Street files as published, in both layouts: what is kept, what is counted as odd, what a second file changes."""

import gzip
import zipfile
from dataclasses import replace
from datetime import date

import pytest

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.neighbourhoods.tests.factories import (
    HEADER,
    NAME,
    OLD_HEADER,
    asb,
    bring,
    brought,
    crime,
    text,
    warehouse,
)  # fmt: skip
from bluelamp.warehouse import importing, lines, parquet
from bluelamp.warehouse.reading import Unreadable

OUTCOMES = ("rows", "accepted", "changed", "duplicate", "rejected", "blank", "withdrawn")


def kept(folder):
    return parquet.read([p.path for p in warehouse(folder).partitions(RECORDED_CRIME)]).to_pylist()


def counts(report):
    assert report.adds_up
    return {outcome: report.total(outcome) for outcome in OUTCOMES if report.total(outcome)}


def test_a_row_is_kept_with_its_areas_and_without_its_street(tmp_path):
    bring(tmp_path, text(crime()))
    assert kept(tmp_path) == [
        {
            "record_key": "c1",
            "month": date(2014, 1, 1),
            "reported_by": "West Midlands Police",
            "crime_type": "burglary",
            "lsoa": "E01009417",
            "longitude": -1.850056,
            "latitude": 52.591108,
            "outcome": "Under investigation",
            "ward": "E05001203",
            "neighbourhood": "N-E05001203",
            "lpu": "BN",
            "district": "E08000025",
            "priority_area": "PA01",
            "boundaries": "2013",
            "source": "west-midlands",
            "partition_month": "2014-01",
        }
    ]


def test_a_row_of_the_older_layout_gets_degrees_and_the_lsoa_its_point_lies_in(tmp_path):
    line = (
        "2011-02,West Midlands Police,West Midlands Police,651409.903,313177.270,On or near a tower,Robbery,"
    )
    bring(tmp_path, text(line, header=OLD_HEADER), name="2011-02-west-midlands-street.csv")
    (row,) = kept(tmp_path)
    # The worked example of Chris Veness's geodesy library (movable-type.co.uk): 52° 39' 28.723" N, 1° 42' 57.787" E.
    assert row["latitude"] == pytest.approx(52 + 39 / 60 + 28.723 / 3600, abs=1e-6)
    assert row["longitude"] == pytest.approx(1 + 42 / 60 + 57.787 / 3600, abs=1e-6)
    assert (row["lsoa"], row["lpu"], row["record_key"]) == ("E01009417", "BN", None)


def test_rows_alike_without_an_id_are_separate_incidents(tmp_path):
    assert counts(bring(tmp_path, text(asb(), asb(), asb()))) == {"rows": 3, "accepted": 3}
    assert len(kept(tmp_path)) == 3


def test_rows_alike_with_the_same_id_are_one(tmp_path):
    report = bring(tmp_path, text(crime("c1"), crime("c2"), crime("c1")))
    assert counts(report) == {"rows": 3, "accepted": 2, "duplicate": 1}
    assert [row["record_key"] for row in kept(tmp_path)] == ["c1", "c2"]


def test_rows_that_differ_with_the_same_id_are_kept_and_counted_as_a_defect(tmp_path):
    report = bring(tmp_path, text(crime("c1"), crime("c1", kind="Drugs")))
    assert counts(report) == {"rows": 2, "accepted": 2}
    (partition,) = warehouse(tmp_path).partitions(RECORDED_CRIME)
    assert partition.defects == {"with a repeated ID": 1}


def test_defects_are_counted_by_partition_and_the_rows_taken(tmp_path):
    odd = [
        asb(),
        crime("c2", lsoa=""),
        crime("c3", longitude="", latitude=""),
        crime("c4", lsoa="E01000914"),
        crime("c5", kind="Violent crime"),
        crime("c6", outcome="Gone fishing"),
    ]
    assert counts(bring(tmp_path, text(*odd))) == {"rows": 6, "accepted": 6}
    (partition,) = warehouse(tmp_path).partitions(RECORDED_CRIME)
    assert partition.defects == {
        "of a kind not on the list in use that month": 1,
        "with an LSOA outside the boundary set": 1,
        "with an outcome not on the list": 1,
        "without an ID": 1,
        "without an LSOA": 1,
        "without coordinates": 1,
    }


def test_the_same_file_twice_adds_nothing(tmp_path):
    content = text(asb(), asb(), crime())
    first = bring(tmp_path, content)
    second = bring(tmp_path, content)
    assert counts(first) == {"rows": 3, "accepted": 3}
    assert counts(second) == {"rows": 3, "duplicate": 3}
    assert second.applied
    assert second.wrote == ()
    assert [p.vintage for p in warehouse(tmp_path).vintages(RECORDED_CRIME, "west-midlands", "2014-01")] == [
        1
    ]
    assert len(warehouse(tmp_path).arrivals(RECORDED_CRIME)) == 1


def test_the_same_rows_in_another_order_add_nothing(tmp_path):
    bring(tmp_path, text(asb(), crime("c1"), crime("c2")))
    assert counts(bring(tmp_path, text(crime("c2"), asb(), crime("c1")))) == {"rows": 3, "duplicate": 3}


def test_a_later_file_adds_corrects_and_withdraws_and_the_earlier_vintage_stays(tmp_path):
    bring(tmp_path, text(asb(), crime("c1"), crime("c2"), crime("c3")))
    later = bring(
        tmp_path, text(asb(), asb(), crime("c1"), crime("c2", outcome="Offender fined"), crime("c4"))
    )
    assert counts(later) == {"rows": 5, "accepted": 2, "changed": 1, "duplicate": 2, "withdrawn": 1}
    vintages = warehouse(tmp_path).vintages(RECORDED_CRIME, "west-midlands", "2014-01")
    assert [(p.vintage, p.rows) for p in vintages] == [(1, 4), (2, 5)]
    assert [row["outcome"] for row in kept(tmp_path) if row["record_key"] == "c2"] == ["Offender fined"]


def test_new_boundaries_stamp_the_same_rows_again(tmp_path):
    content = text(crime())
    bring(tmp_path, content)
    again = brought(tmp_path, tmp_path / NAME)
    report = importing.apply(warehouse(tmp_path), replace(again, areas=replace(again.areas, version="2014")))
    assert counts(report) == {"rows": 1, "duplicate": 1}
    assert [
        p.boundaries for p in warehouse(tmp_path).vintages(RECORDED_CRIME, "west-midlands", "2014-01")
    ] == [
        "2013",
        "2014",
    ]


def test_a_preview_says_what_would_happen_and_writes_nothing(tmp_path):
    report = bring(tmp_path, text(asb(), crime()), dry=True)
    assert counts(report) == {"rows": 2, "accepted": 2}
    assert not report.applied
    assert [vintage[:4] for vintage in report.wrote] == [("west-midlands", "2014-01", 1, 2)]
    assert warehouse(tmp_path).partitions(RECORDED_CRIME) == ()


def test_a_file_of_several_forces_and_months_is_parted(tmp_path):
    rows = [crime("a"), crime("b", force="Merseyside Police"), crime("c", month="2014-02"), crime("d")]
    bring(tmp_path, text(*rows), name="crimes.csv")
    assert [(p.source, p.month, p.rows) for p in warehouse(tmp_path).partitions(RECORDED_CRIME)] == [
        ("merseyside", "2014-01", 1),
        ("west-midlands", "2014-01", 2),
        ("west-midlands", "2014-02", 1),
    ]


def test_columns_may_stand_in_any_order_and_values_in_quotation_marks(tmp_path):
    header = ",".join(reversed(HEADER.split(",")))
    line = ",".join(f'"{value}"' for value in reversed(crime().split(",")))
    assert counts(bring(tmp_path, text(line, header=header))) == {"rows": 1, "accepted": 1}
    assert kept(tmp_path)[0]["lsoa"] == "E01009417"


def test_blank_lines_are_counted_and_line_numbers_stay_those_of_an_editor(tmp_path):
    content = text("", crime("c1"), ",,,,,,,,,,,", crime("c2", kind="Theft"), "   ")
    report = bring(tmp_path, content, partial=True)
    assert counts(report) == {"rows": 5, "accepted": 1, "rejected": 1, "blank": 3}
    assert [(row.fault.line, row.fault.column) for row in report.faults] == [(5, "Crime type")]


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path):
    assert counts(bring(tmp_path, b"\xef\xbb\xbf" + text(crime()))) == {"rows": 1, "accepted": 1}


@pytest.mark.parametrize("block", [300, 1000, 4 * 1024 * 1024])
def test_line_numbers_do_not_depend_on_how_a_file_is_cut(tmp_path, monkeypatch, block):
    cut = lines.blocks
    monkeypatch.setattr(lines, "blocks", lambda stream: cut(stream, block))
    rows = [crime(f"c{n}", kind="Theft" if n in (7, 31) else "Burglary") for n in range(2, 50)]
    report = bring(tmp_path, text(*rows), partial=True)
    assert [row.fault.line for row in report.faults] == [7, 31]
    assert counts(report) == {"rows": 48, "accepted": 46, "rejected": 2}


def archive(folder, members):
    for name, content in members.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return folder


MEMBERS = {
    "2014-01/2014-01-west-midlands-street.csv": text(crime()),
    "2014-01/2014-01-merseyside-street.csv.gz": text(asb(force="Merseyside Police")),
    "2014-02/2014-02-west-midlands-street.csv": text(asb(month="2014-02")),
    "2014-02/2014-02-merseyside-street.csv": text(),
    "2014-02/2014-02-west-midlands-outcomes.csv": b"Crime ID,Month,Reported by,Outcome type\r\nc1,2014-02,x,y\r\n",
    "2014-02/2014-02-west-midlands-stop-and-search.csv": b"Type,Date\r\nPerson search,2014-02-01\r\n",
    "readme.txt": b"Hello",
}


def test_a_folder_of_months_comes_in_together_and_says_what_it_passed_over(tmp_path):
    folder = archive(tmp_path / "archive", MEMBERS)
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, folder))
    assert report.applied
    assert counts(report) == {"rows": 3, "accepted": 3}
    assert sorted(report.skipped) == [
        ("2014-02/2014-02-merseyside-street.csv", "it holds no rows: its month is missing, not zero"),
        ("2014-02/2014-02-west-midlands-outcomes.csv", "it is not a file of this kind"),
        ("2014-02/2014-02-west-midlands-stop-and-search.csv", "it is not a file of this kind"),
        ("readme.txt", "it is not a data file"),
    ]


def test_a_force_month_that_an_archive_lacks_is_missing_and_not_zero(tmp_path):
    folder = archive(tmp_path / "archive", MEMBERS)
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, folder))
    assert report.missing == (("merseyside", "2014-02"),)


def test_a_zip_of_months_gives_what_its_folder_gives(tmp_path):
    folder = archive(tmp_path / "archive", MEMBERS)
    path = tmp_path / "archive.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        for name in MEMBERS:
            zipped.write(folder / name, name)
    importing.apply(warehouse(tmp_path / "a"), brought(tmp_path, folder))
    importing.apply(warehouse(tmp_path / "b"), brought(tmp_path, path))
    assert warehouse(tmp_path / "a").digest(RECORDED_CRIME) == warehouse(tmp_path / "b").digest(
        RECORDED_CRIME
    )


def test_one_bad_file_keeps_a_whole_archive_out(tmp_path):
    members = MEMBERS | {
        "2014-03/2014-03-west-midlands-street.csv": text(crime(month="2014-03", kind="Theft"))
    }
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, archive(tmp_path / "archive", members)))
    assert (
        report.reason == "1 of 4 rows are rejected, so nothing was imported. Correct them, or add --partial."
    )
    assert warehouse(tmp_path).partitions(RECORDED_CRIME) == ()


def test_two_files_of_the_same_force_and_month_are_not_guessed_between(tmp_path):
    here = archive(tmp_path / "here", {NAME: text(crime())})
    there = archive(tmp_path / "there", {NAME: text(crime("c2"))})
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, here, there))
    assert "holds west-midlands 2014-01 too" in report.reason
    assert warehouse(tmp_path).partitions(RECORDED_CRIME) == ()


def test_rejected_rows_are_kept_byte_for_byte_and_can_be_brought_again(tmp_path):
    bad = crime("c2", kind="Burglry").replace("Walsall Road", "Café Road")
    content = text(crime("c1"), bad, crime("c3"))
    report = bring(tmp_path, content, partial=True)
    assert counts(report) == {"rows": 3, "accepted": 2, "rejected": 1}
    saved = (report.folder / "rejected" / NAME).read_bytes()
    assert saved == text(bad)
    assert report.faults[0].fault.reason == (
        "This is not a kind of crime on the publisher's lists. Did you mean “Burglary”?"
    )


def test_the_import_is_recorded_with_who_when_what_and_how_many(tmp_path):
    bring(tmp_path, text(asb(), crime()))
    (arrival,) = warehouse(tmp_path).arrivals(RECORDED_CRIME)
    assert arrival.by == "a test"
    assert [(file.name, file.size) for file in arrival.files] == [(NAME, len(text(asb(), crime())))]
    assert arrival.files[0].digest == parquet.digest_of(tmp_path / NAME)
    assert arrival.counts["accepted"] == 2
    assert arrival.wrote == (("west-midlands", "2014-01", 1),)


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(Unreadable, match=r"There is no file at .*nowhere\.csv"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, tmp_path / "nowhere.csv"))
