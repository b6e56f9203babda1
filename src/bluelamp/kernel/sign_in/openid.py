"""What the force's own directory says of somebody, believed when it is signed: by one of its keys, for us, in answer
to what this browser asked, and not over (OpenID Connect Core 1.0, section 3.1.3.7).

A token that comes straight from the directory could be believed without looking; whoever sits between the two, or has
the address of another server put into its description, is then believed as well.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

import jwt
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import constant_time_compare
from requests import RequestException

SIGNED_BY = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
"""Signatures that take the directory's private key. A shared secret, or none, is no signature of the directory."""
SAID = ("iss", "aud", "exp", "iat", "sub", "nonce")
"""What a token has to say."""
LEEWAY = timedelta(minutes=1)
"""By how much two clocks may differ."""


def verified(token: str, *, keys: Mapping[str, Any], issuer: str, client: str, nonce: str) -> dict[str, Any]:
    """The claims of a token that the ``issuer`` signed with one of its ``keys``, for ``client``, to answer ``nonce``.

    Raises ``OAuth2Error`` for any other.
    """
    try:
        head = jwt.get_unverified_header(token)
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(head, keys),
            algorithms=SIGNED_BY,
            issuer=issuer,
            audience=client,
            leeway=LEEWAY,
            options={"require": list(SAID)},
        )
    except (jwt.PyJWTError, KeyError, TypeError, ValueError) as why:
        raise OAuth2Error("The token is not one that the directory signed for us.") from why
    if not isinstance(claims["aud"], str) and claims.get("azp", client) != client:
        raise OAuth2Error("The token was given to somebody else.")
    if not nonce or not constant_time_compare(str(claims["nonce"]), nonce):
        raise OAuth2Error("The token answers another question.")
    return claims


def _key(head: Mapping[str, Any], keys: Mapping[str, Any]) -> jwt.PyJWK:
    """The one key that a token says it was signed with; where it names none, the only one there is."""
    method, kid = head["alg"], head.get("kid")
    fit = [
        key
        for key in keys["keys"]
        if key.get("use", "sig") == "sig"
        and kid in (None, key.get("kid"))
        and key.get("alg", method) == method
    ]
    if method not in SIGNED_BY or len(fit) != 1:
        raise jwt.InvalidKeyError("None of the directory's keys, or more than one, could have signed it.")
    return jwt.PyJWK(fit[0], algorithm=method)


class Adapter(OpenIDConnectOAuth2Adapter):
    """Speaks with the directory. ``nonce`` is what this sign-in was begun with."""

    nonce = ""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Who the token says it is; what the directory says besides has to be about the same person."""
        claims = verified(
            str(kwargs["response"].get("id_token", "")),
            keys=self._keys(),
            issuer=self._issuer(app),
            client=app.client_id,
            nonce=self.nonce,
        )
        more = self._fetch_user_info(token.token) if "userinfo_endpoint" in self.openid_config else {}
        if more and more.get("sub") != claims["sub"]:
            raise OAuth2Error("The directory speaks of two people.")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims, "userinfo": more})

    def _issuer(self, app: SocialApp) -> str:
        """As the directory writes it, which is the address it was set up by."""
        issuer = str(self.openid_config.get("issuer", ""))
        if issuer.rstrip("/") != app.settings["server_url"].rstrip("/"):
            raise OAuth2Error("The directory goes by another name than it was set up by.")
        return issuer

    def _keys(self) -> dict[str, Any]:
        """The directory's keys as they are now: one that was changed yesterday is known today."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        return dict(answer.json())


class Back(OAuth2CallbackView):
    """Somebody comes back, and what they were sent with is used up."""

    def _get_state(self, request: HttpRequest, provider: Any) -> tuple[Any, HttpResponse | None]:
        state, answer = super()._get_state(request, provider)
        self.adapter.nonce = ((state or {}).get("data") or {}).get("nonce", "")
        return state, answer


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send them to the directory, with a question of our own; nothing of it can be put into the address by others."""
    nonce = secrets.token_urlsafe(32)
    try:
        provider = _adapter(request, provider_id).get_provider()
        return provider.redirect(
            request,
            AuthProcess.LOGIN,
            next_url=get_next_redirect_url(request),
            data={"nonce": nonce},
            auth_params={"nonce": nonce},
        )
    except RequestException:
        return redirect("access:directory-refused")


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return Back.adapter_view(_adapter(request, provider_id))(request)


def _adapter(request: HttpRequest, provider_id: str) -> Adapter:
    adapter = Adapter(request, provider_id)
    try:
        adapter.get_provider()
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return adapter
