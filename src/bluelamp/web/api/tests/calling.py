"""Programs for tests: a registered system of an organisation, and calls with its token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
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
        is_sent = body is not None or verb == "post"
        sent = {"data": "" if body is None else body, "content_type": "application/json"} if is_sent else {}
        return getattr(Client(), verb)(f"/api/v1{path}", headers=carried, **sent)

    def upload(self, path: str, name: str, content: bytes, **said: Any) -> Any:
        """A file, as a form; ``said`` goes with it, and headers where it is called like one."""
        headers = {k.replace("_", "-"): said.pop(k) for k in list(said) if k[0].isupper()}
        carried = {"Authorization": f"Bearer {self.token}"} | headers
        form = {"audience": "shared", "file": SimpleUploadedFile(name, content)} | said
        return Client().post(f"/api/v1{path}", form, headers=carried)

    def raw(self, path: str, content: bytes, content_type: str) -> Any:
        """Bytes as they are, under whatever name."""
        carried = {"Authorization": f"Bearer {self.token}"}
        return Client().post(f"/api/v1{path}", content, content_type=content_type, headers=carried)


def system(organisation: str, *acts: str) -> Caller:
    """A system of this organisation, with a token for everything it was registered for."""
    made, secret = actions.add_system(by=KEYBOARD, name="Case system", organisation=organisation, acts=acts)
    asked = {"grant_type": "client_credentials", "client_id": made.client_id, "client_secret": secret}
    return Caller(Client().post("/api/oauth/token", asked).json()["access_token"])


def script_of(person: User, *acts: str) -> Caller:
    """A script of somebody who signs in otherwise."""
    hour = timedelta(hours=1)
    return Caller(actions.give_token(by=KEYBOARD, user=person, acts=acts, lasts=hour, now=timezone.now())[1])
