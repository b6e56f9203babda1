"""The page of what was promised on one record, and each thing that is done to a promise."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.seeing import Look
from bluelamp.kernel.access.sharing.views.asking import keeps_what_was_typed
from bluelamp.practice.promises import actions, clocks, queries
from bluelamp.practice.promises.forms.fields import EndForm, NoteForm, Versioned
from bluelamp.practice.promises.forms.promises import (
    AttemptForm,
    CancelForm,
    ContactForm,
    KeepForm,
    PauseForm,
    PromiseForm,
)
from bluelamp.practice.promises.queries.promises import Line
from bluelamp.practice.promises.rules import timers
from bluelamp.practice.promises.rules.cards import by_when
from bluelamp.practice.promises.views.asking import step
from bluelamp.practice.promises.words import LANGUAGES

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("promises.read")
@require_safe
def record(request: HttpRequest, ref: str) -> HttpResponse:
    """Everything that was promised on a record, and how it stands."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    context = {
        "look": looked,
        "panel": queries.panel(scope, looked, now=now),
        "cards": queries.cards.of_record(scope, looked, now=now),
        "languages": LANGUAGES,
    }
    return render(request, "promises/record.html", context)


@policy.requires("promises.keep")
@FORMS
def make(request: HttpRequest, ref: str) -> HttpResponse:
    """Promise something."""
    scope = request.scope  # type: ignore[attr-defined]

    def build(look: Look, data: Any, now: datetime) -> Form:
        known = timers.promised(clocks.on(now))
        return PromiseForm(data, timers=known, initial={"submission": uuid.uuid4(), "timer": "next-contact"})

    def do(look: Look, form: Form, now: datetime) -> None:
        assert isinstance(form, PromiseForm)
        actions.promises.make(by=scope, record=look, now=now, **form.said())

    return step(request, ref, build, do, title="Make a promise", button="Make the promise")


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def keep(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A promise was kept."""
    return _change(request, ref, number, KeepForm, actions.promises.keep, "Was it kept?", "It was kept")


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def pause(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Stop its clock."""
    return _change(
        request, ref, number, PauseForm, actions.promises.pause, "Stop its clock", "Stop the clock"
    )


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def cancel(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Take it back."""
    return _change(request, ref, number, CancelForm, actions.promises.cancel, "Cancel a promise", "Cancel it")


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def resume(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Let its clock run on."""
    return _change(
        request, ref, number, Versioned, actions.promises.resume, "Start its clock again", "Start the clock"
    )


@policy.requires("promises.keep")
@FORMS
def attempt(request: HttpRequest, ref: str) -> HttpResponse:
    """Somebody tried to reach them. What to know before ringing stands above the form."""
    scope = request.scope  # type: ignore[attr-defined]
    context: dict[str, Any] = {}

    def build(look: Look, data: Any, now: datetime) -> Form:
        context["touch"] = queries.contact.of_record(scope, look, now=now)
        lines = [line for line in queries.promises.of_record(scope, look, now=now) if line.is_open]
        first = {
            "promise": lines[0].number if lines else "",
            "submission": uuid.uuid4(),
            "told_of_action": False,
        }
        return AttemptForm(data, promises=[(line.number, _named(line)) for line in lines], initial=first)

    def do(look: Look, form: Form, now: datetime) -> None:
        assert isinstance(form, AttemptForm)
        actions.contact.attempt(by=scope, record=look, now=now, **form.said())

    return step(request, ref, build, do, template="promises/attempt.html", asked=context)


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def contact(request: HttpRequest, ref: str) -> HttpResponse:
    """Agree how to keep in touch."""
    scope = request.scope  # type: ignore[attr-defined]

    def build(look: Look, data: Any, now: datetime) -> Form:
        touch = queries.contact.of_record(scope, look, now=now)
        names = [name for name in ContactForm.base_fields if name != "version"]
        said = {name: getattr(touch.plan, name) for name in names} if touch.plan else {"method": "phone"}
        return ContactForm(data, initial=said | {"version": touch.version})

    def do(look: Look, form: Form, now: datetime) -> None:
        given = dict(form.cleaned_data)
        version = given.pop("version")
        agreed = actions.contact.Agreed(**given)
        actions.contact.plan(by=scope, record=look, agreed=agreed, version=version, now=now)

    item = queries.records.CONTACT
    return step(request, ref, build, do, item=item, title="Contact plan", button="Save the plan")


@policy.requires("promises.keep")
@FORMS
@keeps_what_was_typed
def end_contact(request: HttpRequest, ref: str) -> HttpResponse:
    """They are contacted no longer: why."""
    scope = request.scope  # type: ignore[attr-defined]

    def build(look: Look, data: Any, now: datetime) -> Form:
        return EndForm(data, initial={"version": queries.contact.of_record(scope, look, now=now).version})

    def do(look: Look, form: Form, now: datetime) -> None:
        actions.contact.end(by=scope, record=look, now=now, **form.cleaned_data)

    return step(
        request, ref, build, do, item=queries.records.CONTACT, ends=True,
        title="End the contact plan", button="End the plan",
        says="Nothing is due to them by this plan any more. Promises that were made stay as they are.",
    )  # fmt: skip


@policy.requires("promises.review")
@FORMS
def review(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A supervisor looks at the record."""
    return _decide(request, ref, number, actions.reviews.review, "Review this record", "The review is done")


@policy.requires("promises.review")
@FORMS
def settle(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """A supervisor decides what happens when nobody can be reached."""
    return _decide(
        request, ref, number, actions.contact.settle, "They could not be reached", "That is decided"
    )


def _decide(
    request: HttpRequest, ref: str, number: int, action: Any, title: str, button: str
) -> HttpResponse:
    scope = request.scope  # type: ignore[attr-defined]

    def do(look: Look, form: Form, now: datetime) -> None:
        action(by=scope, record=look, number=number, now=now, **form.cleaned_data)

    return step(
        request,
        ref,
        lambda look, data, now: NoteForm(data),
        do,
        act="promises.review",
        ends=True,
        title=title,
        button=button,
    )


def _change(
    request: HttpRequest, ref: str, number: int, form_of: type[Form], action: Any, title: str, button: str
) -> HttpResponse:
    """Something done to one promise, which is shown above the form."""
    scope = request.scope  # type: ignore[attr-defined]
    context: dict[str, Any] = {}

    def build(look: Look, data: Any, now: datetime) -> Form:
        line = queries.promises.one(scope, look, number, now=now)
        context["line"] = line
        return form_of(data, initial={"version": line.promise.version})

    def do(look: Look, form: Form, now: datetime) -> None:
        action(by=scope, record=look, number=number, now=now, **form.cleaned_data)

    return step(request, ref, build, do, ends=True, title=title, button=button, asked=context)


def _named(line: Line) -> str:
    return f"{line.promise.says} ({by_when(line.promise.due_at)})"
