"""The cards handed over on a record, and one of them as it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Card
from bluelamp.practice.promises.queries import records
from bluelamp.practice.promises.rules import cards as rules
from bluelamp.practice.promises.rules import texting
from bluelamp.practice.promises.rules.cards import Side, Wording
from bluelamp.practice.promises.rules.texting import Size
from bluelamp.practice.promises.words import ENGLISH


@dataclass(frozen=True)
class Sheet:
    """One card in all three forms. ``english`` is what it says in English, where it is in another language."""

    card: Card
    look: Look
    words: Wording
    side: Side
    english: Side | None
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
    side = _side(words, looked.ref, card)
    english = None
    if words.language != ENGLISH:
        english = _side(rules.wording(words.key, ENGLISH, clocks.on(card.issued_at)), looked.ref, card)
    subject, email = rules.email(words, side, reference=looked.ref)
    due = min((datetime.fromisoformat(line["due_at"]) for line in card.promises), default=None)
    text = rules.text(words, reference=looked.ref, fields=card.fields, first_due=due)
    return Sheet(card, looked, words, side, english, subject, email, text, texting.size(text))


def _side(words: Wording, ref: str, card: Card) -> Side:
    told = [
        rules.told(words, line["says"], line.get("timer", ""), datetime.fromisoformat(line["due_at"]))
        for line in card.promises
    ]
    return rules.side(words, reference=ref, fields=card.fields, promises=told)
