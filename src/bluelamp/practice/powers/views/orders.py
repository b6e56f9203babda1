"""The orders of one record: thinking of a power, and taking it on."""

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
from bluelamp.practice.powers import actions, queries, register
from bluelamp.practice.powers.forms import (
    AlterForm,
    BeginForm,
    BreachForm,
    ConsiderForm,
    ExtendForm,
    OutcomeForm,
    StepForm,
    TermForm,
    WritingForm,
)
from bluelamp.practice.powers.queries.orders import Line
from bluelamp.practice.powers.views.asking import FORMS, asked, given
from bluelamp.practice.powers.words import LIVE


@policy.requires("powers.use")
@require_safe
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Orders and remedies of one record."""
    looked, panel = actions.reading.consult(by=request.scope, ref=ref, now=timezone.now())  # type: ignore[attr-defined]
    return render(request, "powers/record.html", {"look": looked, "panel": panel})


@policy.requires("powers.use")
@FORMS
@transaction.atomic
def consider(request: HttpRequest, ref: str) -> HttpResponse:
    """Think of a power, of those there are today."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.writable(by, ref, now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    form = ConsiderForm(
        given(request),
        powers=register.standing(timezone.localdate(now)),
        people=queries.records.people(by, looked),
        initial={"submission": uuid.uuid4()},
    )

    def do() -> None:
        said = {
            name: form.cleaned_data[name] for name in ("power", "applicant", "subject", "age", "submission")
        }
        actions.orders.consider(by=by, record=ref, now=now, **said, **form.who())

    context = {"ref": ref, "look": looked, "heading": "Consider a power", "button": "Save"}
    return asked(request, form, do, back=("powers:record", [ref]), context=context)


@policy.requires("powers.use")
@require_safe
@transaction.atomic  # An order of another record is not there, and no record says that this one was shown.
def order(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """One order: how it stands, what is written down, what is missing, what comes next."""
    now = timezone.now()
    looked, panel = actions.reading.consult(by=request.scope, ref=ref, now=now)  # type: ignore[attr-defined]
    line = next((each for each in panel.orders if each.order.pk == number), None)
    if line is None:
        raise NotPermitted(NOT_THERE)
    context = {"look": looked, "line": line, "may_use": panel.may_use, "is_live": line.order.state in LIVE}
    return render(request, "powers/order.html", context)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def writing(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """What the law wants in writing."""
    looked, line = _own(request, ref, number)
    row = line.order
    filled = {"version": row.version, **row.said}
    form = WritingForm(given(request), power=line.power, age=row.age, initial=filled)
    return _do(
        request,
        looked,
        line,
        form,
        actions.orders.write_down,
        "What the law wants in writing",
        lambda: {"said": form.said()},
    )


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def step(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A step on the way."""
    looked, line = _own(request, ref, number)
    form = StepForm(given(request), steps=line.steps, initial={"version": line.order.version})
    now = timezone.now()

    def said() -> dict[str, Any]:
        kept = {name: form.cleaned_data.get(name) for name in ("to", "note", "warned_until")}
        return {**kept, "rank": form.cleaned_data.get("rank", ""), "at": form.at(now)}

    return _do(request, looked, line, form, actions.orders.step, "Write down what happened", said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def begin(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It is in force."""
    looked, line = _own(request, ref, number)
    initial = {"version": line.order.version}
    form = BeginForm(given(request), power=line.power, age=line.order.age, initial=initial)
    now = timezone.now()

    def said() -> dict[str, Any]:
        got = form.cleaned_data
        return {
            "starts_at": form.at(now),
            "span": None if got.get("is_open_ended") else form.span(),
            "how": got.get("how", ""),
            "on": got.get("served_on", ""),
            "note": got["note"],
        }

    heading = "It was served" if line.power.begins_when_served else "The order was made"
    return _do(request, looked, line, form, actions.orders.begin, heading, said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def extend(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It lasts longer."""
    looked, line = _own(request, ref, number)
    form = ExtendForm(given(request), initial={"version": line.order.version})
    said = lambda: {"span": form.span(), "note": form.cleaned_data["note"]}  # noqa: E731
    return _do(request, looked, line, form, actions.orders.extend, "Extend the order", said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def alter(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It was varied, or has ended."""
    looked, line = _own(request, ref, number)
    form = AlterForm(given(request), steps=line.steps, initial={"version": line.order.version})
    now = timezone.now()
    said = lambda: {"to": form.cleaned_data["to"], "note": form.cleaned_data["note"], "at": form.at(now)}  # noqa: E731
    return _do(request, looked, line, form, actions.orders.alter, "Vary or end the order", said)


@policy.requires("powers.use")
@FORMS
@keeps_what_was_typed
@transaction.atomic
def breach(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """It was not kept to."""
    looked, line = _own(request, ref, number)
    form = BreachForm(given(request), initial={"version": line.order.version})
    now = timezone.now()
    said = lambda: {"at": form.at(now), "evidence": form.cleaned_data["evidence"]}  # noqa: E731
    return _do(request, looked, line, form, actions.orders.breach, "Write down a breach", said)


@policy.requires("powers.use")
@FORMS
@transaction.atomic
def outcome(request: HttpRequest, ref: str, number: int, breach: int) -> HttpResponse:
    """What came of a breach."""
    looked, line = _own(request, ref, number)
    form = OutcomeForm(given(request))
    said = lambda: {"breach": breach, **form.cleaned_data}  # noqa: E731
    return _do(request, looked, line, form, actions.orders.decide_breach, "What came of the breach", said)


@policy.requires("powers.use")
@FORMS
@transaction.atomic
def term(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Something it forbids or requires."""
    looked, line = _own(request, ref, number)
    form = TermForm(given(request))
    return _do(
        request,
        looked,
        line,
        form,
        actions.orders.add_term,
        "Add what it forbids or requires",
        lambda: form.cleaned_data,
    )


def _own(request: HttpRequest, ref: str, number: int) -> tuple[Look, Line]:
    """A record and the order on it that the asker may change."""
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = queries.records.writable(by, ref, now=now, ends=True)
    line = queries.orders.of(by, looked, number, now=now)
    actions.reading.asked(by=by, looked=looked, now=now)
    return looked, line


def _do(
    request: HttpRequest, looked: Look, line: Line, form: Any, action: Any, heading: str, said: Any
) -> HttpResponse:
    by, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    row, ref = line.order, looked.ref

    def do() -> None:
        version = {"version": form.cleaned_data["version"]} if "version" in form.fields else {}
        action(by=by, record=ref, number=row.pk, now=now, **{**said(), **version})

    context = {"ref": ref, "look": looked, "line": line, "heading": heading, "button": "Save"}
    return asked(request, form, do, back=("powers:order", [ref, row.pk]), context=context)
