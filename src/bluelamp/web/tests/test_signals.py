"""``bluelamp signals`` as it is typed, on files good and bad. It needs no records, and no test here opens any."""

import doctest
import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bluelamp.web.cli import app

SHARED = Path(__file__).parents[4].parent / "shared/data/spc"
USUAL = [80, 81, 79, 82, 80, 81, 79, 80, 82, 81, 79, 80]
pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture
def sheet(tmp_path):
    """Write a file from its lines, or from values of months on end."""

    def write(*lines, values=(), heading="month,value"):
        path = tmp_path / "sheet.csv"
        months = [f"{2012 + i // 12}-{i % 12 + 1:02d},{v}" for i, v in enumerate(values)]
        path.write_text("\n".join([heading, *lines, *months] if values else lines), encoding="utf-8")
        return str(path)

    return write


def run(*words):
    return CliRunner().invoke(app, ["signals", *words])


def told(*words):
    done = run(*words, "--json")
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


def test_values_are_judged_and_every_month_is_in_the_table(sheet):
    done = run(sheet(values=[*USUAL, 81, *[78.5, 78.2] * 4]), "--better", "up", "--milestone", "90")
    assert done.exit_code == 0
    said = " ".join(done.stdout.split())
    assert "has been below its usual level for eight months running; this is unlikely to be chance" in said
    assert "the process must change, not the month" in said
    assert "A signal next month would be below" in said
    assert done.stdout.count("2012") == 12
    assert done.stderr == ""


def test_counts_out_of_n_become_shares_with_their_interval(sheet):
    path = sheet(values=[f"{40 + i % 3},{50 + i % 5}" for i in range(14)], heading="month,count,n")
    (one,) = told(path)["series"]
    assert one["chart"] == "p"
    assert one["points"][0]["value"] == 0.8
    assert "95% interval 64.5% to 86.5%, n 53" in one["sentence"]


def test_counts_alone_and_counts_per_people_get_charts_of_counts(sheet):
    assert (
        told(sheet(values=[12, 15, 11, 10, 8, 9, 13, 9], heading="month,count"))["series"][0]["chart"] == "c"
    )
    per = told(sheet(values=[f"{30 + i % 4},{10 + i % 5}" for i in range(12)], heading="month,count,n"))
    assert per["series"][0]["chart"] == "u"


@pytest.mark.parametrize(
    "written", ["2013-02", "2013-02-01", "01/02/2013", "Feb 2013", "2013 Feb", "February 2013"]
)
def test_months_are_read_as_people_write_them(sheet, written):
    points = told(sheet("month,value", "2013-01,5", f"{written},6", "2013-03,7"))["series"][0]["points"]
    assert [p["at"] for p in points] == ["2013-01", "2013-02", "2013-03"]


def test_gaps_order_and_noughts_are_put_right_and_said(sheet):
    path = sheet(
        "month,count,n", "2013-03,30,50", "2013-01,31,50", "2013-04,0,0", "2013-06,,50", "2013-07,NaN,50"
    )
    done = run(path)
    assert done.exit_code == 0
    assert done.stderr.splitlines() == [
        "bluelamp: the months were not in order and have been sorted.",
        "bluelamp: months that are not in the file are shown as gaps: February 2013, May 2013.",
        "bluelamp: months without a number are shown as gaps: June 2013, July 2013.",
        "bluelamp: months without an n above nought are shown as gaps: April 2013.",
    ]
    assert done.stdout.count("no data") == 10


@pytest.mark.parametrize("values", [[80], [80, 82], [5] * 30, [0] * 30])
def test_one_point_two_points_and_a_series_that_never_varies_raise_nothing(sheet, values):
    (one,) = told(sheet(values=values), "--kind", "xmr")["series"]
    assert one["variation"] == ("none" if len(values) == 1 else "common")
    assert run(sheet(values=values)).exit_code == 0


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (["month,value", "2013-01,5", "2013-01,6"], "Lines 2 and 3 are both January 2013"),
        (["month,value", "2013-13,5"], "Line 2: “2013-13” is not a day, week, month"),
        (["month,value", "Foo 2013,5"], "is not a day, week"),
        (["month,value", "2013-01,five"], "Line 2: “five” in column value is not a number"),
        (["month,value", "2013-01,inf"], "is not a number"),
        (["month,count", "2013-01,-3"], "Line 2: a count cannot be below zero, and -3 is"),
        (["month,count,n", "2013-01,3,-5"], "Line 2: a n cannot be below zero"),
        (["month,value,n", "2013-01,5"], "Line 2 has 2 columns, and the first line 3"),
        (["value", "5"], "No column is called date, week, month or quarter"),
        (["month,other", "2013-01,5"], "No column is called value or count"),
        (["month,value,count", "2013-01,5,6"], "Say with --value or --count"),
        (["month,value"], "holds no rows"),
        ([""], "is empty"),
        (["month,value", "1013-01,5", "2013-01,5"], "One of them must be mistyped"),
    ],
)
def test_a_file_that_cannot_be_judged_is_refused_in_one_line(sheet, lines, words):
    done = run(sheet(*lines))
    assert (done.exit_code, done.stdout) == (1, "")
    assert words in done.stderr
    assert len(done.stderr.splitlines()) == 1


DAYS = [date(2024, 1, 1) + timedelta(days=i) for i in range(28)]


@pytest.mark.parametrize(
    ("labels", "every", "first", "sentence"),
    [
        ([f"{d:%d/%m/%Y}" for d in DAYS], "day", "2024-01-01", "on 28 January 2024"),
        ([f"{d:%a %d %b %Y}" for d in DAYS if d.weekday() < 5], "day", "2024-01-01", "on 26 January 2024"),
        ([f"w/c {d:%d/%m/%y}" for d in DAYS[::7]], "week", "2024-W01", "in the week of 22 January 2024"),
        (
            [f"2023-W{w}" for w in (50, 51, 52)] + ["2024-W01"],
            "week",
            "2023-W50",
            "in the week of 1 January 2024",
        ),
        (["Dec-23", "Jan-24", "Feb-24", "Mar-24"], "month", "2023-12", "in March 2024"),
        (["31/01/2024", "29/02/2024", "31/03/2024", "30/04/2024"], "month", "2024-01", "in April 2024"),
        (["2011-11", "2011-12", "2012-01"], "month", "2011-11", "in January 2012"),
        (["Mar 2023", "Jun 2023", "Sep 2023", "Dec 2023"], "quarter", "2023-Q1", "in Q4 2023"),
        (["Q3 2013/14", "Q4 2013/14", "Q1 2014/15"], "quarter", "2013/14-Q3", "in Q1 2014/15"),
        (["2010/11", "2011/12", "2012/13"], "year", "2010/11", "in 2012/13"),
        (["2021", "2022", "2023"], "year", "2021", "in 2023"),
        (["Shift A", "Shift B", "Shift C"], "point", "Shift A", "at Shift C"),
    ],
)
def test_rows_may_be_days_weeks_months_quarters_years_or_labels(sheet, labels, every, first, sentence):
    path = sheet("date,value", *(f"{label},{70 + i % 3}" for i, label in enumerate(labels)))
    done = run(path)
    assert (done.exit_code, done.stderr) == (0, "")
    assert sentence in " ".join(done.stdout.split())
    (one,) = told(path)["series"]
    assert (one["every"], one["points"][0]["at"], len(one["points"])) == (every, first, len(labels))


def test_missing_weeks_are_gaps_and_a_rebase_and_a_milestone_are_said_by_week(sheet):
    path = sheet("week,value", *(f"2024-W{w:02d},{70 + w % 3}" for w in range(1, 30) if w not in (5, 6)))
    done = run(path)
    assert "weeks that are not in the file are shown as gaps: week of 29 January 2024" in done.stderr
    words = ["--rebase", "2024-W15=a new rota", "--milestone", "2024-W20=75", "--better", "up"]
    (one,) = told(path, *words)["series"]
    assert [p["phase"] for p in one["points"]] == [0] * 14 + [1] * 15
    assert [p["milestone"] for p in one["points"]] == [None] * 19 + [75] * 10
    assert "Limits begin anew in the week of 8 April 2024: “a new rota”." in one["sentence"]
    wrong = run(path, "--rebase", "2025-W15=a new rota")
    assert (wrong.exit_code, "lies outside the series, which runs from week of" in wrong.stderr) == (2, True)


def test_labels_keep_their_order_and_name_rebases(sheet):
    path = sheet("shift,value", *(f"Shift {i},{10 + i % 2}" for i in range(20)))
    (one,) = told(path, "--date", "shift", "--rebase", "Shift 12=new rota")["series"]
    assert one["rebases"] == [{"since": "Shift 12", "cause": "new rota", "approved_by": None}]
    assert "is no label of the file" in run(path, "--date", "shift", "--rebase", "Shift 99=new rota").stderr
    twice = run(sheet("shift,value", "A,1", "A,2"), "--date", "shift")
    assert "Lines 2 and 3 are both “A”" in twice.stderr


@pytest.mark.parametrize(("every", "points"), [("day", 32), ("week", 5), ("label", 3)])
def test_the_step_may_be_said(sheet, every, points):
    path = sheet("date,value", "2024-01-01,5", "2024-01-15,6", "2024-02-01,7")
    assert len(told(path, "--every", every)["series"][0]["points"]) == points


@pytest.mark.parametrize(
    ("every", "named"), [("month", "January 2024"), ("quarter", "Q1 2024"), ("year", "2024")]
)
def test_days_that_fall_into_one_step_are_to_be_added_up_first(sheet, every, named):
    path = sheet("date,value", "2024-01-01,5", "2024-01-15,6", "2024-02-01,7")
    done = run(path, "--every", every)
    assert (done.exit_code, f"Lines 2 and 3 are both {named}" in done.stderr) == (1, True)


@pytest.mark.parametrize(
    ("encoding", "mark", "rows", "values"),
    [
        ("utf-8-sig", ";", ["2013-01;80,5", "2013-02;81,0"], [80.5, 81]),
        ("utf-16", "\t", ["2013-01\t1,080", "2013-02\t£1,100"], [1080, 1100]),
        ("utf-8", ",", ['2013-01,"1,080.5"', "2013-02,(12)"], [1080.5, -12]),
        ("utf-8", "|", ["2013-01|80.5%", "2013-02| 81 % "], [0.805, 0.81]),
        ("utf-8", ",", ["2013-01,5,,", "2013-02,6,,", ",,,"], [5, 6]),
        ("utf-8", ",", ["2013-01,5\r", "2013-02,6\r"], [5, 6]),
    ],
)
def test_spreadsheets_are_read_as_they_are_saved(tmp_path, encoding, mark, rows, values):
    path = tmp_path / "sheet.csv"
    path.write_bytes("\n".join([f"Month{mark}Value", *rows]).encode(encoding))
    assert [p["value"] for p in told(str(path))["series"][0]["points"]] == pytest.approx(values)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (
            ["month,value", "2013-01,5", "2013-02-14,6"],
            "Line 3: “2013-02-14” is a day, and line 2 has a month",
        ),
        (["date,value", "11/13/2013,5"], "is not a day, week, month, quarter or year"),
        (["date,value", "2013-01,80%", "2013-02,81"], "Some values have a per cent sign and some have none"),
        (["date,value", "2013-01,5", "Total,5"], "Line 3: “Total” is not a day"),
        (["month,value", "Mayhem 2013,5"], "is not a day"),
        (["month,value", "2013-01,5,6"], "Line 2 has 3 columns"),
        (["date,value", "1013-01-01,5", "2013-01-02,5"], "One of them must be mistyped"),
    ],
)
def test_a_sheet_in_two_minds_is_refused_in_one_line(sheet, lines, words):
    done = run(sheet(*lines))
    assert (done.exit_code, done.stdout, len(done.stderr.splitlines())) == (1, "", 1)
    assert words in done.stderr


def test_a_workbook_is_refused_with_what_to_do(tmp_path):
    (tmp_path / "book.xlsx").write_bytes(b"PK\x03\x04 and so on")
    assert "Save its sheet as CSV UTF-8" in run(str(tmp_path / "book.xlsx")).stderr


@pytest.mark.parametrize("heading", ["month,Rolling 12 months", "month,value"])
def test_rolling_values_are_drawn_as_a_line_and_judged_by_nothing(sheet, tmp_path, heading):
    path = sheet(values=[f"{80 - i / 10:.1f}%" for i in range(14)], heading=heading)
    words = ["--value", heading.split(",")[1], "--rolling"]
    done = run(path, *words, "--svg", str(tmp_path / "line.svg"))
    assert done.exit_code == 0
    assert "each value shares eleven months with the one before it" in done.stderr
    assert "usual" not in done.stdout
    assert (tmp_path / "line.svg").read_text("utf-8").startswith("<svg")
    found = told(path, *words)
    assert (found["refused"][:14], found["series"][0]["points"][0]) == (
        "A rolling year", {"at": "2012-01", "value": 0.8},
    )  # fmt: skip
    for asked in (["--rules", "nelson"], ["--kind", "xmr"], ["--rebase", "2012-06=a standard"]):
        refused = run(path, *words, *asked)
        assert (refused.exit_code, refused.stdout) == (2, "")


def test_a_column_called_rolling_is_refused_unless_told_otherwise(sheet):
    path = sheet(values=range(80, 94), heading="month,Rolling year")
    assert "cannot be judged by control rules" in run(path, "--value", "Rolling year").stderr
    assert told(path, "--value", "Rolling year", "--no-rolling")["series"][0]["chart"] == "xmr"


def test_a_seasonal_chart_needs_months(sheet):
    path = sheet("week,count", *(f"2024-W{w:02d},{w}" for w in range(1, 40)))
    done = run(path, "--kind", "seasonal")
    assert (done.exit_code, "compares months of the year" in done.stderr) == (2, True)


def test_a_share_above_one_is_refused(sheet):
    path = sheet("month,count,n", "2013-01,30,20", "2013-02,10,20")
    done = run(path, "--kind", "p")
    assert (done.exit_code, "A share above 1: 30 of 20" in done.stderr) == (1, True)
    done = run(sheet(values=["0.5,10", "1.5,10"], heading="month,value,n"), "--kind", "p")
    assert (done.exit_code, "1.5 does not. Divide a percentage by 100" in done.stderr) == (1, True)


def test_a_percentage_above_a_hundred_is_refused(sheet):
    done = run(sheet(values=["72%", "120%"]))
    assert (done.exit_code, "120% does not" in done.stderr) == (1, True)


@pytest.mark.parametrize("kind", ["c", "g", "seasonal"])
def test_a_chart_of_counts_leaves_the_n_aside(sheet, kind):
    path = sheet(values=[f"{40 + i % 5},50" for i in range(36)], heading="month,count,n")
    (one,) = told(path, "--kind", kind)["series"]
    assert (one["chart"], one["points"][0]["value"], one["points"][0]["n"]) == (kind, 40, None)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["--kind", "pie"], "There is no chart “pie”"),
        (["--rules", "lucky"], "There is no rule set “lucky”"),
        (["--baseline", "1"], "A baseline takes two points or more"),
        (["--milestone", "80%"], "say which way is good news"),
        (["--milestone", "high", "--better", "up"], "is not a number"),
        (
            ["--milestone", "80", "--better", "up"],
            "lies outside the scale: shares run from 0 to 100%. Did you mean 80%?",
        ),
        (["--rebase", "2012-04"], "names no cause"),
        (["--rebase", "April=a standard"], "“April” is not a month"),
        (["--rebase", "2011-04=a standard"], "lies outside the series, which runs from January 2012"),
        (["--only", "Dudley"], "There is no series “Dudley”"),
    ],
)
def test_a_wrong_option_is_wrong_use(sheet, words, why):
    done = run(sheet(values=["40,50"] * 12, heading="month,count,n"), *words)
    assert (done.exit_code, done.stdout) == (2, "")
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_file_that_is_not_there_is_refused(tmp_path):
    done = run(str(tmp_path / "none.csv"))
    assert (done.exit_code, "There is no file" in done.stderr) == (1, True)
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\xff\xfe")
    assert "is not text in UTF-8" in run(str(tmp_path / "picture.csv")).stderr


def test_a_rebase_begins_limits_anew_and_says_why(sheet):
    path = sheet(values=[*USUAL, *(v - 10 for v in USUAL)])
    plain, rebased = (
        told(path, *words)["series"][0] for words in ([], ["--rebase", "2013-01=a new standard"])
    )
    assert (plain["variation"], rebased["variation"]) == ("neutral-low", "common")
    assert rebased["rebases"] == [{"since": "2013-01", "cause": "a new standard", "approved_by": None}]
    assert [p["phase"] for p in rebased["points"]] == [0] * 12 + [1] * 12
    said = " ".join(run(path, "--rebase", "2013-01=a new standard").stdout.split())
    assert "Limits begin anew in January 2013: “a new standard”." in said


def test_a_milestone_may_have_a_history(sheet):
    path = sheet(values=USUAL)
    (one,) = told(path, "--better", "up", "--milestone", "2012-01=70", "--milestone", "2012-07=90")["series"]
    assert [p["milestone"] for p in one["points"]] == [70] * 6 + [90] * 6
    assert one["assurance"] == "fail"


def test_groups_are_listed_with_p_values_adjusted_for_their_number(sheet):
    lines = [
        f"2012-{m:02d},{40 + (m * 7 + place) % 5},50,Place {place}"
        for place in range(20)
        for m in range(1, 13)
    ]
    lines += ["2013-01,10,50,Place 3"]
    path = sheet("month,count,n,area", *lines)
    done = run(path, "--better", "up")
    assert done.exit_code == 0
    assert done.stdout.splitlines()[1].startswith("Place 3")
    assert "Held to one false finding in ten (Benjamini-Hochberg), 1 stand out." in " ".join(
        done.stdout.split()
    )
    found = {s["group"]: s for s in told(path)["series"]}
    assert found["Place 3"]["p"] <= found["Place 3"]["p_adjusted"] < 0.1
    assert [s["group"] for s in told(path, "--only", "Place 3")["series"]] == ["Place 3"]


def test_pictures_are_drawn_into_a_file_or_into_a_folder(sheet, tmp_path):
    path = sheet(values=USUAL)
    assert run(path, "--svg", str(tmp_path / "one.svg"), "--png", str(tmp_path / "one.png")).exit_code == 0
    assert (tmp_path / "one.svg").read_text("utf-8").startswith("<svg")
    assert (tmp_path / "one.png").read_bytes().startswith(b"\x89PNG")
    groups = sheet("month,value,area", "2013-01,5,A B", "2013-02,6,A B", "2013-01,5,C/D")
    assert run(groups, "--svg", str(tmp_path / "many")).exit_code == 0
    assert {p.name for p in (tmp_path / "many").iterdir()} == {"a-b.svg", "c-d.svg"}


def test_it_opens_no_records_and_no_folder_of_its_own(sheet, tmp_path):
    path = sheet(values=USUAL)
    code = (
        f"import sys; from bluelamp.web.cli import app; app(['signals', {path!r}], standalone_mode=False); "
    )
    code += "assert 'django.db' not in sys.modules and 'pandas' not in sys.modules"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=False,
        env={"BLUELAMP_VAR": str(tmp_path / "var"), "PATH": ""}, cwd=tmp_path,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "var").exists()


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published sets are not beside the repository")
@pytest.mark.parametrize(
    ("file", "words", "series"),
    [
        ("nsw_monthly_offences_1995_2018.csv", [], 21),
        (
            "ae_attendances.csv.gz",
            ["--group", "org_code", "--group", "type", "--count", "breaches", "--n", "attendances"],
            428,
        ),
    ],
)
def test_published_files_are_judged_whole(file, words, series):
    found = told(str(SHARED / file), "--better", "down", *words)["series"]
    assert len(found) == series
    assert all(s["sentence"] and s["method"] for s in found)


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published sets are not beside the repository")
def test_the_examples_of_the_notebook_page_print_what_it_says(monkeypatch):
    root = Path(__file__).parents[4]
    monkeypatch.chdir(root)
    page = (root / "docs/how-to/signals-notebook.md").read_text("utf-8")
    examples = doctest.DocTestParser().get_doctest(page, {}, "signals-notebook.md", None, 0)
    told: list[str] = []
    failed, tried = doctest.DocTestRunner().run(examples, out=told.append)
    assert tried > 10
    assert not failed, "".join(told)
