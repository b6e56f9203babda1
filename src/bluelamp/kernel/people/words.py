"""The words of who is who: what a record says of somebody, and what was decided of two records."""

from __future__ import annotations

SEXES = {"F": "female", "M": "male", "X": "other"}

SUBJECTS = {
    "victim": "victim",
    "witness": "witness",
    "suspect": "suspected, or believed to be about to offend",
    "convicted": "convicted",
    "other": "none of these",
}
"""What somebody is to the organisation: a competent authority tells these apart as far as it can (Data Protection Act
2018, section 38(3))."""

CERTAINTIES = {"fact": "fact", "opinion": "somebody's opinion"}
"""What rests on facts is told apart from what rests on personal assessment (section 38(2))."""

NAMES = {"now": "goes by", "before": "went by", "also": "also known as"}
CONTACTS = {"phone": "telephone", "email": "e-mail"}

LINK, APART, UNSURE = "link", "apart", "unsure"
DECISIONS = {
    LINK: "the same person",
    APART: "two different people",
    UNSURE: "cannot be told yet",
}

ITEMS = (
    ("name", "Name", "identity"),
    ("other_names", "Other names", "identity"),
    ("born", "Date of birth", "identity"),
    ("sex", "Sex", "identity"),
    ("addresses", "Addresses", "contact"),
    ("phones", "Telephone", "contact"),
    ("emails", "E-mail", "contact"),
    ("reference", "Their reference", "professional"),
    ("worker", "Who to ring", "professional"),
    ("subject", "What they are to the organisation", "offences"),
    ("note", "Note", "risk"),
)
"""What a record of a person says: key, label, and the category of data that decides who reads it."""
CONTACT_ITEMS = ("name", "worker")
"""What is left of it for somebody who only needs to know whom to ring."""

STRENGTHS = ((-8, "strongly against"), (-3, "against"), (-1, "a little against"), (1, "says little"),
             (3, "a little for"), (8, "for"))  # fmt: skip
"""Bits of evidence, up to and not with the number, and how they read."""
STRONGEST = "strongly for"


def strength(bits: float) -> str:
    """How much something says, in words."""
    return next((words for limit, words in STRENGTHS if bits < limit), STRONGEST)
