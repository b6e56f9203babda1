"""Writing notes, putting them right and adding to them."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.decision import LONDON
from bluelamp.practice.casework import actions, queries, rules
from bluelamp.practice.casework.forms import NoteForm
from bluelamp.practice.casework.views.asking import asked, back, drawn, formed, keeps_what_was_typed, shown

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("casework.write")
@FORMS
def write(request: HttpRequest, ref: str) -> HttpResponse:
    """The notes so far, and a new one."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    form = NoteForm(
        request.POST or None, is_own=looked.is_own, initial=drawn() | {"audience": "organisation"}
    )
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "nature", "audience", "submission")}
        try:
            actions.notes.write(by=scope, ref=ref, now=now, **said)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    minutes = rules.terms(now.astimezone(LONDON).date()).edit_for.total_seconds() // 60
    panel = actions.reading.panel(by=scope, looked=looked, now=now)
    return shown(request, "notes", looked, form=form, panel=panel, minutes=int(minutes))


@policy.requires("casework.write")
@FORMS
@keeps_what_was_typed
def correct(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """Put a note right, while there is time and by its author; add to it otherwise."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    note = queries.notes.note(scope, looked, number, now=now)
    was = {name: getattr(note.note, name) for name in ("words", "nature", "audience", "version")}
    form = NoteForm(request.POST or None, is_own=looked.is_own, initial=was)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "nature", "audience")}
        version = form.cleaned_data["version"] or 0
        try:
            actions.notes.correct(by=scope, ref=ref, number=number, version=version, now=now, **said)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    return shown(request, "note", looked, form=form, note=note, adding=False)


@policy.requires("casework.write")
@FORMS
def add_to(request: HttpRequest, ref: str, number: int) -> HttpResponse:
    """An addendum."""
    scope, now = asked(request)
    looked = queries.looking.case(scope, ref, now=now)
    note = queries.notes.note(scope, looked, number, now=now)
    form = NoteForm(
        request.POST or None, is_own=looked.is_own, initial=drawn() | {"audience": note.note.audience}
    )
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("words", "nature", "audience", "submission")}
        try:
            actions.notes.write(by=scope, ref=ref, adds_to=number, now=now, **said)
            return back(request, ref)
        except NotNow as why:
            formed(form, why)
    looked = actions.reading.consult(by=scope, ref=ref, now=now)
    return shown(request, "note", looked, form=form, note=note, adding=True)
