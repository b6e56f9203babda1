"""What a session remembers while a second factor is being set up."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import generate_totp_secret
from django.http import HttpRequest
from markupsafe import Markup

from bluelamp.kernel.access.models import User
from bluelamp.kernel.sign_in.adapters import Factors, keys

SECRET, CODES = "new_app", "codes_to_show"


def secret(request: HttpRequest) -> str:
    """The secret for a new app: the same until it is set up, so that a mistyped code costs no second scan."""
    if SECRET not in request.session:
        request.session[SECRET] = keys().encrypt(generate_totp_secret().encode()).decode()
    return keys().decrypt(request.session[SECRET].encode()).decode()


def forget(request: HttpRequest) -> None:
    request.session.pop(SECRET, None)


def shown(user: User, secret: str) -> dict[str, Any]:
    """The secret as a picture to scan and as letters to type."""
    adapter = Factors()
    picture = adapter.build_totp_svg(adapter.build_totp_url(user, secret))
    groups = " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))
    # The picture is drawn by the library from our own address; the page it stands in allows no script and no style.
    return {"picture": Markup(picture[picture.index("<svg") :]), "letters": groups}


def show_codes_next(request: HttpRequest) -> None:
    """Let the next look at the recovery codes show them."""
    request.session[CODES] = True


def shows_codes_now(request: HttpRequest) -> bool:
    return bool(request.session.pop(CODES, False))
