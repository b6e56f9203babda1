"""The small world leaves no word out: whatever a record keeps in words holds one that is found nowhere else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db.models import BinaryField, CharField, JSONField, TextField

from bluelamp.web.sample.canaries.oracle import EXPECTED, RECORDS, shown_to
from tests.matrix import rows, world

DRAWERS = (
    "asb",
    "case_reviews",
    "casework",
    "instruments",
    "powers",
    "promises",
    "access",
    "keeping",
    "people",
)
CODED = {
    "nature",
    "audience",
    "types",
    "neighbourhood",
    "lsoa",
    "lpu",
    "priority_area",
    "boundaries",
    "question",
    "policy",
    "verdict",
    "department",
    "units",
    "content_type",
    "kind",
    "sha256",
    "submission",
    "timer",
    "grade",
    "band",
    "to_ref",
    "made_for",
    "by_organisation",
    "wording",
    "language",
    "power",
    "document",
    "offered",
    "chosen",
    "what",
    "options",
    "weights",
    "governing",
    "form",
    "before",
    "after",
    "back",
    "items",
    "ref",
    "standard",
    "rank",
    "item",
    "role",
    "group",
    "questions_version",
    "settings_version",
    "answers",
    "root",
    "sound",
    "postcode",
    "value",
    "digits",
}
"""Codes, keys, digests, numbers and lists of such: nobody's words."""
OF_TWO = {"Merge.reason", "MatchDecision.reason", "MatchDecision.evidence", "Candidate.against"}
"""What is said of two records of people at once, so that no one record says who reads it."""
NOT_YET = {
    "Disclosure.recipient",
    "GlassReview.note",
    "LegalHold.lifted_why",
    "Disposal.decided_why",
    "Merge.undone_why",
}
"""What is said when something is over that stands in the small world still."""


@pytest.fixture
def small_world(db):
    return world.build()


def test_every_text_of_a_case_holds_a_word_of_its_own(small_world):
    missing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in DRAWERS and list(rows.ways_to_a_record(model))
        for field in _texts(model)
        if f"{model.__name__}.{field.name}" not in OF_TWO | NOT_YET
        and not any("CNR-" in _said(value) for value in model.objects.values_list(field.name, flat=True))
    ]
    assert missing == []


def _texts(model):
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, CharField | TextField | JSONField | BinaryField)
        and not field.choices
        and field.name not in CODED
        and not field.name.endswith("by_name")
        and field.name not in ("user_name", "author_name", "owner_name", "before_name", "to_name")
    ]


def _said(value) -> str:
    return bytes(value).decode() if isinstance(value, bytes | memoryview) else str(value)


def test_no_word_stands_twice(small_world):
    words = [canary.word for canary in small_world.canaries]
    assert len(words) == len(set(words))


def test_everything_is_for_somebody_and_nothing_is_for_everybody():
    for record in RECORDS:
        readers = {person for person in EXPECTED["people"] if shown_to(person, record)}
        assert readers < set(EXPECTED["people"])
        assert readers or RECORDS[record].get("state") == "erased"
