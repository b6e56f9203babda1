"""Passkeys: what the browser is asked for, and whether what it answers holds. The mathematics is fido2's."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.core.exceptions import ValidationError
from django.utils import timezone

from bluelamp.kernel.access.models import User

NOT_GOOD = (ValidationError, InvalidSignature, ValueError, TypeError, KeyError, AttributeError)
"""All that the libraries raise at an answer that is not what was asked for, or is no answer at all."""


def options_to_add(user: User) -> dict[str, Any]:
    """What ``navigator.credentials.create`` is called with; the challenge is kept in the session."""
    return dict(auth.begin_registration(user, False))


def is_new(credential: Any) -> bool:
    """Was this made just now, for this challenge, on this site?"""
    try:
        auth.parse_registration_response(credential)
        auth.complete_registration(credential)
    except NOT_GOOD:
        return False
    return True


def options_to_show(user: User) -> dict[str, Any] | None:
    """What ``navigator.credentials.get`` is called with; nothing for somebody who has no passkey."""
    if not Authenticator.objects.filter(user=user, type="webauthn").exists():
        return None
    return dict(auth.begin_authentication(user))


def shown(user: User, credential: Any) -> Authenticator | None:
    """The passkey of this user that signed the challenge of this session. A challenge is answered once."""
    try:
        auth.parse_authentication_response(credential)
        passkey = auth.complete_authentication(user, credential)
    except NOT_GOOD:
        return None
    finally:
        auth.clear_state()
    Authenticator.objects.filter(pk=passkey.pk).update(last_used_at=timezone.now())
    return passkey
