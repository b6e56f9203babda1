"""What each route asks of whoever opens it, declared beside the view; a route that declares nothing opens for nobody.

::

    @policy.requires("figures.read")
    def measure(request, key): ...

    @policy.public          # anybody, signed in or not
    @policy.signed_in       # anybody who is signed in, whatever their role
    @policy.confirmed       # besides: only to somebody who said again, within ten minutes, who they are
    @policy.confirmed_to_send  # besides: the same, but only when its form is sent
    @policy.entering        # besides: also before the second factor is set up
    @policy.posts           # besides: it takes a form
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.decorators import http

from bluelamp.kernel.access.permissions import ACTS, MAY, RECORDED_AS, ROLES

PUBLIC = "public"
SIGNED_IN = "signed in"
UNDECLARED = ""
READING = frozenset({"GET", "HEAD"})
CONFIRMED_FOR = timedelta(minutes=10)
"""How long it is believed that the person at the desk is still the one who proved it."""

View = TypeVar("View", bound=Callable[..., Any])


def requires(act: str) -> Callable[[View], View]:
    """Open to those whose role allows ``act``."""
    if act not in ACTS:
        raise LookupError(f"No act is called {act!r}. Acts are declared in kernel/access/permissions.py.")
    return lambda view: _declared(view, act)


def public(view: View) -> View:
    """Open to anybody."""
    return _declared(view, PUBLIC)


def signed_in(view: View) -> View:
    """Open to anybody who is signed in."""
    return _declared(view, SIGNED_IN)


def confirmed(view: View) -> View:
    """Ask again for the password or the code where that was done more than ten minutes ago: exports, emergencies."""
    view.confirmed = True  # type: ignore[attr-defined]
    return view


def confirmed_to_send(view: View) -> View:
    """Anybody to whom it is open may look; whoever sends it is asked again as by :func:`confirmed`."""
    view.confirmed_to_send = True  # type: ignore[attr-defined]
    return view


def entering(view: View) -> View:
    """Open it on the way in as well, to somebody whose second factor is still to be set up."""
    view.entering = True  # type: ignore[attr-defined]
    return view


def is_confirmed(stepped_up_at: datetime | None, *, now: datetime) -> bool:
    """Was it proved lately enough who this is?"""
    return stepped_up_at is not None and timedelta(0) <= now - stepped_up_at < CONFIRMED_FOR


def asks_again(view: Callable[..., Any], method: str | None) -> bool:
    """Does this request want somebody who has just proved who they are?"""
    return wants(view, "confirmed") or (method not in READING and wants(view, "confirmed_to_send"))


def wants(view: Callable[..., Any], what: str) -> bool:
    """Was the view declared ``confirmed``, ``confirmed_to_send``, ``entering``, or to be one that ``posts``?"""
    return bool(getattr(view, what, getattr(getattr(view, "view_class", None), what, False)))


def posts(view: View) -> View:
    """It takes a form: the page answers to POST as well."""
    view.posts = True  # type: ignore[attr-defined]
    return view


def methods(view: Callable[..., Any]) -> frozenset[str] | None:
    """What a page answers to: GET and HEAD, and POST where it declares that it takes a form.

    ``None`` for views that see to it themselves: those of a class, of the API, and under Django's ``require_…``.
    """
    if hasattr(view, "view_class") or hasattr(view, "csrf_exempt"):
        return None
    declared = wants(view, "posts")
    while hasattr(view, "__wrapped__"):
        if view.__code__.co_filename == http.__file__:
            return None
        view = view.__wrapped__
    return READING | {"POST"} if declared else READING


def answers(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods a view answers to, for the table; none are known of a view that sorts them out in its own lines."""
    if (known := methods(view)) is not None:
        return tuple(sorted(known))
    if shown := getattr(view, "view_class", None):
        return tuple(sorted(name.upper() for name in shown.http_method_names if hasattr(shown, name)))
    while hasattr(view, "__wrapped__"):
        if "request_method_list" in view.__code__.co_freevars:  # of Django's require_http_methods
            cells = dict(zip(view.__code__.co_freevars, view.__closure__ or (), strict=True))
            return tuple(sorted(cells["request_method_list"].cell_contents))
        view = view.__wrapped__
    return ()


def of(view: Callable[..., Any]) -> str:
    """What a view asks: an act, :data:`PUBLIC`, :data:`SIGNED_IN` or :data:`UNDECLARED`."""
    return getattr(view, "policy", getattr(getattr(view, "view_class", None), "policy", UNDECLARED))


def _declared(view: View, needs: str) -> View:
    view.policy = needs  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Route:
    """One address, what it asks, and the methods it answers to by that; none where the view sorts them out."""

    name: str
    pattern: str
    needs: str
    methods: tuple[str, ...] = ()
    confirmed: tuple[str, ...] = ()
    """The methods for which somebody proves again who they are."""

    @property
    def kind(self) -> str:
        """What the act is done to: the first word of its name."""
        return self.needs.partition(".")[0] if self.needs in ACTS else ""

    @property
    def recorded_as(self) -> str:
        """The statutory class that such an act is recorded as; nothing where no data about people is read."""
        return RECORDED_AS.get(self.needs, "")

    @property
    def roles(self) -> tuple[str, ...]:
        """Whose role opens it."""
        if self.needs in (PUBLIC, SIGNED_IN):
            return tuple(ROLES)
        return tuple(role for role in ROLES if self.needs in MAY[role])


def routes() -> tuple[Route, ...]:
    """The policy table: every route there is, in the order of its address; of the API, every operation."""
    return tuple(
        sorted(_walk(get_resolver().url_patterns, "/", ""), key=lambda route: (route.pattern, route.name))
    )


def _walk(patterns: list[URLPattern | URLResolver], prefix: str, space: str) -> Iterator[Route]:
    for entry in patterns:
        address = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from _walk(entry.url_patterns, address, inner)
        else:
            name = f"{space}{entry.name or ''}"
            for needs, answered in _asked_for(entry.callback):
                again = tuple(method for method in answered if asks_again(entry.callback, method))
                yield Route(name, address, needs, answered, again)


def _asked_for(view: Callable[..., Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """What a view asks, and by which methods; several things where each operation of the API asks its own."""
    acts: dict[str, str] = getattr(view, "acts", {})
    if not acts:
        yield of(view), answers(view)
    for act in sorted(set(acts.values())):
        asking = {method for method, asked in acts.items() if asked == act}
        yield act, tuple(sorted(asking | ({"HEAD"} if "GET" in asking else set())))
