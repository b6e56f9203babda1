"""What each route asks of whoever opens it, declared beside the view; a route that declares nothing opens for nobody.

::

    @policy.requires("figures.read")
    def measure(request, key): ...

    @policy.public          # anybody, signed in or not
    @policy.signed_in       # anybody who is signed in, whatever their role
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from django.urls import URLPattern, URLResolver, get_resolver

from bluelamp.kernel.access.permissions import ACTS

PUBLIC = "public"
SIGNED_IN = "signed in"
UNDECLARED = ""

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


def of(view: Callable[..., Any]) -> str:
    """What a view asks: an act, :data:`PUBLIC`, :data:`SIGNED_IN` or :data:`UNDECLARED`."""
    return getattr(view, "policy", getattr(getattr(view, "view_class", None), "policy", UNDECLARED))


def _declared(view: View, needs: str) -> View:
    view.policy = needs  # type: ignore[attr-defined]
    return view


@dataclass(frozen=True)
class Route:
    """One address and what it asks."""

    name: str
    pattern: str
    needs: str


def routes() -> tuple[Route, ...]:
    """The policy table: every route there is, in the order of its address."""
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
            yield Route(f"{space}{entry.name or ''}", address, of(entry.callback))
