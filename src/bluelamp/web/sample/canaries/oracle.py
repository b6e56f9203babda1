"""Who may be shown what and who may change it, as ``expected.yaml`` has it. Nothing here asks the product."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

EXPECTED: Mapping[str, Any] = yaml.safe_load(
    (Path(__file__).parent / "expected.yaml").read_text(encoding="utf-8")
)
RECORDS: Mapping[str, Any] = EXPECTED["records"] | EXPECTED["cases"]
"""Everything that an address can name: records of people, and cases."""
ITEMS = (
    "name",
    "other_names",
    "born",
    "sex",
    "addresses",
    "phones",
    "emails",
    "reference",
    "worker",
    "subject",
    "note",
)
"""What a record of a person is read by."""
CASE_ITEMS = tuple(EXPECTED["case_items"])
"""What a case is read by; notes and files by who hears of them too: ``notes_team``, ``files_told``."""
ABOUT = "about"
"""What is said of a record and not in it: why somebody is named on it, why it was opened, who barred whom."""

AUDITED = "audited"
"""What a change replaced, as the audit record keeps it: for those who read that."""
OFFER = "offer"
"""Why a record is offered: for those whose it is, and who may take it over."""
HOLD = "hold"
"""Why a record may not go: for those who keep it, and who oversee that unless it is sealed."""


def is_case(record: str) -> bool:
    return record in EXPECTED["cases"]


def is_plain(person: str) -> bool:
    """Somebody about whom the role and the units say everything."""
    return not {"lapsed", "token"} & EXPECTED["people"][person].keys()


def is_in_a_role(person: str) -> bool:
    about = EXPECTED["people"][person]
    return bool(about) and not about.get("disabled") and not about.get("ended") and "token" not in about


@cache
def shown_to(person: str, record: str) -> frozenset[str]:
    """The items of a record that somebody is let see, and whether what is said of it; of no record, which pages."""
    if not is_in_a_role(person):
        return frozenset()
    if not record:
        return _pages(person)
    about, row = EXPECTED["people"][person], RECORDS[record]
    given = _items(row.get("given", {}).get(person, ()), record)
    own = _readable(person, record) if person in row["own"] else frozenset()
    seen = _heard(person, record, own | given)
    overseen = EXPECTED["oversee"].get(about["role"]) == row["of"] and about["of"] == row["of"]
    kept = own or (overseen and row.get("sensitivity") != "sealed")
    return (
        seen
        | (frozenset({ABOUT}) if own or given or overseen or person in row.get("told", ()) else frozenset())
        | (frozenset({HOLD}) if kept else frozenset())
        | (frozenset({AUDITED}) if about["role"] in EXPECTED["pages"]["audit"] else frozenset())
        | (frozenset({OFFER}) if own or _takes_over(about, row) else frozenset())
    )


def _pages(person: str) -> frozenset[str]:
    about = EXPECTED["people"][person]
    if "token" in about:
        return frozenset()
    return frozenset(
        page for page, readers in EXPECTED["pages"].items() if {person, about["role"]} & set(readers)
    )


def _items(said: Any, record: str) -> frozenset[str]:
    return frozenset((CASE_ITEMS if is_case(record) else ITEMS) if said == "all" else said)


def _readable(person: str, record: str) -> frozenset[str]:
    """What their role reads of what is their own, less what asks for a clearance that has run out."""
    about, sort = EXPECTED["people"][person], "cases" if is_case(record) else "records"
    reads = _items(EXPECTED["reads"].get(about["role"], {}).get(sort, ()), record)
    return reads - frozenset(EXPECTED["closes"].get(about.get("lapsed", ""), {}).get(sort, ()))


def _heard(person: str, record: str, items: frozenset[str]) -> frozenset[str]:
    """The items, with notes and files by audience."""
    if not is_case(record):
        return items
    found, row = set(items), RECORDS[record]
    body = EXPECTED["people"][person]["of"]
    if "risk" in items and items & {"alleged", "files", "orders"}:
        # Answers about whoever did it are of the category of offences.
        found.add("risk_offences")
    for item in {"notes", "files"} & items:
        found |= {f"{item}_shared", f"{item}_told"}
        if body == row["of"]:
            found.add(f"{item}_organisation")
            if person in EXPECTED["teams"][body] or person == row.get("assigned"):
                found.add(f"{item}_team")
        if body == row.get("guest"):
            found.add(f"{item}_guest")
    return frozenset(found)


def is_let_in_on(person: str, record: str, route: str) -> bool:
    """May a page at this address show them anything of a record? Not where it asks for a reason and none is taken."""
    asks_why = RECORDS.get(record, {}).get("sensitivity", "normal") != "normal"
    return not (asks_why and route in EXPECTED["without_a_reason"])


@cache
def is_nearly_shown(person: str, record: str) -> bool:
    """Of their organisation, opened to it, or of a person whom they know by another record, and yet not theirs.

    One check may be all that stands between.
    """
    about, row = EXPECTED["people"][person], RECORDS.get(record)
    if row is None or person in row["own"]:
        return False
    same = {other for pair in EXPECTED["same_person"] if record in pair for other in pair} - {record}
    return about.get("of") in (row["of"], row.get("grant", {}).get("to"), row.get("guest")) or any(
        shown_to(person, other) for other in same
    )


@cache
def may_change(person: str, record: str, table: str = "") -> bool:
    """Whether somebody may change anything about a record: items, keeping, or who sees it; or rows of one table."""
    about, row = EXPECTED["people"][person], RECORDS[record]
    if not is_in_a_role(person) or row.get("state") == "erased":
        return False
    is_overseen = EXPECTED["oversee"].get(about["role"]) == row["of"] and row.get("sensitivity") != "sealed"
    is_theirs = person in row["own"] and about["role"] in EXPECTED["changes"]
    if is_theirs and row.get("state") == "closed" and table in EXPECTED["shut"]:
        return False
    if table in EXPECTED["taken_over"] and _takes_over(about, row):
        return not about.get("unconfirmed")
    if table in EXPECTED["in_an_emergency"] and _breaks_glass(person, row):
        return True
    if table == "access_glassreview" and row.get("glass", {}).get("by") == person:
        # Nobody reviews what they opened themselves.
        return False
    if table in EXPECTED["overseen"]:
        return is_overseen or is_theirs
    if is_overseen and row.get("proposed", person) != person:
        # As the second person they decide that it is erased.
        return True
    return is_theirs or _adds(person, record, table)


def _takes_over(about: Mapping[str, Any], row: Mapping[str, Any]) -> bool:
    return about["of"] == row.get("offered") and about["role"] in EXPECTED["takes_over"]


def _breaks_glass(person: str, row: Mapping[str, Any]) -> bool:
    about = EXPECTED["people"][person]
    return (
        about["role"] in EXPECTED["emergencies"]
        and about["of"] == row["of"]
        and person not in row.get("barred", ())
        and not about.get("unconfirmed")
    )


def _adds(person: str, record: str, table: str) -> bool:
    """What whoever reads a record leaves behind, and what others add to what was opened to them."""
    seen = shown_to(person, record) - {ABOUT, HOLD, OFFER}
    if table in EXPECTED["left_by_readers"]:
        return bool(seen)
    return any(table in EXPECTED["adds"].get(item, ()) for item in seen)


@cache
def may_write(person: str, table: str) -> bool:
    """Rows of a table that is about no record."""
    role = EXPECTED["people"][person].get("role")
    roles = EXPECTED["tables"].get(table, ())
    return is_in_a_role(person) and (roles == "all" or role in roles or person in roles)
