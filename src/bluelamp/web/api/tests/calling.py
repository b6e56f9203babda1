"""Programs for tests: a registered system of an organisation, and calls with its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import Scope
from bluelamp.web.api import actions

KEYBOARD = Scope.system("test")


@dataclass(frozen=True)
class Caller:
    """Calls the API with one token."""

    token: str

    def __call__(self, verb: str, path: str, body: Any = None, **headers: str) -> Any:
        carried = {"Authorization": f"Bearer {self.token}"} | {
            k.replace("_", "-"): v for k, v in headers.items()
        }
        sent = {} if body is None else {"data": body, "content_type": "application/json"}
        return getattr(Client(), verb)(f"/api/v1{path}", headers=carried, **sent)


def system(organisation: str, *acts: str) -> Caller:
    """A system of this organisation, with a token for everything it was registered for."""
    made, secret = actions.add_system(by=KEYBOARD, name="Case system", organisation=organisation, acts=acts)
    asked = {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": secret}
    return Caller(Client().post("/api/oauth/token", asked).json()["access_token"])


def script_of(person: User, *acts: str) -> Caller:
    """A script of somebody who signs in otherwise."""
    hour = timedelta(hours=1)
    return Caller(actions.give_token(by=KEYBOARD, user=person, acts=acts, lasts=hour, now=timezone.now())[1])
