"""The cards handed over on a record, and one of them as it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.promises.models import Card
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import cards as rules
from bluelamp.practice.promises.rules import texting
from bluelamp.practice.promises.rules.cards import Side, Told
from bluelamp.practice.promises.rules.texting import Size


@dataclass(frozen=True)
class Sheet:
    """One card in all three forms."""

    card: Card
    look: Look
    side: Side
    email_subject: str
    email: str
    text: str
    text_size: Size


def of_record(scope: Scope, record: str | Look, *, now: datetime) -> QuerySet[Card]:
    """The cards of a record, the newest first."""
    looked = records.seen(scope, record, records.PROMISES, now=now)
    return Card.objects.filter(holding=looked.holding).order_by("-pk")


def one(scope: Scope, record: str | Look, number: int, *, now: datetime) -> Sheet:
    """A card as it was handed over, in the words of that day."""
    looked = records.seen(scope, record, records.PROMISES, now=now)
    card = Card.objects.filter(holding=looked.holding, pk=number, declined=False).first()
    if card is None:
        raise NotPermitted(NOT_THERE)
    words = rules.named(card.wording)
    due = [datetime.fromisoformat(line["due_at"]) for line in card.promises]
    told = [Told(line["says"], rules.by_when(at)) for line, at in zip(card.promises, due, strict=True)]
    side = rules.side(words, reference=looked.ref, fields=card.fields, promises=told)
    subject, email = rules.email(words, side, reference=looked.ref)
    text = rules.text(words, reference=looked.ref, fields=card.fields, first_due=min(due, default=None))
    return Sheet(card, looked, side, subject, email, text, texting.size(text))
