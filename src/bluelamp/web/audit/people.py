"""Which names in the audit record stand for one person, and which people on record work here."""

from __future__ import annotations

from django.db.models import Q
from django.db.models.functions import Lower

from bluelamp.kernel.access.models import User
from bluelamp.kernel.organisations.models import Organisation
from bluelamp.kernel.people.models import NameUsed, Person, SourceRecord


def names_of(ref: str) -> tuple[str, ...]:
    """Every object that stands for a person: themselves, whoever they were found to be, and their records everywhere.

    Somebody who is not on record any more is still named in the audit record by the reference they had.
    """
    person = Person.objects.filter(ref=ref).first()
    if person is None:
        return (f"person:{ref}", f"holding:{ref}")
    head = person.head_id or person.pk
    refs = Person.objects.filter(Q(pk=head) | Q(head=head)).values_list("ref", flat=True)
    held = SourceRecord.objects.filter(Q(person=head) | Q(person__head=head)).values_list(
        "holding__ref", flat=True
    )
    return (*(f"person:{each}" for each in sorted(refs)), *(f"holding:{each}" for each in sorted(held)))


def staff() -> dict[str, int]:
    """People on record who carry the name of somebody who signs in: object → user. A namesake is a question more."""
    users = {
        (user.first_name.casefold(), user.last_name.casefold()): user.pk
        for user in User.objects.exclude(first_name="").exclude(last_name="")
    }
    named = (
        NameUsed.objects.annotate(last=Lower("family"))
        .filter(kind="now", last__in={last for _, last in users})
        .values_list("given", "family", "record__person__ref", "record__person__head__ref")
    )
    found: dict[str, int] = {}
    for given, family, ref, head in named:
        if user := users.get((given.casefold(), family.casefold())):
            found |= {f"person:{each}": user for each in (ref, head) if each}
    return found


def organisation_called(key: str) -> str:
    """The name of an organisation; its key where it is not known any more."""
    return Organisation.objects.filter(key=key).values_list("name", flat=True).first() or key


def users_called(name: str) -> list[tuple[int, str]]:
    """Users whose names have every word of this, with what they are called."""
    rows = User.objects.all()
    for word in name.split():
        rows = rows.filter(
            Q(first_name__icontains=word) | Q(last_name__icontains=word) | Q(username__icontains=word)
        )
    return [
        (user.pk, user.get_full_name() or user.get_username())
        for user in rows.order_by("last_name", "pk")[:50]
    ]
