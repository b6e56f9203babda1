"""What a case of anti-social behaviour holds, item by item: the grain in which it is read, shared and withheld."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bluelamp.areas.asb import codes
from bluelamp.areas.asb.models import Case, Involved, Report
from bluelamp.areas.asb.words import BLAMED, HARMED, QUALIFIERS, STATES
from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.people.kinds import Lines
from bluelamp.kernel.people.models import NameUsed
from bluelamp.kernel.places import queries as places

ITEMS = (
    ("title", "Case", "victimisation"),
    ("state", "State", "professional"),
    ("worker", "Who deals with it", "professional"),
    ("summary", "What goes on", "victimisation"),
    ("qualifier", "Kind of behaviour", "victimisation"),
    ("where", "Where", "contact"),
    ("reports", "Reports", "victimisation"),
    ("complainants", "Who complains", "identity"),
    ("household", "Household and witnesses", "household"),
    ("alleged", "Who is said to do it", "offences"),
    ("hate", "Hate", "equality"),
    ("risk", "Risk", "risk"),
    ("promises", "Promises and contact", "contact"),
    ("contact_plan", "How to keep in touch", "contact"),
    ("victim_plan", "Plan for the victim", "risk"),
    ("reviews", "Reviews", "professional"),
    ("actions", "Actions", "professional"),
    ("notes", "Notes", "risk"),
    ("files", "Files", "offences"),
    ("orders", "Powers and orders", "offences"),
    ("case_reviews", "Case reviews", "victimisation"),
)
"""Key, label, and the category of data that decides who reads it."""
CONTACT_ITEMS = ("state", "worker")
"""What is left for somebody who only needs to know whom to ring."""


def contents(holding_id: int) -> Mapping[str, Any]:
    """What a case itself says; what the practices keep of it stands on their own pages under the same items."""
    case = (
        Case.objects.filter(holding=holding_id)
        .select_related("holding__organisation", "holding__lpu")
        .first()
    )
    if case is None:
        return {}
    people = named(case.people.filter(until__isnull=True).select_related("person"))
    reports = list(case.reports.order_by("received_at"))
    kind = QUALIFIERS[case.qualifier].partition(":")[0].capitalize()
    return {
        "title": case.title,
        "state": STATES[case.state],
        "worker": whom_to_ring(case),
        "summary": case.summary,
        "qualifier": "; ".join([kind, *map(codes.label, case.types)]),
        "where": where(case),
        "reports": Lines(told(report) for report in reports) or "",
        "complainants": Lines(name for row, name in people if row.role in HARMED) or "",
        "household": Lines(name for row, name in people if row.role not in HARMED | BLAMED) or "",
        "alleged": Lines(f"{name} ({row.get_role_display()})" for row, name in people if row.role in BLAMED)
        or "",
        "hate": "Reported as a hate incident" if any(report.is_hate for report in reports) else "",
    }


def whom_to_ring(case: Case) -> str:
    """The organisation and unit that hold it."""
    held = case.holding
    return f"{held.organisation}, {held.lpu}" if held.lpu else str(held.organisation)


def where(case: Case) -> str:
    """The address and the neighbourhood, as far as they are known."""
    area = places.names("neighbourhood").get(case.neighbourhood, "")
    parts = [case.address] if area and area.lower() in case.address.lower() else [case.address, area]
    return ", ".join(part for part in parts if part) or "Not located"


def told(report: Report) -> str:
    day = report.received_at
    return f"{day.day} {day:%B %Y}, {report.get_channel_display()}: {report.what}"


def named(rows: Iterable[Involved]) -> list[tuple[Involved, str]]:
    """People on a case, and what each is called there. Who is on a restricted record is not named through a case."""
    people = list(rows)
    ids = [row.person_id for row in people if row.person_id]
    known = NameUsed.objects.filter(
        kind="now", record__person__in=ids, record__holding__sensitivity="normal"
    ).select_related("record")
    names = {name.record.person_id: str(name) for name in known} if ids else {}
    return [(row, _called(row, names)) for row in people]


def _called(row: Involved, names: Mapping[int, str]) -> str:
    if row.person_id is not None:
        return names.get(row.person_id) or "Name restricted"
    return row.known_as or "Anonymous"


def called(looked: Any) -> str:
    """What a case is called, for a reader who may see its name; its reference for others."""
    if not looked.shows("title"):
        return f"Case {looked.ref}"
    title = Case.objects.filter(holding=looked.holding.pk).values_list("title", flat=True).first()
    return f"{title}, case {looked.ref}"


def names(looked: Sequence[Any]) -> dict[int, str]:
    """What each of several cases is called, for a reader who may see its name."""
    open_to = [one.holding.pk for one in looked if one.shows("title")]
    return dict(Case.objects.filter(holding__in=open_to).values_list("holding", "title"))


CASE = Kind(
    key="asb-case",
    title="Case of anti-social behaviour",
    items=tuple(Item(*item) for item in ITEMS),
    read="asb.read",
    write="asb.edit",
    contact_items=CONTACT_ITEMS,
    route="asb:case",
    head="asb/_head.html",
    onward="asb/_onward.html",
    called=called,
    names=names,
    contents=contents,
)
