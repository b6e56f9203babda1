"""Looking for somebody: by name, birth, address, telephone or reference, among the records that show just that."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.crypto import salted_hmac

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import visible
from bluelamp.kernel.people.kinds import RECORD
from bluelamp.kernel.people.linking import entries, names
from bluelamp.kernel.people.models import Address, Contact, NameUsed, SourceRecord
from bluelamp.kernel.people.queries.profiles import Profile, profiles

MOST = 50
"""People shown at once. Whoever finds more says more."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is looked for by. Everything that is given has to fit."""

    name: str = ""
    born: date | None = None
    address: str = ""
    contact: str = ""
    reference: str = ""

    def tags(self) -> dict[str, str]:
        """What was asked, unreadable: the same words give the same tag, so that a pattern can be seen and no name."""
        given = {field: str(getattr(self, field) or "") for field in self.__slots__}
        return {
            field: salted_hmac("bluelamp.people.asked", entries.fold(words)).hexdigest()[:16]
            for field, words in given.items()
            if words
        }


@dataclass(frozen=True, slots=True)
class Found:
    """Those found, by name; ``is_more`` when there are others that are not shown."""

    people: tuple[Profile, ...]
    is_more: bool


def search(scope: Scope, asked: Asked, *, now: datetime) -> Found:
    """Everybody who fits, as far as ``scope`` may see what they were found by."""
    require(scope, "people.search")
    if not asked.tags():
        return Found((), False)
    records = SourceRecord.objects.filter(holding__in=visible(scope, RECORD, now=now))
    for condition in _conditions(scope, asked, now):
        records = records.filter(condition)
    heads = list(
        records.order_by("person__head").values_list("person__head", flat=True).distinct()[: MOST + 1]
    )
    shown = profiles(scope, heads[:MOST], now=now)
    return Found(tuple(sorted(shown, key=lambda one: (one.name, one.ref))), len(heads) > MOST)


def _conditions(scope: Scope, asked: Asked, now: datetime) -> Iterable[Q]:
    def showing(item: str) -> QuerySet[Any]:
        return visible(scope, RECORD, now=now, items=[item]).values("pk")

    if asked.name:
        words = entries.fold(asked.name).split()
        if not words:
            yield Q(pk__in=())
        for word in words:
            yield _named(word, showing("name"), showing("other_names"))
    if asked.born:
        yield Q(born=asked.born, holding__in=showing("born"))
    if asked.address:
        lived = Address.objects.filter(record__holding__in=showing("addresses"))
        for word in asked.address.replace(",", " ").split():
            lived = lived.filter(Q(lines__icontains=word) | Q(postcode__icontains=word))
        yield Q(pk__in=lived.values("record"))
    if asked.contact:
        yield _reached(asked.contact, showing("phones"), showing("emails"))
    if asked.reference:
        theirs = Q(reference__iexact=asked.reference.strip(), holding__in=showing("reference"))
        ours = entries.fold(asked.reference).replace(" ", "")
        yield theirs | Q(holding__ref=ours) | Q(person__ref=ours)


def _named(word: str, current: QuerySet[Any], others: QuerySet[Any]) -> Q:
    """A word of a name: its beginning, another form of it, or another spelling of a family name."""
    fits = Q(given__istartswith=word) | Q(family__istartswith=word) | Q(root=names.root(word))
    if len(word) > 3:
        fits |= Q(sound=entries.sound(word))
    now_called = NameUsed.objects.filter(fits, kind="now", record__holding__in=current)
    also_called = NameUsed.objects.filter(fits, record__holding__in=others).exclude(kind="now")
    return Q(pk__in=now_called.values("record")) | Q(pk__in=also_called.values("record"))


def _reached(contact: str, phones: QuerySet[Any], emails: QuerySet[Any]) -> Q:
    digits = "".join(letter for letter in contact if letter.isdigit())
    if "@" in contact or not digits:
        by = Contact.objects.filter(kind="email", value__iexact=contact.strip(), record__holding__in=emails)
    else:
        by = Contact.objects.filter(kind="phone", digits=digits[-10:], record__holding__in=phones)
    return Q(pk__in=by.values("record"))
