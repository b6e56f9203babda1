"""The chain's arithmetic, against the standard library and published values."""

from __future__ import annotations

import hashlib
import hmac
import json
from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bluelamp.kernel.audit import chaining

ROW = (7, "2026-11-23 09:00:00.000000", None, "Ann Example", "é\n", "[]", "{}")


@pytest.mark.parametrize("key", [b"k", b"k" * 64, b"k" * 65], ids=["short", "a block", "longer than a block"])
def test_a_digest_is_hmac_sha256_of_the_one_before_and_the_columns_as_json(key):
    before = "ab" * 32
    said = before + json.dumps(ROW, ensure_ascii=False, separators=(",", ":"))
    assert (
        chaining.digest(key, before, chaining.canonical(ROW))
        == hmac.new(key, said.encode(), "sha256").hexdigest()
    )


def leaf(digest):
    return hashlib.sha256(b"\0" + bytes.fromhex(digest)).digest()


def pair(one, other):
    return hashlib.sha256(b"\1" + one + other).digest()


def test_the_root_of_five_is_built_as_rfc_6962_builds_it():
    five = [f"{n:064x}" for n in range(5)]
    a, b, c, d, e = (leaf(each) for each in five)
    assert chaining.root(five) == pair(pair(pair(a, b), pair(c, d)), e).hex()


def test_the_root_of_none_is_the_digest_of_nothing():
    assert chaining.root([]) == hashlib.sha256(b"").hexdigest()


def test_a_moment_is_written_in_utc_to_the_microsecond():
    at = datetime(2026, 7, 1, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert chaining.moment(at) == "2026-07-01 08:30:00.000000"


PLAIN = [
    ("a\0b", "a\N{REPLACEMENT CHARACTER}b"), ("\ud800", "?"), (2.0, 2), (-0.0, 0), (0.5, 0.5), (float("inf"), "inf"),
    ({1: (2, None)}, {"1": [2, None]}), ({3, 1, 2}, [1, 2, 3]), (True, True), (date(2026, 1, 5), "2026-01-05"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "kept"), PLAIN)
def test_a_value_is_kept_as_both_databases_give_it_back(given, kept):
    assert chaining.plain_json(chaining.plain(given)) == chaining.plain_json(kept)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda c: st.lists(c) | st.dictionaries(st.text(), c),
    )
)
def test_whatever_is_given_reads_back_as_it_was_chained(value):
    kept = chaining.plain_json(chaining.plain(value))
    assert chaining.plain_json(json.loads(kept)) == kept
