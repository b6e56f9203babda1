"""Interview files: what a survey house may send, what is refused, and how a later file corrects an earlier one."""

from datetime import UTC, date, datetime

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bluelamp.areas.satisfaction.facts import INTERVIEWS, interview_file
from bluelamp.warehouse import importing, parquet
from bluelamp.warehouse.columns import digest
from bluelamp.warehouse.layouts import Areas
from bluelamp.warehouse.store import Store

KEY = b"a key for tests"
NOON = datetime(2014, 1, 7, 12, tzinfo=UTC)
STAMPS = pa.table(
    {
        "lsoa": ["E01009417", "E01009418", "E01009500"],
        "ward": ["E05001203", "E05001203", "E05001210"],
        "neighbourhood": ["N-E05001203", "N-E05001203", "N-E05001210"],
        "lpu": ["BN", "BN", "CV"],
        "district": ["E08000025", "E08000025", "E08000026"],
        "priority_area": pa.array(["PA01", None, None], pa.string()),
    }
)
INTERVIEW = {
    "interview_id": "Q1",
    "survey": "crime",
    "crime_group": "burglary",
    "incident_date": "2013-09-01",
    "report_date": "2013-09-02",
    "closed_date": "2013-09-20",
    "interview_date": "2013-11-05",
    "lsoa": "E01009417",
    "lpu": "",
    "neighbourhood": "",
    "contact": "1",
    "action": "2",
    "follow_up": "3",
    "treatment": "97",
    "whole": "3",
    "stratum": "burglary BN",
    "weight": "1.25",
}


def interview(key="Q1", **given: str) -> dict[str, str]:
    return INTERVIEW | {"interview_id": key} | given


def text(*interviews: dict[str, str]) -> bytes:
    rows = [list(interviews[0]), *(each.values() for each in interviews)]
    return "".join(",".join(row) + "\n" for row in rows).encode()


def bring(folder, content, *, name="interviews.csv", **given):
    path = folder / name
    path.write_bytes(content)
    layout = interview_file(key=KEY, today=NOON.date(), areas=STAMPS)
    brought = importing.Brought(
        (path,), (layout,), Areas(STAMPS, "2013"), by="a test", at=NOON, reports=folder / "imports", **given
    )
    report = importing.apply(Store(folder / "warehouse"), brought)
    assert report.adds_up
    return report


def kept(folder):
    partitions = Store(folder / "warehouse").partitions(INTERVIEWS)
    return parquet.read([p.path for p in partitions]).to_pylist() if partitions else []


def counts(report):
    outcomes = ("rows", "accepted", "changed", "duplicate", "rejected", "blank")
    return {outcome: report.total(outcome) for outcome in outcomes if report.total(outcome)}


def test_an_interview_is_kept_under_an_opaque_key_with_all_its_dates_and_its_areas(tmp_path):
    bring(tmp_path, text(interview()))
    assert kept(tmp_path) == [
        {
            "record_key": digest(KEY, "Q1"),
            "survey": "crime",
            "crime_group": "burglary",
            "incident_date": date(2013, 9, 1),
            "report_date": date(2013, 9, 2),
            "closed_date": date(2013, 9, 20),
            "interview_date": date(2013, 11, 5),
            "contact": 1,
            "action": 2,
            "follow_up": 3,
            "treatment": 97,
            "whole": 3,
            "stratum": "burglary BN",
            "weight": 1.25,
            "lsoa": "E01009417",
            "ward": "E05001203",
            "neighbourhood": "N-E05001203",
            "lpu": "BN",
            "district": "E08000025",
            "priority_area": "PA01",
            "boundaries": "2013",
            "source": "quality-of-service-bureau",
            "partition_month": "2013-11",
        }
    ]


def test_an_opaque_key_differs_with_the_secret_and_not_with_the_file():
    assert digest(KEY, "Q1") == digest(KEY, "Q1")
    assert digest(KEY, "Q1") != digest(b"another key", "Q1")
    assert "Q1" not in digest(KEY, "Q1")


@pytest.mark.parametrize(
    ("given", "level", "code"),
    [
        ({"lpu": "CV"}, "district", "E08000026"),
        ({"lpu": "BN"}, "ward", "E05001203"),
        ({"lpu": "BN"}, "priority_area", None),
        ({"neighbourhood": "N-E05001210"}, "lpu", "CV"),
        ({}, "lpu", None),
    ],
)
def test_areas_that_follow_from_the_one_named_are_filled_where_the_lsoa_is_blank(
    tmp_path, given, level, code
):
    bring(tmp_path, text(interview(lsoa="", **given)))
    assert kept(tmp_path)[0][level] == code


def test_an_interview_without_an_area_is_taken_and_counted_as_a_defect(tmp_path):
    bring(tmp_path, text(interview("Q1", lsoa=""), interview("Q2")))
    (partition,) = Store(tmp_path / "warehouse").partitions(INTERVIEWS)
    assert partition.defects == {"without an area": 1}


@pytest.mark.parametrize(
    ("written", "answer"),
    [("7", 7), ("Completely dissatisfied", 7), ("neither satisfied nor dissatisfied", 4), ("Refused", 98)],
)
def test_an_answer_may_be_a_code_or_its_words(tmp_path, written, answer):
    bring(tmp_path, text(interview(whole=written)))
    assert kept(tmp_path)[0]["whole"] == answer


def test_columns_that_may_be_left_out_are_and_the_weight_is_one(tmp_path):
    needed = (
        "interview_id",
        "survey",
        "crime_group",
        "incident_date",
        "report_date",
        "interview_date",
        "whole",
    )
    bring(tmp_path, text({name: INTERVIEW[name] for name in needed}))
    (row,) = kept(tmp_path)
    assert (row["weight"], row["contact"], row["lpu"]) == (1.0, None, None)


WRONG = [
    ({"interview_date": "2013-08-30", "report_date": "2013-09-02"}, "interview_date",
     "The interview is dated before the incident."),
    ({"incident_date": "2013-09-03"}, "report_date", "The report is dated before the incident."),
    ({"interview_date": "2013-09-01"}, "interview_date", "The interview is dated before the report."),
    ({"incident_date": "0001-01-01"}, "incident_date", "The incident is dated before 1900."),
    ({"closed_date": "2031-09-01"}, "closed_date", "The case is closed after the day of import."),
    ({"closed_date": "2013-09-01"}, "closed_date", "The case is closed before it was reported."),
    ({"interview_date": "2014-01-08"}, "interview_date", "The interview is dated after the day of import."),
    ({"whole": "8"}, "whole", "This is not an answer: 1 to 7, 97 to 99, or its words."),
    ({"contact": "0"}, "contact", "This is not an answer: 1 to 7, 97 to 99, or its words."),
    ({"whole": ""}, "whole", "This must not be blank."),
    ({"crime_group": "burglery"}, "crime_group",
     "This is not one of asb, burglary, violence, vehicle, hate. Did you mean “burglary”?"),
    ({"survey": "asb"}, "crime_group", "The asb survey asks about asb, and the crime survey about the other groups."),
    ({"lsoa": "E01000001"}, "lsoa", "This is not the code of an LSOA of the force area."),
    ({"lpu": "XX", "lsoa": ""}, "lpu", "This is not the code of a local policing unit."),
    ({"incident_date": "03/04/2013"}, "incident_date",
     "Days are written year-month-day, so that no order has to be guessed: write 2013-04-03 or 2013-03-04."),
    ({"incident_date": "31/08/2013"}, "incident_date",
     "Days are written year-month-day, so that no order has to be guessed: write 2013-08-31."),
    ({"incident_date": "2013-02-30"}, "incident_date",
     "This should be a day written year-month-day, such as 2013-11-30."),
    ({"incident_date": "41518"}, "incident_date", "This should be a day written year-month-day, such as 2013-11-30."),
    ({"weight": "0"}, "weight", "This should be a weight above 0 and at most 100000."),
    ({"weight": "Infinity"}, "weight", "This should be a weight above 0 and at most 100000."),
]  # fmt: skip


@pytest.mark.parametrize(("given", "column", "reason"), WRONG)
def test_an_interview_that_cannot_be_so_is_rejected_with_its_reason(tmp_path, given, column, reason):
    report = bring(tmp_path, text(interview("Q1"), interview("Q2", **given)))
    fault = report.faults[0].fault
    assert (fault.line, fault.column, fault.reason) == (3, column, reason)
    assert not report.applied
    assert kept(tmp_path) == []


@pytest.mark.parametrize("column", ["name", "phone", "comments"])
def test_a_column_about_the_person_is_refused_by_name(tmp_path, column):
    report = bring(tmp_path, text(interview() | {column: "x"}))
    assert report.files[0].refusal == (
        f"“{column}” is not a column of Satisfaction interviews: take it out. Nothing more is kept of a person."
    )


def test_a_renamed_column_is_recognised_and_suggested(tmp_path):
    renamed = {
        ("Interview date" if name == "interview_date" else name): value for name, value in INTERVIEW.items()
    }
    report = bring(tmp_path, text(renamed))
    assert report.files[0].refusal.startswith(
        "There is no column called “interview_date”. The nearest is “Interview date”: rename it"
    )


def test_the_same_interview_twice_in_a_file_is_one(tmp_path):
    assert counts(bring(tmp_path, text(interview(), interview()))) == {
        "rows": 2,
        "accepted": 1,
        "duplicate": 1,
    }


def test_an_interview_twice_with_different_answers_is_not_guessed_between(tmp_path):
    content = text(interview("Q1", whole="2"), interview("Q2"), interview("Q1", whole="5"))
    report = bring(tmp_path, content, partial=True)
    assert counts(report) == {"rows": 3, "accepted": 1, "rejected": 2}
    assert [(row.fault.line, row.fault.value) for row in report.faults] == [(2, "Q1"), (4, "Q1")]
    assert {row["record_key"] for row in kept(tmp_path)} == {digest(KEY, "Q2")}
    lines = content.splitlines(keepends=True)
    assert (report.folder / "rejected/interviews.csv").read_bytes() == lines[0] + lines[1] + lines[3]


def test_the_same_file_twice_adds_nothing(tmp_path):
    content = text(interview("Q1"), interview("Q2", interview_date="2013-12-02"))
    assert counts(bring(tmp_path, content)) == {"rows": 2, "accepted": 2}
    again = bring(tmp_path, content)
    assert counts(again) == {"rows": 2, "duplicate": 2}
    assert (again.applied, again.wrote) == (True, ())


def test_an_overlapping_file_adds_only_what_is_new(tmp_path):
    bring(tmp_path, text(interview("Q1"), interview("Q2")))
    report = bring(tmp_path, text(interview("Q2"), interview("Q3")))
    assert counts(report) == {"rows": 2, "accepted": 1, "duplicate": 1}
    assert {row["record_key"] for row in kept(tmp_path)} == {digest(KEY, key) for key in ("Q1", "Q2", "Q3")}


def test_a_corrected_interview_replaces_the_earlier_one_even_into_another_month(tmp_path):
    bring(tmp_path, text(interview("Q1", whole="2"), interview("Q2")))
    report = bring(tmp_path, text(interview("Q1", whole="6", interview_date="2013-12-03")))
    assert counts(report) == {"rows": 1, "changed": 1}
    assert {(row["partition_month"], row["record_key"], row["whole"]) for row in kept(tmp_path)} == {
        ("2013-11", digest(KEY, "Q2"), 3),
        ("2013-12", digest(KEY, "Q1"), 6),
    }
    november = Store(tmp_path / "warehouse").vintages(INTERVIEWS, "quality-of-service-bureau", "2013-11")
    assert [(p.vintage, p.rows) for p in november] == [(1, 2), (2, 1)]


def test_the_order_in_which_interviews_arrive_leaves_no_trace(tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder, orders in ((one, ["Q1 Q2 Q3"]), (other, ["Q3", "Q2 Q1"])):
        folder.mkdir()
        for order in orders:
            bring(folder, text(*(interview(key) for key in order.split())))
    assert Store(one / "warehouse").digest(INTERVIEWS) == Store(other / "warehouse").digest(INTERVIEWS)


def test_interviews_of_another_house_are_kept_apart(tmp_path):
    bring(tmp_path, text(interview("Q1")))
    assert counts(bring(tmp_path, text(interview("Q1")), source="another-house")) == {
        "rows": 1,
        "accepted": 1,
    }
    sources = [p.source for p in Store(tmp_path / "warehouse").partitions(INTERVIEWS)]
    assert sources == ["another-house", "quality-of-service-bureau"]


def as_parquet(folder, *interviews):
    columns = {name: [each[name] or None for each in interviews] for name in INTERVIEW}
    days = {
        name: pa.array([date.fromisoformat(d) for d in columns[name]])
        for name in columns
        if name.endswith("date")
    }
    numbers = {name: pa.array([int(a) for a in columns[name]], pa.int16()) for name in ("contact", "whole")}
    weights = {"weight": pa.array([float(w) for w in columns["weight"]])}
    path = folder / "made.parquet"
    pq.write_table(pa.table(columns | days | numbers | weights), path)
    return path.read_bytes()


def test_parquet_gives_what_the_same_csv_gives(tmp_path):
    rows = [interview("Q1"), interview("Q2", whole="7", lsoa="", lpu="CV")]
    (tmp_path / "csv").mkdir()
    bring(tmp_path / "csv", text(*rows))
    assert counts(bring(tmp_path, as_parquet(tmp_path, *rows), name="interviews.parquet")) == {
        "rows": 2,
        "accepted": 2,
    }
    assert kept(tmp_path) == kept(tmp_path / "csv")


@pytest.mark.parametrize("unit", ["ms", "us", "ns"])
def test_a_midnight_without_a_zone_is_a_day_however_finely_it_is_told(tmp_path, unit):
    day = pa.array([date(2013, 9, 1)]).cast(pa.timestamp(unit))
    table = pq.read_table(pa.BufferReader(as_parquet(tmp_path, interview())))
    at = table.column_names.index("incident_date")
    pq.write_table(table.set_column(at, "incident_date", day), tmp_path / "made.parquet")
    report = bring(tmp_path, (tmp_path / "made.parquet").read_bytes(), name="interviews.parquet")
    assert counts(report) == {"rows": 1, "accepted": 1}
    assert kept(tmp_path)[0]["incident_date"] == date(2013, 9, 1)


def test_a_file_of_a_folder_with_a_column_too_many_is_refused_and_not_passed_over(tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/october.csv").write_bytes(text(interview("Q1")))
    (tmp_path / "folder/november.csv").write_bytes(text(interview("Q2") | {"phone": "07700 900123"}))
    layout = interview_file(key=KEY, today=NOON.date(), areas=STAMPS)
    brought = importing.Brought(
        (tmp_path / "folder",), (layout,), Areas(STAMPS, "2013"), by="a test", at=NOON
    )
    report = importing.apply(Store(tmp_path / "warehouse"), brought)
    assert (report.applied, report.skipped) == (False, ())
    assert "november.csv: “phone” is not a column" in report.reason


def test_rejected_rows_of_parquet_are_kept_in_parquet(tmp_path):
    rows = [interview("Q1"), interview("Q2", whole="8")]
    report = bring(tmp_path, as_parquet(tmp_path, *rows), name="interviews.parquet", partial=True)
    assert [(row.fault.line, row.fault.value) for row in report.faults] == [(2, "8")]
    saved = pq.read_table(report.folder / "rejected/interviews.parquet")
    assert saved["interview_id"].to_pylist() == ["Q2"]
    assert counts(report) == {"rows": 2, "accepted": 1, "rejected": 1}


def test_parquet_cut_short_is_refused(tmp_path):
    report = bring(tmp_path, as_parquet(tmp_path, interview())[:-20], name="interviews.parquet")
    assert report.files[0].refusal == "The file is not whole Parquet: it is damaged or was cut short."
    assert kept(tmp_path) == []
