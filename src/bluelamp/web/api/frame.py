"""How a request to the API is met: who is asking, may they, has it been answered before, and how a refusal is worded.

Nothing here relies on a transaction around the request: the framework answers with an error and would commit all the
same. Every action of the drawers opens its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from ninja.operation import Operation, PathView
from ninja.utils import normalize_path, replace_path_param_notation

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.actions import NotNow
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.access.sharing.changing import ChangedMeanwhile
from bluelamp.kernel.audit.actions import ReasonNeeded
from bluelamp.ui.api import versions
from bluelamp.ui.api.calls import is_question
from bluelamp.ui.api.problems import Problem, not_found
from bluelamp.web.api import bodies, repeats
from bluelamp.web.api.acts import OPEN_TO_SYSTEMS
from bluelamp.web.api.tokens import bearer

CARRY_A_BODY = {"POST", "PUT", "PATCH"}


def word_refusals(api: NinjaAPI) -> None:
    """Every refusal of an operation as problem+json, whoever raised it."""
    api.add_exception_handler(Problem, _in_words)
    api.add_exception_handler(ValidationError, _not_valid)
    api.add_exception_handler(HttpError, _from_the_framework)
    api.add_exception_handler(NotNow, _not_now)
    api.add_exception_handler(ChangedMeanwhile, _changed_meanwhile)
    api.add_exception_handler(
        ReasonNeeded, lambda request, why: Problem(422, f"{why} Send it as Reason.").answer()
    )
    for absent in (NotPermitted, Http404):
        api.add_exception_handler(absent, lambda request, error: not_found().answer())


def urls(api: NinjaAPI) -> list[URLPattern]:
    """The addresses of ``api``, each behind its guard, named after what they answer."""
    return [
        path(_route(prefix, below), Guard(view), name=_name(view)) for prefix, below, view in path_views(api)
    ]


class Guard:
    """One address. Raises ``LookupError`` when it is made for an operation that declares no act."""

    csrf_exempt = True  # Cookies are never asked here, so no other site can make a browser call.
    policy = policy.PUBLIC  # The gate of the pages lets it pass; who may is asked here, of the token.

    def __init__(self, view: PathView) -> None:
        self.operations = {method: each for each in view.operations for method in each.methods}
        self.acts = {method: policy.of(each.view_func) for method, each in self.operations.items()}
        if undeclared := [method for method, act in self.acts.items() if not act]:
            raise LookupError(f"{_name(view)} declares no act for {', '.join(undeclared)}.")

    def __call__(self, request: HttpRequest, **parts: Any) -> HttpResponse:
        try:
            return self._answer(request, parts)
        except Problem as problem:
            return problem.answer()

    def _answer(self, request: HttpRequest, parts: dict[str, Any]) -> HttpResponse:
        scope = bearer(request)
        method = "GET" if request.method == "HEAD" else str(request.method)
        operation = self.operations.get(method)
        if operation is None:
            allowed = ", ".join(sorted(self.operations))
            raise Problem(405, f"This address answers to {allowed}.", headers={"Allow": allowed})
        _may(scope, self.acts[method])
        if method in CARRY_A_BODY:
            bodies.readable(request, operation.view_func)
        if "\0" in request.get_full_path() or "%00" in request.get_full_path():
            raise bodies.nul()
        return self._done(request, scope, method, operation, parts)

    @staticmethod
    def _done(
        request: HttpRequest, scope: Scope, method: str, operation: Operation, parts: dict[str, Any]
    ) -> HttpResponse:
        def act() -> HttpResponse:
            return operation.run(request, **parts)  # type: ignore[return-value]

        is_kept = method == "POST" and not is_question(operation.view_func)
        response = repeats.once(request, scope, act, parts.get("ref", "")) if is_kept else act()
        response.setdefault("Cache-Control", "no-store")
        return response


def _may(scope: Scope, act: str) -> None:
    if act != policy.SIGNED_IN and not scope.may(act):
        by_name = (
            " Somebody answers for it by name: send a token of theirs."
            if scope.client and act not in OPEN_TO_SYSTEMS
            else ""
        )
        raise Problem(
            403,
            f"This token is not for that: it needs the scope {act}.{by_name}",
            headers={"WWW-Authenticate": f'Bearer error="insufficient_scope", scope="{act}"'},
        )


def _in_words(request: HttpRequest, problem: Any) -> HttpResponse:
    answer: HttpResponse = problem.answer()
    return answer


def _from_the_framework(request: HttpRequest, error: Any) -> HttpResponse:
    return Problem(error.status_code, f"{error}.").answer()


def _not_now(request: HttpRequest, why: Any) -> HttpResponse:
    """What stands against it; at its fields, where whoever refused it knows them."""
    fields: dict[str, str] = getattr(why, "fields", {})
    errors = [{"field": f"body.{name}", "detail": said} for name, said in fields.items()]
    return Problem(422, str(why), errors=errors).answer()


def _changed_meanwhile(request: HttpRequest, late: Any) -> HttpResponse:
    """Both versions of what differs, so that nothing is lost on either side."""
    both = [{"what": one.label, "stands": one.stands, "yours": one.yours} for one in late.differences]
    return versions.stale(version=late.version, differences=both).answer()


def _not_valid(request: HttpRequest, error: Any) -> HttpResponse:
    """Each fault at its field, without repeating what was sent: it may be about somebody."""
    errors = [{"field": _field(e["loc"]), "detail": f"{e['msg']}."} for e in error.errors]
    return Problem(422, "Some of what was sent cannot be used; nothing was changed.", errors=errors).answer()


def _field(parts: Sequence[str | int]) -> str:
    """Where the fault is. The framework names the operation's own parameter too, which the caller does not know."""
    seen = [str(part) for i, part in enumerate(parts) if not (i == 1 and parts[0] == part == "body")]
    return ".".join(seen)


def path_views(api: NinjaAPI) -> Iterator[tuple[str, str, PathView]]:
    for router in api._get_bound_routers():
        for below, view in router.path_operations.items():
            yield router.prefix, below, view


def _route(prefix: str, below: str) -> str:
    whole = "/".join(replace_path_param_notation(part) for part in (prefix, below) if part)
    return normalize_path(whole).lstrip("/")


def _name(view: PathView) -> str:
    return view.url_name or view.operations[0].view_func.__name__.replace("_", "-")
