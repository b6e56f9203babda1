"""Steps that tests of signing in share: people with an app, codes as their app shows them, and what a page says."""

from __future__ import annotations

import html
import re
from datetime import datetime, timedelta

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.tests.factories import PASSWORD, user_of
from bluelamp.kernel.audit.models import Record
from bluelamp.kernel.sign_in import codes

SECRET = "JBSWY3DPEHPK3PXP"
HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


def code(secret: str = SECRET, *, later: int = 0, at: datetime | None = None) -> str:
    """What an app shows now, or so many half-minutes later."""
    step = int((at or timezone.now()).timestamp()) // codes.PERIOD + later
    return format_hotp_value(hotp_value(secret, step))


def with_app(role: str = "analyst", name: str = "ann") -> User:
    """Somebody who has an authenticator app."""
    user = user_of(role, name=name)
    TOTP.activate(user, SECRET)
    return user


def sign_in(client: Client, name: str, password: str = PASSWORD, address: str = HERE, **extra: str):
    return client.post(
        "/access/sign-in", {"username": name, "password": password, **extra}, REMOTE_ADDR=address
    )


def sign_in_with_code(client: Client, name: str = "ann", typed: str = ""):
    sign_in(client, name)
    return client.post("/access/code", {"code": typed or code()}, REMOTE_ADDR=HERE)


def operations() -> list[str]:
    return [row.operation for row in Record.objects.order_by("seq")]


def errors(response) -> list[str]:
    """What the summary at the top of the page says is wrong."""
    summary = (
        response.content.decode().partition('class="govuk-error-summary__body"')[2].partition("</ul>")[0]
    )
    return [html.unescape(line.strip()) for line in re.findall(r"<li>\s*(?:<a[^>]*>)?([^<]+)", summary)]


def said(response) -> str:
    """The words of a page, without its frame."""
    main = response.content.decode().partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split())


def set_clock(client: Client, **ago: timedelta) -> None:
    """Have a session begin, be last used or be confirmed so long ago."""
    session = client.session
    for name, much in ago.items():
        session[name] = int((timezone.now() - much).timestamp())
    session.save()
