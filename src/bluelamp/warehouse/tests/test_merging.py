"""Months put in order together come out as months apart."""

from __future__ import annotations

import pyarrow as pa
import pytest

from bluelamp.warehouse.merging import by_month, in_groups


@pytest.mark.parametrize(
    ("held", "groups"),
    [
        ([], []),
        ([4], [1]),
        ([4, 6], [2]),
        ([4, 7], [1, 1]),
        ([30, 1, 1], [1, 2]),
        ([1, 30, 1], [1, 1, 1]),
    ],
)
def test_small_months_are_asked_for_together_and_a_large_one_alone(
    held: list[int], groups: list[int]
) -> None:
    months = [(f"2013-{n:02}", rows) for n, rows in enumerate(held, 1)]
    given = list(in_groups(months, 10))
    assert [len(group) for group in given] == groups
    assert [month for group in given for month in group] == [month for month, _ in months]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_each_month_gets_its_rows_wherever_a_batch_ends_and_one_left_empty_gets_none(size: int) -> None:
    months = ["2013-01", "2013-01", "2013-03", "2013-03", "2013-03", "2013-04"]
    rows = pa.table({"into_month": months, "key": list("abcdef")})
    parted = by_month(rows.to_batches(max_chunksize=size), ["2013-01", "2013-02", "2013-03", "2013-04"])
    found = {month: [key for each in tables for key in each["key"].to_pylist()] for month, tables in parted}
    assert found == {"2013-01": ["a", "b"], "2013-02": [], "2013-03": ["c", "d", "e"], "2013-04": ["f"]}
