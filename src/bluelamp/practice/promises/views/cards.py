"""Handing the "what happens next" card over, and the card as paper, e-mail and text message."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.seeing import Look
from bluelamp.practice.promises import actions, clocks, printing, queries
from bluelamp.practice.promises.forms.fields import capital
from bluelamp.practice.promises.forms.promises import CardForm
from bluelamp.practice.promises.rules import cards as rules
from bluelamp.practice.promises.views.asking import step
from bluelamp.practice.promises.words import ENGLISH, LANGUAGES
from bluelamp.ui import attachments


@policy.requires("promises.keep")
@require_http_methods(["GET", "HEAD", "POST"])
def issue(request: HttpRequest, ref: str) -> HttpResponse:
    """Hand a card over. What was on the last one is filled in, when there is one to put right."""
    scope = request.scope  # type: ignore[attr-defined]
    context: dict[str, Any] = {}

    def build(look: Look, data: Any, now: datetime) -> Form:
        begun = queries.cards.beginning(scope, look, now=now)
        context["begun"] = begun
        first = {
            "submission": uuid.uuid4(),
            "promising": begun.usual,
            "method": "print",
            "declined": False,
            "replaces": begun.last.pk if begun.last else None,
            "language": begun.last.language if begun.last else ENGLISH,
        }
        known = [(one.language, one.title_in_english) for one in rules.languages("asb", clocks.on(now))]
        # What is promised already is no longer asked, but taken from a page that was open before.
        offers = [one for one in begun.offers if data is not None or not one.is_promised]
        named = [(one.timer, f"{one.says} {capital(rules.by_when(one.due_at))}") for one in offers]
        return CardForm(data, languages=known, offers=named, initial=first | begun.fields)

    def do(look: Look, form: Form, now: datetime) -> None:
        assert isinstance(form, CardForm)
        context["made"] = actions.cards.issue(by=scope, record=look, now=now, **form.said())

    answer = step(request, ref, build, do, template="promises/issue.html", asked=context)
    made = context.get("made")
    # Whoever issues a card prints it next; there is none to print for somebody who did not want it.
    return redirect("promises:card", ref, made.pk) if made and not made.declined else answer


@policy.requires("promises.read")
@require_safe
@transaction.atomic  # A card of another record is not there, and no record says that this one was shown.
def card(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One card, ready to be printed or copied."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    sheet = queries.cards.one(scope, looked, number, now=now)
    return render(request, "promises/card.html", {"look": looked, "sheet": sheet, "languages": LANGUAGES})


@policy.requires("promises.read")
@require_safe
@transaction.atomic  # A card of another record is not there, and no record says that this one was shown.
def pdf(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """The same card as a file, to be printed anywhere or sent with an e-mail."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    sheet = queries.cards.one(scope, looked, number, now=now)
    file = printing.pdf(sheet, is_sample=(settings.VAR / "sample.json").is_file())
    name = f"What happens next {looked.ref} {sheet.words.language}.pdf"
    return attachments.attachment(file, name=name, content_type="application/pdf")
