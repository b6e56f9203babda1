"""The cards handed over on a record, and one of them as it reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.practice.promises import clocks
from bluelamp.practice.promises.models import Card
from bluelamp.practice.promises.queries import contact, promises, records
from bluelamp.practice.promises.queries.promises import Line
from bluelamp.practice.promises.rules import cards as rules
from bluelamp.practice.promises.rules import texting, timers
from bluelamp.practice.promises.rules.cards import Side, Wording
from bluelamp.practice.promises.rules.texting import Size
from bluelamp.practice.promises.words import AT_FIRST, ENGLISH, METHODS


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


@dataclass(frozen=True)
class Offer:
    """What can be promised on the card itself: the timer, its words, by when it would be due, and is it already?"""

    timer: str
    says: str
    due_at: datetime
    is_promised: bool


@dataclass(frozen=True)
class Beginning:
    """What a new card begins with: the last one, the promises that are open, and what can be promised on it as well.

    ``fields`` are filled in from the last card, or from the contact plan; ``usual`` is what is ticked already.
    """

    last: Card | None
    lines: tuple[Line, ...]
    offers: tuple[Offer, ...]
    usual: tuple[str, ...]
    fields: dict[str, str]


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


def beginning(scope: Scope, looked: Look, *, now: datetime) -> Beginning:
    """A new card of a record. On the first, where nothing was promised yet, the first conversation is ticked."""
    last = of_record(scope, looked, now=now).first()
    made = promises.of_record(scope, looked, now=now)
    lines = tuple(line for line in made if line.is_open)
    offers = _offers(looked, {line.promise.timer for line in lines}, now)
    touch = contact.of_record(scope, looked, now=now)
    fields = {"officer": scope.actor_name, "number": rules.NON_EMERGENCY}
    if touch.plan:
        fields["contact"] = f"{METHODS[touch.plan.method]}, every {touch.every_days} days"
    usual = () if made else tuple(one.timer for one in offers[:1])
    return Beginning(last, lines, offers, usual, last.fields if last else fields)


def _offers(looked: Look, promised: set[str], now: datetime) -> tuple[Offer, ...]:
    """What is usually promised at first, by the band that the record is in."""
    band, known = promises.band_of(looked.holding.pk), timers.promised(clocks.on(now))
    usual = [known[key] for key in AT_FIRST if key in known]
    return tuple(
        Offer(one.key, one.says, clocks.due(one.length(band), now), one.key in promised) for one in usual
    )


def _side(words: Wording, ref: str, card: Card) -> Side:
    told = [
        rules.told(words, line["says"], line.get("timer", ""), datetime.fromisoformat(line["due_at"]))
        for line in card.promises
    ]
    return rules.side(words, reference=ref, fields=card.fields, promises=told)
