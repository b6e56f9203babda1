"""What a record becomes before it is compared: equal things look equal, and empty things say nothing."""

from __future__ import annotations

from datetime import date

import pytest

from bluelamp.kernel.people.linking import names
from bluelamp.kernel.people.linking.entries import COLUMNS, Entry, fold, row, sound


def test_a_record_becomes_plain_columns():
    entry = Entry(
        "7", "Mrs Zoë Anne", "O'Brindle-Wick", "Amber", date(1980, 1, 9), "f", "Flat 2, 58 Shingle Avenue", "b1 2pg",
        "CV1 1AA", "+44 1632 960123", " Zoe@Example.org ",
    )  # fmt: skip
    told = row(entry)
    assert tuple(told) == COLUMNS
    assert told == {
        "unique_id": "7",
        "given": "ZOE",
        "given_root": "ZOE",
        "given_initial": "Z",
        "middle": "ANNE",
        "family": "OBRINDLEWICK",
        "family_key": "OBRN",
        "family_before": "AMBER",
        "born": "1980-01-09",
        "born_swapped": "1980-09-01",
        "birth_year": "1980",
        "sex": "F",
        "house": "2 58",
        "street": "FL SHINGLE AV",
        "postcode": "B12PG",
        "postcode_before": "CV11AA",
        "outward": "B1",
        "phone": "1632960123",
        "email": "zoe@example.org",
    }


def test_an_empty_record_says_nothing():
    assert {name: value for name, value in row(Entry("1")).items() if value} == {"unique_id": "1"}


@pytest.mark.parametrize("placeholder", [date(1900, 1, 1), date(1901, 1, 1), date(1970, 1, 1)])
def test_a_date_that_systems_write_for_none_is_none(placeholder):
    assert row(Entry("1", born=placeholder))["born"] is None


@pytest.mark.parametrize("word", ["NK", "unknown", " Not known ", "none"])
def test_a_word_for_unknown_is_no_name(word):
    assert row(Entry("1", family=word))["family"] is None


def test_a_date_with_one_reading_has_no_other():
    assert row(Entry("1", born=date(1980, 1, 29)))["born_swapped"] is None
    assert row(Entry("1", born=date(1980, 5, 5)))["born_swapped"] is None


def test_too_few_figures_are_no_telephone():
    assert row(Entry("1", phone="960123"))["phone"] is None
    assert row(Entry("1", phone="0044 1632 960123"))["phone"] == "1632960123"


@pytest.mark.parametrize(
    ("one", "other", "are_near"),
    [
        ("LIZ", "ELIZABETH", True),
        ("BETH", "LIZZIE", True),
        ("MOHAMMED", "MUHAMMAD", True),
        ("MOHAMEMD", "MUHAMMAD", True),  # a slip in one form of the name
        ("JHON", "JOHN", True),
        ("JOHN", "JOAN", True),  # one slip: nothing tells them apart but the eye
        ("CLARA", "CLAIRE", True),
        ("JAMES", "ISABELLA", False),
        ("AMANDA", "WENDY", False),
        ("", "JOHN", False),
    ],
)
def test_names_are_near_by_form_or_by_slip(one, other, are_near):
    assert names.near(one, other) is are_near
    assert names.near(other, one) is are_near


def test_slips_are_letters_put_in_left_out_changed_or_exchanged():
    assert [names.slips("JOHN", other) for other in ("JOHN", "JOHNN", "JON", "JOHM", "JHON", "")] == [
        0,
        1,
        1,
        1,
        1,
        4,
    ]


def test_no_form_of_a_name_belongs_to_two_roots():
    every = [form for root, others in names.forms().items() for form in (root, *others)]
    assert len(every) == len(set(every)) > 150


def test_folding_and_sounding():
    assert (fold("Ó Néill-Smyth"), sound("NEILL"), sound("NEAL"), sound("SMYTH")) == (
        "O NEILL SMYTH",
        "NL",
        "NL",
        "SMT",
    )
