"""What every page is told: who is reading, where they may go, and whether the data are made up."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from bluelamp.kernel.access.joining import kept_of
from bluelamp.kernel.access.permissions import ROLES
from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing import queries as sharing
from bluelamp.kernel.sign_in import desk


@dataclass(frozen=True)
class Place:
    """One entry of the navigation: its words, its route, and the act that opens it.

    What stands ``aside`` gives way where there is more than a line of them; it is a door on the first page.
    """

    words: str
    route: str
    act: str
    aside: bool = False


PLACES = (
    Place("My work", "casework:mine", "casework.read"),
    Place("ASB", "asb:cases", "asb.read"),
    Place("Promises", "promises:ledger", "promises.read"),
    Place("People", "people:search", "people.search"),
    Place("Sharing", "sharing:home", "agreements.read"),
    Place("This week", "performance:week", "week.read"),
    Place("Board summary", "performance:summary", "figures.read"),
    Place("Signals", "performance:signals", "figures.read"),
    Place("Papers", "board:papers", "papers.read_signed"),
    Place("Hot spots", "performance:hot-spots", "figures.read", aside=True),
    Place("Places", "places", "figures.read", aside=True),
    Place("Facts", "performance:facts", "facts.list", aside=True),
    Place("Imports", "performance:imports", "imports.read", aside=True),
    Place("Questionnaires", "instruments:register", "instruments.read", aside=True),
    Place("Keeping", "keeping:worklist", "keeping.review", aside=True),
    Place("Audit", "audit:search", "audit.read"),
    Place("People who sign in", "access:people", "users.manage"),
)


ON_A_LINE = 10
"""So many entries fit beside one another."""


def navigation(scope: Scope, path: str) -> list[dict[str, Any]]:
    """Where ``scope`` may go, in GOV.UK's shape; the entry that ``path`` lies under is marked."""
    open_to = [place for place in PLACES if scope.may(place.act) and address(place.route)]
    shown = [(place.words, address(place.route)) for place in open_to]
    if len(shown) > ON_A_LINE:
        shown = [(place.words, address(place.route)) for place in open_to if not place.aside]
        shown.append(("More", f"{reverse('home')}#doors"))
    under = max((href for _, href in shown if path.startswith(href)), key=len, default="")
    return [
        {"text": words, "href": href, "active": href == under, "current": href == path}
        for words, href in shown
    ]


def address(route: str) -> str:
    """The address of a route, or nothing where this Bluelamp has no such page."""
    try:
        return reverse(route)
    except NoReverseMatch:
        return ""


def page(request: HttpRequest) -> dict[str, Any]:
    """The context of every page. A page shown because something failed may have no scope."""
    scope: Scope = getattr(request, "scope", None) or Scope.nobody()
    return {
        "scope": scope,
        "role": ROLES.get(scope.role, ""),
        "navigation": navigation(scope, request.path) if scope.role else [],
        "sample": is_sample(),
        # Asked by the page as it is drawn, so that a file or a redirect asks nothing.
        "joined_with": partial(kept_of, scope, now=timezone.now()),
        "unread_notices": partial(sharing.notices.unread, scope, now=timezone.now()),
        "seconds_left": desk.seconds_left(request, now=timezone.now()) if scope.actor_id else 0,
    }


def is_sample() -> bool:
    """Whether the records hold the made-up sample: loading it leaves this file."""
    return (settings.VAR / "sample.json").is_file()
