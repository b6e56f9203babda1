"""How django-allauth does things here: nobody registers, no mail is sent, secrets are kept encrypted."""

from __future__ import annotations

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bluelamp.kernel.access import address
from bluelamp.kernel.access.models import User


class Accounts(DefaultAccountAdapter):
    """Accounts are made by an administrator; an e-mail address plays no part in signing in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent: no mail is set up, and a factor that arrives by mail is none."""

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """What happened to an account is in the audit record."""

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Our own pages say what was done."""

    def get_client_ip(self, request: HttpRequest) -> str:
        return address.of(request) or "0.0.0.0"

    def get_login_stages(self) -> list[str]:
        return ["bluelamp.kernel.sign_in.stages.SecondFactor"]

    def login(self, request: HttpRequest, user: User) -> None:
        from bluelamp.kernel.sign_in import desk

        super().login(request, user)
        desk.sit_down(request, user)

    def respond_user_inactive(self, request: HttpRequest, user: User) -> HttpResponse:
        from django.shortcuts import redirect

        return redirect("access:sign-in")


class Factors(DefaultMFAAdapter):
    """Second factors: named after the account, and unreadable to whoever has only the database."""

    def get_totp_issuer(self) -> str:
        return "Bluelamp"

    def _get_site_name(self) -> str:
        return "Bluelamp"

    def _get_user_identifier(self, user: User) -> str:
        return str(user.get_username())

    def encrypt(self, text: str) -> str:
        return keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return keys().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return False


def keys() -> MultiFernet:
    """Keys from the secret key and from those before it, so that it can be changed while factors stand."""
    known = (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)
    return MultiFernet([Fernet(_key(each)) for each in known])


def _key(secret: str) -> bytes:
    return base64.urlsafe_b64encode(hashlib.sha256(b"bluelamp.sign_in.factors:" + secret.encode()).digest())
