"""What a program says it asks for. As for a person, every reading is held to it, and its audit record carries it."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from bluelamp.kernel.access.scope import Scope
from bluelamp.kernel.access.sharing.queries import agreements
from bluelamp.ui.api.problems import Problem

HEADER = "Purpose"


def stated(request: HttpRequest, scope: Scope) -> str:
    """The code of the purpose that came along; nothing where none did.

    Raises a 422 :class:`Problem` for one that no agreement in force with the caller's organisation is for.
    """
    said = request.headers.get(HEADER, "").strip()
    if not said:
        return ""
    agreed = agreements.purposes(scope.body, now=timezone.now())
    if said in agreed:
        return said
    choose = (
        f"Choose among {', '.join(agreed)}, or leave it out." if agreed else "Leave it out: you have none."
    )
    why = "None of your organisation's agreements is for this purpose."
    raise Problem(422, f"{why} {choose}", errors=[{"field": f"header.{HEADER}", "detail": choose}])
