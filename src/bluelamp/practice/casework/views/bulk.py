"""One thing done to many cases: what is asked, what will happen to each, how it ended, and back again."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.sharing.views.asking import status_of
from bluelamp.kernel.access.together import ENDED, NotAsShown
from bluelamp.practice.casework import actions, queries
from bluelamp.practice.casework.actions.bulk import Asked
from bluelamp.practice.casework.listing import called
from bluelamp.practice.casework.views.asking import asked, formed, home_of
from bluelamp.practice.casework.views.lists import worklist

OURS = {"csrfmiddlewaretoken", "ref", "all", "query", "once", "seal", "act", "change"}


@policy.requires("casework.read")
@require_http_methods(["POST"])
def prepare(request: HttpRequest, key: str) -> HttpResponse:
    """The rows that were ticked, or all that were found: what is asked, then what will happen, then it is done."""
    scope, now = asked(request)
    of = worklist(request, key)
    try:
        act = of.bulk(request.POST.get("act", ""))
    except LookupError as missing:
        raise Http404(str(missing)) from missing
    if not scope.may(act.act):
        raise Http404("There is no such act.")
    query = request.POST.get("query", "")
    chosen = queries.worklists.chosen_in(queries.worklists.form_of(scope, of, QueryDict(query)))
    refs = None if request.POST.get("all") else frozenset(request.POST.getlist("ref"))
    is_said = "once" in request.POST and "change" not in request.POST
    form = act.form(_of_the_form(request) if is_said or "change" in request.POST else None, scope=scope)
    context: dict[str, Any] = {"list": of, "act": act, "query": query, "refs": refs, "form": form}
    if is_said and form.is_valid():
        once = request.POST.get("once", "")
        said = dict(form.cleaned_data)
        wanted = Asked(of, act, said, chosen, refs, once)
        try:
            if seal := request.POST.get("seal"):
                run = actions.bulk.do(by=scope, asked=wanted, seal=seal, now=now)
                return redirect("casework:done", number=run.pk)
            return _preview(request, wanted, context)
        except NotAsShown as why:
            return _preview(request, wanted, context | {"why": str(why)})
        except NotNow as why:
            formed(form, why)
    context |= {"once": uuid.uuid4().hex, "count": _count(request, of, chosen, refs)}
    return render(request, "casework/bulk.html", context, status=status_of(form))


def _preview(request: HttpRequest, wanted: Asked, context: dict[str, Any]) -> HttpResponse:
    scope, now = asked(request)
    preview = actions.bulk.preview(by=scope, asked=wanted, now=now)
    typed = [
        (name, value) for name in request.POST if name not in OURS for value in request.POST.getlist(name)
    ]
    rows = [(one, home_of(one.look)) for one in preview.rows]
    context |= {"preview": preview, "rows": rows, "typed": typed, "once": wanted.once}
    return render(request, "casework/bulk_preview.html", context, status=409 if "why" in context else 200)


def _of_the_form(request: HttpRequest) -> QueryDict:
    return request.POST


def _count(request: HttpRequest, of: Any, chosen: Any, refs: frozenset[str] | None) -> str:
    scope, now = asked(request)
    return str(len(refs)) if refs is not None else str(queries.worklists.count(scope, of, chosen, now=now))


@policy.requires("casework.read")
@require_safe
def done(request: HttpRequest, number: int) -> HttpResponse:
    """How it ended, case by case."""
    scope, now = asked(request)
    run, rows = actions.bulk.results(by=scope, number=number, now=now)
    of = called(run.worklist)
    context = {
        "run": run,
        "list": of,
        "act": of.bulk(run.act),
        "rows": [(row, each, home_of(each)) for row, each in rows],
        "counts": {state: sum(row.outcome == state for row, _ in rows) for state in ENDED},
        "may_undo": run.may_be_undone(now),
    }
    return render(request, "casework/done.html", context)


@policy.requires("casework.read")
@require_POST
def undo(request: HttpRequest, number: int) -> HttpResponse:
    """Take it back."""
    scope, now = asked(request)
    try:
        actions.bulk.undo(by=scope, number=number, now=now)
    except NotNow as why:
        return render(request, "casework/not_undone.html", {"number": number, "why": str(why)}, status=422)
    return redirect("casework:done", number=number)
