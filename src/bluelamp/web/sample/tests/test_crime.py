"""Made-up recorded crime: the same bytes everywhere, under its own name, with what was planted to be found."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from bluelamp.areas.neighbourhoods.facts import STREET
from bluelamp.areas.neighbourhoods.words import crime_types_in, slug
from bluelamp.kernel.figures.periods import Month
from bluelamp.web.sample import crime
from bluelamp.web.sample.crime import HERE, Like

ASB = "Anti-social behaviour"


@pytest.fixture(scope="module")
def like() -> Like:
    return crime._like(HERE / "open_data" / crime.as_shipped()["like"])


def drawn(like: Like, kind: str, month: Month, *, seed: int = 7) -> list[int]:
    return crime._drawn(like, kind, month, seed, 1.0)


def there(like: Like, number: int, rows: list[int]) -> int:
    """How many of the rows lie where the plan planted its truth of that number."""
    one = crime.as_shipped()["planted"][number]
    return int((like.distance(*one["near"])[rows] <= one["within_metres"]).sum())


@pytest.fixture
def december(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(crime, "months", lambda: (Month(2013, 12),))
    (path,) = crime.write(tmp_path, seed=7, scale=0.1)
    return path


def test_two_whole_years_lie_between_the_real_months() -> None:
    assert (crime.months()[0], crime.months()[-1], len(crime.months())) == (
        Month(2012, 1),
        Month(2013, 12),
        24,
    )


def test_the_same_seed_gives_the_same_bytes(december: Path, tmp_path: Path) -> None:
    (again,) = crime.write(tmp_path / "again", seed=7, scale=0.1)
    (other,) = crime.write(tmp_path / "other", seed=8, scale=0.1)
    assert december.read_bytes() == again.read_bytes() != other.read_bytes()


def test_every_row_says_that_it_is_made_up_and_no_key_is_given_twice(december: Path) -> None:
    with december.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert december.name == "2013-12-west-midlands-made-up-street.csv"
    assert {row["Reported by"] for row in rows} == {"West Midlands Police (made up)"}
    keys = [row["Crime ID"] for row in rows if row["Crime type"] != ASB]
    assert len(set(keys)) == len(keys)
    assert {row["Crime ID"] for row in rows if row["Crime type"] == ASB} == {""}


def test_no_real_file_can_name_the_made_up_force() -> None:
    made_up = crime.as_shipped()["force"]
    assert made_up not in STREET.sources
    assert crime.layout().sources == {made_up: "west-midlands-made-up"}


@pytest.mark.parametrize("month", [Month(2013, 4), Month(2013, 5)])
def test_kinds_are_those_of_the_list_in_use_that_month(like: Like, month: Month) -> None:
    name = f"{month.year}-{month.month:02d}"
    called = {slug(crime._called(kind, name)) for kind in set(like.kind)}
    assert called <= crime_types_in(name)


def test_a_month_is_about_as_large_as_the_real_one_and_summer_has_more_asb(like: Like) -> None:
    real = Counter(like.kind.tolist())
    january, july = (len(drawn(like, ASB, Month(2012, month))) for month in (1, 7))
    assert january == pytest.approx(real[ASB] * 0.98, rel=0.05)
    assert july == pytest.approx(real[ASB] * 1.46, rel=0.05)


def test_asb_steps_up_in_one_neighbourhood_and_not_beside_it(like: Like) -> None:
    def in_sherbourne(month: Month) -> int:
        return int((like.neighbourhood[drawn(like, ASB, month)] == "N-E05001229").sum())

    before = np.mean([in_sherbourne(Month(2012, m)) for m in range(6, 13)])
    after = np.mean([in_sherbourne(Month(2013, m)) for m in range(6, 13)])
    assert after / before == pytest.approx(2.2, rel=0.2)
    beside = [
        sum((like.neighbourhood[drawn(like, ASB, Month(year, m))] == "N-E05001226").sum() for m in (6, 7, 8))
        for year in (2012, 2013)
    ]
    assert beside[1] / beside[0] == pytest.approx(1, abs=0.35)


def test_one_hot_spot_comes_up_one_fades_and_one_stays(like: Like) -> None:
    early, late = Month(2012, 6), Month(2013, 11)
    vehicle = [there(like, 1, drawn(like, "Vehicle crime", m)) for m in (early, late)]
    burglary = [there(like, 2, drawn(like, "Burglary", m)) for m in (early, late)]
    damage = [there(like, 3, drawn(like, "Criminal damage and arson", m)) for m in (early, late)]
    assert vehicle[1] > 4 * vehicle[0]
    assert burglary[0] > 4 * burglary[1]
    assert min(damage) > 20
