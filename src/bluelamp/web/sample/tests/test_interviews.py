"""The rows of the sample, counted here by hand and not by any code of the sample or the cube."""

from __future__ import annotations

import csv
import hashlib
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from bluelamp.kernel.figures import periods
from bluelamp.kernel.places import queries as places
from bluelamp.web.sample import interviews
from bluelamp.web.sample.plan import apportion, as_shipped, scaled

SEED = 2014_01_07
Row = dict[str, str]

IN_SERIES: dict[str, Callable[[Row], bool]] = {
    "asb": lambda row: row["survey"] == "asb",
    "crime": lambda row: row["survey"] == "crime",
    "vehicle": lambda row: row["crime_group"] == "vehicle",
    "other": lambda row: row["survey"] == "crime" and row["crime_group"] != "vehicle",
}
TARGETS = as_shipped().about["targets"]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> list[Row]:
    path = tmp_path_factory.mktemp("sample") / "interviews.csv"
    interviews.write(as_shipped(), SEED, path)
    return read(path)


def read(path: Path) -> list[Row]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def counts(rows: list[Row], series: str, part: str = "whole") -> dict[str, tuple[int, int]]:
    """``{month: (valid, satisfied)}`` by month of interview."""
    valid, satisfied = Counter(), Counter()
    for row in filter(IN_SERIES[series], rows):
        if row[part] in set("1234567"):
            valid[row["interview_date"][:7]] += 1
            satisfied[row["interview_date"][:7]] += row[part] in set("123")
    return {month: (valid[month], satisfied[month]) for month in sorted(valid)}


def percent(rows: list[Row], series: str, period: str, basis: str = "pooled") -> float:
    found = counts(rows, series)
    months = [str(month).removeprefix("month:") for month in periods.parse(period).months()]
    if basis == "equal":
        return sum(100 * found[m][1] / found[m][0] for m in months) / len(months)
    return 100 * sum(found[m][1] for m in months) / sum(found[m][0] for m in months)


@pytest.mark.parametrize(
    "target", TARGETS, ids=[f"{t['series']} {t['period']} {t.get('basis', 'pooled')}" for t in TARGETS]
)
def test_each_figure_of_the_paper_comes_out_by_computation(sample: list[Row], target: dict[str, str]) -> None:
    value = percent(sample, target["series"], target["period"], target.get("basis", "pooled"))
    assert f"{value:.1f}" == target["prints"], target["says"]


def test_the_asb_rolling_year_fell_by_seven_tenths(sample: list[Row]) -> None:
    fall = percent(sample, "asb", "rolling_year:2013-11") - percent(sample, "asb", "rolling_year:2013-10")
    assert f"{fall:.1f}" == "-0.7"


def test_the_bureau_completed_almost_1100_interviews_in_november_and_640_in_october(
    sample: list[Row],
) -> None:
    by_month = Counter(row["interview_date"][:7] for row in sample)
    assert (by_month["2013-11"], by_month["2013-10"]) == (1098, 640)
    assert sum(counts(sample, s)["2013-11"][0] for s in ("asb", "crime")) == 1086


def test_there_are_thirty_six_months(sample: list[Row]) -> None:
    months = sorted({row["interview_date"][:7] for row in sample})
    assert (len(months), months[0], months[-1]) == (36, "2010-12", "2013-11")
    assert 25_000 < len(sample) < 27_000


def test_november_is_the_second_lowest_month_of_the_year_for_vehicle_crime(sample: list[Row]) -> None:
    year = list(counts(sample, "vehicle").items())[-12:]
    lowest = sorted(year, key=lambda month: month[1][1] / month[1][0])
    assert [month for month, _ in lowest[:2]] == ["2013-09", "2013-11"]


def test_three_in_ten_victims_of_crime_asked_in_the_year_had_a_vehicle_crime(sample: list[Row]) -> None:
    vehicle, crime = (sum(n for n, _ in list(counts(sample, s).values())[-12:]) for s in ("vehicle", "crime"))
    assert round(100 * vehicle / crime) == 31


@pytest.mark.parametrize("series", ["other", "crime"])
@pytest.mark.parametrize("length", [12, 24, 36])
def test_the_last_seven_months_and_no_more_are_below_average(
    sample: list[Row], series: str, length: int
) -> None:
    shares = [x / n for n, x in list(counts(sample, series).values())[-length:]]
    mean = sum(shares) / length
    assert [share < mean for share in shares[-8:]] == [False] + [True] * 7


def test_vehicle_crime_steps_down_once_the_recording_practice_has_changed(sample: list[Row]) -> None:
    months = counts(sample, "vehicle")
    before = [months[m] for m in ("2012-12", "2013-01", "2013-02", "2013-03")]
    after = [x / n for m, (n, x) in months.items() if m >= "2013-05"]
    assert max(after) < min(x / n for n, x in before)
    by_report = {True: [0, 0], False: [0, 0]}
    for row in filter(IN_SERIES["vehicle"], sample):
        if row["interview_date"][:7] in ("2013-04", "2013-05") and row["whole"] in set("1234567"):
            side = by_report[row["report_date"] >= "2013-03-01"]
            side[0] += 1
            side[1] += row["whole"] in set("123")
    assert by_report[True][1] / by_report[True][0] < by_report[False][1] / by_report[False][0] - 0.1


def test_interviews_follow_the_report_by_six_to_twelve_weeks(sample: list[Row]) -> None:
    for row in sample:
        incident, report, closed, interview = (
            date.fromisoformat(row[f"{d}_date"]) for d in ("incident", "report", "closed", "interview")
        )
        assert timedelta(days=42) <= interview - report <= timedelta(days=84)
        assert incident <= report <= closed < interview


def test_september_and_october_asked_about_asb_in_july_and_nobody_else_did(sample: list[Row]) -> None:
    asb = list(filter(IN_SERIES["asb"], sample))
    autumn = {row["incident_date"][:7] for row in asb if row["interview_date"][:7] in ("2013-09", "2013-10")}
    july = {row["interview_date"][:7] for row in asb if row["incident_date"][:7] == "2013-07"}
    assert (autumn, july) == ({"2013-07"}, {"2013-09", "2013-10"})


def test_the_july_people_were_least_content_with_action_and_feedback(sample: list[Row]) -> None:
    fall = {}
    for part in ("contact", "action", "follow_up", "treatment"):
        months = counts(sample, "asb", part)
        july = [months[m] for m in ("2013-09", "2013-10")]
        before = [months[m] for m in ("2013-06", "2013-07", "2013-08")]
        fall[part] = sum(x for _, x in before) / sum(n for n, _ in before) - sum(x for _, x in july) / sum(
            n for n, _ in july
        )
    assert min(fall["action"], fall["follow_up"]) > 0.08
    assert max(fall["contact"], fall["treatment"]) < 0.04


@pytest.mark.parametrize("part", ["contact", "action", "follow_up", "treatment"])
def test_the_parts_go_with_the_whole(sample: list[Row], part: str) -> None:
    share = {}
    for whole in (True, False):
        answers = [
            row[part]
            for row in sample
            if row["whole"] in set("1234567")
            and (row["whole"] in set("123")) == whole
            and row[part] in set("1234567")
        ]
        share[whole] = sum(a in set("123") for a in answers) / len(answers)
    assert share[True] > share[False] + 0.15


def test_a_few_did_not_answer_and_every_code_is_used(sample: list[Row]) -> None:
    unanswered = Counter(row["whole"] for row in sample if row["whole"] not in set("1234567"))
    assert set(unanswered) == {"97", "98"}
    assert 0.008 < sum(unanswered.values()) / len(sample) < 0.016
    codes = {row[part] for row in sample for part in ("contact", "action", "follow_up", "treatment")}
    assert codes == {*"1234567", "97", "98", "99", ""}


def test_rows_lie_in_their_unit_and_a_few_have_no_lsoa(sample: list[Row]) -> None:
    stamps = {row["lsoa"]: row for row in places.lsoa_stamps().to_pylist()}
    blank = 0
    for row in sample:
        if row["lsoa"]:
            stamp = stamps[row["lsoa"]]
            assert (row["lpu"], row["neighbourhood"]) == (stamp["lpu"], stamp["neighbourhood"])
        blank += not row["lsoa"]
    assert 0.02 < blank / len(sample) < 0.04
    assert len({row["lsoa"] for row in sample}) > 1_500


def test_all_ten_units_differ_in_size_and_level(sample: list[Row]) -> None:
    size = Counter(row["lpu"] for row in sample)
    assert len(size) == 10
    assert size["SH"] < size["BN"] < size["BW"]
    level = {
        unit: percent([r for r in sample if r["lpu"] == unit], "asb", "rolling_year:2013-11")
        for unit in ("SH", "BW")
    }
    assert level["SH"] > level["BW"] + 5


def test_every_interview_has_its_own_number(sample: list[Row]) -> None:
    assert len({row["interview_id"] for row in sample}) == len(sample)


def digest(seed: int, scale: float, path: Path) -> str:
    interviews.write(scaled(scale), seed, path)
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_same_seed_gives_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    here = digest(SEED, 0.2, tmp_path / "here.csv")
    code = (
        "import django; django.setup()\n"
        "from pathlib import Path; from bluelamp.web.sample import interviews\n"
        "from bluelamp.web.sample.plan import scaled\n"
        f"interviews.write(scaled(0.2), {SEED}, Path('there.csv'))"
    )
    env = os.environ | {"PYTHONHASHSEED": "7", "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path, env=env, check=True)
    assert hashlib.sha256((tmp_path / "there.csv").read_bytes()).hexdigest() == here


def test_another_seed_gives_other_rows_and_the_same_figures(tmp_path: Path) -> None:
    assert digest(SEED, 1, tmp_path / "a.csv") != digest(1, 1, tmp_path / "b.csv")
    other = read(tmp_path / "b.csv")
    for target in TARGETS:
        value = percent(other, target["series"], target["period"], target.get("basis", "pooled"))
        assert f"{value:.1f}" == target["prints"]


@pytest.mark.parametrize("scale", [0.25, 2.5])
def test_another_scale_has_that_many_more_interviews_and_nearly_the_same_shares(
    tmp_path: Path, sample: list[Row], scale: float
) -> None:
    path = tmp_path / "scaled.csv"
    n = interviews.write(scaled(scale), SEED, path)
    assert n == pytest.approx(scale * len(sample), rel=0.01)
    rows = read(path)
    for target in TARGETS:
        value = percent(rows, target["series"], target["period"], target.get("basis", "pooled"))
        assert value == pytest.approx(float(target["prints"]), abs=2.0 if scale < 1 else 0.5)


def test_apportioning_gives_whole_numbers_that_add_up() -> None:
    assert apportion(10, [1, 1, 1]) == [4, 3, 3]
    assert apportion(7, [0.5, 0.25, 0.25]) == [3, 2, 2]
    assert apportion(0, [0.4, 0.6]) == [0, 0]
