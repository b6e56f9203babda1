"""The auditors' pages."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.scope import NotPermitted
from bluelamp.kernel.audit import queries
from bluelamp.web.audit import downloads, looking, people, showing
from bluelamp.web.audit.forms import ExtractForm, OfficerForm, ReasonForm, WhichForm

PERIODS = (7, 28)
ask = policy.requires(looking.ACT)


@ask
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Which records, and a page of them, latest first."""
    form, which = _asked(request)
    page = None
    if which is not None:
        page = looking.search(by=request.scope, which=which, before=_number(request, "before"))  # type: ignore[attr-defined]
    context = {
        "form": form,
        "officer_form": OfficerForm(),
        "page": page,
        "rows": [showing.row(each) for each in page.records] if page else [],
        "chosen": showing.chosen(request.GET),
        "older": showing.address_of(request.GET, before=page.older) if page and page.older else "",
        "newest": showing.address_of(request.GET) if request.GET.get("before") else "",
    }
    return render(request, "audit/search.html", context, status=422 if form.errors else 200)


@ask
@require_http_methods(["POST"])
def officers(request: HttpRequest) -> HttpResponse:
    """Officers by name, each leading to what they did."""
    form = OfficerForm(request.POST)
    found = people.users_called(form.cleaned_data["name"]) if form.is_valid() else None
    context = {"form": form, "found": found}
    return render(request, "audit/officers.html", context, status=422 if form.errors else 200)


@ask
@require_safe
def record(request: HttpRequest, seq: int) -> HttpResponse:
    """One record whole, with its place in the chain."""
    opened = looking.open_record(by=request.scope, seq=seq)  # type: ignore[attr-defined]
    return render(
        request,
        "audit/record.html",
        {"opened": opened, "facts": showing.facts(opened), "chain": showing.chain(opened.record)},
    )


@policy.confirmed
@ask
@require_http_methods(["GET", "HEAD", "POST"])
def download(request: HttpRequest) -> HttpResponse:
    """The records of a search as a file, once it has been said what for."""
    _, which = _asked(request)
    if which is None:
        raise NotPermitted("There is no such choice of records.")
    form = ReasonForm(request.POST or None)
    if form.is_bound and form.is_valid():
        kind = form.cleaned_data["form"]
        rows = looking.download(by=request.scope, which=which, form=kind, reason=form.cleaned_data["reason"])  # type: ignore[attr-defined]
        content = downloads.as_csv(rows) if kind == "csv" else downloads.as_json(rows)
        return showing.file(content, f"audit-{timezone.localdate():%Y-%m-%d}.{kind}")
    context = {"form": form, "chosen": showing.chosen(request.GET), "most": looking.MOST}
    return render(request, "audit/download.html", context, status=422 if form.errors else 200)


@ask
@require_safe
def misuse(request: HttpRequest) -> HttpResponse:
    """Look-ups that somebody should be asked about."""
    days = _number(request, "days") or PERIODS[0]
    days = days if days in PERIODS else PERIODS[0]
    flags = looking.questions(by=request.scope, until=timezone.now(), days=days)  # type: ignore[attr-defined]
    context = {"patterns": showing.patterns(flags), "days": days, "periods": PERIODS, "count": len(flags)}
    return render(request, "audit/misuse.html", context)


@policy.confirmed
@ask
@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest) -> HttpResponse:
    """What a person who asks is told. By POST: the answer belongs to no address."""
    form = ExtractForm(request.POST or None)
    lines = None
    if form.is_bound and form.is_valid():
        ref, reason = form.cleaned_data["person"], form.cleaned_data["reason"]
        lines = looking.extract(by=request.scope, ref=ref, reason=reason)  # type: ignore[attr-defined]
        if form.cleaned_data["form"] == "csv":
            return showing.file(downloads.extract_as_csv(lines), f"who-saw-{ref}.csv")
    context = {"form": form, "lines": lines, "rows": [showing.line(one) for one in lines or ()]}
    return render(request, "audit/extract.html", context, status=422 if form.errors else 200)


@ask
@require_http_methods(["GET", "HEAD", "POST"])
def verification(request: HttpRequest) -> HttpResponse:
    """Is the record as it was written? The answer of the last time, and a button to ask again."""
    report = None
    if request.method == "POST":
        report = looking.verify(by=request.scope)  # type: ignore[attr-defined]
    context = {"standing": looking.standing(by=request.scope), "report": report}  # type: ignore[attr-defined]
    return render(request, "audit/verification.html", context)


@ask
@require_safe
def seals(request: HttpRequest) -> HttpResponse:
    """The file of seals, for a second organisation to keep."""
    lines = looking.seals(by=request.scope)  # type: ignore[attr-defined]
    return showing.file("".join(f"{line}\n" for line in lines).encode(), "bluelamp-seals.jsonl")


def _asked(request: HttpRequest) -> tuple[WhichForm, queries.Which | None]:
    """What the address asks for; no choice where it cannot be understood."""
    form = WhichForm(request.GET, operations=queries.operations())
    if not form.is_valid():
        return form, None
    ref = form.cleaned_data["person"]
    return form, form.which(people.names_of(ref) if ref else ())


def _number(request: HttpRequest, name: str) -> int | None:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else None
