"""The cube against counts made by hand and, on random rows, against a plain count in Python."""

import importlib.util
import os
import shutil
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bluelamp.warehouse import cube, engine
from bluelamp.warehouse.facts import Column, Fact
from bluelamp.warehouse.rollup import SUMS, Slice, ordinal, slices_of
from bluelamp.warehouse.shelf import FEW
from bluelamp.warehouse.store import Store
from bluelamp.warehouse.tallies import Tally

CALLS = Fact(
    name="calls",
    title="Calls back",
    meaning="Someone who rang was called back and asked how it went.",
    columns=(
        Column("record_key", "string", "Opaque key."),
        Column("asked_on", "date", "The day they were asked.", required=True),
        Column("rang_on", "date", "The day they rang."),
        Column("answer", "int8", "1 to 7; 97 is don't know."),
        Column("weight", "float64", "How many callers they stand for."),
        Column("sort", "string", "What they rang about."),
        Column("lpu", "string", "Where."),
        Column("district", "string", "Where, more widely."),
    ),
    dated="asked_on",
    key="record_key",
    arrives="merge",
    areas={"lpu": "lpu", "district": "district"},
)
BOTH_DATES = {"asked": "asked_on", "rang": "rang_on"}
PLEASED = Tally(
    key="pleased",
    fact=CALLS,
    kind="share",
    population=lambda t: t.answer.between(1, 7),
    value=lambda t: t.answer.isin([1, 2, 3]),
    weight="weight",
    dates=BOTH_DATES,
    arrives={"rang": (1, 3)},
    breakdowns={"sort": "sort"},
)
ASKED = Tally(key="asked", fact=CALLS, kind="count", population=lambda t: t.answer.notnull())
WAITED = Tally(
    key="waited",
    fact=CALLS,
    kind="mean",
    population=lambda t: t.answer.notnull(),
    value=lambda t: t.asked_on.delta(t.rang_on, unit="day"),
    weight="weight",
)
MEDIAN = Tally(
    key="median wait",
    fact=CALLS,
    kind="quantile",
    population=lambda t: t.answer.notnull(),
    value=lambda t: t.asked_on.delta(t.rang_on, unit="day"),
    edges=(30, 60),
)
ALL = (PLEASED, ASKED, WAITED, MEDIAN)
NOON = datetime(2014, 1, 7, 12, tzinfo=UTC)


def call(asked: str, rang: str = "2013-07-15", answer=1, weight=1.0, sort="noise", lpu="DY", district="E27"):
    return {
        "asked_on": date.fromisoformat(asked),
        "rang_on": date.fromisoformat(rang) if rang else None,
        "answer": answer,
        "weight": weight,
        "sort": sort,
        "lpu": lpu,
        "district": district,
    }


def put(store: Store, rows: Iterable[dict], source: str = "bureau", months: Iterable[str] = ()) -> None:
    """Whole month partitions of these rows, and empty ones for other ``months``."""
    by_month = {month: [] for month in months}
    for row in rows:
        by_month.setdefault(f"{row['asked_on']:%Y-%m}", []).append(row)
    columns = {c.name: {"string": pa.string(), "date": pa.date32(), "int8": pa.int8(), "float64": pa.float64()}[c.type]
               for c in CALLS.columns if c.name != "record_key"}  # fmt: skip
    tables = {
        (source, month): pa.Table.from_pylist(each, schema=pa.schema(columns))
        for month, each in by_month.items()
    }
    store.replace(CALLS, tables, by="a test", at=NOON)


def cell(found: cube.Cube, which: Slice, key: tuple[str, str], month: str) -> dict[str, float] | None:
    """One cell's sums, or None where the month is not known."""
    grid = found.grid(which, [key])
    m = ordinal(month) - grid.first
    if not (0 <= m < grid.known.size and grid.known[m]):
        return None
    return {name: grid.sums[name][grid.keys.index(key), m].item() for name in SUMS}


def test_sums_are_those_counted_by_hand(tmp_path):
    store = Store(tmp_path)
    put(
        store,
        [
            call("2013-11-05", answer=1, weight=2.0),
            call("2013-11-06", answer=3, weight=0.5),
            call("2013-11-07", answer=4, weight=1.5),  # neither: in the base, not a success
            call("2013-11-08", answer=97, weight=9.0),  # don't know: not in the base
            call("2013-11-09", answer=2, weight=1.0, lpu="CV", district="E26"),
        ],
    )
    found = cube.count(store, ALL)
    assert cell(found, Slice("pleased", "asked", "lpu", ""), ("DY", ""), "2013-11") == {
        "n": 3.0,
        "x": 2.0,
        "xx": 2.0,
        "w": 4.0,
        "ww": 4.0 + 0.25 + 2.25,
        "wx": 2.5,
        "wwx": 4.25,
        "wwxx": 4.25,
    }
    assert cell(found, Slice("pleased", "asked", "force", ""), ("", ""), "2013-11")["n"] == 4
    assert cell(found, Slice("asked", "month", "force", ""), ("", ""), "2013-11")["n"] == 5


def test_mean_and_quantile_keep_amounts_and_a_histogram(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-11-05", "2013-10-06"), call("2013-11-05", "2013-09-05", weight=3.0),
                call("2013-11-05", "2013-11-01"), call("2013-11-05", "")])  # fmt: skip
    found = cube.count(store, ALL)
    waited = cell(found, Slice("waited", "month", "force", ""), ("", ""), "2013-11")
    assert (waited["n"], waited["x"], waited["xx"]) == (3, 30 + 61 + 4, 900 + 3721 + 16)
    assert (waited["w"], waited["wx"], waited["wwxx"]) == (5, 30 + 183 + 4, 900 + 9 * 3721 + 16)
    grid = found.grid(Slice("median wait", "month", "force", ""))
    assert grid.histogram.tolist() == [[[1.0, 1.0, 1.0]]]


def test_an_interview_counts_in_the_earlier_month_of_its_incident(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-09-10", "2013-07-20"), call("2013-10-10", "2013-07-21", answer=7)],
        months=("2013-08",))  # fmt: skip
    found = cube.count(store, ALL)
    by_incident = cell(found, Slice("pleased", "rang", "force", ""), ("", ""), "2013-07")
    assert (by_incident["n"], by_incident["x"]) == (2, 1)
    assert cell(found, Slice("pleased", "asked", "force", ""), ("", ""), "2013-09")["n"] == 1


def test_a_month_by_incident_is_known_only_when_its_interviews_are_all_in(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-09-10", "2013-07-20"), call("2013-10-10", "2013-08-21")], months=("2013-08",))
    found = cube.count(store, ALL)
    assert cell(found, Slice("pleased", "rang", "force", ""), ("", ""), "2013-07")["n"] == 1
    assert cell(found, Slice("pleased", "rang", "force", ""), ("", ""), "2013-08") is None


def test_a_missing_month_is_unknown_and_an_empty_one_is_zero(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-08-01"), call("2013-11-01")], months=("2013-09",))
    found = cube.count(store, ALL)
    whole = Slice("asked", "month", "force", "")
    assert cell(found, whole, ("", ""), "2013-09")["n"] == 0
    assert cell(found, whole, ("", ""), "2013-10") is None
    assert cell(found, whole, ("", ""), "2013-12") is None
    assert found.grid(whole).known.tolist() == [True, True, False, True]


def test_a_month_that_one_source_lacks_is_unknown_unless_that_source_does_not_count(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-08-01"), call("2013-09-01"), call("2013-10-01")])
    put(store, [call("2013-08-02"), call("2013-10-02")], source="other")
    only = Tally(key="ours", fact=CALLS, kind="count", population=ASKED.population, sources=("bureau",))
    found = cube.count(store, (ASKED, only))
    assert found.grid(Slice("asked", "month", "force", "")).known.tolist() == [True, False, True]
    assert found.grid(Slice("ours", "month", "force", "")).sums["n"].tolist() == [[1, 1, 1]]
    assert found.grid(Slice("asked", "month", "force", "")).sums["n"].tolist() == [[2, 0, 2]]


def test_a_row_without_a_place_counts_in_the_whole_and_nowhere_else(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-11-01", lpu=None), call("2013-11-01", sort=None)])
    found = cube.count(store, ALL)
    assert found.grid(Slice("pleased", "asked", "force", "")).sums["n"].tolist() == [[2]]
    assert found.grid(Slice("pleased", "asked", "lpu", "")).sums["n"].tolist() == [[1]]
    assert found.grid(Slice("pleased", "asked", "force", "sort")).keys == (("", "noise"),)


def test_nothing_kept_gives_an_empty_cube(tmp_path):
    found = cube.count(Store(tmp_path), ALL)
    assert found.grid(Slice("pleased", "asked", "lpu", "")).known.size == 0


def test_only_a_changed_partition_is_counted_again_and_the_cube_is_as_if_all_were(tmp_path):
    store = Store(tmp_path / "kept")
    rows = [
        call("2013-08-01", weight=1 / 3),
        call("2013-09-01", weight=2 / 3),
        call("2013-10-01", weight=0.1),
    ]
    put(store, rows)
    assert cube.count(store, ALL).recounted == 3
    assert cube.count(store, ALL).recounted == 0
    put(store, [call("2013-09-02", weight=0.7, answer=5)])
    again = cube.count(store, ALL)
    assert again.recounted == 1
    fresh = Store(tmp_path / "fresh")
    put(fresh, [rows[0], call("2013-09-02", weight=0.7, answer=5), rows[2]])
    assert everything(again) == everything(cube.count(fresh, ALL))


def test_another_declaration_is_counted_anew_and_a_file_cut_short_is_replaced(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-08-01"), call("2013-09-01")])
    cube.count(store, (ASKED,))
    stricter = Tally(key="asked", fact=CALLS, kind="count", population=lambda t: t.answer > 3)
    assert cube.count(store, (stricter,)).recounted == 2
    (kept,) = (tmp_path / "cubes" / "calls").iterdir()
    kept.write_bytes(kept.read_bytes()[:100])
    assert cube.count(store, (stricter,)).recounted == 2
    assert cube.count(store, (stricter,)).recounted == 0


def test_many_small_files_of_the_cube_become_one_and_say_the_same(tmp_path):
    store = Store(tmp_path)
    for day in range(1, FEW + 3):
        put(store, [call(f"2013-08-{day:02d}"), call("2013-09-01")])
        found = cube.count(store, ALL)
    assert len(list((tmp_path / "cubes" / "calls").iterdir())) < 4
    assert everything(cube.count(store, ALL)) == everything(found)
    assert found.grid(Slice("asked", "month", "force", "")).sums["n"].tolist() == [[1, 1]]


def test_a_column_declared_later_is_empty_in_older_partitions_wherever_the_store_lies(tmp_path):
    store = Store(tmp_path / "the force's own")
    put(store, [call("2013-08-01")])
    widened = replace(CALLS, columns=(*CALLS.columns, Column("mood", "string", "How they sounded.")))
    of_mood = {"breakdowns": {"mood": "mood"}, "levels": ("force",)}
    told = Tally("told", widened, "count", lambda t: t.answer.notnull(), **of_mood)
    found = cube.count(store, (told,))
    assert found.grid(Slice("told", "month", "force", "")).sums["n"].tolist() == [[1]]
    assert found.grid(Slice("told", "month", "force", "mood")).keys == ()
    assert cube.count(store, (ASKED,)).grid(Slice("asked", "month", "lpu", "")).keys == (("DY", ""),)


def test_partitions_behind_a_month_include_those_that_could_have_held_its_rows(tmp_path):
    store = Store(tmp_path)
    put(store, [call("2013-09-10", "2013-07-20"), call("2013-10-10", "2013-02-21")], months=("2013-08",))
    behind = cube.count(store, ALL).behind(PLEASED, "rang")
    assert [p.month for p in behind[ordinal("2013-07")]] == ["2013-08", "2013-09", "2013-10"]
    assert [p.month for p in behind[ordinal("2013-02")]] == ["2013-10"]


def test_tallies_of_two_facts_make_two_cubes(tmp_path):
    other = Fact("others", "Others", "Others.", CALLS.columns, "asked_on", "record_key", "merge")
    with pytest.raises(ValueError, match="a cube of its own"):
        cube.count(Store(tmp_path), (ASKED, Tally("b", other, "count", lambda t: t.answer > 1)))


def test_a_tally_declared_wrongly_is_refused():
    with pytest.raises(TypeError, match="needs a value"):
        Tally("a", CALLS, "share", lambda t: t.answer > 1)
    with pytest.raises(ValueError, match="edges"):
        Tally("a", CALLS, "quantile", lambda t: t.answer > 1, lambda t: t.answer)
    with pytest.raises(ValueError, match="when the rows of a month by rang date arrive"):
        Tally("a", CALLS, "count", lambda t: t.answer > 1, dates={"rang": "rang_on"})


calls = st.builds(
    call,
    st.dates(date(2013, 6, 1), date(2013, 12, 31)).map(str),
    st.one_of(st.just(""), st.dates(date(2013, 3, 1), date(2013, 8, 31)).map(str)),
    st.sampled_from([None, 1, 2, 3, 4, 7, 97]),
    st.floats(0.01, 50).map(lambda w: round(w, 3)),
    st.sampled_from(["noise", "litter", None]),
    st.sampled_from(["DY", "CV", None]),
    st.sampled_from(["E26", "E27"]),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=st.lists(calls, max_size=40))
def test_the_cube_equals_a_plain_count(tmp_path_factory, rows):
    store = Store(tmp_path_factory.mktemp("cube"))
    months = [f"2013-{m:02d}" for m in range(6, 13)]
    put(store, rows, months=months)
    found = cube.count(store, ALL)
    for basis, column in BOTH_DATES.items():
        for lpu in ("DY", "CV"):
            for sort in ("noise", "litter"):
                grid = found.grid(Slice("pleased", basis, "lpu", "sort"), [(lpu, sort)])
                k = grid.keys.index((lpu, sort))
                for m in np.flatnonzero(grid.known):
                    month = f"{(grid.first + m) // 12}-{(grid.first + m) % 12 + 1:02d}"
                    base = [
                        r for r in rows
                        if (r["lpu"], r["sort"]) == (lpu, sort) and r["answer"] in range(1, 8)
                        and r[column] and f"{r[column]:%Y-%m}" == month
                    ]  # fmt: skip
                    pleased = [r for r in base if r["answer"] <= 3]
                    assert grid.sums["n"][k, m] == len(base)
                    assert grid.sums["x"][k, m] == len(pleased)
                    assert grid.sums["w"][k, m] == pytest.approx(sum(r["weight"] for r in base), abs=1e-4)
                    assert grid.sums["wwx"][k, m] == pytest.approx(
                        sum(r["weight"] ** 2 for r in pleased), abs=1e-4
                    )


@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="PySpark is not installed (bluelamp[spark])"
)
@pytest.mark.skipif(not (os.environ.get("JAVA_HOME") or shutil.which("java")), reason="Spark needs Java")
def test_spark_and_duckdb_give_the_same_cube(tmp_path):
    rng = np.random.default_rng(4)
    rows = [
        call(f"2013-{rng.integers(8, 12):02d}-{rng.integers(1, 28):02d}", f"2013-07-{rng.integers(1, 31):02d}",
             int(rng.integers(1, 9)), float(rng.uniform(0.1, 5)), str(rng.choice(["noise", "litter"])),
             str(rng.choice(["DY", "CV"])))
        for _ in range(500)
    ]  # fmt: skip
    stores = [Store(tmp_path / name) for name in engine.ENGINES]
    for store in stores:
        put(store, rows)
    assert everything(cube.count(stores[1], ALL, con=engine.connect("spark"))) == everything(
        cube.count(stores[0], ALL, con=engine.connect("duckdb"))
    )


def everything(found: cube.Cube) -> dict:
    """All a cube says, in a form that compares exactly."""
    grids = {which: found.grid(which) for which in slices_of(found.tallies.values())}
    return {
        which: (grid.first, grid.keys, grid.known.tolist(), {n: s.tolist() for n, s in grid.sums.items()},
                None if grid.histogram is None else grid.histogram.tolist())
        for which, grid in grids.items()
    }  # fmt: skip
