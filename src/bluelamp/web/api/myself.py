"""Who a token speaks for, and what it may do: the first thing to ask when something is refused."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router, Schema

from bluelamp.kernel.access import policy
from bluelamp.kernel.access.permissions import ACTS, ROLES
from bluelamp.web.api.acts import OPEN_TO_PROGRAMS

router = Router()


class Myself(Schema):
    """Who is calling."""

    name: str
    role: str
    organisation: str
    acts: dict[str, str]


@router.get("", response=Myself, summary="Who this token speaks for")
@policy.signed_in
def myself(request: HttpRequest) -> Myself:
    """The name, role and organisation behind the token, and each act it is for."""
    scope = request.scope  # type: ignore[attr-defined]
    return Myself(
        name=scope.actor_name,
        role=ROLES[scope.role],
        organisation=scope.organisation,
        acts={act: ACTS[act] for act in OPEN_TO_PROGRAMS if scope.may(act)},
    )
