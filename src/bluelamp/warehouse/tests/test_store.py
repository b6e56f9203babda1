from dataclasses import replace
from datetime import UTC, date, datetime

import pyarrow as pa
import pytest

from bluelamp.warehouse import engine, parquet
from bluelamp.warehouse.facts import Column, Fact
from bluelamp.warehouse.store import Store, StoreBusy, StoreDamaged, months_between

LAMPS = Fact(
    name="lamps",
    title="Lamps mended",
    meaning="A street lamp mended.",
    columns=(
        Column("record_key", "string", "Opaque key."),
        Column("mended_on", "date", "The day.", required=True),
        Column("watts", "int8", "Its power."),
        Column("lsoa", "string", "Where."),
    ),
    dated="mended_on",
    key="record_key",
    arrives="whole",
)
NOON = datetime(2014, 1, 7, 12, tzinfo=UTC)


def lamps(*watts: int) -> pa.Table:
    return pa.table({"mended_on": [date(2014, 1, 3)] * len(watts), "watts": pa.array(watts, pa.int8())})


def put(store: Store, month: str, *watts: int, source: str = "dudley") -> None:
    store.replace(LAMPS, {(source, month): lamps(*watts)}, by="a test", at=NOON)


def test_an_empty_store_has_nothing_and_misses_nothing(tmp_path):
    store = Store(tmp_path)
    assert store.facts() == ()
    assert store.partitions(LAMPS) == ()
    assert store.missing(LAMPS) == ()
    assert store.arrivals(LAMPS) == ()


def test_a_partition_says_what_it_holds_and_its_digest_is_that_of_its_file(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40, 60)
    (kept,) = store.partitions(LAMPS)
    assert (kept.fact, kept.source, kept.month, kept.rows, kept.vintage) == (
        "lamps",
        "dudley",
        "2014-01",
        2,
        1,
    )
    assert kept.arrived_at == NOON
    assert kept.digest == parquet.digest_of(kept.path)
    assert parquet.read([kept.path]).to_pylist() == [
        {"record_key": None, "mended_on": date(2014, 1, 3), "watts": watts, "lsoa": None, "source": "dudley",
         "partition_month": "2014-01"}
        for watts in (40, 60)
    ]  # fmt: skip


def test_a_partition_replaced_keeps_its_earlier_vintage(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40)
    put(store, "2014-01", 40, 60)
    assert [(p.vintage, p.rows) for p in store.vintages(LAMPS, "dudley", "2014-01")] == [(1, 1), (2, 2)]
    assert [p.rows for p in store.partitions(LAMPS)] == [2]
    assert all(p.path.exists() for p in store.vintages(LAMPS, "dudley", "2014-01"))


def test_the_same_rows_again_make_no_new_vintage(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40)
    put(store, "2014-01", 40)
    assert [p.vintage for p in store.vintages(LAMPS, "dudley", "2014-01")] == [1]
    assert [arrival.wrote for arrival in store.arrivals(LAMPS)] == [(), (("dudley", "2014-01", 1),)]


def test_rows_that_return_to_an_earlier_state_are_a_third_vintage_of_the_same_digest(tmp_path):
    store = Store(tmp_path)
    for watts in (40, 60, 40):
        put(store, "2014-01", watts)
    first, _, third = store.vintages(LAMPS, "dudley", "2014-01")
    assert (third.vintage, third.digest) == (3, first.digest)


def test_a_month_between_two_others_is_missing_and_not_zero(tmp_path):
    store = Store(tmp_path)
    put(store, "2013-11", 40)
    put(store, "2014-02", 40)
    assert store.missing(LAMPS) == (("dudley", "2013-12"), ("dudley", "2014-01"))


def test_a_month_that_was_due_is_missing_until_it_comes(tmp_path):
    store = Store(tmp_path)
    with store.writing(LAMPS) as writing:
        writer = writing.open("dudley", "2014-01")
        writer.write(lamps(40))
        writing.commit([writing.stage(writer)], by="a test", at=NOON, due=[("walsall", "2014-01")])
    assert store.missing(LAMPS) == (("walsall", "2014-01"),)
    put(store, "2014-01", 60, source="walsall")
    assert store.missing(LAMPS) == ()


def test_months_made_up_for_a_sample_fill_the_gaps_of_the_source_they_stand_for(tmp_path):
    store = Store(tmp_path)
    put(store, "2013-10", 40)
    put(store, "2013-12", 40, source="dudley-made-up")
    put(store, "2014-01", 40)
    assert store.missing(LAMPS) == (("dudley", "2013-11"),)


def test_leaving_without_a_commit_changes_nothing(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with store.writing(LAMPS) as writing:
        writer = writing.open("dudley", "2014-02")
        writer.write(lamps(60))
        writing.stage(writer)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_what_a_killed_run_left_is_cleared_by_the_next_write(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40)
    (tmp_path / "lamps/.staging").mkdir()
    litter = [
        tmp_path / "lamps/.staging/000001.parquet",
        tmp_path / "lamps/dudley/2014-01/0000.parquet",
        tmp_path / "lamps/manifest.json.new",
    ]
    for path in litter:
        path.write_bytes(b"half a file")
    put(store, "2014-02", 60)
    assert [path for path in litter if path.exists()] == []
    assert [p.month for p in store.partitions(LAMPS)] == ["2014-01", "2014-02"]


def test_a_second_writer_is_told_to_wait(tmp_path):
    store = Store(tmp_path)
    with store.writing(LAMPS), pytest.raises(StoreBusy, match="Another import of lamps mended is running"):
        store.writing(LAMPS, wait_seconds=0).__enter__()


def test_a_source_that_would_climb_out_of_the_warehouse_is_refused(tmp_path):
    with pytest.raises(ValueError, match="is not a source and a month"):
        put(Store(tmp_path), "2014-01", 40, source="../dudley")


def test_a_damaged_manifest_is_named(tmp_path):
    store = Store(tmp_path)
    put(store, "2014-01", 40)
    (tmp_path / "lamps/manifest.json").write_text("{")
    with pytest.raises(StoreDamaged, match=r"manifest\.json cannot be read"):
        store.partitions(LAMPS)


def test_a_column_that_is_not_declared_is_refused(tmp_path):
    rows = lamps(40).append_column("name", pa.array(["Ann"]))
    with pytest.raises(ValueError, match="Lamps mended has no column called name"):
        Store(tmp_path).replace(LAMPS, {("dudley", "2014-01"): rows}, by="a test", at=NOON)


def test_the_same_rows_in_other_pieces_give_the_same_digest(tmp_path, monkeypatch):
    monkeypatch.setattr(parquet, "ROWS_IN_A_GROUP", 3)
    digests = []
    for name, pieces in (("one", [(1, 2, 3, 4, 5, 6, 7)]), ("many", [(1, 2), (3, 4, 5, 6), (7,)])):
        writer = parquet.PartitionWriter(tmp_path / name, LAMPS, "dudley", "2014-01")
        for piece in pieces:
            writer.write(lamps(*piece))
        digests.append(writer.finish())
    assert digests[0] == digests[1]


def test_two_stores_with_the_same_rows_have_the_same_digest(tmp_path):
    here, there = Store(tmp_path / "here"), Store(tmp_path / "there")
    for store in (here, there):
        put(store, "2014-01", 40)
    assert here.digest(LAMPS) == there.digest(LAMPS)
    put(there, "2014-02", 40)
    assert here.digest(LAMPS) != there.digest(LAMPS)


def test_the_secret_is_made_once_and_kept_to_ourselves(tmp_path):
    secret = Store(tmp_path).secret()
    assert len(secret) == 32
    assert Store(tmp_path).secret() == secret
    assert (tmp_path / "record-keys.secret").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("first", "last", "between"),
    [
        ("2013-12", "2014-02", ["2013-12", "2014-01", "2014-02"]),
        ("2014-01", "2014-01", ["2014-01"]),
        ("2014-02", "2014-01", []),
    ],
)
def test_months_between_counts_both_ends(first, last, between):
    assert list(months_between(first, last)) == between


def test_a_question_over_no_partitions_has_the_columns_and_no_rows(tmp_path):
    con = engine.connect("duckdb", scratch=tmp_path)
    empty = engine.table(con, LAMPS, ())
    assert empty.schema() == engine.table(con, LAMPS, _one_partition(tmp_path)).schema()
    assert con.to_pyarrow(empty.count()).as_py() == 0


def test_a_question_over_partitions_sees_their_rows_source_and_month(tmp_path):
    con = engine.connect("duckdb", scratch=tmp_path)
    rows = engine.table(con, LAMPS, _one_partition(tmp_path))
    answer = con.to_pyarrow(rows.group_by("source", "partition_month").agg(watts=rows.watts.sum()))
    assert answer.to_pylist() == [{"source": "dudley", "partition_month": "2014-01", "watts": 100}]


def test_a_column_declared_later_is_empty_in_earlier_partitions(tmp_path):
    grown = replace(LAMPS, columns=(*LAMPS.columns, Column("height", "float64", "Metres.")))
    con = engine.connect("duckdb", scratch=tmp_path)
    rows = engine.table(con, grown, _one_partition(tmp_path))
    assert con.to_pyarrow(rows.height.count()).as_py() == 0
    assert rows.schema()["height"].is_float64()


def test_an_engine_that_is_not_there_is_refused_in_one_sentence(monkeypatch):
    with pytest.raises(engine.EngineMissing, match="“abacus” is not an engine"):
        engine.connect("abacus")
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(engine.EngineMissing, match=r"pip install 'bluelamp\[spark\]'"):
        engine.connect("spark")


def _one_partition(tmp_path):
    store = Store(tmp_path / "warehouse")
    put(store, "2014-01", 40, 60)
    return store.partitions(LAMPS)
