"""The "what happens next" cards of a record: handed over, and each as paper, e-mail and text message."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Router, Schema, Status

from bluelamp.kernel.access import policy
from bluelamp.practice.promises import actions, queries
from bluelamp.practice.promises.models import Card
from bluelamp.practice.promises.queries.cards import Sheet
from bluelamp.practice.promises.rules.cards import NON_EMERGENCY, Side
from bluelamp.practice.promises.words import AT_FIRST, CARD_METHODS, ENGLISH, LANGUAGES
from bluelamp.ui.api.answers import Numbered
from bluelamp.ui.api.calls import Line, OneOf, asker, example

router = Router()


class CardSummaryOut(Schema):
    """One card, issued or declined. ``replaces`` is the one that it corrects."""

    number: int
    issued_at: datetime
    by: str
    method: Annotated[str, OneOf(CARD_METHODS)]
    language: str
    declined: bool
    replaces: int | None

    @classmethod
    def of(cls, row: Card) -> CardSummaryOut:
        same = ("issued_at", "method", "language", "declined")
        return cls(
            number=row.pk,
            by=row.issued_by_name,
            replaces=row.replaces_id,
            **{name: getattr(row, name) for name in same},
        )


class CardsOut(Schema):
    """The cards of a record, the newest first."""

    items: list[CardSummaryOut]


class ToldOut(Schema):
    """A promise as the card says it, and by when. ``is_english``: the card is in another language, and this is not."""

    says: str
    when: str
    is_english: bool


class PartOut(Schema):
    """A part of the card under its heading."""

    heading: str
    says: str


class SideOut(Schema):
    """The card as it is printed, line by line."""

    title: str
    reference: str
    opening: str
    promises_heading: str
    promises: list[ToldOut]
    nothing: str
    about_us: list[str]
    parts: list[PartOut]

    @classmethod
    def of(cls, side: Side) -> SideOut:
        same = ("title", "reference", "opening", "promises_heading", "nothing")
        return cls(
            promises=[
                ToldOut(says=one.says, when=one.when, is_english=one.is_english) for one in side.promises
            ],
            about_us=list(side.about_us),
            parts=[PartOut(heading=heading, says=says) for heading, says in side.parts],
            **{name: getattr(side, name) for name in same},
        )


class CardOut(Schema):
    """One card in its three forms. ``text`` says nothing of what it is about; ``text_parts``: messages it takes.

    ``english`` is there where it is in another language; of a translation that is not ``is_verified`` tell whoever
    hands it over.
    """

    summary: CardSummaryOut
    direction: Annotated[str, OneOf(("ltr", "rtl"))]
    is_verified: bool
    paper: SideOut
    english: SideOut | None
    email_subject: str
    email: str
    text: str
    text_parts: int

    @classmethod
    def of(cls, sheet: Sheet) -> CardOut:
        same = {name: getattr(sheet, name) for name in ("email_subject", "email", "text")}
        return cls(
            summary=CardSummaryOut.of(sheet.card),
            direction=sheet.words.direction,
            is_verified=not sheet.words.is_unread,
            paper=SideOut.of(sheet.side),
            english=SideOut.of(sheet.english) if sheet.english else None,
            text_parts=sheet.text_size.parts,
            **same,
        )


class CardFieldsIn(Schema):
    """What is filled in by whoever hands it over; the reference and the promises come from the record."""

    model_config = {"extra": "forbid"}

    officer: Annotated[str, Field(max_length=80)] = ""
    team: Annotated[str, Field(max_length=40)] = ""
    number: Annotated[str, Field(max_length=40)] = NON_EMERGENCY
    contact: Annotated[str, Field(max_length=120)] = ""
    support: Line = ""


class CardIn(Schema):
    """How a card is handed over and in which language; ``declined`` where they did not want one.

    ``promising`` names what is usually promised at first: it is promised with the card, and stands on it.
    """

    model_config = example(
        method="sms",
        fields={"officer": "PC 2214 Brindlewick", "contact": "by telephone each week"},
        promising=["first-contact"],
    )

    method: Annotated[str, OneOf(CARD_METHODS)]
    fields: CardFieldsIn = CardFieldsIn()
    language: Annotated[str, OneOf(LANGUAGES)] = ENGLISH
    declined: bool = False
    replaces: Annotated[int, Field(ge=1, le=2**31)] | None = None
    promising: Annotated[list[Annotated[str, OneOf(AT_FIRST)]], Field(max_length=len(AT_FIRST))] = []


@router.get("/{slug:ref}/cards", response=CardsOut, summary="The cards of a record")
@policy.requires("promises.read")
def cards(request: HttpRequest, ref: str) -> CardsOut:
    """What was handed over at first contact and since, and what was declined."""
    by, now = asker(request), timezone.now()
    looked = actions.reading.consult(by=by, ref=ref, now=now)
    return CardsOut(items=[CardSummaryOut.of(row) for row in queries.cards.of_record(by, looked, now=now)])


@router.post("/{slug:ref}/cards", response={201: Numbered}, summary="Hand a card over")
@policy.requires("promises.keep")
def hand_over(request: HttpRequest, ref: str, body: CardIn) -> Status:
    """With the promises that are open now and those made with it. Fetch it to print it or to send its text."""
    made = actions.cards.issue(by=asker(request), record=ref, now=timezone.now(), **body.dict())
    return Status(201, Numbered(number=made.pk))


@router.get("/{slug:ref}/cards/{int:number}", response=CardOut, summary="One card")
@policy.requires("promises.read")
def card(request: HttpRequest, ref: str, number: int) -> CardOut:
    """In the words of the day on which it was handed over. There is none of somebody who did not want it."""
    by, now = asker(request), timezone.now()
    with transaction.atomic():  # One of another record is not there, and no record says that it was shown.
        looked = actions.reading.consult(by=by, ref=ref, now=now)
        return CardOut.of(queries.cards.one(by, looked, number, now=now))
