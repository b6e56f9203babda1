"""The force's own directory, by OpenID Connect, where the environment names one.

The directory says who somebody is; what they may do is said here. Nobody is let in whom an administrator has not added.
"""

from __future__ import annotations

from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import redirect
from django.utils import timezone

from bluelamp.kernel.access.models import User
from bluelamp.kernel.access.scope import NotPermitted, Scope
from bluelamp.kernel.sign_in import actions


def configured() -> dict[str, str] | None:
    """The name of the directory as its users know it, and its key in addresses; nothing where there is none."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return {"name": apps[0]["name"], "key": apps[0]["provider_id"]} if apps else None


class Directory(DefaultSocialAccountAdapter):
    """Finds the account by the name that the directory knows, and makes none."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        claim = settings.DIRECTORY_CLAIM
        said: dict[str, Any] = sociallogin.account.extra_data
        name = str({**said.get("id_token", {}), **said.get("userinfo", {})}.get(claim, ""))
        user = User.objects.filter(username__iexact=name, is_active=True).first() if name else None
        if sociallogin.is_existing and user != sociallogin.user:
            user = None
        try:
            Scope.of(user) if user else _nobody()
        except NotPermitted:
            by: Scope = request.scope  # type: ignore[attr-defined]
            actions.refuse(by=by, subject=name, now=timezone.now())
            raise ImmediateHttpResponse(redirect("access:directory-refused")) from None
        if not sociallogin.is_existing:
            sociallogin.connect(request, user)

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def on_authentication_error(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """They gave up, or what came back was not the directory's: nobody knows of whom."""
        by: Scope = request.scope  # type: ignore[attr-defined]
        actions.disbelieve(by=by)
        raise ImmediateHttpResponse(redirect("access:directory-refused"))

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail is sent."""


def _nobody() -> None:
    raise NotPermitted("The directory named nobody whom Bluelamp knows.")
