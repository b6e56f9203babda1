"""The register of questionnaires: each version with its questions, its printable form, and what it would change."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.practice.instruments import actions, printing, queries
from bluelamp.practice.instruments.forms import FileForm, MoveForm
from bluelamp.practice.instruments.reading import Malformed, beside
from bluelamp.ui import attachments


@policy.requires("instruments.read")
def register(request: HttpRequest) -> HttpResponse:
    """Every version there is."""
    entries = queries.versions.register(request.scope)  # type: ignore[attr-defined]
    return render(request, "instruments/register.html", {"entries": entries})


@policy.requires("instruments.read")
def version(request: HttpRequest, number: int) -> HttpResponse:
    """One version: what it asks, how it is scored, and where it has been used."""
    page = queries.versions.version(request.scope, number)  # type: ignore[attr-defined]
    return render(request, "instruments/version.html", {"page": page, "asked": page.instrument})


@policy.requires("instruments.read")
def printable(request: HttpRequest, number: int) -> HttpResponse:
    """The same on paper, to be filled in by hand."""
    page = queries.versions.version(request.scope, number)  # type: ignore[attr-defined]
    return render(request, "instruments/printable.html", {"page": page, "asked": page.instrument})


@policy.requires("instruments.read")
def pdf(request: HttpRequest, number: int) -> HttpResponse:
    """The same as a file, for a desk without a printer of its own."""
    page = queries.versions.version(request.scope, number)  # type: ignore[attr-defined]
    version = page.version
    file = printing.pdf(
        page.instrument,
        stands=version.get_state_display(),
        marking="OFFICIAL-SENSITIVE when complete",
        at=version.loaded_at,
    )
    return attachments.attachment(file, name=f"{version}.pdf", content_type="application/pdf")


@policy.posts
@policy.requires("instruments.edit")
def bring_in(request: HttpRequest) -> HttpResponse:
    """A file becomes a draft; what is wrong with it is said line by line, beside what stands there."""
    scope, now = request.scope, timezone.now()  # type: ignore[attr-defined]
    is_sent = request.method == "POST"
    form = FileForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    faults: list[tuple[int, str, str]] = []
    if form.is_valid():
        try:
            made, _ = actions.versions.load(by=scope, text=form.cleaned_data["text"], now=now)
            return redirect("instruments:version", number=made.pk)
        except Malformed as wrong:
            faults = beside(form.cleaned_data["text"], wrong)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {
        "form": form,
        "faults": faults,
        "text": form.cleaned_data.get("text", "") if form.is_bound else "",
    }
    status = 422 if form.errors or faults else 200
    return render(request, "instruments/bring_in.html", context, status=status)


@policy.posts
@policy.requires("instruments.edit")
def move(request: HttpRequest, number: int) -> HttpResponse:
    """Try it, put it in force, or withdraw it."""
    scope = request.scope  # type: ignore[attr-defined]
    page = queries.versions.version(scope, number)
    form = MoveForm(request.POST or None, state=page.version.state, units=queries.versions.units(scope))
    if form.is_valid():
        try:
            actions.versions.move(by=scope, number=number, now=timezone.now(), **form.cleaned_data)
            return redirect("instruments:version", number=number)
        except NotNow as why:
            form.add_error(None, str(why))
    context = {"page": page, "form": form}
    return render(request, "instruments/move.html", context, status=422 if form.errors else 200)


@policy.requires("instruments.compare")
def back_test(request: HttpRequest, number: int) -> HttpResponse:
    """Past answers, scored by this version."""
    scope = request.scope  # type: ignore[attr-defined]
    page = queries.versions.version(scope, number)
    moves = queries.comparing.moves(scope, number)
    return render(request, "instruments/back_test.html", {"page": page, "moves": moves})


@policy.requires("instruments.compare")
def bias(request: HttpRequest) -> HttpResponse:
    """Whose band is moved by where they live."""
    found = queries.comparing.bias(request.scope)  # type: ignore[attr-defined]
    return render(request, "instruments/bias.html", {"groupings": found})
