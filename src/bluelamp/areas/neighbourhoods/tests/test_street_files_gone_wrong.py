"""Whatever is wrong with a street file, a person is told in a sentence and the warehouse is as it was."""

import gzip
import os
import signal
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from bluelamp.areas.neighbourhoods.facts import RECORDED_CRIME
from bluelamp.areas.neighbourhoods.tests.factories import (
    HEADER,
    NAME,
    asb,
    bring,
    brought,
    crime,
    text,
    warehouse,
)  # fmt: skip
from bluelamp.warehouse import importing, reading
from bluelamp.warehouse.reading import Unreadable

GOOD = text(crime("c1"), asb(), crime("c2"))
CAFE = text(crime("c1").replace("Walsall", "Café"), crime("c2"))


def nothing_written(folder):
    return (
        warehouse(folder).partitions(RECORDED_CRIME) == ()
        and warehouse(folder).arrivals(RECORDED_CRIME) == ()
    )


# What is wrong, the file, and the start of what is said of the file as a whole.
REFUSED = [
    ("empty", b"", "The file is empty."),
    ("blank first line", b"\r\n" + GOOD, "The first line is blank"),
    ("header only", text(), "The file holds no rows, only the names of its columns."),
    ("header without a line end", HEADER.encode(), "The file holds no rows, only the names of its columns."),
    (
        "UTF-16",
        GOOD.decode().encode("utf-16"),
        "The file looks like UTF-16. Import it again with --encoding utf-16.",
    ),
    ("UTF-16 without a mark", GOOD.decode().encode("utf-16-le"), "The file looks like UTF-16."),
    ("lines of an old Mac", GOOD.replace(b"\r\n", b"\r"), "The lines end the way old Macs did."),
    ("a column missing", GOOD.replace(b",Crime type", b",Sort"), "There is no column called “Crime type”."),
    (
        "a column renamed",
        GOOD.replace(b"LSOA code", b"lsoa_code"),
        "There is no column called “LSOA code”. The nearest is “lsoa_code”: rename it if that is what it holds.",
    ),
    ("a column twice", GOOD.replace(b"Context", b"Location"), "The column “Location” appears twice."),
    (
        "a column of personal data",
        b"".join(line.replace(b"\r\n", b",Smith\r\n") for line in GOOD.splitlines(keepends=True)),
        "“Smith” is not a column of Street crime, 2011 onwards: take it out. Nothing more is kept of a person.",
    ),
    (
        "a zip named as CSV",
        b"PK\3\4" + bytes(range(60)),
        "The file is named as CSV but is a zip or a workbook.",
    ),
    ("gzip named as CSV", gzip.compress(GOOD), "The file is named as CSV but is compressed with gzip."),
    ("another file altogether", b"name,phone\r\nAnn,1\r\n", "The columns are not those of"),
    ("a quotation mark in the header", b'"' + GOOD, "A quotation mark in the first line is not closed"),
    ("a first line without end", b"x" * 200_000, "The first line is too long to be the names of columns."),
]


@pytest.mark.parametrize(
    ("content", "said"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED]
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(tmp_path, content, said):
    report = bring(tmp_path, content)
    assert report.files[0].refusal.startswith(said)
    assert not report.applied
    assert nothing_written(tmp_path)


# What is wrong, the line, the column shown, the text shown, and the start of the reason.
REJECTED = [
    ("cut short", GOOD[:-40], 4, "", "c2,2014-01", "The file ends inside this line, so it may have been cut short."),
    ("cut at the line end", GOOD[:-2], 4, "", "c2,2014-01", "The file ends inside this line"),
    (
        "Windows-1252",
        CAFE.decode().encode("cp1252"),
        2,
        "",
        "c1,2014-01",
        "This line is not UTF-8. As Windows-1252 it would read “Café”: if that is right, import again with --enc",
    ),
    ("UTF-8 cut in a letter", CAFE.replace("é".encode(), b"\xc3"), 2, "", "c1,", "This line is not UTF-8."),
    ("a NUL", GOOD.replace(b"Walsall", b"Wal\0all", 1), 2, "", "c1,", "This line holds a NUL character"),
    ("too few values", text(crime("c1"), "c2,2014-01"), 3, "", "c2,2014-01", "This line holds 2 values"),
    ("too many values", text(crime("c1") + ",,,"), 2, "", "c1,", "This line holds 15 values; the first line names 12"),
    ("an unclosed quote", text(crime().replace("On or", '"On or'), asb()), 2, "", "c1,", "A quotation mark in this"),
    ("a stray quote", text(crime().replace("Road", 'Ro"ad')), 2, "", "c1,", "A quotation mark in this line"),
    ("a field of a megabyte", text(crime().replace("Road", "x" * 1_000_000)), 2, "", "c1,", "This line holds 1,000,"),
    ("a stray carriage return", text(crime().replace("Road", "Ro\rad")), 2, "", "c1,", "This line holds a carriage"),
    ("outside the country", text(crime(longitude="2.35", latitude="48.85")), 2, "Longitude", "2.35",
     "This should be a longitude in the United Kingdom, in degrees."),
    ("the wrong way round", text(crime(longitude="52.59", latitude="-1.85")), 2, "Longitude", "52.59", "This should"),
    ("not a number", text(crime(longitude="west")), 2, "Longitude", "west", "This should be a longitude"),
    ("not a number that pretends", text(crime(latitude="NaN")), 2, "Latitude", "NaN", "This should be a latitude"),
    ("half a point", text(crime(latitude="")), 2, "Longitude", "-1.850056", "Longitude and latitude are given toge"),
    ("a badly formed LSOA", text(crime(lsoa="E0100941")), 2, "LSOA code", "E0100941", "This should be an LSOA code"),
    ("an unknown kind", text(crime(kind="Drug")), 2, "Crime type", "Drug", "This is not a kind of crime on the"),
    ("an unknown force", text(crime(force="Midlands Police")), 2, "Reported by", "Midlands Police", "This is not a fo"),
    ("a blank month", text(crime(month="")), 2, "Month", "", "This must not be blank."),
    ("a month of no year", text(crime(month="2014-13")), 2, "Month", "2014-13", "This should be a month written"),
    ("a month with a day", text(crime(month="2014-01-05")), 2, "Month", "2014-01-05", "This should be a month"),
    ("a month not of the file", text(crime(month="2014-02")), 2, "Month", "2014-02",
     "The file is named for 2014-01; this row is not of it."),
    ("a month before there was any", text(crime(month="2009-01")), 2, "Month", "2009-01", "The file is named for"),
    ("a force not of the file", text(crime(force="Merseyside Police")), 2, "Reported by", "merseyside",
     "The file is named for west-midlands; this row is not of it."),
    ("a value with a space", text(crime(kind="Burglary ")), 2, "Crime type", "Burglary ", "This is not a kind"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "line", "column", "value", "reason"), [c[1:] for c in REJECTED], ids=[c[0] for c in REJECTED]
)
def test_a_row_that_is_wrong_is_rejected_with_its_line_column_text_and_reason(
    tmp_path, content, line, column, value, reason
):
    report = bring(tmp_path, content)
    fault = report.faults[0].fault
    assert (fault.line, fault.column) == (line, column)
    assert fault.value.startswith(value)
    assert fault.reason.startswith(reason)
    assert report.adds_up
    assert report.total("rejected") == 1
    assert "rows are rejected, so nothing was imported" in report.reason
    assert nothing_written(tmp_path)


@pytest.mark.parametrize("cut", [1, 10, 60])
def test_a_gzip_cut_short_is_refused_whole(tmp_path, cut):
    report = bring(tmp_path, gzip.compress(GOOD * 50)[:-cut], name=f"{NAME}.gz")
    assert report.files[0].refusal == "The compressed file is damaged or was cut short. Fetch it again."
    assert nothing_written(tmp_path)


def test_a_gzip_cut_short_is_refused_even_in_part(tmp_path):
    report = bring(tmp_path, gzip.compress(GOOD)[:-9], name=f"{NAME}.gz", partial=True)
    assert not report.applied
    assert nothing_written(tmp_path)


@pytest.mark.parametrize(("encoding", "codec"), [("utf-16", "utf-16"), ("cp1252", "cp1252")])
def test_a_declared_encoding_is_read_as_what_it_is(tmp_path, encoding, codec):
    report = bring(tmp_path, CAFE.decode().encode(codec), encoding=encoding)
    assert report.applied
    assert report.total("accepted") == 2


@pytest.mark.parametrize("codec", ["utf-16", "cp1252"])
def test_rejected_rows_are_kept_in_the_encoding_they_came_in(tmp_path, codec):
    bad = crime("c3", kind="Theft").replace("Walsall", "Café")
    report = bring(tmp_path, text(crime(), bad).decode().encode(codec), encoding=codec, partial=True)
    assert (report.folder / "rejected" / NAME).read_bytes() == text(bad).decode().encode(codec)


@pytest.mark.parametrize(
    ("content", "encoding", "said"),
    [
        (GOOD, "utf-16", "The file lacks the mark that UTF-16 begins with."),
        (
            GOOD.decode().encode("utf-16")[:-1],
            "utf-16",
            "The file is not UTF-16 throughout, or was cut short.",
        ),
        (GOOD.replace(b"Walsall", b"\x81"), "cp1252", "The file is not Windows-1252 throughout"),
        (GOOD, "latin-9", "“latin-9” is not an encoding Bluelamp reads."),
    ],
)
def test_an_encoding_declared_wrongly_is_refused(tmp_path, content, encoding, said):
    report = bring(tmp_path, content, encoding=encoding)
    assert report.files[0].refusal.startswith(said)
    assert nothing_written(tmp_path)


def zipped(folder, *members):
    path = folder / "archive.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in members:
            archive.writestr(name, content)
    return path


@pytest.mark.parametrize(
    "name", ["../" + NAME, "/" + NAME, "2014-01/../../" + NAME, "C:/" + NAME, "2014-01\\..\\" + NAME, "."]
)
def test_a_zip_that_leads_outside_itself_is_refused_and_leaves_nothing_there(tmp_path, name):
    path = zipped(tmp_path, (NAME, GOOD), (name, GOOD))
    with pytest.raises(Unreadable, match="leads outside the archive"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, path))
    assert [each.name for each in tmp_path.iterdir()] == ["archive.zip"]


def test_a_zip_cut_short_is_refused(tmp_path):
    path = zipped(tmp_path, (NAME, GOOD))
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(Unreadable, match="is not a whole zip"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, path))


def test_a_month_to_come_or_from_before_street_crime_was_published_is_rejected(tmp_path):
    lines = [crime(month=month) for month in ("2010-11", "2010-12", "2014-02", "2014-03")]
    report = bring(tmp_path, text(*lines), name="all.csv")
    assert [(row.fault.line, row.fault.column, row.fault.reason) for row in report.faults] == [
        (2, "Month", "Nothing was published by street before December 2010."),
        (5, "Month", "This is dated after the day of import."),
    ]


def test_rejected_rows_of_two_files_of_an_archive_are_never_kept_as_one(tmp_path):
    long = f"{'x' * 240}.csv"
    path = zipped(
        tmp_path, *((name, text(crime(name[:1], kind="?"))) for name in ("a/b.csv", "a__b.csv", long))
    )
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, path))
    assert [file.refusal for file in report.files] == ["", "", ""]
    kept = sorted((report.folder / "rejected").iterdir())
    assert [each.read_bytes() for each in kept] == [text(crime(key, kind="?")) for key in ("a", "a", "x")]


@pytest.mark.parametrize("first", ["=", "\uff1d"])
def test_a_rejected_value_is_no_formula_in_the_list_of_faults(tmp_path, first):
    report = bring(tmp_path, text(crime(kind=f"{first}cmd|calc!A0")))
    assert f"'{first}cmd|calc!A0" in (report.folder / "faults.csv").read_text()


def test_the_shadow_files_of_a_mac_are_passed_over(tmp_path):
    path = zipped(tmp_path, (NAME, GOOD), (f"__MACOSX/._{NAME}", b"\0\5\x16\7"))
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, path))
    assert (report.applied, report.skipped) == (True, ((f"__MACOSX/._{NAME}", "it is not a data file"),))


def test_a_damaged_file_of_a_zip_is_refused_and_not_passed_over(tmp_path):
    path = zipped(tmp_path, (NAME, GOOD), ("more.csv", GOOD))
    content = path.read_bytes()
    at = content.index(GOOD, content.index(b"more.csv"))
    path.write_bytes(content[: at + 9] + b"#" + content[at + 10 :])
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, path))
    assert not report.applied
    assert "more.csv: The compressed file is damaged" in report.reason


def test_a_file_that_unpacks_to_far_too_much_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "SMALL", 1000)
    report = bring(tmp_path, gzip.compress(text(*[asb()] * 50_000)), name=f"{NAME}.gz")
    assert report.files[0].refusal == "The file unpacks to far more than it should hold. It is refused."
    assert nothing_written(tmp_path)


@pytest.mark.parametrize("members", [{}, {"notes.txt": b"Hello"}])
def test_a_folder_with_nothing_to_import_is_refused(tmp_path, members):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name, content in members.items():
        (folder / name).write_bytes(content)
    with pytest.raises(Unreadable, match="There is nothing to import in"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, folder))


def test_a_folder_named_as_a_file_is_read_as_a_folder(tmp_path):
    (tmp_path / NAME).mkdir()
    with pytest.raises(Unreadable, match="There is nothing to import in"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, tmp_path / NAME))


def test_a_link_in_a_folder_is_not_followed(tmp_path):
    (tmp_path / "secret.csv").write_bytes(GOOD)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / NAME).symlink_to(tmp_path / "secret.csv")
    with pytest.raises(Unreadable, match="There is nothing to import in"):
        importing.apply(warehouse(tmp_path), brought(tmp_path, folder))


def test_a_month_in_the_wrong_folder_is_refused(tmp_path):
    folder = tmp_path / "archive"
    (folder / "2014-02").mkdir(parents=True)
    (folder / "2014-02" / NAME).write_bytes(GOOD)
    report = importing.apply(warehouse(tmp_path), brought(tmp_path, folder))
    assert report.files[0].refusal == "The file is named for 2014-01 but lies in the folder 2014-02."


def test_a_source_given_for_a_file_that_names_its_own_is_refused(tmp_path):
    report = bring(tmp_path, GOOD, source="dudley")
    assert "leave out --source" in report.files[0].refusal


def test_what_was_there_before_stays_when_a_later_import_is_refused(tmp_path):
    bring(tmp_path, GOOD)
    before = warehouse(tmp_path).digest(RECORDED_CRIME)
    bring(tmp_path, text(crime("c1"), crime("c9", kind="Theft")))
    assert warehouse(tmp_path).digest(RECORDED_CRIME) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from bluelamp.areas.neighbourhoods.tests.factories import brought, warehouse
from bluelamp.warehouse import importing

steps, last = [0], int(sys.argv[2])
def count(frame, event, arg):
    if event == "call" and "bluelamp/warehouse" in frame.f_code.co_filename:
        steps[0] += 1
        if steps[0] == last:
            os.kill(os.getpid(), signal.SIGKILL)
sys.setprofile(count)
folder = Path(sys.argv[1])
importing.apply(warehouse(folder), brought(folder, folder / "archive"))
sys.setprofile(None)
print(steps[0])
"""


def run_until(folder: Path, step: int) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join([str(Path(__file__).parents[4]), os.environ.get("PYTHONPATH", "")])
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(folder), str(step)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_import_killed_at_any_step_and_run_again_ends_as_one_clean_run(tmp_path):
    months = [f"2013-{month:02d}" for month in range(1, 7)]

    def prepare(name):
        (tmp_path / name / "archive").mkdir(parents=True)
        for month in months:
            rows = [asb(month=month)] * 3 + [crime("c1", month=month)] * 2
            (tmp_path / name / "archive" / f"{month}-west-midlands-street.csv").write_bytes(text(*rows))
        return tmp_path / name

    def state(folder):
        store = warehouse(folder)
        found = [
            (p.source, p.month, p.vintage, p.digest, p.rows, p.defects)
            for p in store.partitions(RECORDED_CRIME)
        ]
        return found, [(a.by, a.counts, a.wrote) for a in store.arrivals(RECORDED_CRIME)]

    clean = prepare("clean")
    steps = int(run_until(clean, -1).stdout)
    # Staging, settling and above all the last steps, where files move and the manifest is replaced.
    for step in (steps // 2, steps - 45, steps - 30, steps - 15, steps - 5):
        folder = prepare(str(step))
        assert run_until(folder, step).returncode == -signal.SIGKILL
        importing.apply(warehouse(folder), brought(folder, folder / "archive"))
        assert state(folder) == state(clean)
        named = {p.path for p in warehouse(folder).partitions(RECORDED_CRIME)}
        assert set((folder / "warehouse").rglob("*.parquet")) == named
