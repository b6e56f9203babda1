"""Lists to work from, and searches that are kept. What is chosen stands in the address: the way back leads to it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.forms import SearchForm
from bluelamp.practice.casework.listing import Worklist, called
from bluelamp.practice.casework.listing.worklist import Chosen
from bluelamp.practice.casework.views.asking import asked, formed, home_of, keeps_what_was_typed

FORMS = require_http_methods(["GET", "HEAD", "POST"])


@policy.requires("casework.read")
@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """A worklist, by its key."""
    return page(request, worklist(request, key))


def worklist(request: HttpRequest, key: str) -> Worklist:
    """The worklist that an address names; not found when there is none, or not for this reader."""
    try:
        found = called(key)
    except LookupError as missing:
        raise Http404(str(missing)) from missing
    if not request.scope.may(found.act):  # type: ignore[attr-defined]
        raise Http404(f"There is no worklist called {key}.")
    return found


def page(
    request: HttpRequest, of: Worklist, template: str = "casework/list.html", **more: Any
) -> HttpResponse:
    """A worklist as a page; for the area's own view, too, which gives its template and what that wants besides."""
    scope, now = asked(request)
    form = queries.worklists.form_of(scope, of, request.GET if request.GET else _first(of))
    chosen = queries.worklists.chosen_in(form)
    where = {name: request.GET.get(name, "") for name in ("after", "before")}
    stale = ""
    try:
        found = actions.reading.page(by=scope, worklist=of, chosen=chosen, now=now, **where)
    except NotNow as why:
        stale = str(why)
        found = actions.reading.page(by=scope, worklist=of, chosen=chosen, now=now)
    query = queries.worklists.query_of(of, chosen)
    has_own = any(line.look.is_own for line in found.lines)
    context = {
        "list": of,
        "form": form,
        "page": found,
        "lines": [(line, home_of(line.look)) for line in found.lines],
        "query": query,
        "chosen": chosen,
        "chips": queries.worklists.chips(scope, of, chosen),
        "searches": queries.searches.kept(scope, worklist=of.key, now=now),
        "acts": [act for act in of.acts if scope.may(act.act) and (has_own or not act.of_own)],
        "stale": stale,
    }
    return render(request, template, context | more, status=status_of(form))


def _first(of: Worklist) -> QueryDict:
    """What is chosen before anybody chooses."""
    return QueryDict(queries.worklists.query_of(of, Chosen(of.first)))


@policy.requires("casework.read")
@FORMS
def save(request: HttpRequest, key: str) -> HttpResponse:
    """Keep what is chosen under a name."""
    scope, now = asked(request)
    of = worklist(request, key)
    chosen = queries.worklists.chosen_in(queries.worklists.form_of(scope, of, request.GET))
    form = SearchForm(request.POST or None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("title", "audience")}
        try:
            actions.searches.save(by=scope, worklist=of, chosen=chosen, now=now, **said)
            return redirect(
                f"{reverse('casework:list', args=[key])}?{queries.worklists.query_of(of, chosen)}"
            )
        except NotNow as why:
            formed(form, why, "title")
    chips = queries.worklists.chips(scope, of, chosen)
    context = {"list": of, "form": form, "chips": chips, "query": queries.worklists.query_of(of, chosen)}
    return render(request, "casework/save_search.html", context, status=status_of(form))


@policy.requires("casework.read")
@FORMS
@keeps_what_was_typed
def search(request: HttpRequest, number: int) -> HttpResponse:
    """Another name for a search, or other readers."""
    scope, _ = asked(request)
    kept = queries.searches.search(scope, number)
    form = SearchForm(
        request.POST or None,
        initial={"title": kept.title, "audience": kept.audience, "version": kept.version},
    )
    if form.is_valid():
        said = form.cleaned_data
        try:
            actions.searches.rename(
                by=scope,
                number=number,
                title=said["title"],
                audience=said["audience"],
                version=said["version"] or 0,
            )
            return redirect("casework:mine")
        except NotNow as why:
            formed(form, why, "title")
    return render(
        request, "casework/saved_search.html", {"search": kept, "form": form}, status=status_of(form)
    )


@policy.requires("casework.read")
@require_POST
def let_go(request: HttpRequest, number: int) -> HttpResponse:
    """Keep it no longer."""
    scope, _ = asked(request)
    actions.searches.remove(by=scope, number=number)
    return redirect("casework:mine")
