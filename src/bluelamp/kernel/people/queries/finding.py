"""Looking for somebody: by name, birth, address, telephone or reference, among the records that show just that."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q
from django.utils.crypto import salted_hmac

from bluelamp.kernel.access.scope import Scope, require
from bluelamp.kernel.access.seeing import showing
from bluelamp.kernel.people.folding import begins, same
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
    records = SourceRecord.objects.filter(showing(scope, RECORD, now=now, to="holding__"))
    for condition in _conditions(scope, asked, now):
        records = records.filter(condition)
    heads = list(
        records.order_by("person__head").values_list("person__head", flat=True).distinct()[: MOST + 1]
    )
    shown = profiles(scope, heads[:MOST], now=now)
    return Found(tuple(sorted(shown, key=lambda one: (one.name, one.ref))), len(heads) > MOST)


def _conditions(scope: Scope, asked: Asked, now: datetime) -> Iterable[Q]:
    # Whoever fits is found by an index, and then asked whether they are to be seen: never the other way about.
    def seen(item: str, to: str = "record__holding__") -> Q:
        return showing(scope, RECORD, now=now, items=[item], to=to)

    if asked.name:
        words = entries.fold(asked.name).split()
        yield from _named(words, seen("name"), seen("other_names")) if words else (Q(pk__in=()),)
    if asked.born:
        yield Q(born=asked.born) & seen("born", "holding__")
    if asked.address:
        lived = Address.objects.filter(seen("addresses"))
        for word in asked.address.replace(",", " ").split():
            lived = lived.filter(Q(lines__icontains=word) | Q(postcode__icontains=word))
        yield Q(pk__in=lived.values("record"))
    if asked.contact:
        yield _reached(asked.contact, seen("phones"), seen("emails"))
    if asked.reference:
        theirs = Q(reference__iexact=asked.reference.strip()) & seen("reference", "holding__")
        ours = entries.fold(asked.reference).replace(" ", "")
        yield theirs | Q(holding__ref=ours) | Q(person__ref=ours)


def _named(words: Sequence[str], current: Q, others: Q) -> Iterable[Q]:
    """Each word fits a name. The last, most often a family name, finds them; of those the others are asked."""
    *before, last = words
    names_used = NameUsed.objects.filter(_fits(last)).order_by()
    now_called, also_called = (
        names_used.filter(current, kind="now"),
        names_used.filter(others).exclude(kind="now"),
    )
    yield Q(pk__in=now_called.values("record").union(also_called.values("record")))
    for word in before:
        theirs = NameUsed.objects.filter(_fits(word), record=OuterRef("pk"))
        yield Q(Exists(theirs.filter(current, kind="now"))) | Q(
            Exists(theirs.filter(others).exclude(kind="now"))
        )


def _fits(word: str) -> Q:
    """A word of a name: its beginning, another form of it, or another spelling of a family name."""
    fits = begins("given", word) | begins("family", word) | Q(root=names.root(word))
    return fits | Q(sound=entries.sound(word)) if len(word) > 3 else fits


def _reached(contact: str, phones: Q, emails: Q) -> Q:
    digits = "".join(letter for letter in contact if letter.isdigit())
    if "@" in contact or not digits:
        by = Contact.objects.filter(same("value", contact.strip()), emails, kind="email")
    else:
        by = Contact.objects.filter(phones, kind="phone", digits=digits[-10:])
    return Q(pk__in=by.values("record"))
