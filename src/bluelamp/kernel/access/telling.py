"""The decision told as tables, by asking it: what each role sees of a record, situation by situation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bluelamp.kernel.access.decision import Facts, Opened, Terms, decide
from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.access.permissions import READS, ROLES, WRITES
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.words import CATEGORIES

NOW = datetime(2014, 1, 7, 10, tzinfo=UTC)
OURS, THEIRS = "force", "partner"
RECORD = Kind(
    key="record",
    title="Record",
    items=tuple(Item(category, says, category) for category, says in CATEGORIES.items()),
    read="people.read",
    write="people.edit",
)
TERMS = Terms("asb", frozenset({"identity", "contact"}), frozenset({OURS, THEIRS}), date(2013, 4, 1))
GRANT = Opened(1, THEIRS, frozenset(CATEGORIES), NOW - timedelta(days=1), terms=TERMS)
PLAIN = Facts(RECORD, owner=OURS, lpu="one")
OTHERS = replace(PLAIN, owner="another organisation")
SITUATIONS: tuple[tuple[str, Facts], ...] = (
    ("of their own unit", PLAIN),
    ("of their own unit, closed", replace(PLAIN, state="closed")),
    ("of another unit", replace(PLAIN, lpu="another")),
    ("of another unit, and named on it", replace(PLAIN, lpu="another", is_named=True)),
    ("restricted", replace(PLAIN, sensitivity="restricted")),
    ("restricted, and named on it", replace(PLAIN, sensitivity="restricted", is_named=True)),
    (
        "restricted, glass broken",
        replace(PLAIN, sensitivity="restricted", glass_until=NOW + timedelta(hours=1)),
    ),
    ("sealed", replace(PLAIN, sensitivity="sealed")),
    ("sealed, and named on it", replace(PLAIN, sensitivity="sealed", is_named=True)),
    ("sealed, glass broken", replace(PLAIN, sensitivity="sealed", glass_until=NOW + timedelta(hours=1))),
    ("barred from it", replace(PLAIN, is_barred=True)),
    ("erased", replace(PLAIN, state="erased")),
    ("of another organisation", OTHERS),
    ("of another organisation, glass broken", replace(OTHERS, glass_until=NOW + timedelta(hours=1))),
)
SHARED: tuple[tuple[str, Facts], ...] = (
    ("everything, under an agreement for identity and contact", replace(PLAIN, grants=(GRANT,))),
    ("everything, on another ground", replace(PLAIN, grants=(replace(GRANT, terms=None),))),
    ("to one person, who is not the reader", replace(PLAIN, grants=(replace(GRANT, person=2),))),
    ("expired", replace(PLAIN, grants=(replace(GRANT, until=NOW),))),
    ("withdrawn", replace(PLAIN, grants=(replace(GRANT, withdrawn_at=NOW),))),
    (
        "the agreement over",
        replace(PLAIN, grants=(replace(GRANT, terms=replace(TERMS, until=date(2014, 1, 6))),)),
    ),
    ("to the organisation, the record restricted", replace(PLAIN, sensitivity="restricted", grants=(GRANT,))),
    (
        "to the reader by name, the record restricted",
        replace(PLAIN, sensitivity="restricted", grants=(replace(GRANT, person=1),)),
    ),
)
READERS = [role for role in ROLES if role in READS or role == "governance"]


def reference() -> str:
    """The page of docs/reference."""
    return "\n".join([*_begin(), *_own(), *_shared(), *_items(), ""])


def _begin() -> Iterator[str]:
    yield "# Who may see what"
    yield ""
    yield "Written by `make docs`, which asks `kernel/access/decision.py` each of these; do not edit it here."
    yield "Roles that are not in these tables see no record of anybody."


def _own() -> Iterator[str]:
    roles = [role for role in READERS if not role.startswith("partner")]
    yield from ("", "## Records of one's own organisation", "")
    yield "`read` and `change` say what may be done; a dot is nothing. Partners' own records follow the same rules."
    yield ""
    yield from _table(roles, SITUATIONS, lambda role: Scope(1, "x", role, OURS, frozenset({"one"})), _done)


def _shared() -> Iterator[str]:
    yield from ("", "## Records that others opened", "", "How many of the categories of data are read.", "")
    roles = ["partner", "partner_lead", "governance"]
    yield from _table(roles, SHARED, lambda role: Scope(1, "x", role, THEIRS), _counted)


def _items() -> Iterator[str]:
    yield from (
        "",
        "## Categories of data, by role",
        "",
        "`r` reads, `w` changes on records of one's own.",
        "",
    )
    roles = list(READS)
    yield from _head("category", roles)
    for category, says in CATEGORIES.items():
        marks = [
            ("r" if category in READS[role] else "") + ("w" if category in WRITES[role] else "")
            for role in roles
        ]
        yield f"| {category}: {says} | {' | '.join(mark or '.' for mark in marks)} |"


def _table(
    roles: list[str],
    rows: tuple[tuple[str, Facts], ...],
    asker: Callable[[str], Scope],
    told: Callable[[Scope, Facts], str],
) -> Iterator[str]:
    yield from _head("the record is" if rows is SITUATIONS else "opened", roles)
    for says, facts in rows:
        yield f"| {says} | {' | '.join(told(asker(role), facts) for role in roles)} |"


def _head(first: str, roles: list[str]) -> Iterator[str]:
    yield f"| {first} | {' | '.join(ROLES[role] for role in roles)} |"
    yield "|" + "---|" * (len(roles) + 1)


def _done(asker: Scope, facts: Facts) -> str:
    may = [
        word
        for word, act in (("read", RECORD.read), ("change", RECORD.write))
        if decide(asker, act, facts, now=NOW).allowed
    ]
    return ", ".join(may) or "."


def _counted(asker: Scope, facts: Facts) -> str:
    items = decide(asker, RECORD.read, facts, now=NOW).items
    return f"{len(items)} of {len(CATEGORIES)}" if items else "."
