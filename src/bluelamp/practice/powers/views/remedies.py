"""The community remedies of one record."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.access.seeing import NOT_THERE, Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed
from bluelamp.practice.powers import actions, queries
from bluelamp.practice.powers.forms import AdmitForm, AnswerForm, OfferForm, RemedyForm, VictimForm
from bluelamp.practice.powers.queries.remedies import Line
from bluelamp.practice.powers.views.asking import FORMS, asked, given


@policy.requires("powers.use")
@FORMS
@transaction.atomic
def add(request: HttpRequest, ref: str) -> HttpResponse:
    """Prepare one."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.writable(by, ref, now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    people = queries.records.people(by, looked)
    form = RemedyForm(given(request), people=people, initial={"submission": uuid.uuid4()})

    def do() -> None:
        said = {name: form.cleaned_data[name] for name in ("evidence", "submission")}
        actions.remedies.open_remedy(by=by, record=ref, now=now, **said, **form.who())

    context = {"ref": ref, "look": looked, "heading": "Prepare a community remedy", "button": "Save"}
    return asked(request, form, do, back=("powers:record", [ref]), context=context)


@policy.requires("powers.use")
@require_safe
@transaction.atomic  # A remedy of another record is not there, and no record says that this one was shown.
def remedy(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One remedy: whom it is for, what victims want, what was offered, what became of it."""
    looked, panel = actions.reading.consult(by=request.scope, ref=ref, now=timezone.now())  # type: ignore[attr-defined]
    line = next((each for each in panel.remedies if each.remedy.pk == number), None)
    if line is None:
        raise NotPermitted(NOT_THERE)
    return render(request, "powers/remedy.html", {"look": looked, "line": line, "may_use": panel.may_use})


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def admit(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They admitted it."""
    looked, line = _own(request, ref, number)
    now = timezone.now()
    form = AdmitForm(given(request), initial={"version": line.remedy.version})
    return _do(
        request, looked, line, form, actions.remedies.admit, "They admitted it", lambda: {"at": form.at(now)}
    )


@policy.requires("powers.use")
@FORMS
@transaction.atomic
def victim(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A victim was asked."""
    looked, line = _own(request, ref, number)
    people = queries.records.people(request.scope, looked)  # type: ignore[attr-defined]
    form = VictimForm(given(request), people=people, document=line.document)

    def said() -> dict[str, Any]:
        kept = {name: form.cleaned_data[name] for name in ("result", "chosen", "view", "attempts")}
        return kept | form.who()

    return _do(request, looked, line, form, actions.remedies.ask_victim, "Ask a victim", said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def offer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Offer an action."""
    looked, line = _own(request, ref, number)
    form = OfferForm(given(request), document=line.document, initial={"version": line.remedy.version})
    said = lambda: {name: form.cleaned_data[name] for name in form.fields}  # noqa: E731
    return _do(request, looked, line, form, actions.remedies.offer, "Offer an action", said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def answer(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """They accepted or refused; it was done or not."""
    looked, line = _own(request, ref, number)
    form = AnswerForm(given(request), initial={"version": line.remedy.version})
    context = {
        "ref": ref,
        "look": looked,
        "remedy": line,
        "heading": "What became of the offer",
        "button": "Save",
    }
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]

    def do() -> None:
        actions.remedies.answer(by=by, record=ref, number=number, now=now, **form.cleaned_data)

    return asked(request, form, do, back=("powers:remedy", [ref, number]), context=context)


def _own(request: HttpRequest, ref: str, number: int) -> tuple[Look, Line]:
    """A record and the remedy on it that the asker may change."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.writable(by, ref, now=now, ends=True)
    line = queries.remedies.of(by, looked, number, today=timezone.localdate(now), now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    return looked, line


def _do(
    request: HttpRequest, looked: Look, line: Line, form: Any, action: Any, heading: str, said: Any
) -> HttpResponse:
    by, ref, now = request.scope, looked.ref, timezone.now()  # type: ignore[attr-defined]

    def do() -> None:
        version = {"version": form.cleaned_data["version"]} if "version" in form.fields else {}
        action(by=by, record=ref, number=line.remedy.pk, now=now, **{**said(), **version})

    context = {"ref": ref, "look": looked, "remedy": line, "heading": heading, "button": "Save"}
    return asked(request, form, do, back=("powers:remedy", [ref, line.remedy.pk]), context=context)
