"""What an organisation's record of a person holds, item by item; and the reading of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from bluelamp.kernel.access.kinds import Item, Kind
from bluelamp.kernel.people.models import SourceRecord
from bluelamp.kernel.people.words import CONTACT_ITEMS, ITEMS


class Lines(tuple[str, ...]):
    """Several values of one item."""

    def __str__(self) -> str:
        return "; ".join(self)


def contents_of(holdings: Iterable[int]) -> dict[int, dict[str, Any]]:
    """Holding → item → what it says, for as many records as asked, in the same number of questions."""
    records = SourceRecord.objects.filter(holding__in=holdings)
    records = records.prefetch_related("names", "addresses", "contacts")
    return {record.holding_id: _said(record) for record in records}


def contents(holding_id: int) -> Mapping[str, Any]:
    return contents_of([holding_id]).get(holding_id, {})


def _said(record: SourceRecord) -> dict[str, Any]:
    names = defaultdict(list)
    for name in record.names.all():
        names[name.kind].append(str(name))
    others = [*names["also"], *(f"{name} (formerly)" for name in names["before"])]
    contacts = defaultdict(list)
    for contact in record.contacts.all():
        contacts[contact.kind].append(contact.value)
    note = record.note
    if note and record.note_is == "opinion":
        note = f"{note} (an opinion)"
    return {
        "name": "".join(names["now"][:1]),
        "other_names": Lines(others) or "",
        "born": record.born or "",
        "sex": record.get_sex_display(),
        "addresses": Lines(_told(address) for address in record.addresses.all()) or "",
        "phones": Lines(contacts["phone"]) or "",
        "emails": Lines(contacts["email"]) or "",
        "reference": record.reference,
        "worker": record.worker,
        "subject": record.get_subject_display(),
        "note": note,
    }


def _told(address: Any) -> str:
    return f"{address} (until {address.until.day} {address.until:%B %Y})" if address.until else str(address)


RECORD = Kind(
    key="source-record",
    title="Record of a person",
    items=tuple(Item(*item) for item in ITEMS),
    read="people.read",
    write="people.edit",
    contact_items=CONTACT_ITEMS,
    route="people:record",
    contents=contents,
)
